/** The present moment, handed in: the demo and the tests live on other days. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
