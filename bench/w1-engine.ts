// W1: the engine alone, thirty days of ten people with "any specialist", as JSON. W2: the same six times over, with
// rooms and buffers, per person and day.

import { DAY } from '#kernel/time.ts'
import { freeTimes, placingOf } from '#modules/appointments/availability.ts'
import { cartOf } from '#modules/appointments/cart.ts'
import { Busy, type Plan } from '#modules/diaries/index.ts'
import { createRandom } from '../drills/world/random.ts'
import { fight, timed } from './abba.ts'
import { type BenchReport, quartiles } from './bench.ts'
import { type Answer, asIntervals, bareWords, byHand, byLuxon } from './w1-peers.ts'
import { type EngineWorld, engineWorld, FIRST, SERVICE } from './w1-world.ts'

const ROUND = 40

/** What a request does after its read, but for HTTP. */
function byEngine({ plan, diaries, months, days, now }: EngineWorld): Answer {
  const busy = new Busy(months, diaries, now)
  const placing = placingOf(plan, busy, cartOf(SERVICE, null), now, now + days * DAY)
  const offers = freeTimes(placing, { from: FIRST, days, now })
  return JSON.stringify(offers.flatMap(({ times }) => times.map(({ start }) => start)))
}

export async function benchW1(
  _: unknown,
  { seed, log }: { seed: number; log: (line: string) => void },
): Promise<BenchReport> {
  const began = performance.now()
  const world = engineWorld(createRandom(seed), { people: 10, days: 30, visits: 8, rooms: 0 })
  const intervals = asIntervals(world)
  const open = bareWords(world)
  const answer = byEngine(world)
  if (answer !== byLuxon(world, intervals)) throw new Error('W1: luxon finds other starts')
  if (answer !== byHand(world, open)) throw new Error('W1: the bare loop finds other starts')
  timed(10 * ROUND, () => byEngine(world)) // warm
  timed(10 * ROUND, () => byHand(world, open))

  const ours = () => timed(ROUND, () => byEngine(world))
  const { judged, quadruples } = await fight([
    {
      goal: { what: 'luxon / ours, in time', bound: 300, kind: 'atLeast' },
      // The peer stands where ours does elsewhere: the ratio says how many times slower it is.
      ours: () => timed(1, () => byLuxon(world, intervals)) * ROUND,
      peer: ours,
    },
    {
      goal: { what: 'ours / the bare loop over the words', bound: 2.5, kind: 'atMost' },
      ours,
      peer: () => timed(ROUND, () => byHand(world, open)),
    },
  ])
  const single = Array.from({ length: 2000 }, () => timed(1, () => byEngine(world))).sort((a, b) => a - b)
  const p99 = single[Math.floor(single.length * 0.99)] ?? 0
  const median = quartiles(single).median
  log(`W1: ${world.claims.length} visits`)
  return {
    name: 'W1',
    title: `the engine, 30 days × 10 people, anybody, JSON out, ${world.claims.length} visits`,
    ...{ seed, quadruples, seconds: Math.round((performance.now() - began) / 1000), judged },
    exact: [{ what: 'starts', value: JSON.parse(answer).length, goal: 'equal to both peers', verdict: 'met' }],
    told: [
      `one question: median ${median.toFixed(3)} ms, p99 ${(p99 / median).toFixed(1)} × the median (goal ≤ 3)`,
      `a plan read for the first time: ${compiling(world).toFixed(2)} ms more`,
    ],
  }
}

/** Milliseconds to compile a plan that was never seen. */
function compiling(world: EngineWorld): number {
  const anew = (): EngineWorld => ({ ...world, plan: { ...world.plan } satisfies Plan })
  timed(20, () => byEngine(anew()))
  return (timed(20, () => byEngine(anew())) - timed(20, () => byEngine(world))) / 20
}

export async function benchW2(
  _: unknown,
  { seed, log }: { seed: number; log: (line: string) => void },
): Promise<BenchReport> {
  const began = performance.now()
  const small = engineWorld(createRandom(seed), { people: 10, days: 30, visits: 8, rooms: 0 })
  const large = engineWorld(createRandom(seed), { people: 50, days: 62, visits: 4, rooms: 8 })
  const personDays = (50 * 62) / (10 * 30)
  timed(10 * ROUND, () => byEngine(small))
  timed(ROUND, () => byEngine(large))
  const { judged, quadruples } = await fight([
    {
      goal: { what: 'a person-day of 62 days × 50 people with rooms / one of W1', bound: 1.2, kind: 'atMost' },
      ours: () => timed(ROUND / 10, () => byEngine(large)) / personDays,
      peer: () => timed(ROUND / 10, () => byEngine(small)),
    },
  ])
  log(`W2: ${large.claims.length} claims`)
  return {
    name: 'W2',
    title: `the engine, 62 days × 50 people, buffers and rooms, ${large.claims.length} claims`,
    ...{ seed, quadruples, seconds: Math.round((performance.now() - began) / 1000), judged },
    exact: [],
    told: [`one question: ${(timed(10, () => byEngine(large)) / 10).toFixed(2)} ms`],
  }
}
