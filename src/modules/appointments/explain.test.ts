import { describe, expect, test } from 'vitest'
import { addDays, wallAt } from '#kernel/time.ts'
import {
  ANNA,
  aPlan,
  at,
  busyWith,
  COLOUR,
  CUT,
  cartWith,
  judgeAt,
  OLGA,
  ROOM,
  staff,
  type Taken,
  TUESDAY,
  unit,
} from '../../../test/factories/engine-plan.ts'
import { alternativesTo } from './alternatives.ts'
import { placingOf } from './availability.ts'
import { type Cart, cartOf } from './cart.ts'
import { isTaken } from './explain.ts'

type Plan = ReturnType<typeof aPlan>

/** Codes of the reasons, or the word that forbids it to everybody, or `free`. */
function said(...[plan, time, question]: Parameters<typeof judgeAt>): string {
  const verdict = judgeAt(plan, time, question)
  if ('never' in verdict) return verdict.never
  return 'placed' in verdict ? 'free' : verdict.reasons.map(({ code }) => code).join(', ')
}

const off = (from: string, until: string) => ({ from: at(aPlan(), from), until: at(aPlan(), until) })
const taken = (...times: [from: string, until: string][]) =>
  times.map(([from, until]): Taken => [staff(ANNA), from, until])

test.each<[string, Plan, Taken[], string]>([
  ['09:00', aPlan(), [], 'closed'],
  ['19:00', aPlan(), [], 'closed'],
  ['18:30', aPlan(), [], 'ends_after_closing'],
  ['10:00', aPlan({ cut: { before: 10 } }), [], 'closed'],
  ['12:30', aPlan(), [], 'on_break'],
  ['12:00', aPlan({ rules: { buffer: 10 } }), [], 'on_break'],
  ['11:00', aPlan({ anna: { exceptions: [{ date: TUESDAY, shifts: [] }] } }), [], 'person_off'],
  ['11:00', aPlan({ anna: { timeOff: [off('11:30', '12:00')] } }), [], 'time_off'],
  ['11:00', aPlan({ rules: { buffer: 10 }, anna: { timeOff: [off('12:05', '12:10')] } }), [], 'time_off'],
  ['11:00', aPlan(), taken(['10:00', '11:05']), 'person_busy'],
  ['11:00', aPlan(), taken(['11:30', '12:00']), 'gap_too_short'],
  ['11:00', aPlan({ rules: { buffer: 10 } }), taken(['12:00', '12:30']), 'buffer_busy'],
  ['11:00', aPlan({ cut: { before: 10 } }), taken(['10:30', '11:00']), 'buffer_busy'],
  ['11:00', aPlan({ cut: { resource: { resourceId: ROOM } } }), [[unit(1), '11:30', '12:00']], 'resource_busy'],
  ['11:00', aPlan({ cut: { startWindows: [{ from: '11:30', to: '12:00' }] } }), [], 'start_window'],
  ['11:00', aPlan({ anna: { stoppedUntil: TUESDAY } }), [], 'by_phone'],
  ['11:15', aPlan(), [], 'off_grid'],
  ['12:30', aPlan({ anna: { stoppedUntil: TUESDAY } }), taken(['12:30', '13:00']), 'on_break, person_busy, by_phone'],
])('%s is not free: case %#', (time, plan, busy, reasons) => {
  expect(said(plan, time, { busy: busyWith(plan, ...busy) })).toBe(reasons)
})

test.each<[string, string, string]>([
  ['11:00', '11:00', 'too_soon'],
  ['11:00', '10:01', 'too_soon'],
  ['11:00', '10:00', 'free'],
  ['11:00', '11:01', 'in_the_past'],
])('with an hour of lead time a start at %s, asked at %s: %s', (time, now, word) => {
  const plan = aPlan({ rules: { leadTime: 60 } })
  expect(said(plan, time, { now: at(plan, now) })).toBe(word)
})

