// Opening hours as people write them, checked: `closeTime ≤ openTime` means the next day, breaks lie inside the opening.

import { z } from 'zod'
import { invalid } from '#kernel/errors.ts'
import { localDateShape, wallTimeShape } from '#kernel/shapes.ts'
import { addDays, DAY, type LocalDate, type WallTime, wallMinutes } from '#kernel/time.ts'
import {
  type DayHours,
  type HoursPeriod,
  hoursOfDate,
  type PlanHours,
  type WeekdayHours,
} from '#modules/diaries/index.ts'

const dayHours = {
  isOpen: z.boolean(),
  openTime: wallTimeShape,
  closeTime: wallTimeShape,
  breaks: z.array(z.object({ startTime: wallTimeShape, endTime: wallTimeShape })).max(20),
}

export const WeekInput = z.array(z.object({ day: z.int().min(0).max(6), ...dayHours })).max(7)
export const PeriodInput = z.object({
  name: z.string().trim().min(1).max(80),
  from: localDateShape,
  until: localDateShape,
  week: WeekInput,
})
export const ExceptionInput = z.object({ date: localDateShape, ...dayHours })

/** Minutes from `opening` to a time of the same business day, which may end after midnight. */
const after = (opening: WallTime, time: WallTime): number => (wallMinutes(time) - wallMinutes(opening) + DAY) % DAY

/** @throws invalid `hours_invalid` with what is wrong: `break_outside`, `breaks_overlap` */
export function assertDayHours({ isOpen, openTime, closeTime, breaks }: DayHours): void {
  if (!isOpen) return
  const length = after(openTime, closeTime) || DAY
  const pauses = breaks
    .map(({ startTime, endTime }) => ({ from: after(openTime, startTime), until: after(openTime, endTime) }))
    .sort((a, b) => a.from - b.from)
  for (const [at, { from, until }] of pauses.entries()) {
    if (until <= from || until > length) throw invalid('hours_invalid', { problem: 'break_outside' })
    if (from < (pauses[at - 1]?.until ?? 0)) throw invalid('hours_invalid', { problem: 'breaks_overlap' })
  }
}

/** A night goes on when the next day has opened already: its visits would belong to two days at once. */
const runsInto = (night: DayHours | undefined, next: DayHours | undefined): boolean =>
  night?.isOpen === true &&
  next?.isOpen === true &&
  night.closeTime <= night.openTime &&
  wallMinutes(next.openTime) < wallMinutes(night.closeTime)

/**
 * Of the exceptions only those since a date are looked at: what is over may not stand in the way of a new week.
 * @throws invalid `hours_invalid` with `night_meets_day`
 */
export function assertNights(hours: PlanHours, since: LocalDate): void {
  const { week, periods = [], exceptions } = hours
  const coming = periods.filter(({ until }) => until >= since)
  const meets = (days: readonly WeekdayHours[]) =>
    days.some((one) =>
      runsInto(
        one,
        days.find(({ day }) => day === (one.day + 1) % 7),
      ),
    )
  const edges = [
    ...exceptions.filter(({ date }) => date >= since).flatMap(({ date }) => [addDays(date, -1), date]),
    ...coming.flatMap(({ from, until }) => [addDays(from, -1), until]),
  ]
  if (
    [week, ...coming.map((period) => period.week)].some(meets) ||
    edges.some((date) => runsInto(hoursOfDate(hours, date), hoursOfDate(hours, addDays(date, 1))))
  )
    throw invalid('hours_invalid', { problem: 'night_meets_day' })
}

/** @throws invalid `hours_invalid` with `period_backwards`, `periods_overlap` */
export function wholePeriods(wished: readonly z.output<typeof PeriodInput>[]): HoursPeriod[] {
  const periods = wished
    .map((period) => ({ ...period, week: wholeWeek(period.week) }))
    .sort((a, b) => (a.from < b.from ? -1 : 1))
  if (periods.some(({ from, until }) => until < from)) throw invalid('hours_invalid', { problem: 'period_backwards' })
  if (periods.some(({ from }, at) => from <= (periods[at - 1]?.until ?? '')))
    throw invalid('hours_invalid', { problem: 'periods_overlap' })
  return periods
}

/** A week has each day once; a day that is not named is closed. @throws invalid `hours_invalid` */
export function wholeWeek(days: readonly WeekdayHours[]): WeekdayHours[] {
  if (new Set(days.map(({ day }) => day)).size < days.length) throw invalid('hours_invalid', { problem: 'day_twice' })
  for (const day of days) assertDayHours(day)
  return Array.from(
    { length: 7 },
    (_, day) =>
      days.find((one) => one.day === day) ?? { day, isOpen: false, openTime: '09:00', closeTime: '18:00', breaks: [] },
  )
}
