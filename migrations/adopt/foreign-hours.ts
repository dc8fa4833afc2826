import { wallTimeShape } from '#kernel/shapes.ts'
import { type WallTime, wallMinutes } from '#kernel/time.ts'
import type { DayHours, Schedule, WeekdayHours } from '#modules/diaries/index.ts'

const CLOSED = { isOpen: false, openTime: '09:00', closeTime: '18:00', breaks: [] }

/** `9:00` → `09:00`; null when it is no time of day. */
const asTime = (text: string): WallTime | null => {
  const time = text.trim().padStart(5, '0')
  return wallTimeShape.safeParse(time).success ? time : null
}

/** Hours as another program wrote them: what cannot be read as hours is closed rather than guessed. */
export function readableWeek(week: readonly WeekdayHours[]): WeekdayHours[] {
  return Array.from({ length: 7 }, (_, day) => ({
    day,
    ...readableDay(week.find((one) => one.day === day)),
  }))
}

function readableDay(hours: DayHours | undefined): DayHours {
  const openTime = asTime(hours?.openTime ?? '')
  const closeTime = asTime(hours?.closeTime ?? '')
  if (!hours || !openTime || !closeTime) return CLOSED
  const breaks = hours.breaks.flatMap(({ startTime, endTime }) => {
    const [start, end] = [asTime(startTime), asTime(endTime)]
    return start && end && start < end ? [{ startTime: start, endTime: end }] : []
  })
  return { isOpen: hours.isOpen, openTime, closeTime, breaks }
}

/** Nobody said when the people work: as long as the house is open. */
export const shiftsOf = (week: readonly WeekdayHours[]): Schedule => ({
  kind: 'weekly',
  days: week
    .filter(({ isOpen, openTime, closeTime }) => isOpen && wallMinutes(openTime) < wallMinutes(closeTime))
    .map(({ day, openTime, closeTime }) => ({ day, from: openTime, to: closeTime, breaks: [] })),
})