test('the last day of the horizon is free, the next too far', () => {
  const plan = aPlan({ rules: { horizon: 3 } })
  const on = (days: number) => said(plan, '11:00', { now: at(plan, '11:00'), date: addDays(TUESDAY, days) })
  expect([on(3), on(4)]).toEqual(['free', 'too_far'])
})

test('a room without a person says what is in the way of the room', () => {
  const plan = aPlan({ rules: { buffer: 10 }, cut: { needsPerson: false, resource: { kind: 'room' } } })
  expect(said(plan, '12:00', { cart: cartOf(CUT, null) })).toBe('on_break')
  expect(said(plan, '11:00', { cart: cartOf(CUT, null), busy: busyWith(plan, [unit(1), '12:00', '12:05']) })).toBe(
    'resource_busy',
  )
})

describe('of several people', () => {
  test('each has reasons of his own', () => {
    const plan = aPlan({ olga: { stoppedUntil: TUESDAY } })
    const verdict = judgeAt(plan, '11:00', {
      cart: cartOf(CUT, null),
      busy: busyWith(plan, ...taken(['11:00', '12:00'])),
    })
    expect(verdict).toEqual({
      reasons: [
        { code: 'person_busy', serviceId: CUT, staffId: ANNA },
        { code: 'by_phone', serviceId: CUT, staffId: OLGA },
      ],
    })
  })

  test('a service that somebody could do then is no reason', () => {
    const plan = aPlan()
    const cart = cartWith({ serviceId: CUT }, { serviceId: COLOUR, staffId: ANNA })
    const verdict = judgeAt(plan, '10:00', { cart, busy: busyWith(plan, ...taken(['11:00', '12:00'])) })
    expect(verdict).toEqual({ reasons: [{ code: 'person_busy', serviceId: COLOUR, staffId: ANNA }] })
  })

  test('who could each do it, but not together, is said to be no combination', () => {
    const plan = aPlan()
    const cart: Cart = {
      ...cartWith({ serviceId: CUT, staffId: ANNA }, { serviceId: COLOUR, staffId: ANNA }),
      prefer: 'parallel',
    }
    expect(said(plan, '10:00', { cart })).toBe('no_combination')
  })
})

test("another's booking is told apart from hours and rules", () => {
  const reason = (code: 'person_busy' | 'closed') => ({ code, serviceId: CUT, staffId: ANNA })
  expect(isTaken([reason('closed'), reason('person_busy')])).toBe(true)
  expect(isTaken([reason('closed')])).toBe(false)
})

describe('instead of a time that is not free', () => {
  function offered(plan: Plan, time: string, cart: Cart, ...busy: Taken[]): string[] {
    const start = at(plan, time)
    const read = busyWith(plan, ...busy)
    const placing = placingOf(plan, read, cart, start, start + 7 * 1440)
    const now = at(plan, '09:00')
    return alternativesTo(plan, read, { cart, placing, start, now }).map(({ kind, startTime, staffIds }) => {
      const wall = wallAt(Date.parse(startTime) / 60_000, plan.zone)
      return [kind, wall.date === TUESDAY ? wall.time : `${wall.date} ${wall.time}`, staffIds[0]?.[0] ?? 'any'].join(
        ' ',
      )
    })
  }

  test('the same with another person, the nearest times, the same hour of another day', () => {
    expect(offered(aPlan(), '11:00', cartOf(CUT, ANNA), ...taken(['11:00', '12:00']))).toEqual([
      'person 11:00 2',
      'time 10:00 1',
      'time 12:00 1',
      'time 14:00 1',
      'day 2026-11-25 11:00 1',
    ])
  })

  test('nobody else is offered to who asked for anybody', () => {
    expect(offered(aPlan(), '12:30', cartOf(CUT, null))[0]).toBe('time 11:00 any')
  })

  test('of a full day another day', () => {
    const full = taken(['09:00', '20:00'])
    const plan = aPlan({ olga: { services: {} } })
    expect(offered(plan, '11:00', cartOf(CUT, ANNA), ...full)).toEqual(['day 2026-11-25 11:00 1'])
  })
})
