import { describe, expect, test } from 'vitest'
import { addDays, localDateAt, wallAt } from '#kernel/time.ts'
import {
  ANNA,
  aPlan,
  at,
  busyWith,
  COLOUR,
  CUT,
  dayOf,
  everyDay,
  LUNCH,
  OLGA,
  openFrom,
  ROOM,
  staff,
  TUESDAY,
  timesOf,
  unit,
} from '../../../test/factories/engine-plan.ts'
import { freeTimes, placingOf } from './availability.ts'
import { cartOf } from './cart.ts'

const MORNING = ['10:00', '10:30', '11:00', '11:30', '12:00']
const AFTERNOON = ['14:00', '14:30', '15:00', '15:30', '16:00', '16:30', '17:00', '17:30', '18:00']

const onTuesday = (change: { isOpen?: boolean; openTime?: string; closeTime?: string }) => ({
  ...openFrom('10:00', '19:00', [LUNCH]),
  exceptions: [{ date: TUESDAY, isOpen: true, openTime: '10:00', closeTime: '19:00', breaks: [], ...change }],
})
const minutesOff = (from: string, until: string) => ({ from: at(aPlan(), from), until: at(aPlan(), until) })

describe('free times lie', () => {
  test.each([
    ['in opening hours, around the break, on the grid', aPlan(), [...MORNING, ...AFTERNOON]],
    [
      'in a shorter day of the exception',
      aPlan({ hours: onTuesday({ closeTime: '12:00' }) }),
      ['10:00', '10:30', '11:00'],
    ],
    ['nowhere on a closed day', aPlan({ hours: onTuesday({ isOpen: false }) }), []],
    [
      "in the person's shift",
      aPlan({ anna: { schedule: { kind: 'weekly', days: everyDay('11:00', '16:00') } } }),
      ['11:00', '11:30', '12:00', '14:00', '14:30', '15:00'],
    ],
    [
      'around a break of only one of two shifts that overlap',
      aPlan({
        hours: openFrom('10:00', '13:00'),
        anna: {
          schedule: {
            kind: 'weekly',
            days: [
              ...everyDay('09:00', '20:00', [{ startTime: '11:00', endTime: '12:00' }]),
              ...everyDay('09:00', '20:00'),
            ],
          },
        },
      }),
      ['10:00', '12:00'],
    ],
    [
      'in the dated shifts instead of the week',
      aPlan({ anna: { exceptions: [{ date: TUESDAY, shifts: [{ from: '17:00', to: '19:00', breaks: [] }] }] } }),
      ['17:00', '17:30', '18:00'],
    ],
    ['around time off', aPlan({ anna: { timeOff: [minutesOff('10:45', '17:05')] } }), ['17:30', '18:00']],
    [
      'where the own duration of the person fits',
      aPlan({ anna: { services: { [CUT]: { duration: 180 } } } }),
      ['10:00', ...AFTERNOON.slice(0, 5)],
    ],
    [
      'in the windows of the service, both ends included',
      aPlan({
        cut: {
          startWindows: [
            { from: '11:00', to: '11:30' },
            { day: 2, from: '15:02', to: '16:00' },
          ],
        },
      }),
      ['11:00', '11:30', '15:30', '16:00'],
    ],
    [
      'outside the windows of another weekday',
      aPlan({ cut: { startWindows: [{ day: 3, from: '10:00', to: '19:00' }] } }),
      [],
    ],
  ])('%s', (_, plan, times) => {
    expect(timesOf(plan)).toEqual(times)
  })

  test('two days on and two off, from the start of the rotation', () => {
    const rotation = {
      kind: 'rotation' as const,
      on: 2,
      off: 2,
      start: '2026-11-23',
      from: '09:00',
      to: '18:00',
      breaks: [],
    }
    const plan = aPlan({ anna: { schedule: rotation } })
    const states = [-1, 0, 1, 2, 3, 4].map((day) => dayOf(plan, { date: addDays('2026-11-23', day) }).state)
    expect(states).toEqual(['closed', 'free', 'free', 'closed', 'closed', 'free'])
  })
})

