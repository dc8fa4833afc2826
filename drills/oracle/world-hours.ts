// Opening hours, shifts and breaks as the product lets people write them: breaks inside and apart, no night running
// into an open day.

import type { LocalDate } from '#kernel/time.ts'
import type { Break, DayHours, PlanHours, Shift } from '#modules/diaries/index.ts'
import type { Pick } from './pick.ts'
import { later, timeOf } from './zone-clock.ts'

const WEEK = [0, 1, 2, 3, 4, 5, 6]
const DAY = 1440

/** `long` is a day from midnight to midnight but for a few minutes. */
type HoursKind = 'day' | 'night' | 'always' | 'long'

export function hoursIn(pick: Pick, first: LocalDate): PlanHours {
  const kind = pick.one(['day', 'day', 'day', 'day', 'night', 'night', 'always'] as const)
  const dates = WEEK.slice(0, pick.one([0, 0, 1, 2])).map((day) => later(first, day + pick.between(-1, 3)))
  const from = later(first, pick.between(-2, 2))
  const period = { name: 'Season', from, until: later(from, pick.between(0, 3)) }
  return {
    week: WEEK.map((day) => ({ day, ...openingIn(pick, kind) })),
    ...(pick.chance(0.25) && {
      periods: [{ ...period, week: WEEK.map((day) => ({ day, ...openingIn(pick, kind) })) }],
    }),
    exceptions: [...new Set(dates)].map((date) => ({ date, ...openingIn(pick, kind) })),
  }
}

function openingIn(pick: Pick, kind: HoursKind): DayHours {
  const { from, to, breaks } = shiftIn(pick, kind)
  return { isOpen: pick.chance(0.88), openTime: from, closeTime: to, breaks }
}

export function shiftIn(pick: Pick, kind: HoursKind): Shift {
  const [opens, closes] = spanIn(pick, kind)
  return { from: timeOf(opens), to: timeOf(closes % DAY), breaks: breaksIn(pick, opens, closes) }
}

/** A night ends by 04:00 and no day begins before 05:00. */
function spanIn(pick: Pick, kind: HoursKind): [opens: number, closes: number] {
  const minute = (low: number, high: number) =>
    pick.chance(0.06) ? pick.between(low * 60, high * 60) : pick.between(low * 12, high * 12) * 5
  if (kind === 'always') return [0, DAY]
  if (kind === 'long') return [0, DAY - 5]
  if (kind === 'night') return [minute(13, 21), DAY + minute(0, 4)]
  return pick.chance(0.15) ? [minute(0, 2), minute(3, 12)] : [minute(5, 12), minute(14, 23)]
}

function breaksIn(pick: Pick, opens: number, closes: number): Break[] {
  const count = pick.one([0, 0, 1, 1, 2])
  const breaks: Break[] = []
  let from = opens
  for (let i = 0; i < count; i += 1) {
    const begins = from + pick.between(0, Math.floor((closes - opens) / 5 / (count + 1))) * 5
    const ends = begins + pick.between(1, 15) * 5
    if (ends > closes) break
    breaks.push({ startTime: timeOf(begins % DAY), endTime: timeOf(ends % DAY) })
    from = ends
  }
  return breaks
}
