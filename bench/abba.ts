// Ours and a peer in turns (ours, peer, peer, ours), so that a machine that slows down slows both.

import { type Goal, isEnough, type Judged, judge } from './bench.ts'

/** Milliseconds of one round of work. */
export type Round = () => number | Promise<number>

export interface Duel {
  goal: Goal
  ours: Round
  peer: Round
}

export interface Fought {
  judged: Judged[]
  quadruples: number
}

/** Fights every duel round by round until the noise is small enough or the time is over. */
export async function fight(duels: readonly Duel[], { timeLimitMs = 120_000 } = {}): Promise<Fought> {
  const began = performance.now()
  const ratios = duels.map((): { ratio: number[]; band: number[] } => ({ ratio: [], band: [] }))
  let judged: Judged[] = []
  let quadruples = 0
  while (!isEnough(quadruples, judged) && performance.now() - began < timeLimitMs) {
    for (const [i, { ours, peer }] of duels.entries()) {
      const [a1, b1, b2, a2] = [await ours(), await peer(), await peer(), await ours()]
      ratios[i]?.ratio.push((a1 + a2) / (b1 + b2))
      ratios[i]?.band.push(b1 / b2)
    }
    quadruples += 1
    judged = duels.map(({ goal }, i) => judge(goal, ratios[i]?.ratio ?? [], ratios[i]?.band ?? []))
  }
  return { judged, quadruples }
}

/** Milliseconds of doing something so often. */
export function timed(times: number, work: () => unknown): number {
  const began = performance.now()
  for (let i = 0; i < times; i += 1) work()
  return performance.now() - began
}
