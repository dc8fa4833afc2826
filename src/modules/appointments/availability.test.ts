import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BusinessId, LocationId, ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import { addDays, instantOf, localDateAt, wallAt, wallMinutes, weekday } from '#kernel/time.ts'
import { Busy, CELL, type Claim, diaryWordsOf, emptyWords, monthsOf, type Plan } from '#modules/diaries/index.ts'
import { freeTimes, judge } from './availability.ts'
import { type Candidate, candidatesFor, fairest } from './candidates.ts'

const CUT = 'a'.repeat(24) as ServiceId
const ANNA = '1'.repeat(24) as StaffId
const OLGA = '2'.repeat(24) as StaffId
const ROOM = '3'.repeat(24) as ResourceId
const TUESDAY = '2026-11-24'

const week = (openTime: string, closeTime: string, breaks: { startTime: string; endTime: string }[] = []) =>
  Array.from({ length: 7 }, (_, day) => ({ day, isOpen: day !== 0, openTime, closeTime, breaks }))

function aPlan(change: Partial<Plan> = {}): Plan {
  const everyDay = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '09:00', to: '18:00', breaks: [] }))
  const person = (name: string, order: number) => ({
    name,
    services: { [CUT]: {} },
    schedule: { kind: 'weekly' as const, days: everyDay },
    isActive: true,
    order,
  })
  return {
    number: 1,
    businessId: 'b'.repeat(24) as BusinessId,
    locationId: 'c'.repeat(24) as LocationId,
    zone: 'Asia/Atyrau',
    hours: { week: week('10:00', '19:00', [{ startTime: '13:00', endTime: '14:00' }]), exceptions: [] },
    rules: {
      isActive: true,
      mainLocale: 'kk',
      leadTime: 60,
      buffer: 0,
      slotStep: 30,
      horizon: 30,
      allowCancellation: true,
      cancellationPeriod: 2,
    },
    services: {
      [CUT]: {
        name: 'Шаш қию',
        duration: 60,
        price: 5000,
        priceFrom: false,
        before: 0,
        after: 0,
        needsPerson: true,
        resource: null,
        isActive: true,
        order: 0,
      },
    },
    people: { [ANNA]: person('Анна', 0), [OLGA]: person('Ольга', 1) },
    resources: {},
    ...change,
  }
}

function busyWith(plan: Plan, date: string, ...claims: Claim[]): Busy {
  const from = instantOf(date, 0, plan.zone)
  const documents = new Map<string, number[]>()
  for (const { diary, words } of claims.flatMap(diaryWordsOf)) {
    const row = documents.get(diary) ?? emptyWords()
    for (const { at, mask } of words) row[at] = (row[at] ?? 0) | mask
    documents.set(diary, row)
  }
  const months = monthsOf(from - 5 * 1440, from + 10 * 1440)
  return new Busy(
    months,
    [...documents].map(([_id, words]) => ({ _id, words })),
  )
}

const at = (plan: Plan, date: string, time: string) => instantOf(date, wallMinutes(time), plan.zone)
const noon = (plan: Plan, date: string) => at(plan, date, '08:00')

function timesOn(plan: Plan, busy: Busy, date = TUESDAY, staffId: StaffId | null = ANNA): string[] {
  const now = noon(plan, addDays(date, -1))
  const [day] = freeTimes(plan, busy, candidatesFor(plan, { serviceId: CUT, staffId }), { from: date, days: 1, now })
  return day?.times.map(({ start }) => wallAt(start, plan.zone).time) ?? []
}

