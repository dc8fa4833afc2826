// How time is taken, for a booking, a hold and a move alike: read, arrange, wait for one's turn, write; and when others
// were faster, arrange anew.

import { busy } from '#kernel/errors.ts'
import type { BusinessId, HoldId } from '#kernel/ids.ts'
import { type Minute, toMinute } from '#kernel/time.ts'
import { type Diaries, type Plan, StaleArrangement, type Window } from '#modules/diaries/index.ts'
import { type Arrangement, around } from './arrange.ts'
import { type OfferDeps, type Place, readWindow } from './offer-times.ts'

export interface ClaimDeps extends OfferDeps {
  diaries: Pick<Diaries, 'read' | 'prepare' | 'queued' | 'claim' | 'release' | 'keep'>
  /** Frees the time of holds that have expired. */
  releaseHolds: (businessId: BusinessId, ids: readonly HoldId[]) => Promise<void>
}

/** What is arranged, one visit or several at once: all that matters here is the time they take together. */
type Arranged = Pick<Arrangement, 'claims'>

/** What is wanted, looked up anew each time the time is arranged: a hold may end while one waits. */
export interface Wanted<A extends Arranged = Arrangement> extends Place {
  start: Minute
  /** The last start, where there are several. */
  last?: Minute
  /** @param at.lost the time was free a moment ago */
  arranged: (window: Window, at: { now: Minute; lost: boolean }) => A
}

export interface Claiming<Result, A extends Arranged = Arrangement> {
  businessId: BusinessId
  wanted: () => Promise<Wanted<A>>
  /** Refuses what was arranged but is not what was agreed. */
  check?: (arrangement: A, plan: Plan) => void
  write: (plan: Plan, arrangement: A) => Promise<Result>
}

interface Draft<A> {
  window: Window
  arrangement: A
}

/** A claim that others keep overtaking is arranged anew this often; then the same key may be sent again. */
const ARRANGEMENTS = 3

/** @throws what `arrange` throws; busy `server_busy` when others are always faster */
export async function claimTime<Result, A extends Arranged>(
  deps: ClaimDeps,
  claiming: Claiming<Result, A>,
): Promise<Result> {
  let draft = await drafted(deps, claiming, false)
  for (let tries = 1; ; tries += 1) {
    try {
      return await claimOnce(deps, claiming, draft)
    } catch (error) {
      if (!(error instanceof StaleArrangement)) throw error
      draft = await drafted(deps, claiming, true)
      if (tries >= ARRANGEMENTS) throw busy('server_busy', { retryAfter: 2 }) // free still, but others are always faster
    }
  }
}

async function claimOnce<Result, A extends Arranged>(
  deps: ClaimDeps,
  claiming: Claiming<Result, A>,
  draft: Draft<A>,
): Promise<Result> {
  const { plan, busy: taken } = draft.window
  const { claims } = draft.arrangement
  const lapsed = taken.lapsedUnder(claims)
  if (lapsed.length > 0) await deps.releaseHolds(claiming.businessId, lapsed as HoldId[])
  await deps.diaries.prepare(plan, claims, (diary) => taken.has(diary))
  return deps.diaries.queued(claims, async ({ waited, overtaken }) => {
    if (overtaken) throw new StaleArrangement()
    if (!waited) return claiming.write(plan, draft.arrangement)
    // What was read before the wait may be old: a cheap read now spares a transaction that would fail.
    const again = await drafted(deps, claiming, true)
    if (!sameClaims(again.arrangement, draft.arrangement)) throw new StaleArrangement()
    return claiming.write(again.window.plan, again.arrangement)
  })
}

async function drafted<Result, A extends Arranged>(
  deps: ClaimDeps,
  claiming: Claiming<Result, A>,
  lost: boolean,
): Promise<Draft<A>> {
  const { arranged, start, last, ...place } = await claiming.wanted()
  const window = await readWindow(deps, claiming.businessId, place, around(start, last))
  const arrangement = arranged(window, { now: toMinute(deps.clock.now()), lost })
  claiming.check?.(arrangement, window.plan)
  return { window, arrangement }
}

export const sameClaims = (a: Arranged, b: Arranged): boolean =>
  a.claims.length === b.claims.length &&
  a.claims.every(({ subject, from, until }, i) => {
    const other = b.claims[i]
    return subject === other?.subject && from === other.from && until === other.until
  })
