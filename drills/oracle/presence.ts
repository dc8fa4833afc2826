// Who may be at work at which minute, by definition, one minute after another:
// - A place is open in its hours of a date: a dated exception, else the weekday's. Closing at or before opening is the
//   next day's time; in a night a break that begins before opening is the next day's too.
// - A wall time that the clock shows twice is the first of the two; one that it never shows is taken as if the clock
//   had not been set yet (both as Temporal's "compatible").
// - A person works in his shifts of a date: dated ones, else his week or rotation; never in a break of his own or of
//   the place, never in time off, never while the place is closed.
// - A business day goes from midnight, or from the last minute worked of a night that began the day before, to the same
//   of the next day.

import type { StaffId } from '#kernel/ids.ts'
import type { LocalDate, Minute } from '#kernel/time.ts'
import type { Break, DayHours, Plan, PlanHours, PlanPerson, Shift } from '#modules/diaries/index.ts'
import { instantAt, later, minutesOf, timeOf, wallOf, weekdayOf } from './zone-clock.ts'

const DAY = 1440

/** One mark a minute. */
export class Minutes {
  readonly from: Minute
  readonly #marks: Uint8Array

  constructor(from: Minute, until: Minute) {
    this.from = from
    this.#marks = new Uint8Array(until - from)
  }

  mark(from: Minute, until: Minute): void {
    for (let minute = from; minute < until; minute += 1) this.#marks[minute - this.from] = 1
  }

  unmark(from: Minute, until: Minute): void {
    for (let minute = from; minute < until; minute += 1) this.#marks[minute - this.from] = 0
  }

  has(minute: Minute): boolean {
    return this.#marks[minute - this.from] === 1
  }
}

export interface Presence {
  /** In opening hours or shifts, breaks included. */
  isIn: Minutes
  /** Breaks of the person and of the place. */
  pause: Minutes
  off: Minutes
  works(minute: Minute): boolean
}

export interface OracleDay {
  date: LocalDate
  from: Minute
  until: Minute
}

export function presenceIn(plan: Plan, first: LocalDate, days: number) {
  const { zone } = plan
  const dates = Array.from({ length: days }, (_, i) => later(first, i))
  const [from, until] = [
    instantAt(dates[0] ?? '', '00:00', zone) - DAY,
    instantAt(later(first, days + 2), '00:00', zone),
  ]
  const minutes = () => new Minutes(from, until)

  const marked = (shiftsOf: (date: LocalDate) => readonly Shift[]) => {
    const [isIn, pause] = [minutes(), minutes()]
    for (const date of dates)
      for (const shift of shiftsOf(date)) {
        isIn.mark(...instantsOf(shift, date, zone))
        for (const one of shift.breaks) pause.mark(...breakOf(one, shift, date, zone))
      }
    return { isIn, pause, off: minutes() }
  }

  const placeMarks = marked((date) => openingOf(plan, date))
  const place: Presence = {
    ...placeMarks,
    works: (minute) => placeMarks.isIn.has(minute) && !placeMarks.pause.has(minute),
  }

  const presenceOf = (person: PlanPerson): Presence => {
    const own = marked((date) => shiftsOf(person, date))
    for (const away of person.timeOff ?? []) own.off.mark(Math.max(away.from, from), Math.min(away.until, until))
    for (let minute = from; minute < until; minute += 1) if (place.pause.has(minute)) own.pause.mark(minute, minute + 1)
    const works = (minute: Minute) =>
      place.works(minute) && own.isIn.has(minute) && !own.pause.has(minute) && !own.off.has(minute)
    return { ...own, works }
  }

  const people = new Map<StaffId, Presence>()
  const endOf = (date: LocalDate): Minute => {
    let last = instantAt(later(date, 1), '00:00', zone)
    for (const shift of openingOf(plan, date)) {
      const pauses = shift.breaks.map((one) => breakOf(one, shift, date, zone))
      const [opens, closes] = instantsOf(shift, date, zone)
      for (let minute = Math.max(last, opens); minute < closes; minute += 1)
        if (!pauses.some(([begins, ends]) => begins <= minute && minute < ends)) last = minute + 1
    }
    return last
  }
  const businessDays: OracleDay[] = dates.map((date) => ({ date, from: endOf(later(date, -1)), until: endOf(date) }))

  return {
    place,
    of(staffId: StaffId | null): Presence {
      const person = staffId === null ? undefined : plan.people[staffId]
      if (!staffId || !person) return place
      const known = people.get(staffId) ?? presenceOf(person)
      people.set(staffId, known)
      return known
    },
    dayOf: (minute: Minute): OracleDay | undefined =>
      businessDays.find((day) => day.from <= minute && minute < day.until),
    day: (date: LocalDate): OracleDay | undefined => businessDays.find((day) => day.date === date),
    minutes,
  }
}

function openingOf({ hours }: Plan, date: LocalDate): Shift[] {
  const onWeekday = (week: PlanHours['week']) => week.find((weekday) => weekday.day === weekdayOf(date))
  let day: DayHours | undefined = onWeekday(hours.week)
  for (const { from, until, week } of hours.periods ?? []) if (date >= from && date <= until) day = onWeekday(week)
  for (const exception of hours.exceptions) if (exception.date === date) day = exception
  return day?.isOpen ? [{ from: day.openTime, to: day.closeTime, breaks: day.breaks }] : []
}

function shiftsOf({ exceptions = [], schedule }: PlanPerson, date: LocalDate): readonly Shift[] {
  const dated = exceptions.find((exception) => exception.date === date)
  if (dated) return dated.shifts
  if (schedule.kind === 'weekly') return schedule.days.filter(({ day }) => day === weekdayOf(date))
  // Walks the rotation day by day: on, on, …, off, off, …, on.
  let position = 0
  for (let day = schedule.start; day < date; day = later(day, 1))
    position = (position + 1) % (schedule.on + schedule.off)
  return date >= schedule.start && position < schedule.on ? [schedule] : []
}

const instantsOf = ({ from, to }: Shift, date: LocalDate, zone: string): [Minute, Minute] => [
  instantAt(date, from, zone),
  instantAt(minutesOf(to) <= minutesOf(from) ? later(date, 1) : date, to, zone),
]

function breakOf({ startTime, endTime }: Break, { from, to }: Shift, date: LocalDate, zone: string): [Minute, Minute] {
  const isNight = minutesOf(to) <= minutesOf(from)
  const begins = isNight && minutesOf(startTime) < minutesOf(from) ? later(date, 1) : date
  const ends = minutesOf(endTime) < minutesOf(startTime) ? later(begins, 1) : begins
  return [instantAt(begins, startTime, zone), instantAt(ends, endTime, zone)]
}

/** The first instant at which the wall shows a multiple of the step, and no hole of DST: those are starts. */
export function isOnGrid(minute: Minute, { zone, rules }: Plan): boolean {
  const { date, minutes } = wallOf(minute, zone)
  return minutes % rules.slotStep === 0 && instantAt(date, timeOf(minutes), zone) === minute
}
