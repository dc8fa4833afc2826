import type { Clock } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { type Appointment, changedMeanwhile } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import type { WhyOutside } from './explain.ts'

export interface KeepDeps {
  clock: Clock
  inTransaction: InTransaction
  store: Pick<AppointmentsStore, 'change' | 'get'>
  events: Events
}

/**
 * The visit stays though it falls outside: it is not asked again until something else speaks against it. With no
 * reasons it is asked again.
 * @throws notFound `not_found`; conflict `changed_meanwhile`, `move_not_allowed` for what is over or cancelled
 */
export const keepOutside =
  ({ clock, inTransaction, store, events }: KeepDeps) =>
  async (
    businessId: BusinessId,
    id: AppointmentId,
    { version, reasons }: { version: number; reasons: readonly WhyOutside[] },
    actor: Extract<Actor, { kind: 'user' }>,
  ): Promise<Appointment> => {
    const seen = await store.get(businessId, id)
    if (seen.version === version + 1 && sameReasons(seen, reasons)) return seen
    if (seen.version !== version) throw changedMeanwhile(seen)
    if (seen.status !== 'scheduled') throw conflict('move_not_allowed', { from: seen.status })
    const at = clock.now()
    const keptOutside = reasons.length > 0 ? { reasons: [...new Set(reasons)], by: actorName(actor), at } : null
    return inTransaction(async (tx) => {
      const changed = await store.change(seen, { keptOutside, updatedAt: at }, tx)
      await events.append(
        {
          businessId,
          type: keptOutside ? 'appointment.kept-outside' : 'appointment.asked-again',
          subject: { kind: 'appointment', id },
          version: changed.version,
          actor,
          data: { reasons: [...reasons] },
          at,
        },
        tx,
      )
      return changed
    })
  }

const sameReasons = ({ keptOutside }: Appointment, reasons: readonly WhyOutside[]): boolean =>
  [...new Set(reasons)].sort().join() === (keptOutside?.reasons ?? []).toSorted().join()