describe('free times', () => {
  test('lie in the opening hours, in the shift, around the break, on the grid', () => {
    const plan = aPlan()
    const times = [
      '10:00',
      '10:30',
      '11:00',
      '11:30',
      '12:00',
      '14:00',
      '14:30',
      '15:00',
      '15:30',
      '16:00',
      '16:30',
      '17:00',
    ]
    expect(timesOn(plan, busyWith(plan, TUESDAY))).toEqual(times)
  })

  test('leave out what is taken, cell by cell', () => {
    const plan = aPlan()
    const from = at(plan, TUESDAY, '10:00')
    const busy = busyWith(plan, TUESDAY, { subject: `staff:${ANNA}`, from, until: from + 95 })
    expect(timesOn(plan, busy)[0]).toBe('12:00')
  })

  test('the buffer may run past closing but not into a break', () => {
    const plan = aPlan({ rules: { ...aPlan().rules, buffer: 10 } })
    const times = timesOn(plan, busyWith(plan, TUESDAY))
    expect(times).not.toContain('12:00')
    expect(times.at(-1)).toBe('17:00')
  })

  test('a dated exception replaces the week', () => {
    const plan = aPlan()
    const closed = { date: TUESDAY, isOpen: false, openTime: '10:00', closeTime: '19:00', breaks: [] }
    expect(timesOn({ ...plan, hours: { ...plan.hours, exceptions: [closed] } }, busyWith(plan, TUESDAY))).toEqual([])
    const short = { ...closed, isOpen: true, closeTime: '12:00' }
    expect(timesOn({ ...plan, hours: { ...plan.hours, exceptions: [short] } }, busyWith(plan, TUESDAY))).toEqual([
      '10:00',
      '10:30',
      '11:00',
    ])
  })

  test('a rotation of two days on, two off follows its start', () => {
    const plan = aPlan()
    const anna = plan.people[ANNA]
    if (!anna) throw new Error('no Anna')
    const schedule = {
      kind: 'rotation' as const,
      on: 2,
      off: 2,
      start: '2026-11-23',
      from: '09:00',
      to: '18:00',
      breaks: [],
    }
    const rotating = { ...plan, people: { [ANNA]: { ...anna, schedule } } }
    const works = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'].map(
      (date) => timesOn(rotating, busyWith(plan, date), date).length > 0,
    )
    expect(works).toEqual([true, true, false, false, true])
  })

  test('own duration and price of a person count', () => {
    const plan = aPlan()
    const anna = plan.people[ANNA]
    if (!anna) throw new Error('no Anna')
    const slow = { ...plan, people: { [ANNA]: { ...anna, services: { [CUT]: { duration: 180, price: 9000 } } } } }
    expect(timesOn(slow, busyWith(plan, TUESDAY))).toEqual(['10:00', '14:00', '14:30', '15:00'])
    expect(candidatesFor(slow, { serviceId: CUT, staffId: ANNA })[0]?.price).toBe(9000)
  })

  test('a pool of rooms is full only when every unit is', () => {
    const service = aPlan().services[CUT]
    if (!service) throw new Error('no service')
    const plan = aPlan({
      services: { [CUT]: { ...service, needsPerson: false, resource: { kind: 'room' } } },
      resources: { [ROOM]: { name: 'Кабинет', kind: 'room', units: 2, isActive: true, order: 0 } },
    })
    const from = at(plan, TUESDAY, '10:00')
    const taken = (unit: number): Claim => ({ subject: `resource:${ROOM}-${unit}`, from, until: from + 60 })
    expect(timesOn(plan, busyWith(plan, TUESDAY, taken(1)), TUESDAY, null)[0]).toBe('10:00')
    expect(timesOn(plan, busyWith(plan, TUESDAY, taken(1), taken(2)), TUESDAY, null)[0]).toBe('11:00')
  })

  test('lead time and horizon bound them', () => {
    const plan = aPlan()
    const candidates = candidatesFor(plan, { serviceId: CUT, staffId: ANNA })
    const now = at(plan, TUESDAY, '10:31')
    const days = freeTimes(plan, busyWith(plan, TUESDAY), candidates, { from: TUESDAY, days: 32, now })
    expect(wallAt(days[0]?.times[0]?.start ?? 0, plan.zone).time).toBe('12:00')
    expect(days[30]?.state).not.toBe('too_far')
    expect(days[31]?.state).toBe('too_far')
  })
})

