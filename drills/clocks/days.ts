// Every start of a day, as Temporal counts them, beside what the engine offers there: a place that is open all the time,
// by night or by day, one person, nobody booked.

import { Temporal } from 'temporal-polyfill'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import type { LocalDate, Minute } from '#kernel/time.ts'
import { freeTimes, placingOf } from '#modules/appointments/availability.ts'
import { cartOf } from '#modules/appointments/cart.ts'
import { Busy, type Plan } from '#modules/diaries/index.ts'
import { id, serviceId, staffId } from '../oracle/pick.ts'

export const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Almaty'] as const

export const HOURS = {
  always: { openTime: '00:00', closeTime: '00:00' },
  night: { openTime: '20:00', closeTime: '04:00' },
  day: { openTime: '01:30', closeTime: '18:00' },
} as const
export type Hours = keyof typeof HOURS

const DURATION = 30
const WEEK = [0, 1, 2, 3, 4, 5, 6]
const MINUTES = 60_000

export interface Span {
  zone: string
  hours: Hours
  step: number
  first: LocalDate
  days: number
}

export interface SpanFigures {
  starts: number
  lost: number
  doubled: number
  strange: number
}

/** Days on which the zone's clocks change, of some years. */
export function changesIn(zone: string, firstYear: number, years: number): LocalDate[] {
  const changes: LocalDate[] = []
  let at = Temporal.ZonedDateTime.from(`${firstYear}-01-01T00:00[${zone}]`)
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (!next || next.year >= firstYear + years) return changes
    changes.push(next.toPlainDate().toString())
    at = next
  }
}

export const daysAfter = (date: LocalDate, days: number): LocalDate =>
  Temporal.PlainDate.from(date).add({ days }).toString()

export function countStarts(span: Span): SpanFigures {
  const { first, days, zone } = span
  const now = instantOf(Temporal.PlainDate.from(first).subtract({ days: 2 }).toPlainDateTime(), zone)
  const from = Date.parse(`${first}T00:00:00Z`) / MINUTES
  const placing = placingOf(
    planOf(span),
    new Busy([]),
    cartOf(serviceId(1), null),
    from - 1440,
    from + (days + 1) * 1440,
  )
  const figures = { starts: 0, lost: 0, doubled: 0, strange: 0 }
  for (const { date, times } of freeTimes(placing, { from: first, days, now })) {
    const expected = startsOn(date, span)
    const offered = times.map(({ start }) => start)
    const walls = offered.map((start) => wallAt(start, zone))
    figures.starts += expected.length
    figures.lost += expected.filter((start) => !offered.includes(start)).length
    figures.strange += offered.filter((start) => !expected.includes(start)).length
    figures.doubled += walls.length - new Set(walls).size
  }
  return figures
}

/** Multiples of the step that the wall shows, each once, from which the service ends by closing. */
function startsOn(date: LocalDate, { zone, hours, step }: Span): Minute[] {
  const { openTime, closeTime } = HOURS[hours]
  const day = Temporal.PlainDate.from(date)
  const opens = instantOf(day.toPlainDateTime(openTime), zone)
  const closes = instantOf(day.add({ days: closeTime <= openTime ? 1 : 0 }).toPlainDateTime(closeTime), zone)
  const starts: Minute[] = []
  for (const midnight of [day.toPlainDateTime(), day.add({ days: 1 }).toPlainDateTime()]) {
    for (let minutes = 0; minutes < 1440; minutes += step) {
      const wall = midnight.add({ minutes })
      const zoned = wall.toZonedDateTime(zone)
      const start = zoned.epochMilliseconds / MINUTES
      const isShown = zoned.toPlainDateTime().equals(wall)
      const ends = hours === 'always' ? start : start + DURATION // what is always open has no closing to end by
      if (isShown && opens <= start && start < closes && ends <= closes) starts.push(start)
    }
  }
  return starts
}

const instantOf = (wall: Temporal.PlainDateTime, zone: string): Minute =>
  wall.toZonedDateTime(zone).epochMilliseconds / MINUTES

const wallAt = (minute: Minute, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(minute * MINUTES)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString()

function planOf({ zone, hours, step }: Span): Plan {
  const { openTime, closeTime } = HOURS[hours]
  const shift = { from: openTime, to: closeTime, breaks: [] }
  return {
    number: 1,
    businessId: id('b', 1) as BusinessId,
    locationId: id('c', 1) as LocationId,
    zone,
    hours: { week: WEEK.map((day) => ({ day, isOpen: true, openTime, closeTime, breaks: [] })), exceptions: [] },
    rules: {
      isActive: true,
      mainLocale: 'kk',
      leadTime: 0,
      buffer: 0,
      slotStep: step,
      horizon: 60,
      allowCancellation: true,
      cancellationPeriod: 0,
    },
    services: {
      [serviceId(1)]: {
        name: 'Service',
        duration: DURATION,
        price: 1000,
        priceFrom: false,
        before: 0,
        after: 0,
        needsPerson: true,
        resource: null,
        isActive: true,
        order: 0,
      },
    },
    people: {
      [staffId(1)]: {
        name: 'Person',
        services: { [serviceId(1)]: {} },
        schedule: { kind: 'weekly', days: WEEK.map((day) => ({ day, ...shift })) },
        isActive: true,
        order: 0,
      },
    },
    resources: {},
  }
}
