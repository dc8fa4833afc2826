// Beside the engine: the same question asked of luxon's intervals, as scheduling libraries do, and a bare loop over the
// words, below which no engine over these bitmaps can go.

import { DateTime, Interval } from 'luxon'
import { addDays, DAY, instantOf, type Minute } from '#kernel/time.ts'
import { staffSubject } from '#modules/diaries/index.ts'
import { AFTER, CLOSES, DURATION, type EngineWorld, FIRST, LUNCH, OPENS, STEP, ZONE } from './w1-world.ts'

/** Starts that are free with anybody, in order, as JSON. */
export type Answer = string

interface Busy {
  byPerson: Map<string, Interval[]>
}

/** Visits as intervals, made once: what a library would be handed. */
export function asIntervals({ claims }: EngineWorld): Busy {
  const byPerson = new Map<string, Interval[]>()
  for (const { subject, from, until } of claims) {
    const interval = Interval.fromDateTimes(
      DateTime.fromMillis(from * 60_000, { zone: ZONE }),
      DateTime.fromMillis(until * 60_000, { zone: ZONE }),
    )
    byPerson.set(subject, [...(byPerson.get(subject) ?? []), interval])
  }
  return { byPerson }
}

export function byLuxon({ plan, days }: EngineWorld, { byPerson }: Busy): Answer {
  const starts = new Set<Minute>()
  for (let day = 0; day < days; day += 1) {
    const midnight = DateTime.fromISO(addDays(FIRST, day), { zone: ZONE })
    const open = Interval.fromDateTimes(midnight.plus({ minutes: OPENS }), midnight.plus({ minutes: CLOSES + AFTER }))
    const lunch = Interval.fromDateTimes(midnight.plus({ minutes: LUNCH[0] }), midnight.plus({ minutes: LUNCH[1] }))
    for (const id of Object.keys(plan.people)) {
      const busy = byPerson.get(staffSubject(id))?.filter((interval) => interval.overlaps(open)) ?? []
      for (const free of open.difference(lunch, ...busy)) {
        const first = free.start?.diff(midnight).as('minutes') ?? 0
        const last = (free.end?.diff(midnight).as('minutes') ?? 0) - DURATION - AFTER
        for (let at = Math.ceil(first / STEP) * STEP; at <= last; at += STEP) {
          starts.add(midnight.plus({ minutes: at }).toMillis() / 60_000)
        }
      }
    }
  }
  return asJson(starts)
}

/** The hours as words, in the engine's favour made beforehand, and nothing but "and" over them. */
export function bareWords({ days, now }: EngineWorld): Int32Array {
  const words = new Int32Array((days + 1) * 9)
  for (let day = 0; day < days; day += 1) {
    const midnight = instantOf(addDays(FIRST, day), 0, ZONE)
    for (let minutes = OPENS; minutes < CLOSES + AFTER; minutes += 5) {
      if (minutes >= LUNCH[0] && minutes < LUNCH[1]) continue
      const cell = (midnight + minutes - utcDay(now)) / 5
      words[cell >> 5] = (words[cell >> 5] ?? 0) | (1 << (cell & 31))
    }
  }
  return words
}

const utcDay = (minute: Minute): Minute => Math.floor(minute / DAY) * DAY

/** By month documents straight into one answer: copy, and, shift, and; then the bits on the grid. */
export function byHand({ plan, diaries, days, now }: EngineWorld, open: Int32Array): Answer {
  const starts: Minute[] = []
  const start = utcDay(now)
  const need = (DURATION + AFTER) / 5
  const free = new Int32Array(open.length)
  const anybody = new Int32Array(open.length)
  for (const id of Object.keys(plan.people)) {
    free.set(open)
    for (const { subject, _id, words } of diaries) {
      if (subject !== staffSubject(id)) continue
      const offset = ((Date.parse(`${_id.slice(-7)}-01T00:00:00Z`) / 60_000 - start) / DAY) * 9
      for (let at = Math.max(0, -offset); at < words.length && at + offset < free.length; at += 1) {
        free[at + offset] = (free[at + offset] ?? 0) & ~(words[at] ?? 0)
      }
    }
    for (let have = 1; have < need; ) {
      const by = Math.min(have, need - have)
      for (let at = 0; at < free.length; at += 1) {
        free[at] = (free[at] ?? 0) & (((free[at] ?? 0) >>> by) | ((free[at + 1] ?? 0) << (32 - by)))
      }
      have += by
    }
    for (let at = 0; at < free.length; at += 1) anybody[at] = (anybody[at] ?? 0) | (free[at] ?? 0)
  }
  for (let cell = 0; cell < (days + 1) * 288; cell += STEP / 5) {
    if (((anybody[cell >> 5] ?? 0) >>> (cell & 31)) & 1) starts.push(start + cell * 5)
  }
  return JSON.stringify(starts)
}

const asJson = (starts: ReadonlySet<Minute>): Answer => JSON.stringify([...starts].sort((a, b) => a - b))
