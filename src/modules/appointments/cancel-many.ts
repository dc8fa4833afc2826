// One act over many visits, each of which stands or falls alone: cancelled by the same rule as any other, or left as it
// is with the reason. The key remembers what was barred and that the act began; what a killed process left over is
// cancelled when the same request comes again, for a visit that is cancelled already is an answer, not a quarrel.

import { Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import { type BarDeps, type BarWish, bar, releaseHeldBy, whoIsMeant } from './bar-guests.ts'
import type { GuestVisits } from './guest-visits.store.ts'
import { type MarkDeps, markAppointment } from './mark-appointment.ts'

export interface ManyDeps extends MarkDeps, BarDeps {
  clock: MarkDeps['clock']
  inTransaction: MarkDeps['inTransaction']
  clients: MarkDeps['clients'] & BarDeps['clients']
  events: MarkDeps['events']
  guestVisits: Pick<GuestVisits, 'byIds'>
  idempotency: Pick<Idempotency, 'once'>
}

export interface ManyWish {
  /** Each with the version that was seen. */
  visits: readonly { id: AppointmentId; version: number }[]
  bars: readonly BarWish[]
  barDays: number
}

export interface ManyDone {
  /** `cancelled`, or the code of what is in the way. */
  results: { id: AppointmentId; outcome: string }[]
  /** Ids of the bars, to be taken back by. */
  bars: string[]
}

/** Why all of them are cancelled: a code, which whoever shows it puts into words. */
const SPAM = 'spam'

/**
 * Nobody is told of these visits: they were nobody's.
 * @throws invalid `key_reused`; what is in the way of a single visit is its result
 */
export const cancelMany =
  (deps: ManyDeps) =>
  async (
    businessId: BusinessId,
    wish: ManyWish,
    actor: Extract<Actor, { kind: 'user' }>,
    key: string,
  ): Promise<ManyDone> => {
    const once = { scope: businessId, actor: actorName(actor), key, body: { cancelMany: wish } }
    // The bars first: whoever is at it must not book again what is being cancelled.
    const bars = await deps.idempotency.once(
      once,
      async (remember) => {
        const visits = wish.bars.length > 0 ? await deps.guestVisits.byIds(businessId, idsOf(wish)) : []
        const meant = await whoIsMeant(deps, businessId, visits, wish.bars)
        const set = await deps.inTransaction(async (tx) => {
          const ids = await bar(deps, businessId, meant, wish.barDays, actor, tx)
          await remember({ bars: ids.join(' ') }, tx)
          return ids
        })
        await releaseHeldBy(deps, businessId, meant.devices)
        return set
      },
      async (done) => (done.bars ?? '').split(' ').filter(Boolean),
    )
    const results: ManyDone['results'] = []
    for (const [id, version] of new Map(wish.visits.map((visit) => [visit.id, visit.version]))) {
      results.push({ id, outcome: await cancelOne(deps, businessId, id, version, actor) })
    }
    return { results, bars }
  }

const idsOf = ({ bars }: ManyWish): AppointmentId[] => [...new Set(bars.map(({ visitId }) => visitId))]

async function cancelOne(
  deps: ManyDeps,
  businessId: BusinessId,
  id: AppointmentId,
  version: number,
  actor: Extract<Actor, { kind: 'user' }>,
): Promise<string> {
  try {
    const wish = { to: 'cancelled' as const, version, reason: SPAM, isSilent: true }
    await markAppointment(deps)(businessId, id, wish, actor)
    return 'cancelled'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
