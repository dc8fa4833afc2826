// When a place is open and a person works, as stretches of whole minutes of a business day: a night that ends at 02:00
// belongs to the day it began on.

import type { StaffId } from '#kernel/ids.ts'
import {
  addDays,
  DAY,
  daysBetween,
  instantOf,
  type LocalDate,
  type Minute,
  wallAt,
  wallMinutes,
  wallTimeOf,
  weekday,
} from '#kernel/time.ts'
import { type Break, hoursOfDate, type Plan, type Schedule, type Shift } from '#modules/diaries/index.ts'

export interface Stretch {
  from: Minute
  until: Minute
}

/** What one date brings: time to work in, and pauses in which nothing may happen, not even cleaning up. */
export interface DayHours {
  work: Stretch[]
  pauses: Stretch[]
}

const CLOSED: DayHours = { work: [], pauses: [] }

/** Opening hours of a date. */
export function openingOn({ hours, zone }: Plan, date: LocalDate): DayHours {
  const day = hoursOfDate(hours, date)
  if (!day?.isOpen) return CLOSED
  return hoursOn(date, zone, { from: day.openTime, to: day.closeTime, breaks: day.breaks })
}

/** A person's shifts of a date, whether the place is open or not. */
export function shiftsOf({ people, zone }: Plan, staffId: StaffId, date: LocalDate): DayHours {
  const person = people[staffId]
  if (!person) return CLOSED
  const own = person.exceptions?.find((exception) => exception.date === date)
  const days = (own?.shifts ?? shiftsOn(person.schedule, date)).map((shift) => hoursOn(date, zone, shift))
  return { work: days.flatMap(({ work }) => work), pauses: days.flatMap(({ pauses }) => pauses) }
}

function shiftsOn(schedule: Schedule, date: LocalDate): Shift[] {
  if (schedule.kind === 'weekly') {
    const onDay = weekday(date)
    return schedule.days.filter(({ day }) => day === onDay)
  }
  const { on, off, start } = schedule
  const position = daysBetween(start, date)
  return position >= 0 && position % (on + off) < on ? [schedule] : []
}

interface DayClock {
  /** The instant at which the wall shows so many minutes from midnight; beyond 24 hours, of the next day. */
  (minutes: number): Minute
  /** False in the hole that DST leaves: no wall ever shows that time. */
  shows(minutes: number): boolean
}

/** A zone's days are asked for by every person's shifts and every request. */
const clocks = new Map<string, DayClock>()
const KNOWN_CLOCKS = 10_000

/** One date's wall minutes as instants. */
export function dayClock(date: LocalDate, zone: string): DayClock {
  const key = `${zone} ${date}`
  const known = clocks.get(key)
  if (known) return known
  if (clocks.size >= KNOWN_CLOCKS) clocks.clear()
  const clock = clockOf(date, zone)
  clocks.set(key, clock)
  return clock
}

/** Days without a change of clocks, nearly all, need no look-up of the zone beyond their midnights. */
function clockOf(date: LocalDate, zone: string): DayClock {
  const midnight = instantOf(date, 0, zone)
  const next = addDays(date, 1)
  if (instantOf(next, 0, zone) - midnight === DAY) {
    const at = (minutes: number) => (minutes <= DAY ? midnight + minutes : instantOf(next, minutes - DAY, zone))
    return Object.assign(at, { shows: () => true })
  }
  const at = remembered((minutes) => instantOf(date, minutes, zone))
  return Object.assign(at, {
    shows: remembered((minutes) => wallAt(at(minutes), zone).time === wallTimeOf(minutes)),
  })
}

/** A day on which clocks change is asked for the same minutes by every plan, and each costs a look into the zone. */
function remembered<Answer>(ask: (minutes: number) => Answer): (minutes: number) => Answer {
  const answers = new Map<number, Answer>()
  return (minutes) => {
    const known = answers.get(minutes) ?? ask(minutes)
    answers.set(minutes, known)
    return known
  }
}

function hoursOn(date: LocalDate, zone: string, { from, to, breaks }: Shift): DayHours {
  const at = dayClock(date, zone)
  const opens = wallMinutes(from)
  const closes = after(wallMinutes(to), opens + 1)
  const pauses = inOrder(breaks, closes > DAY ? opens : 0).map(([begins, ends]) => ({
    from: at(begins),
    until: at(ends),
  }))
  const work: Stretch[] = []
  let start = at(opens)
  for (const pause of pauses) {
    if (pause.from > start) work.push({ from: start, until: Math.min(pause.from, at(closes)) })
    start = Math.max(start, pause.until)
  }
  if (at(closes) > start) work.push({ from: start, until: at(closes) })
  return { work, pauses }
}

/** Breaks as minutes from the day's midnight; what begins before `earliest` is past midnight. */
const inOrder = (breaks: readonly Break[], earliest: number): [begins: number, ends: number][] =>
  breaks
    .map(({ startTime, endTime }): [number, number] => {
      const begins = after(wallMinutes(startTime), earliest)
      return [begins, after(wallMinutes(endTime), begins)]
    })
    .sort(([a], [b]) => a - b)

const after = (minutes: number, earliest: number): number => (minutes < earliest ? minutes + DAY : minutes)
