// Opening hours as people write them, checked: `closeTime ≤ openTime` means the next day, breaks lie inside the opening.

import { z } from 'zod'
import { invalid } from '#kernel/errors.ts'
import { DAY, localDateShape, type WallTime, wallMinutes, wallTimeShape } from '#kernel/time.ts'
import type { DayHours, WeekdayHours } from '#modules/diaries/index.ts'

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
