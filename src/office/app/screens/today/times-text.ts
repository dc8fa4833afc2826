// Five real free times in words, to be sent to somebody who asks «when can I come?».

import type { Given } from '../../api.ts'

type Offered = Given<'GET /api/businesses/:businessId/free-times'>['days']
export interface FreeTime {
  date: string
  time: string
}

const SENT = 5

/** Spread over the days and over each day, morning, noon and evening in turn: five in a row would be one offer. */
export function spread(days: Offered, count = SENT): FreeTime[] {
  const free = days.filter(({ times }) => times.length > 0)
  const share = Math.ceil(count / Math.max(1, Math.min(free.length, count)))
  const picked = free.flatMap(({ date, times }, day) =>
    evenly(times, share, PARTS[day % PARTS.length] ?? 0).map(({ time }) => ({ date, time })),
  )
  return picked.slice(0, count)
}

/** Where in its share of a day a time is taken. */
const PARTS = [0.2, 0.5, 0.8]

/** As many of a list as are asked for, one of each equal share of it. */
function evenly<One>(all: readonly One[], count: number, part: number): One[] {
  if (all.length <= count) return [...all]
  const places = Array.from({ length: count }, (_, i) => Math.floor(((i + part) * all.length) / count))
  return all.filter((_, place) => places.includes(place))
}
