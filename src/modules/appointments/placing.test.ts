import { describe, expect, test } from 'vitest'
import { wallAt } from '#kernel/time.ts'
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
  openFrom,
  staff,
  type Taken,
  timesOf,
  unit,
} from '../../../test/factories/engine-plan.ts'
import { placingOf } from './availability.ts'
import { type Cart, cartOf, type Preference } from './cart.ts'
import { bestPlacing, claimsOf } from './placing.ts'

type Plan = ReturnType<typeof aPlan>

const WHO = new Map<string | null, string>([
  [ANNA, 'Anna'],
  [OLGA, 'Olga'],
  [null, 'nobody'],
])

/** `10:00 Anna, 11:00 Olga`, or what is said instead. */
function placed(plan: Plan, time: string, cart: Cart, ...taken: Taken[]): string {
  const busy = busyWith(plan, ...taken)
  const placing = placingOf(plan, busy, cart, at(plan, time), at(plan, time))
  const { grid } = placing.timeline
  const best = bestPlacing(placing, grid.cellAt(at(plan, time)))
  const told = best?.map(
    ({ candidate, start }) => `${wallAt(grid.minuteOf(start), plan.zone).time} ${WHO.get(candidate.staffId)}`,
  )
  return told?.join(', ') ?? 'not'
}

const both = cartWith({ serviceId: CUT }, { serviceId: COLOUR })
const prefer = (preference: Preference): Cart => ({ ...both, prefer: preference })
const longMorning = { hours: openFrom('10:00', '19:00') }

describe('several services follow one another', () => {
  test.each<[string, Cart, Taken[], string]>([
    ['with one person when nobody is in the way', both, [], '10:00 Anna, 11:00 Anna'],
    ['with two people rather than waiting', both, [[staff(ANNA), '11:00', '11:15']], '10:00 Olga, 11:00 Olga'],
    [
      'with two people when neither has the time for both',
      both,
      [
        [staff(ANNA), '11:00', '12:00'],
        [staff(OLGA), '10:00', '10:30'],
      ],
      '10:00 Anna, 11:00 Olga',
    ],
    [
      'with the people who were named',
      cartWith({ serviceId: CUT, staffId: OLGA }, { serviceId: COLOUR, staffId: ANNA }),
      [],
      '10:00 Olga, 11:00 Anna',
    ],
    [
      'a quarter of an hour apart when it cannot be less',
      both,
      [
        [staff(ANNA), '11:00', '11:15'],
        [staff(OLGA), '10:00', '10:30'],
      ],
      '10:00 Anna, 11:00 Olga',
    ],
    [
      'or not at all when it would be more',
      cartWith({ serviceId: CUT, staffId: ANNA }, { serviceId: COLOUR, staffId: ANNA }),
      [[staff(ANNA), '11:00', '11:20']],
      'not',
    ],
  ])('%s', (_, cart, taken, told) => {
    expect(placed(aPlan(longMorning), '10:00', cart, ...taken)).toBe(told)
  })

  test('the client waits as long as the business lets him, not a minute more', () => {
    const cart = cartWith({ serviceId: CUT, staffId: ANNA }, { serviceId: COLOUR, staffId: OLGA })
    const taken: Taken = [staff(OLGA), '10:30', '11:15']
    const waiting = (maxWait: number) => placed(aPlan({ ...longMorning, rules: { maxWait } }), '10:00', cart, taken)
    expect([0, 10, 14, 15, 20].map(waiting)).toEqual([
      'not',
      'not',
      'not',
      '10:00 Anna, 11:15 Olga',
      '10:00 Anna, 11:15 Olga',
    ])
  })

  test('who prefers one person waits for her', () => {
    const taken: Taken[] = [
      [staff(ANNA), '11:00', '11:10'],
      [staff(OLGA), '10:00', '10:30'],
    ]
    const plan = aPlan(longMorning)
    expect(placed(plan, '10:00', prefer('least_wait'), ...taken)).toBe('10:00 Anna, 11:00 Olga')
    expect(placed(plan, '10:00', prefer('same_person'), ...taken)).toBe('10:00 Anna, 11:10 Anna')
  })

  test('free times are those from which all of it fits', () => {
    expect(timesOf(aPlan(), { cart: both }).filter((time) => time < '13:00')).toEqual(['10:00', '10:30', '11:00'])
  })
})

