import {
  addDays,
  instantOf,
  type LocalDate,
  localDateAt,
  type Minute,
  type WallTime,
  wallMinutes,
} from '#kernel/time.ts'
import { type DayHours, hoursOfDate, type PlanHours } from '#modules/diaries/index.ts'

/** `until` null = around the clock; `opens` null = not within a week. */
export type OpenNow =
  | { isOpen: true; until: WallTime | null }
  | { isOpen: false; opens: { date: LocalDate; time: WallTime } | null }

const DAYS_AHEAD = 8

/** Whether a place is open at this minute, by its own clock; a day that ends after midnight is open into the next. */
export function openNow(hours: PlanHours, zone: string, now: Minute): OpenNow {
  const today = localDateAt(now, zone)
  for (const date of [addDays(today, -1), today]) {
    const day = hoursOfDate(hours, date)
    const stretch = stretches(day).find(({ from, until }) => at(date, from, zone) <= now && now < at(date, until, zone))
    if (stretch) return { isOpen: true, until: day?.openTime === day?.closeTime ? null : stretch.shown }
  }
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const date = addDays(today, ahead)
    const next = stretches(hoursOfDate(hours, date)).find(({ from }) => at(date, from, zone) > now)
    if (next) return { isOpen: false, opens: { date, time: next.opens } }
  }
  return { isOpen: false, opens: null }
}

/** A time in which a place is open without a break. */
export interface Stretch {
  from: Minute
  until: Minute
}

/** When a place is open from a day on; what touches is one stretch, so around the clock is one without an end in sight. */
export function openStretches(hours: PlanHours, zone: string, first: LocalDate, days: number): Stretch[] {
  const open: Stretch[] = []
  for (let ahead = 0; ahead < days; ahead += 1) {
    const date = addDays(first, ahead)
    for (const { from, until } of stretches(hoursOfDate(hours, date))) {
      const next = { from: at(date, from, zone), until: at(date, until, zone) }
      const last = open.at(-1)
      if (last && next.from <= last.until) last.until = Math.max(last.until, next.until)
      else open.push(next)
    }
  }
  return open
}

const at = (date: LocalDate, minutes: number, zone: string): Minute => instantOf(date, minutes, zone)

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