test('anyone is whoever costs least, then whoever has the least to do', () => {
  const plan = aPlan()
  const from = at(plan, TUESDAY, '10:00')
  const day = { from: from - 600, until: from + 600 }
  const busy = busyWith(plan, TUESDAY, { subject: `staff:${ANNA}`, from, until: from + 60 })
  const candidates = candidatesFor(plan, { serviceId: CUT, staffId: null })
  expect(fairest(busy, candidates, day).staffId).toBe(OLGA)
  const dearOlga = candidates.map((one) => (one.staffId === OLGA ? { ...one, price: 9000 } : one))
  expect(fairest(busy, dearOlga, day).staffId).toBe(ANNA)
})

describe('why not', () => {
  const plan = aPlan()
  const now = noon(plan, TUESDAY)
  const from = at(plan, TUESDAY, '15:00')
  const busy = busyWith(plan, TUESDAY, { subject: `staff:${ANNA}`, from, until: from + 60 })
  const verdict = (date: string, time: string) =>
    judge(plan, busy, candidatesFor(plan, { serviceId: CUT, staffId: ANNA }), at(plan, date, time), now)

  test.each([
    [TUESDAY, '07:00', { never: 'in_the_past' }],
    [TUESDAY, '08:30', { never: 'too_soon' }],
    [TUESDAY, '10:10', { never: 'off_grid' }],
    ['2027-01-24', '10:00', { never: 'too_far' }],
    [TUESDAY, '09:30', { reasons: ['closed'] }],
    [TUESDAY, '12:30', { reasons: ['on_break'] }],
    [TUESDAY, '13:00', { reasons: ['on_break'] }],
    [TUESDAY, '17:30', { reasons: ['person_off'] }],
    [TUESDAY, '18:30', { reasons: ['closed'] }],
    [TUESDAY, '14:30', { reasons: ['person_busy'] }],
    ['2026-11-29', '10:00', { reasons: ['closed'] }],
  ])('%s %s: %o', (date, time, expected) => {
    expect(verdict(date, time)).toEqual(expected)
  })
})

// The oracle knows nothing of stretches or words: it walks minute by minute.
function oracle(plan: Plan, claims: Claim[], candidate: Candidate, date: string, now: number): number[] {
  const minutesOf = (time: string) => wallMinutes(time)
  const day = plan.hours.week.find(({ day }) => day === weekday(date))
  const person = plan.people[candidate.staffId ?? ('' as StaffId)]
  if (!day?.isOpen || person?.schedule.kind !== 'weekly') return []
  const shift = person.schedule.days.find(({ day }) => day === weekday(date))
  if (!shift) return []
  const pauses = [...day.breaks, ...shift.breaks]
  const isPause = (wall: number) =>
    pauses.some(({ startTime, endTime }) => minutesOf(startTime) <= wall && wall < minutesOf(endTime))
  const works = (wall: number) =>
    minutesOf(day.openTime) <= wall &&
    wall < minutesOf(day.closeTime) &&
    minutesOf(shift.from) <= wall &&
    wall < minutesOf(shift.to) &&
    !isPause(wall)
  const closing = Math.min(minutesOf(day.closeTime), minutesOf(shift.to))
  const taken = (minute: number) =>
    claims.some(
      ({ from, until }) => Math.floor(from / CELL) * CELL <= minute && minute < Math.ceil(until / CELL) * CELL,
    )
  const starts: number[] = []
  for (let wall = 0; wall < 1440; wall += plan.rules.slotStep) {
    const start = instantOf(date, wall, plan.zone)
    const { before, duration, after } = candidate
    let free = start >= now + plan.rules.leadTime
    for (
      let m = Math.floor((start - before) / CELL) * CELL;
      m < Math.ceil((start + duration + after) / CELL) * CELL;
      m += 1
    )
      free &&= !taken(m)
    for (let m = -before; m < duration; m += 1) free &&= works(wall + m)
    for (let m = duration; m < duration + after; m += 1) free &&= wall + m >= closing || works(wall + m)
    if (free) starts.push(start)
  }
  return starts
}

