// Inside the engine time is a whole number of minutes since 1970 in UTC; dates are `YYYY-MM-DD`, wall times `HH:MM`.
// Only this file turns one into the other, with the zone's own rules: nothing hard-codes +5.

import { Temporal } from 'temporal-polyfill'
/** Whole minutes since 1970-01-01T00:00Z. */
export type Minute = number
/** `YYYY-MM-DD` in the location's zone. */
export type LocalDate = string
/** `HH:MM`, 24 hours. */
export type WallTime = string

export const DAY = 1440

export const toMinute = (date: Date): Minute => Math.floor(date.getTime() / 60_000)
export const toDate = (minute: Minute): Date => new Date(minute * 60_000)

/** Minutes from midnight on the wall: `09:30` → 570. */
export const wallMinutes = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const twoDigits = (number: number): string => String(number).padStart(2, '0')
/** A month of free times tells thousands of them. */
const WALL_TIMES: readonly WallTime[] = Array.from(
  { length: DAY },
  (_, minute) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`,
)

export const wallTimeOf = (minutes: number): WallTime => WALL_TIMES[minutes % DAY] ?? ''

const dayNumber = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000

/** Plans are compiled and times told day by day, and always of the same days. */
const dates = new Map<number, LocalDate>()
const KNOWN_DATES = 10_000

function dateOfDay(day: number): LocalDate {
  const known = dates.get(day)
  if (known !== undefined) return known
  if (dates.size >= KNOWN_DATES) dates.clear()
  const date = new Date(day * 86_400_000).toISOString().slice(0, 10)
  dates.set(day, date)
  return date
}

/** As `toDate(minute).toISOString()` tells it. */
export function isoOf(minute: Minute): string {
  const day = Math.floor(minute / DAY)
  return `${dateOfDay(day)}T${wallTimeOf(minute - day * DAY)}:00.000Z`
}

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfDay(dayNumber(date) + days)
export const daysBetween = (from: LocalDate, until: LocalDate): number => dayNumber(until) - dayNumber(from)

/** 0 = Sunday, as the specification counts. */
export const weekday = (date: LocalDate): number => (dayNumber(date) + 4) % 7

/** Midnights asked for again and again, by zone and date: the zone's rules are looked up once for each. */
const midnights = new Map<string, Minute>()
const KNOWN_MIDNIGHTS = 10_000

/** The instant at which a wall clock in the zone shows this time; in a gap of DST the time after it. */
export function instantOf(date: LocalDate, minutes: number, zone: string): Minute {
  const day = addDays(date, Math.floor(minutes / DAY))
  return minutes % DAY === 0 ? midnightOf(day, zone) : lookUp(day, minutes, zone)
}

function midnightOf(day: LocalDate, zone: string): Minute {
  const key = `${zone} ${day}`
  const known = midnights.get(key)
  if (known !== undefined) return known
  if (midnights.size >= KNOWN_MIDNIGHTS) midnights.clear()
  const midnight = lookUp(day, 0, zone)
  midnights.set(key, midnight)
  return midnight
}

function lookUp(day: LocalDate, minutes: number, zone: string): Minute {
  const wall = Temporal.PlainDateTime.from(`${day}T${wallTimeOf(minutes % DAY)}`)
  return Math.floor(wall.toZonedDateTime(zone).epochMilliseconds / 60_000)
}

/** The day that was looked at last, if it is a whole one: the times of a day are asked for one after another. */
let latest = { zone: '', date: '', midnight: 0 }

/** What the wall shows in the zone at an instant. */
export function wallAt(minute: Minute, zone: string): { date: LocalDate; time: WallTime } {
  const since = minute - latest.midnight
  if (latest.zone === zone && since >= 0 && since < DAY) return { date: latest.date, time: wallTimeOf(since) }
  const near = Math.floor(minute / DAY)
  for (const day of [near, near + 1, near - 1]) {
    const date = dateOfDay(day)
    const midnight = midnightOf(date, zone)
    const isWholeDay = midnightOf(dateOfDay(day + 1), zone) - midnight === DAY
    if (isWholeDay && midnight <= minute && minute < midnight + DAY) {
      latest = { zone, date, midnight }
      return { date, time: wallTimeOf(minute - midnight) }
    }
  }
  // a day on which clocks change
  const wall = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone)
  return { date: wall.toPlainDate().toString(), time: wall.toPlainTime().toString({ smallestUnit: 'minute' }) }
}

export const localDateAt = (minute: Minute, zone: string): LocalDate => wallAt(minute, zone).date

export const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}
