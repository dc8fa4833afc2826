// Opening hours as people write them, checked: `closeTime ≤ openTime` means the next day, breaks lie inside the opening.

import { z } from 'zod'
import { invalid } from '#kernel/errors.ts'
import {
  addDays,
  DAY,
  type LocalDate,
  localDateShape,
  type WallTime,
  wallMinutes,
  wallTimeShape,
  weekday,
} from '#kernel/time.ts'
import type { DayHours, PlanHours, WeekdayHours } from '#modules/diaries/index.ts'

const dayHours = {
  isOpen: z.boolean(),
  openTime: wallTimeShape,
  closeTime: wallTimeShape,
  breaks: z.array(z.object({ startTime: wallTimeShape, endTime: wallTimeShape })).max(20),
}

export const WeekInput = z.array(z.object({ day: z.int().min(0).max(6), ...dayHours })).max(7)
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

/** What holds on a date: its exception, else its weekday. */
export const hoursOn = ({ week, exceptions }: PlanHours, date: LocalDate): DayHours | undefined =>
  exceptions.find((exception) => exception.date === date) ?? week.find(({ day }) => day === weekday(date))

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
  const { week, exceptions } = hours
  const ofWeek = (day: number) => week.find((one) => one.day === day % 7)
  const dates = exceptions.filter(({ date }) => date >= since).flatMap(({ date }) => [addDays(date, -1), date])
  if (
    week.some((one) => runsInto(one, ofWeek(one.day + 1))) ||
    dates.some((date) => runsInto(hoursOn(hours, date), hoursOn(hours, addDays(date, 1))))
  )
    throw invalid('hours_invalid', { problem: 'night_meets_day' })
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