describe('a night', () => {
  const plan = aPlan({
    hours: openFrom('20:00', '02:00', [{ startTime: '00:00', endTime: '00:30' }]),
    anna: { schedule: { kind: 'weekly', days: everyDay('18:00', '04:00') } },
  })

  test('belongs to the day it began on, with its break after midnight', () => {
    expect(timesOf(plan)).toEqual([
      ...['20:00', '20:30', '21:00', '21:30', '22:00', '22:30', '23:00'],
      '00:30',
      '01:00',
    ])
  })

  test('of Saturday ends on Sunday, which is closed itself', () => {
    const night = {
      hours: openFrom('20:00', '02:00'),
      anna: { schedule: { kind: 'weekly' as const, days: everyDay('18:00', '04:00') } },
    }
    expect(timesOf(aPlan(night), { date: '2026-11-28' }).slice(-2)).toEqual(['00:30', '01:00'])
    expect(dayOf(aPlan(night), { date: '2026-11-29' })).toMatchObject({ state: 'closed', times: [] })
  })

  test('open round the clock has every start of the day once', () => {
    const always = aPlan({ hours: openFrom('00:00', '00:00'), cut: { needsPerson: false, resource: { kind: 'room' } } })
    expect(timesOf(always, { cart: cartOf(CUT, null) })).toHaveLength(48)
  })
})

describe('taken time', () => {
  test.each([
    ['takes every start that would reach into it', '12:00', '12:30', ['10:00', '10:30', '11:00', ...AFTERNOON]],
    ['is widened to whole cells of five minutes', '11:01', '11:02', ['10:00', '11:30', '12:00', ...AFTERNOON]],
    ['ends where the next may begin', '10:00', '11:00', ['11:00', '11:30', '12:00', ...AFTERNOON]],
  ])('%s', (_, from, until, times) => {
    expect(timesOf(aPlan(), { busy: busyWith(aPlan(), [staff(ANNA), from, until]) })).toEqual(times)
  })

  test('fills a pool of rooms only when every unit is taken', () => {
    const plan = aPlan({ units: 2, cut: { needsPerson: false, resource: { kind: 'room' } } })
    const first = (...units: number[]) => {
      const taken = units.map((number): [string, string, string] => [unit(number), '10:00', '11:00'])
      return timesOf(plan, { cart: cartOf(CUT, null), busy: busyWith(plan, ...taken) })[0]
    }
    expect([first(1), first(2), first(1, 2)]).toEqual(['10:00', '10:00', '11:00'])
  })

  test('of a room keeps a service from a person who is free', () => {
    const plan = aPlan({ cut: { resource: { resourceId: ROOM } } })
    expect(timesOf(plan, { busy: busyWith(plan, [unit(1), '10:00', '12:00']) })[0]).toBe('12:00')
  })

  test('names everybody who could do it then', () => {
    const plan = aPlan()
    const day = dayOf(plan, { cart: cartOf(CUT, null), busy: busyWith(plan, [staff(ANNA), '10:00', '10:30']) })
    expect(day.times.slice(0, 2).map(({ staffIds }) => staffIds)).toEqual([[OLGA], [ANNA, OLGA]])
  })
})

describe('buffers', () => {
  test.each([
    ["the place's may run past closing but not into the break", { rules: { buffer: 10 } }, ['11:30', '18:00']],
    ["the service's own may run past closing but not into the break", { cut: { after: 10 } }, ['11:30', '18:00']],
    ['time before must be open and worked', { cut: { before: 10 } }, ['12:00', '18:00']],
    [
      'neither runs into time off',
      { rules: { buffer: 10 }, anna: { timeOff: [minutesOff('19:00', '20:00')] } },
      ['11:30', '17:30'],
    ],
  ])('%s', (_, changes, [lastOfMorning, last]) => {
    const times = timesOf(aPlan(changes))
    expect([times.filter((time) => time < '13:00').at(-1), times.at(-1)]).toEqual([lastOfMorning, last])
  })

  test('time before is not before opening', () => {
    expect(timesOf(aPlan({ cut: { before: 10 } }))[0]).toBe('10:30')
  })

  test('of a room without a person keep out of the break too', () => {
    const plan = aPlan({ rules: { buffer: 10 }, cut: { needsPerson: false, resource: { kind: 'room' } } })
    expect(timesOf(plan, { cart: cartOf(CUT, null) }).filter((time) => time < '13:00')).toEqual(MORNING.slice(0, -1))
  })
})

