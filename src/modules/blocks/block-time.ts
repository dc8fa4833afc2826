// A block is put, changed and taken away like a visit: its claims stand in the diaries, so nobody books what is blocked.
// Over visits it stands only when it is said to; they stay, and whoever blocks decides about them one by one.

import type { Clock } from '#kernel/clock.ts'
import { busy, conflict, forbidden, invalid, notFound } from '#kernel/errors.ts'
import type {
  AppointmentId,
  BusinessId,
  HoldId,
  Id,
  Ids,
  LocationId,
  ResourceId,
  StaffId,
  UserId,
} from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import { type Claim, type Diaries, StaleArrangement } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Right } from '#platform/http/rights.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { assertMay, assertStretch, type Block, type Blocked, type BlockId, claimsOf, hasPassed } from './block.ts'
import type { BlocksStore } from './blocks.store.ts'

/** What else keeps time: visits and holds, which a later module owns. */
export interface OtherTime {
  /** Visits and holds of the time of these claims. */
  meeting(
    businessId: BusinessId,
    except: Id<string>,
    claims: readonly Claim[],
  ): Promise<{ visits: readonly VisitThere[]; isHeld: boolean }>
  /** Every other live claim, of blocks too, that may share a cell with these. */
  liveClaimsNear(businessId: BusinessId, except: Id<string>, claims: readonly Claim[], tx: Tx): Promise<Claim[]>
  /** Frees the time of holds that have expired. */
  releaseHolds(businessId: BusinessId, ids: readonly HoldId[]): Promise<void>
}

interface VisitThere {
  id: AppointmentId
  startTime: Date
  endTime: Date
}

export interface BlockDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  diaries: Pick<Diaries, 'read' | 'prepare' | 'queued' | 'claim' | 'release'>
  staff: { memberOf(userId: UserId, businessId: BusinessId): Promise<{ right: Right; staffId: StaffId } | null> }
  others: OtherTime
  store: BlocksStore
}

export interface BlockWish {
  staffId: StaffId | null
  resourceId: ResourceId | null
  from: Date
  until: Date
  reason: string
  /** Though something is booked or held there. */
  over: boolean
  /** Absent: the business's default location */
  locationId?: LocationId | undefined
}

/** A time that others keep taking is looked at anew this often. */
const TRIES = 3

/** Whose blocks an actor may see and change: all, or those of his own staff document. @throws forbidden */
export async function ownTime({ staff }: Pick<BlockDeps, 'staff'>, businessId: BusinessId, actor: Actor) {
  const member = actor.kind === 'user' && (await staff.memberOf(actor.userId, businessId))
  if (!member) throw forbidden('forbidden')
  return member.right === 'specialist' ? member.staffId : 'all'
}

/**
 * @throws what `assertStretch`, `assertMay` and `settled` throw; invalid `key_reused`; notFound `not_found` for a block
 * that was made by this key and is gone
 */
export const addBlock =
  (deps: BlockDeps) =>
  async (businessId: BusinessId, wish: BlockWish, actor: Actor, key: string): Promise<Block> => {
    const own = await ownTime(deps, businessId, actor)
    const who = blockedBy(wish)
    assertMay(own, who, wish.over)
    const createdBy = actorName(actor)
    return deps.idempotency.once(
      { scope: businessId, actor: createdBy, key, body: { block: wish } },
      async (remember) => {
        assertStretch(wish, deps.clock.now(), own !== 'all')
        const id = deps.ids.next<'block'>()
        const { from, until, reason } = wish
        return settled(deps, { businessId, id, who, wish }, (claims, locationId) =>
          deps.inTransaction(async (tx) => {
            await remember({ blockId: id }, tx)
            const isOver = await claim(deps, businessId, claims, tx)
            const made: Block = {
              ...{ id, businessId, locationId, ...who, from, until, reason, isOver, claims, createdBy, version: 1 },
            }
            await deps.store.insert(made, deps.clock.now(), tx)
            await tell(deps, 'added', made, actor, tx)
            return made
          }),
        )
      },
      async ({ blockId = '' }) => {
        const made = await deps.store.get(businessId, blockId as BlockId)
        if (!made) throw notFound('not_found')
        return made
      },
    )
  }

/**
 * Asked twice for the same, it is answered as it stands.
 * @throws what `addBlock` throws; notFound `not_found`; conflict `changed_meanwhile`
 */
export const changeBlock =
  (deps: BlockDeps) =>
  async (businessId: BusinessId, id: BlockId, wish: BlockWish, version: number, actor: Actor): Promise<Block> => {
    const own = await ownTime(deps, businessId, actor)
    const seen = await visible(deps, businessId, id, own)
    if (!seen) throw notFound('not_found')
    const who = blockedBy(wish)
    assertMay(own, who, wish.over)
    if (seen.version === version + 1 && isSo(seen, wish)) return seen
    if (seen.version !== version) throw conflict('changed_meanwhile', { version: seen.version })
    if (hasPassed(seen, deps.clock.now())) throw invalid('in_the_past')
    assertStretch(wish, deps.clock.now(), own !== 'all', seen)
    const { from, until, reason } = wish
    const place = { ...wish, locationId: seen.locationId }
    return settled(deps, { businessId, id, who, wish: place, before: seen }, (claims) =>
      deps.inTransaction(async (tx) => {
        const isOver = claims.some(({ override }) => override)
        const changed = await deps.store.change(
          { ...seen, ...who, from, until, reason, isOver, claims },
          deps.clock.now(),
          tx,
        )
        await release(deps, seen, tx)
        await claim(deps, businessId, claims, tx)
        await tell(deps, 'changed', changed, actor, tx, seen)
        return changed
      }),
    )
  }

