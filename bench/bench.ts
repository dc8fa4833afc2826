// A timing is a ratio to a peer in the same run, beside the band of the peer against itself. Absolute times are told,
// never judged.

export interface Quartiles {
  lower: number
  median: number
  upper: number
}

export type Verdict = 'met' | 'missed' | 'undecided'

export interface Goal {
  what: string
  /** `1.3` with `atMost`: the ratio may be 1.3 and no more. */
  bound: number
  kind: 'atMost' | 'atLeast'
}

export interface Judged extends Goal {
  ratio: Quartiles
  /** The peer against itself. */
  band: Quartiles
  verdict: Verdict
}

export interface BenchReport {
  name: string
  title: string
  seed: number
  quadruples: number
  seconds: number
  judged: Judged[]
  /** What is exact and no matter of time. */
  exact: { what: string; value: number; goal: string; verdict: 'met' | 'missed' }[]
  /** Absolute times, for information. */
  told: string[]
}

/** By linear interpolation between the nearest ranks. */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number): number => {
    const rank = share * (sorted.length - 1)
    const below = sorted[Math.floor(rank)] ?? Number.NaN
    const above = sorted[Math.ceil(rank)] ?? Number.NaN
    return below + (above - below) * (rank - Math.floor(rank))
  }
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) }
}

/** Met when median and the worse quartile keep the goal, missed when even the better quartile does not. */
export function verdictOf({ lower, median, upper }: Quartiles, { bound, kind }: Pick<Goal, 'bound' | 'kind'>): Verdict {
  if (kind === 'atMost') {
    if (median <= bound && upper <= bound) return 'met'
    return lower > bound ? 'missed' : 'undecided'
  }
  if (median >= bound && lower >= bound) return 'met'
  return upper < bound ? 'missed' : 'undecided'
}

export function judge(goal: Goal, ratios: readonly number[], band: readonly number[]): Judged {
  const ratio = quartiles(ratios)
  return { ...goal, ratio, band: quartiles(band), verdict: verdictOf(ratio, goal) }
}

const QUADRUPLES = 15
const FEWEST = 5

/** Enough is 15 quadruples, or sooner when each band is narrower than a third of its margin. */
export const isEnough = (quadruples: number, judged: readonly Judged[]): boolean =>
  quadruples >= QUADRUPLES ||
  (quadruples >= FEWEST &&
    judged.every(({ ratio, band, bound }) => band.upper - band.lower < Math.abs(bound - ratio.median) / 3))