describe('now', () => {
  test.each([
    ['exactly the lead time away', '10:00', 60, '11:00'],
    ['a minute less', '10:01', 60, '11:30'],
    ['without lead time the present minute counts', '10:30', 0, '10:30'],
  ])('%s', (_, now, leadTime, first) => {
    const plan = aPlan({ rules: { leadTime } })
    expect(timesOf(plan, { now: at(plan, now) })[0]).toBe(first)
  })

  test('the last day of the horizon is free, the next too far', () => {
    const plan = aPlan({ rules: { horizon: 3 } })
    const now = at(plan, '12:00')
    const placing = placingOf(plan, busyWith(plan), cartOf(CUT, ANNA), now, now + 5 * 1440)
    const days = freeTimes(placing, { from: TUESDAY, days: 5, now })
    expect(days.map(({ state }) => state)).toEqual(['free', 'free', 'free', 'free', 'too_far'])
  })
})

test('a plan tells of each person and each length of service what is theirs, whatever it was asked before', () => {
  const plan = aPlan({
    anna: { schedule: { kind: 'weekly', days: everyDay('11:00', '16:00') } },
    colour: { duration: 120 },
  })
  expect(timesOf(plan, { cart: cartOf(CUT, ANNA) })).toEqual(['11:00', '11:30', '12:00', '14:00', '14:30', '15:00'])
  expect(timesOf(plan, { cart: cartOf(CUT, OLGA) })).toEqual([...MORNING, ...AFTERNOON])
  expect(timesOf(plan, { cart: cartOf(COLOUR, OLGA) })).toEqual([...MORNING.slice(0, 3), ...AFTERNOON.slice(0, 7)])
  expect(timesOf(plan, { cart: cartOf(COLOUR, ANNA) })).toEqual(['11:00', '14:00'])
})

describe('a day without free times', () => {
  test.each([
    ['everybody is taken', aPlan(), 'full'],
    ['the place is closed', aPlan({ hours: onTuesday({ isOpen: false }) }), 'closed'],
    ['nobody works', aPlan({ anna: { exceptions: [{ date: TUESDAY, shifts: [] }] } }), 'closed'],
    ['time off covers the shift', aPlan({ anna: { timeOff: [minutesOff('08:00', '20:00')] } }), 'closed'],
    ['the place takes calls only', aPlan({ rules: { phoneOnlyUntil: TUESDAY } }), 'by_phone'],
    ['the service is stopped', aPlan({ cut: { stoppedUntil: TUESDAY } }), 'by_phone'],
    ['the person is stopped', aPlan({ anna: { stoppedUntil: TUESDAY } }), 'by_phone'],
  ])('%s', (_, plan, state) => {
    expect(dayOf(plan, { busy: busyWith(plan, [staff(ANNA), '09:00', '20:00']) })).toMatchObject({ state, times: [] })
  })

  test('the day after a stop is free again', () => {
    expect(dayOf(aPlan({ cut: { stoppedUntil: TUESDAY } }), { date: addDays(TUESDAY, 1) }).state).toBe('free')
  })
})

test.each([
  ['Europe/Berlin', '2027-03-28', 46],
  ['Europe/Berlin', '2026-10-25', 48],
  ['America/New_York', '2027-03-14', 46],
  ['Australia/Lord_Howe', '2026-10-04', 47],
  ['Asia/Almaty', '2024-02-29', 48],
])('%s on %s: every half hour that the wall shows is a start, once', (zone, date, count) => {
  const plan = aPlan({
    zone,
    hours: {
      ...openFrom('00:00', '00:00'),
      week: openFrom('00:00', '00:00').week.map((day) => ({ ...day, isOpen: true })),
    },
    cut: { duration: 30, needsPerson: false, resource: { kind: 'room' } },
  })
  const starts = dayOf(plan, { cart: cartOf(CUT, null), date }).times.map(({ start }) => start)
  expect(new Set(starts.map((start) => wallAt(start, zone).time)).size).toBe(starts.length)
  expect(starts).toHaveLength(count)
  for (const start of starts) expect(localDateAt(start, zone)).toBe(date)
})
