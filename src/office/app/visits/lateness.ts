import type { CalendarVisit } from './marks.ts'

const MS = 60_000

/** Minutes after the start for which a client is waited for: what the place gives, or what he said himself. */
export const waitedFor = (graceMinutes: number, said: number | null): number => Math.max(graceMinutes, said ?? 0)

/** Whether a client is later than he said, or than the place waits. It makes no no-show of anybody. */
export const isLate = (visit: CalendarVisit, graceMinutes: number, now: number): boolean =>
  visit.status === 'scheduled' &&
  !visit.arrivedAt &&
  now > Date.parse(visit.startTime) + waitedFor(graceMinutes, visit.lateMinutes) * MS