describe('in parallel', () => {
  test('all begin at once, each with another person', () => {
    expect(placed(aPlan(), '10:00', prefer('parallel'))).toBe('10:00 Anna, 10:00 Olga')
  })

  test('not when one of the two is taken', () => {
    expect(placed(aPlan(), '10:00', prefer('parallel'), [staff(OLGA), '10:30', '10:35'])).toBe('not')
  })

  test('many at once, the last of them with the one who would be taken first', () => {
    const plan = aPlan({ units: 8, cut: { resource: { kind: 'room' } } })
    const [anna] = Object.values(plan.people)
    const more = Array.from({ length: 8 }, (_, i) => [String(i).repeat(24), { ...anna, order: i - 8 }])
    const crowd = { ...plan, people: Object.fromEntries(more) } as Plan
    const lines = Array.from({ length: 8 }, (_, i) => ({
      serviceId: CUT,
      staffId: i === 7 ? ('0'.repeat(24) as typeof ANNA) : null,
    }))
    expect(timesOf(crowd, { cart: { lines, prefer: 'parallel' } })).toHaveLength(14)
  })

  test('each in a room of the pool', () => {
    const needs = { resource: { kind: 'room' } } as const
    const at10 = (units: number) => placed(aPlan({ units, cut: needs, colour: needs }), '10:00', prefer('parallel'))
    expect([at10(1), at10(2)]).toEqual(['not', '10:00 Anna, 10:00 Olga'])
  })
})

describe('any specialist is', () => {
  const any = cartOf(CUT, null)

  test.each<[string, Plan, Taken[], string]>([
    ['who costs least', aPlan({ anna: { services: { [CUT]: { price: 6000 } } } }), [], '10:00 Olga'],
    [
      'also when the cheaper one is busier',
      aPlan({ anna: { services: { [CUT]: { price: 4000 } } } }),
      [[staff(ANNA), '15:00', '18:00']],
      '10:00 Anna',
    ],
    ['among equals who has the emptier day', aPlan(), [[staff(ANNA), '15:00', '15:30']], '10:00 Olga'],
    ['among equals still, the first in the order of the business', aPlan(), [], '10:00 Anna'],
    ['the second when she is put first', aPlan({ anna: { order: 5 } }), [], '10:00 Olga'],
    [
      'whoever is free',
      aPlan({ anna: { services: { [CUT]: { price: 1000 } } } }),
      [[staff(ANNA), '10:00', '10:05']],
      '10:00 Olga',
    ],
    ['nobody who has left', aPlan({ anna: { isActive: false } }), [], '10:00 Olga'],
  ])('%s', (_, plan, taken, told) => {
    expect(placed(plan, '10:00', any, ...taken)).toBe(told)
  })

  test('of the gender that was asked for', () => {
    const plan = aPlan({ anna: { gender: 'man' }, olga: { gender: 'woman' } })
    expect(placed(plan, '10:00', cartWith({ serviceId: CUT, gender: 'woman' }))).toBe('10:00 Olga')
    expect(placed(plan, '10:00', cartWith({ serviceId: CUT, gender: 'man' }))).toBe('10:00 Anna')
  })
})

describe('what is claimed', () => {
  function claimed(plan: Plan, cart: Cart): string[] {
    const placing = placingOf(plan, busyWith(plan), cart, at(plan, '10:00'), at(plan, '10:00'))
    const best = bestPlacing(placing, placing.timeline.grid.cellAt(at(plan, '10:00')))
    const wall = (minute: number) => wallAt(minute, plan.zone).time
    return claimsOf(placing, best ?? []).map(
      ({ subject, from, until }) => `${subject.slice(0, 8)} ${wall(from)}–${wall(until)}`,
    )
  }
  const annaTwice = cartWith({ serviceId: CUT, staffId: ANNA }, { serviceId: COLOUR, staffId: ANNA })

  test("the place's buffer parts the visit from others, not from its own next service", () => {
    expect(claimed(aPlan({ ...longMorning, rules: { buffer: 15 } }), annaTwice)).toEqual([
      'staff:11 10:00–11:00',
      'staff:11 11:00–12:15',
    ])
  })

  test("a service's own time before and after is always kept", () => {
    const plan = aPlan({ hours: openFrom('09:00', '19:00'), cut: { before: 5, after: 10 }, colour: { before: 5 } })
    expect(claimed(plan, annaTwice)).toEqual(['staff:11 09:55–11:10', 'staff:11 11:10–12:15'])
  })

  test('a room is claimed with the person, and given up where she goes on elsewhere', () => {
    const plan = aPlan({ ...longMorning, rules: { buffer: 15 }, cut: { resource: { kind: 'room' } } })
    expect(claimed(plan, annaTwice)).toEqual(['staff:11 10:00–11:00', 'resource 10:00–11:15', 'staff:11 11:00–12:15'])
  })

  test('durations that are no whole cells are widened', () => {
    expect(claimed(aPlan({ cut: { duration: 62 } }), cartOf(CUT, ANNA))).toEqual(['staff:11 10:00–11:05'])
  })

  test('of a pool the first unit that is free', () => {
    const plan = aPlan({ units: 2, cut: { needsPerson: false, resource: { kind: 'room' } } })
    const verdict = judgeAt(plan, '10:00', {
      cart: cartOf(CUT, null),
      busy: busyWith(plan, [unit(1), '10:00', '10:05']),
    })
    expect('placed' in verdict && verdict.placed[0]?.unit?.subject).toBe(unit(2))
  })
})
