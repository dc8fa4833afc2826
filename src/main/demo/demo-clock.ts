import type { Clock } from '#kernel/clock.ts'

/** A clock that stands until it is set: the demo's visits are made on their own days. */
export interface DemoClock extends Clock {
  set(now: Date): void
}

export function demoClock(start: Date): DemoClock {
  let now = start
  return {
    now: () => now,
    set: (next) => {
      now = next
    },
  }
}
