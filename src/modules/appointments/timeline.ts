// A plan compiled for some days: hours, shifts, pauses and the grid of starts as rows of cells. A plan never changes
// under its number, so each is compiled once and serves every request until the number is raised.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, type LocalDate, localDateAt, type Minute, wallMinutes, weekday } from '#kernel/time.ts'
import { CELL, type Frame, frameOf, type Plan, Row, WORDS_PER_DAY } from '#modules/diaries/index.ts'
import { type DayHours, dayClock, openingOn, shiftsOf } from './hours.ts'

/** A business day: from midnight, or from the end of a night that began the day before, to the same of the next. */
export interface BusinessDay {
  date: LocalDate
  from: Minute
  until: Minute
}

/** Where somebody may be: at work, which no pause and no time off is, and where even cleaning up must not reach. */
export interface Presence {
  work: Row
  /** Shifts, opening hours or not: tells "closed" from "does not work then". */
  shift: Row
  pause: Row
  off: Row
  /** Neither pause nor time off: an after-buffer may run past closing, but not into these. */
  clean: Row
}

export class Timeline {
  readonly plan: Plan
  readonly frame: Frame
  readonly days: readonly BusinessDay[]
  /** Starts that the wall shows at multiples of the step from midnight. */
  readonly grid: Row
  readonly place: Presence
  readonly #people = new Map<StaffId, Presence>()
  /** By the schedule itself: in most places many people work the same hours. */
  readonly #schedules = new Map<string, Presence>()
  readonly #workRuns = new Map<Row, Map<number, Row>>()
  readonly #windows = new Map<ServiceId, Row>()

  constructor(plan: Plan, frame: Frame) {
    this.plan = plan
    this.frame = frame
    const dates = datesIn(frame, plan.zone)
    const opening = dates.map((date) => openingOn(plan, date))
    this.days = businessDays(plan, dates, opening)
    this.grid = gridOf(plan, dates, frame)
    this.place = presenceOf(frame, opening)
  }

  /** Null is nobody: the place itself. */
  presence(staffId: StaffId | null): Presence {
    if (staffId === null) return this.place
    const known = this.#people.get(staffId)
    if (known) return known
    const { schedule, exceptions, timeOff } = this.plan.people[staffId] ?? {}
    const key = JSON.stringify([schedule, exceptions, timeOff])
    const presence = this.#schedules.get(key) ?? this.#compile(staffId)
    this.#schedules.set(key, presence)
    this.#people.set(staffId, presence)
    return presence
  }

  #compile(staffId: StaffId): Presence {
    const shifts = this.days.map(({ date }) => shiftsOf(this.plan, staffId, date))
    const own = presenceOf(this.frame, shifts, this.plan.people[staffId]?.timeOff)
    return {
      ...own,
      work: own.work.and(this.place.work),
      pause: own.pause.or(this.place.pause),
      clean: own.clean.and(this.place.clean),
    }
  }

  /** Cells from which somebody is at work for so many cells on, busy or not: the same for all who work the same hours. */
  workRuns(staffId: StaffId | null, cells: number): Row {
    const { work } = this.presence(staffId)
    const known = this.#workRuns.get(work) ?? new Map<number, Row>()
    this.#workRuns.set(work, known)
    const runs = known.get(cells) ?? work.runs(cells)
    known.set(cells, runs)
    return runs
  }

  /** Starts that the service's own windows allow. */
  windowOf(serviceId: ServiceId): Row {
    const known = this.#windows.get(serviceId)
    if (known) return known
    const windows = this.plan.services[serviceId]?.startWindows
    const row = windows ? Row.empty(this.frame) : Row.full(this.frame)
    for (const { date } of windows ? this.days : []) {
      const at = dayClock(date, this.plan.zone)
      for (const { day, from, to } of windows ?? []) {
        if (day !== undefined && day !== weekday(date)) continue
        const first = Math.ceil(at(wallMinutes(from)) / CELL) * CELL // a start before the window is none
        row.cover(first, at(wallMinutes(to)) + 1) // the last start is a start
      }
    }
    this.#windows.set(serviceId, row)
    return row
  }

  /** The business day that an instant belongs to. */
  dayAt(minute: Minute): BusinessDay | undefined {
    return this.days.find(({ from, until }) => from <= minute && minute < until)
  }
}

/** Dates whose hours reach into the frame: a night may have begun the day before it. */
function datesIn({ start, words }: Frame, zone: string): LocalDate[] {
  const last = localDateAt(start + (words / WORDS_PER_DAY) * DAY - 1, zone)
  const dates: LocalDate[] = []
  for (let date = addDays(localDateAt(start, zone), -1); date <= last; date = addDays(date, 1)) dates.push(date)
  return dates
}

function businessDays({ zone }: Plan, dates: readonly LocalDate[], opening: readonly DayHours[]): BusinessDay[] {
  const endOf = (i: number): Minute => {
    const midnight = dayClock(dates[i] ?? '', zone)(DAY)
    return Math.max(midnight, opening[i]?.work.at(-1)?.until ?? midnight)
  }
  return dates.map((date, i) => ({ date, from: i === 0 ? dayClock(date, zone)(0) : endOf(i - 1), until: endOf(i) }))
}

function gridOf({ zone, rules }: Plan, dates: readonly LocalDate[], frame: Frame): Row {
  const grid = Row.empty(frame)
  for (const date of dates) {
    const at = dayClock(date, zone)
    for (let minutes = 0; minutes < DAY; minutes += rules.slotStep) {
      if (at.shows(minutes)) grid.set(grid.cellAt(at(minutes)))
    }
  }
  return grid
}

function presenceOf(
  frame: Frame,
  days: readonly DayHours[],
  timeOff: readonly { from: Minute; until: Minute }[] = [],
): Presence {
  const [shift, pause, off] = [Row.empty(frame), Row.empty(frame), Row.empty(frame)]
  for (const day of days) {
    for (const { from, until } of day.work) shift.coverWithin(from, until)
    for (const { from, until } of day.pauses) pause.cover(from, until)
  }
  for (const { from, until } of timeOff) off.cover(from, until)
  const clean = pause.or(off).not()
  return { work: shift.and(clean), shift, pause, off, clean } // of two shifts that overlap one may pause
}

/** The business day that goes on: at half past midnight of a night that is open, yesterday. */
export const businessDayAt = (plan: Plan, now: Minute): LocalDate =>
  timelineOf(plan, frameOf(now - DAY, now + DAY)).dayAt(now)?.date ?? localDateAt(now, plan.zone)

const FRAMES_A_PLAN = 8
const compiled = new WeakMap<Plan, Map<string, Timeline>>()

/** The plan's rows over a frame, compiled once for each. */
export function timelineOf(plan: Plan, frame: Frame): Timeline {
  const frames = compiled.get(plan) ?? new Map<string, Timeline>()
  compiled.set(plan, frames)
  const key = `${frame.start}+${frame.words}`
  const known = frames.get(key)
  if (known) return known
  if (frames.size >= FRAMES_A_PLAN) frames.clear()
  const timeline = new Timeline(plan, frame)
  frames.set(key, timeline)
  return timeline
}
