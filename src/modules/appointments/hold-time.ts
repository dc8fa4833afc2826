import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, HoldId, Ids, LocationId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import { type Diaries, type Plan, StaleArrangement } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import { PLATFORM } from '#platform/events/tell-once.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, assertMeant, byEngine } from './arrange.ts'
import type { BookingBars } from './booking-bars.store.ts'
import { assertDeviceMayBook } from './booking-limits.ts'
import type { Cart } from './cart.ts'
import { type ClaimDeps, claimTime } from './claim-time.ts'
import { EXTENSION_MINUTES, HOLD_MINUTES, type Hold, holderOf } from './hold.ts'
import type { HoldsStore } from './holds.store.ts'

export interface ReleaseDeps {
  inTransaction: InTransaction
  diaries: Pick<Diaries, 'release' | 'queued'>
  store: Pick<AppointmentsStore, 'liveClaimsNear'>
  holds: HoldsStore
}

export interface HoldDeps extends ClaimDeps, ReleaseDeps {
  clock: Clock
  ids: Ids
  store: Pick<AppointmentsStore, 'liveClaimsNear' | 'countBookedSince'>
  bars: Pick<BookingBars, 'isBarred'>
  diaries: ClaimDeps['diaries'] & Pick<Diaries, 'prolong'>
  idempotency: Idempotency
}

export interface HoldWish {
  locationId?: LocationId | undefined
  cart: Cart
  startTime: Date
}

/** Takes the hold's document away and frees its time, both or neither. False when another was faster. */
export const releaseIn =
  ({ diaries, store, holds }: ReleaseDeps) =>
  async ({ businessId, id, claims }: Hold, tx: Tx): Promise<boolean> => {
    if (!(await holds.take(businessId, id, tx))) return false
    const others = await store.liveClaimsNear(businessId, id, claims, tx)
    await diaries.release(businessId, claims, others, tx, id)
    return true
  }

/** @throws nothing for a hold that is gone already */
export const releaseHold =
  (deps: ReleaseDeps) =>
  async (hold: Hold): Promise<boolean> =>
    deps.diaries.queued(hold.claims, () => deps.inTransaction((tx) => releaseIn(deps)(hold, tx)))

/** Gives back the time of these holds, whoever is faster. */
export const releaseHolds =
  (deps: ReleaseDeps) =>
  async (businessId: BusinessId, ids: readonly HoldId[]): Promise<void> => {
    for (const id of ids) {
      const hold = await deps.holds.get(businessId, id)
      if (hold) await releaseHold(deps)(hold)
    }
  }

/**
 * Keeps the time for ten minutes (or as the business says); the holder's earlier hold there is given back.
 * @throws what `claimTime` throws; conflict `hold_expired` for the key of a hold that is gone; invalid `device_required`, `key_reused`, `in_the_past`, `too_far`, `off_grid`;
 * limited `too_many_bookings`; forbidden `booking_barred`
 */
export const holdTime =
  (deps: HoldDeps) =>
  async (businessId: BusinessId, wish: HoldWish, actor: Actor, key: string): Promise<Hold> => {
    const holder = holderOf(actor)
    const once = { scope: businessId, actor: holder, key, body: { hold: wish } }
    const earlier = async () => {
      const done = await deps.idempotency.recall(once)
      const hold = done && (await deps.holds.get(businessId, done.holdId as HoldId))
      if (done && !hold) throw conflict('hold_expired') // one key never holds twice
      return hold
    }
    const before = await earlier()
    if (before) return before
    assertMeant(wish.startTime, deps.clock.now())
    await assertDeviceMayBook(deps, businessId, actor, deps.clock.now())

    let own: Hold | null = null
    const write = async (plan: Plan, { lines, claims }: Arrangement): Promise<Hold> => {
      const now = deps.clock.now()
      const minutes = plan.rules.holdMinutes ?? HOLD_MINUTES
      const hold: Hold = {
        ...{ id: deps.ids.next<'appointment'>(), businessId, locationId: plan.locationId, holder, lines, claims },
        ...{ cart: wish.cart, startTime: wish.startTime, isExtended: false, createdAt: now },
        expiresAt: new Date(now.getTime() + minutes * 60_000),
      }
      await deps.inTransaction(async (tx) => {
        await deps.idempotency.remember(once, { holdId: hold.id }, tx)
        if (own && !(await releaseIn(deps)(own, tx))) throw new StaleArrangement()
        await deps.diaries.claim(businessId, claims, { plan: plan.number, hold }, tx)
        await deps.holds.insert(hold, tx)
      })
      return hold
    }
    try {
      return await claimTime(deps, {
        businessId,
        write,
        wanted: async () => {
          own = await deps.holds.ofHolder(businessId, holder)
          const start = toMinute(wish.startTime)
          return { locationId: wish.locationId, arranged: byEngine(wish.cart, start), start, own: own?.claims }
        },
      })
    } catch (error) {
      const twin = error instanceof AlreadyDone ? await earlier() : null
      if (twin) return twin
      throw error
    }
  }

/** The holder's own hold, as it stands. @throws notFound `hold_expired` */
export const ownHold =
  ({ holds }: Pick<HoldDeps, 'holds'>) =>
  async (businessId: BusinessId, id: HoldId, actor: Actor): Promise<Hold> => {
    const hold = await holds.get(businessId, id)
    if (hold?.holder !== holderOf(actor)) throw notFound('hold_expired')
    return hold
  }

/** Five minutes more, once. @throws notFound `hold_expired`; conflict `hold_extended` */
export const extendHold =
  (deps: HoldDeps) =>
  async (businessId: BusinessId, id: HoldId, actor: Actor): Promise<Hold> => {
    const hold = await ownHold(deps)(businessId, id, actor)
    if (hold.isExtended) return hold // asked twice: the answer is as it stands
    const now = deps.clock.now()
    const expiresAt = new Date(hold.expiresAt.getTime() + EXTENSION_MINUTES * 60_000)
    await deps.inTransaction(async (tx) => {
      if (!(await deps.holds.extend(businessId, id, expiresAt, now, tx))) throw conflict('hold_expired')
      await deps.diaries.prolong(businessId, hold.claims, id, expiresAt, tx)
    })
    return { ...hold, isExtended: true, expiresAt }
  }

/** How many lapsed holds one sweep gives back. */
const SWEEP = 200

type SweepDeps = ReleaseDeps & { clock: Clock; events: Pick<Events, 'append'> }

/** Gives back the time of holds that nobody confirmed, and tells so. @returns how many */
export const sweepHolds =
  (deps: SweepDeps) =>
  async (signal?: AbortSignal): Promise<number> => {
    let swept = 0
    for (const hold of await deps.holds.expired(deps.clock.now(), SWEEP)) {
      if (signal?.aborted) break
      if (await lapse(deps, hold)) swept += 1
    }
    return swept
  }

const lapse = (deps: SweepDeps, hold: Hold): Promise<boolean> =>
  deps.diaries.queued(hold.claims, () =>
    deps.inTransaction(async (tx) => {
      if (!(await releaseIn(deps)(hold, tx))) return false
      const { businessId, id, lines, startTime, holder } = hold
      const people = [...new Set(lines.flatMap(({ staffName }) => staffName ?? []))]
      await deps.events.append(
        {
          businessId,
          type: holder.startsWith('parked:') ? 'parked.lapsed' : 'hold.lapsed',
          subject: { kind: 'hold', id },
          version: 1,
          actor: PLATFORM,
          data: { startTime, services: lines.map(({ name }) => name).join(' + '), people: people.join(', ') },
          at: deps.clock.now(),
        },
        tx,
      )
      return true
    }),
  )