test('the engine agrees with a minute-by-minute oracle', () => {
  const clock = (from: number, to: number) =>
    fc
      .integer({ min: from * 12, max: to * 12 })
      .map((n) => `${String(Math.floor(n / 12)).padStart(2, '0')}:${String((n % 12) * 5).padStart(2, '0')}`)
  const world = fc.record({
    open: clock(6, 10),
    close: clock(17, 22),
    shiftFrom: clock(7, 11),
    shiftTo: clock(15, 21),
    pause: clock(11, 14),
    pauseLength: fc.integer({ min: 1, max: 12 }),
    duration: fc.integer({ min: 5, max: 200 }),
    before: fc.constantFrom(0, 5, 15),
    after: fc.constantFrom(0, 5, 10, 30),
    slotStep: fc.constantFrom(5, 10, 15, 20, 30, 60),
    nowAt: fc.integer({ min: 0, max: 1440 }),
    claims: fc.array(fc.tuple(fc.integer({ min: 360, max: 1320 }), fc.integer({ min: 5, max: 150 })), { maxLength: 6 }),
    zone: fc.constantFrom('Asia/Atyrau', 'Europe/Berlin', 'Australia/Lord_Howe'),
  })
  fc.assert(
    fc.property(world, (w) => {
      const base = aPlan({ zone: w.zone })
      const service = base.services[CUT]
      const anna = base.people[ANNA]
      if (!service || !anna) throw new Error('no fixture')
      const pauseEnd = wallMinutes(w.pause) + w.pauseLength * 5
      const breaks = [
        {
          startTime: w.pause,
          endTime: `${String(Math.floor(pauseEnd / 60)).padStart(2, '0')}:${String(pauseEnd % 60).padStart(2, '0')}`,
        },
      ]
      const days = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: w.shiftFrom, to: w.shiftTo, breaks }))
      const plan: Plan = {
        ...base,
        hours: { week: week(w.open, w.close), exceptions: [] },
        rules: { ...base.rules, slotStep: w.slotStep },
        services: { [CUT]: { ...service, duration: w.duration, before: w.before, after: w.after } },
        people: { [ANNA]: { ...anna, schedule: { kind: 'weekly', days } } },
      }
      const claims = w.claims.map(([from, length]): Claim => {
        const start = instantOf(TUESDAY, from, w.zone)
        return { subject: `staff:${ANNA}`, from: start, until: start + length }
      })
      const now = instantOf(TUESDAY, w.nowAt, w.zone)
      const candidates = candidatesFor(plan, { serviceId: CUT, staffId: ANNA })
      const [day] = freeTimes(plan, busyWith(plan, TUESDAY, ...claims), candidates, { from: TUESDAY, days: 1, now })
      const [candidate] = candidates
      if (!candidate) throw new Error('no candidate')
      expect(day?.times.map(({ start }) => start)).toEqual(oracle(plan, claims, candidate, TUESDAY, now))
    }),
    { numRuns: 600 },
  )
})

test('on the days when clocks change, every start shown by the wall is offered once and no other', () => {
  for (const [zone, date] of [
    ['Europe/Berlin', '2027-03-28'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2027-03-14'],
    ['Australia/Lord_Howe', '2026-10-04'],
  ] as const) {
    const plan = aPlan({ zone })
    const allDay = [{ day: 0, from: '00:00', to: '23:55', breaks: [] }]
    const anna = plan.people[ANNA]
    if (!anna) throw new Error('no Anna')
    const open = Array.from({ length: 7 }, (_, day) => ({
      day,
      isOpen: true,
      openTime: '00:00',
      closeTime: '23:55',
      breaks: [],
    }))
    const world: Plan = {
      ...plan,
      hours: { week: open, exceptions: [] },
      people: { [ANNA]: { ...anna, schedule: { kind: 'weekly', days: allDay } } },
    }
    const starts = freeTimes(world, busyWith(world, date), candidatesFor(world, { serviceId: CUT, staffId: ANNA }), {
      from: date,
      days: 1,
      now: instantOf(addDays(date, -1), 0, zone),
    })[0]?.times.map(({ start }) => start)
    expect(new Set(starts).size).toBe(starts?.length)
    for (const start of starts ?? []) expect(localDateAt(start, zone)).toBe(date)
    for (const start of starts ?? []) expect(wallAt(start, zone).time).toMatch(/:[03]0$/)
  }
})
