// The engine itself beside the oracle, on one world.

import { Refusal } from '#kernel/errors.ts'
import { DAY, type Minute } from '#kernel/time.ts'
import { alternativesTo } from '#modules/appointments/alternatives.ts'
import { around } from '#modules/appointments/arrange.ts'
import { type DayOffer, freeTimes, placingOf } from '#modules/appointments/availability.ts'
import { judge } from '#modules/appointments/explain.ts'
import { claimsOf, type Placed, type Placing } from '#modules/appointments/placing.ts'
import type { Claim } from '#modules/diaries/index.ts'
import { compareDay, compareSaid, type Differ, startsToJudge, told } from './agreement.ts'
import { busyOf } from './diaries.ts'
import { createOracle, type Done, type Oracle } from './oracle.ts'
import { costOf, leastCost } from './verdicts.ts'
import type { OracleWorld } from './world.ts'

export interface Compared {
  differences: string[]
  /** Free starts by the oracle. */
  free: number
  judged: number
}

/** Starts of a world that are judged one by one, with cost, claims, reasons and alternatives. */
const JUDGED = 4

export function compare(world: OracleWorld): Compared {
  const oracle = createOracle(world)
  const differences: string[] = []
  const differ = (what: string) => differences.push(what)
  const days = refusedOr(() => offered(world))
  const isServed = oracle.lines.every((line) => line !== null)
  if (!days || !isServed) {
    if ((days !== null) !== isServed) differ(`the engine ${days ? 'offers' : 'refuses'}, the oracle does not`)
    return { differences, free: 0, judged: 0 }
  }
  const free = days.reduce((sum, day) => sum + compareDay(oracle, day, differ), 0)
  const starts = startsToJudge(world, days, JUDGED)
  for (const start of starts) compareVerdict(oracle, start, differ)
  return { differences, free, judged: starts.length }
}

/** As the product asks for free times. */
function offered(world: OracleWorld): DayOffer[] {
  const { plan, cart, from, days, now } = world
  const asked = Math.max(Date.parse(`${from}T00:00:00Z`) / 60_000, now)
  const busy = busyOf(world, asked - 2 * DAY, asked + (days + 3) * DAY)
  return freeTimes(placingOf(plan, busy, cart, asked - DAY, asked + (days + 1) * DAY), { from, days, now })
}

function compareVerdict(oracle: Oracle, start: Minute, differ: Differ): void {
  const { world } = oracle
  const { plan, cart, now } = world
  const busy = busyOf(world, ...around(start))
  const placing = placingOf(plan, busy, cart, start, start + 7 * DAY)
  const verdict = judge(placing, start, now)
  const isFree = 'placed' in verdict
  const said = {
    isFree,
    never: 'never' in verdict ? verdict.never : null,
    reasons: 'reasons' in verdict ? verdict.reasons : [],
    alternatives: isFree ? [] : alternativesTo(plan, busy, { cart, placing, start, now }),
  }
  compareSaid(oracle, start, said, differ)
  if (isFree) comparePlaced(oracle, placing, verdict.placed, differ)
}

function comparePlaced(oracle: Oracle, placing: Placing, placed: Placed[], differ: Differ): void {
  const { grid } = placing.timeline
  const done = placed.map(({ candidate, start, unit }, i): Done => {
    const server = oracle.lines[i]?.find(({ staffId }) => staffId === candidate.staffId)
    if (!server) throw new Error('an engine that serves with somebody unknown')
    return { server, start: grid.minuteOf(start), unit: unit?.subject ?? null }
  })
  const start = done[0]?.start ?? 0
  const [cost, least] = [costOf(oracle, done), leastCost(oracle, start)]
  if (cost.join() !== least?.join()) differ(`${told([start])}: costs ${cost}, the best way ${least}`)
  const claims = claimsOf(placing, placed)
  const meant = done.flatMap((one) => oracle.claimsOf(one, done))
  if (text(claims) !== text(meant)) differ(`${told([start])}: claims ${text(claims)}, oracle ${text(meant)}`)
  for (const [i, one] of claims.entries()) {
    const isMet = claims
      .slice(i + 1)
      .some((other) => one.subject === other.subject && one.from < other.until && other.from < one.until)
    if (isMet) differ(`${told([start])}: its own claims overlap: ${text(claims)}`)
    for (let minute = one.from; minute < one.until; minute += 1)
      if (oracle.isBusy(one.subject, minute)) differ(`${told([start])}: claims what is taken: ${text([one])}`)
  }
}

function refusedOr<Result>(work: () => Result): Result | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

const text = (claims: readonly Claim[]): string =>
  claims
    .map(({ subject, from, until }) => `${subject} ${told([from, until])}`)
    .toSorted()
    .join('; ')
