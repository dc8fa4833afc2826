// What the wall shows, asked of Temporal alone: the engine's own reckoning of time has no part in it.

import { Temporal } from 'temporal-polyfill'
import type { LocalDate, Minute, WallTime } from '#kernel/time.ts'

const MINUTES = 60_000
const DAY = 1440

/** Every change of clocks known to the drilled zones falls on a quarter of an hour. */
const STEADY = 15

/** What the wall shows: the date, and the minutes since the wall last showed 00:00 of it. */
export interface Wall {
  date: LocalDate
  minutes: number
}

const zones = new Map<string, Map<Minute, number>>()
const instants = new Map<string, Minute>()

function offsetAt(minute: Minute, zone: string): number {
  const offsets = zones.get(zone) ?? new Map<Minute, number>()
  zones.set(zone, offsets)
  const steady = Math.floor(minute / STEADY) * STEADY
  const known = offsets.get(steady)
  if (known !== undefined) return known
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(steady * MINUTES).toZonedDateTimeISO(zone)
  offsets.set(steady, offsetNanoseconds / 60e9)
  return offsetNanoseconds / 60e9
}

export function wallOf(minute: Minute, zone: string): Wall {
  const shown = minute + offsetAt(minute, zone)
  const day = Math.floor(shown / DAY)
  return { date: dateOf(day), minutes: shown - day * DAY }
}

/** As Temporal's "compatible": of two instants the first; in a hole as if the clocks had not been set yet. */
export function instantAt(date: LocalDate, time: WallTime, zone: string): Minute {
  const key = `${zone} ${date} ${time}`
  const known = instants.get(key)
  if (known !== undefined) return known
  const instant = Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds / MINUTES
  instants.set(key, instant)
  return instant
}

const afterwards = new Map<string, LocalDate>()

export function later(date: LocalDate, days: number): LocalDate {
  const key = `${date} ${days}`
  const known = afterwards.get(key) ?? Temporal.PlainDate.from(date).add({ days }).toString()
  afterwards.set(key, known)
  return known
}

const weekdays = new Map<LocalDate, number>()

/** 0 = Sunday */
export function weekdayOf(date: LocalDate): number {
  const known = weekdays.get(date) ?? Temporal.PlainDate.from(date).dayOfWeek % 7
  weekdays.set(date, known)
  return known
}

export const minutesOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

export const timeOf = (minutes: number): WallTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const dates = new Map<number, LocalDate>()

function dateOf(day: number): LocalDate {
  const known = dates.get(day) ?? new Date(day * DAY * MINUTES).toISOString().slice(0, 10)
  dates.set(day, known)
  return known
}