/** One that is gone already is gone. @throws conflict `changed_meanwhile`; invalid `in_the_past`; forbidden */
export const removeBlock =
  (deps: BlockDeps) =>
  async (businessId: BusinessId, id: BlockId, version: number, actor: Actor): Promise<void> => {
    const own = await ownTime(deps, businessId, actor)
    const seen = await visible(deps, businessId, id, own)
    if (!seen) return
    if (seen.version !== version) throw conflict('changed_meanwhile', { version: seen.version })
    if (hasPassed(seen, deps.clock.now())) throw invalid('in_the_past')
    await deps.diaries.queued(seen.claims, () =>
      deps.inTransaction(async (tx) => {
        await deps.store.remove(seen, tx)
        await release(deps, seen, tx)
        await tell(deps, 'removed', { ...seen, version: seen.version + 1 }, actor, tx)
      }),
    )
  }

/** A specialist knows of no other's block. */
async function visible({ store }: BlockDeps, businessId: BusinessId, id: BlockId, own: StaffId | 'all') {
  const block = await store.get(businessId, id)
  return block && (own === 'all' || block.staffId === own) ? block : null
}

interface Settling {
  businessId: BusinessId
  id: BlockId
  who: Blocked
  wish: BlockWish
  /** As it was, where it is changed: it is not in its own way. */
  before?: Block
}

/**
 * Looks what is in the way, then writes; anew when others were faster.
 * @throws notFound `not_found`; conflict `block_over_visits` with all that is there; busy `server_busy`
 */
async function settled(
  deps: BlockDeps,
  { businessId, id, who, wish, before }: Settling,
  write: (claims: Claim[], locationId: LocationId) => Promise<Block>,
): Promise<Block> {
  const { diaries, others, store, clock } = deps
  const [from, until] = [toMinute(wish.from), toMinute(wish.until)]
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const window = await diaries.read(businessId, wish.locationId ?? null, from, until, toMinute(clock.now()))
    const wanted = window && claimsOf(window.plan, who, wish)
    if (!wanted) throw notFound('not_found')
    const { plan, busy: taken } = window
    const lapsed = taken.lapsedUnder(wanted)
    if (lapsed.length > 0) await others.releaseHolds(businessId, lapsed as HoldId[])
    const [there, blocks] = await Promise.all([
      others.meeting(businessId, id, wanted),
      store.meeting(businessId, id, wanted),
    ])
    const isOver = there.visits.length > 0 || there.isHeld || blocks.length > 0
    if (isOver && !wish.over) throw conflict('block_over_visits', inTheWay(there, blocks))
    const claims = isOver ? wanted.map((one): Claim => ({ ...one, override: true })) : wanted
    try {
      await diaries.prepare(plan, claims, (diary) => taken.has(diary))
      return await diaries.queued([...claims, ...(before?.claims ?? [])], () => write(claims, plan.locationId))
    } catch (error) {
      if (!(error instanceof StaleArrangement)) throw error
    }
  }
  throw busy('server_busy', { retryAfter: 2 })
}

const inTheWay = ({ visits, isHeld }: Awaited<ReturnType<OtherTime['meeting']>>, blocks: readonly Block[]) => ({
  visits: visits.map(({ id, startTime, endTime }) => ({ id, startTime, endTime })),
  blocks: blocks.map(({ id, from, until }) => ({ id, from, until })),
  isHeld,
})

/** @returns whether it stands over others */
async function claim(
  { diaries }: BlockDeps,
  businessId: BusinessId,
  claims: readonly Claim[],
  tx: Tx,
): Promise<boolean> {
  const over = claims.some(({ override }) => override)
  // A block does not follow from the plan: a change of hours does not make it another one.
  await diaries.claim(businessId, claims, { plan: null, over }, tx)
  return over
}

async function release({ diaries, others }: BlockDeps, { businessId, id, claims }: Block, tx: Tx): Promise<void> {
  const live = await others.liveClaimsNear(businessId, id, claims, tx)
  await diaries.release(businessId, claims, live, tx)
}

async function tell(
  { events, clock }: BlockDeps,
  what: 'added' | 'changed' | 'removed',
  block: Block,
  actor: Actor,
  tx: Tx,
  before?: Block,
): Promise<void> {
  await events.append(
    {
      businessId: block.businessId,
      type: `block.${what}`,
      subject: { kind: 'block', id: block.id },
      version: block.version,
      actor,
      data: before ? { from: told(before), to: told(block) } : told(block),
      at: clock.now(),
    },
    tx,
  )
}

const told = ({ staffId, resourceId, from, until, reason, isOver }: Block) => ({
  ...{ staffId, resourceId, from, until, reason, isOver },
})

/** @throws invalid `invalid_input` unless it is one person's or one room's */
function blockedBy({ staffId, resourceId }: BlockWish): Blocked {
  if (staffId && !resourceId) return { staffId, resourceId: null }
  if (resourceId && !staffId) return { staffId: null, resourceId }
  throw invalid('invalid_input', { fields: ['staffId'] })
}

const isSo = (block: Block, wish: BlockWish): boolean =>
  block.staffId === wish.staffId &&
  block.resourceId === wish.resourceId &&
  +block.from === +wish.from &&
  +block.until === +wish.until &&
  block.reason === wish.reason
