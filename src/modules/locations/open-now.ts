import {
  addDays,
  instantOf,
  type LocalDate,
  localDateAt,
  type Minute,
  type WallTime,
  wallMinutes,
  weekday,
} from '#kernel/time.ts'
import type { DayHours, PlanHours } from '#modules/diaries/index.ts'

/** `until` null = around the clock; `opens` null = not within a week. */
export type OpenNow =
  | { isOpen: true; until: WallTime | null }
  | { isOpen: false; opens: { date: LocalDate; time: WallTime } | null }

const DAYS_AHEAD = 8

/** Whether a place is open at this minute, by its own clock; a day that ends after midnight is open into the next. */
export function openNow(hours: PlanHours, zone: string, now: Minute): OpenNow {
  const today = localDateAt(now, zone)
  for (const date of [addDays(today, -1), today]) {
    const day = dayOf(hours, date)
    const stretch = stretches(day).find(({ from, until }) => at(date, from, zone) <= now && now < at(date, until, zone))
    if (stretch) return { isOpen: true, until: day?.openTime === day?.closeTime ? null : stretch.shown }
  }
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead)
    const next = stretches(dayOf(hours, date)).find(({ from }) => at(date, from, zone) > now)
    if (next) return { isOpen: false, opens: { date, time: next.opens } }
  }
  return { isOpen: false, opens: null }
}

const at = (date: LocalDate, minutes: number, zone: string): Minute => instantOf(date, minutes, zone)

const dayOf = ({ week, exceptions }: PlanHours, date: LocalDate): DayHours | undefined =>
  exceptions.find((exception) => exception.date === date) ?? week.find(({ day }) => day === weekday(date))

function stretches(day: DayHours | undefined) {
  if (!day?.isOpen) return []
  const opening = wallMinutes(day.openTime)
  // A wall time before opening belongs to the next morning.
  const minutes = (time: WallTime) => wallMinutes(time) + (wallMinutes(time) < opening ? 1440 : 0)
  const closing = wallMinutes(day.closeTime) <= opening ? wallMinutes(day.closeTime) + 1440 : wallMinutes(day.closeTime)
  const edges = [...day.breaks].sort((a, b) => minutes(a.startTime) - minutes(b.startTime))
  const starts = [
    { from: opening, opens: day.openTime },
    ...edges.map(({ endTime }) => ({ from: minutes(endTime), opens: endTime })),
  ]
  const ends = [
    ...edges.map(({ startTime }) => ({ until: minutes(startTime), shown: startTime })),
    { until: closing, shown: day.closeTime },
  ]
  return starts.flatMap((start, i) => {
    const end = ends[i]
    return end ? [{ ...start, ...end }] : []
  })
}
