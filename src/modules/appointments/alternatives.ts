// What is free instead of a refused start: the same time with another person, the nearest times of that day, the same
// hour on another day. Each is real: it has been through the engine.

import type { StaffId } from '#kernel/ids.ts'
import { type Minute, toDate, wallAt, wallMinutes } from '#kernel/time.ts'
import type { Busy, Plan } from '#modules/diaries/index.ts'
import { type FreeTime, freeTimes, placingOf } from './availability.ts'
import type { Cart } from './cart.ts'
import { judge } from './explain.ts'
import type { Placing } from './placing.ts'

export interface Alternative {
  kind: 'person' | 'time' | 'day'
  startTime: string
  /** By line of the cart; null = any. */
  staffIds: (StaffId | null)[]
}

/** Days after the refused one in which alternatives are looked for. */
export const ALTERNATIVE_DAYS = 7

const TIMES = 3

/** At most one other person, three other times and one other day. */
export function alternativesTo(
  plan: Plan,
  busy: Busy,
  { cart, placing, start, now }: { cart: Cart; placing: Placing; start: Minute; now: Minute },
): Alternative[] {
  const { timeline } = placing
  const date = timeline.dayAt(start)?.date ?? wallAt(start, plan.zone).date
  const offers = freeTimes(placing, { from: date, days: ALTERNATIVE_DAYS, now })
  const same = cart.lines.map(({ staffId }) => staffId)
  const at = ({ start: minute }: FreeTime, kind: Alternative['kind']): Alternative => ({
    kind,
    startTime: toDate(minute).toISOString(),
    staffIds: same,
  })
  const [day, ...others] = offers
  const near = nearest(day?.times ?? [], start).map((time) => at(time, 'time'))
  const other = others.find(({ times }) => times.length > 0)
  const sameHour = nearestHour(other?.times ?? [], wallAt(start, plan.zone).time, plan.zone)
  return [...otherPeople(plan, busy, cart, start, now), ...near, ...(sameHour ? [at(sameHour, 'day')] : [])]
}

function otherPeople(plan: Plan, busy: Busy, cart: Cart, start: Minute, now: Minute): Alternative[] {
  if (cart.lines.every(({ staffId }) => staffId === null)) return []
  const anyone = { ...cart, lines: cart.lines.map((line) => ({ ...line, staffId: null })) }
  const verdict = judge(placingOf(plan, busy, anyone, start, start), start, now)
  if (!('placed' in verdict)) return []
  const staffIds = verdict.placed.map(({ candidate }) => candidate.staffId)
  return [{ kind: 'person', startTime: toDate(start).toISOString(), staffIds }]
}

const nearest = (times: readonly FreeTime[], wished: Minute): FreeTime[] =>
  [...times]
    .sort((a, b) => Math.abs(a.start - wished) - Math.abs(b.start - wished) || a.start - b.start)
    .slice(0, TIMES)
    .sort((a, b) => a.start - b.start)

function nearestHour(times: readonly FreeTime[], time: string, zone: string): FreeTime | undefined {
  const away = ({ start }: FreeTime) => Math.abs(wallMinutes(wallAt(start, zone).time) - wallMinutes(time))
  return [...times].sort((a, b) => away(a) - away(b) || a.start - b.start)[0]
}
