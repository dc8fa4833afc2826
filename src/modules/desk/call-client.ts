import type { Clock } from '#kernel/clock.ts'
import type { AppointmentId, BusinessId, Ids } from '#kernel/ids.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Clients } from '#modules/clients/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { againAfter, type Call, type Outcome } from './call.ts'
import type { CallsStore } from './calls.store.ts'

export interface CallDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  idempotency: Pick<Idempotency, 'once'>
  events: Pick<Events, 'append'>
  appointments: Pick<Appointments, 'card' | 'stamp'>
  clients: Pick<Clients, 'phoneOwners' | 'markWrongPhone'>
  calls: CallsStore
}

export interface CallWish {
  outcome: Outcome
  /** Of the visit, as it was seen. */
  version: number
}

/**
 * Somebody was called about his visit. "He comes" is the visit's own stamp, put first: a call that is told again after a
 * lost answer finds it there and goes on.
 * @throws notFound `not_found`; conflict `changed_meanwhile`, `move_not_allowed`; invalid `key_reused`
 */
export const callClient =
  (deps: CallDeps) =>
  (
    businessId: BusinessId,
    id: AppointmentId,
    wish: CallWish,
    actor: Extract<Actor, { kind: 'user' }>,
    key: string,
  ): Promise<Call | null> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { call: { id, ...wish } } },
      async (remember) => {
        const { outcome, version } = wish
        if (outcome === 'confirmed') await deps.appointments.stamp(businessId, id, 'confirm', version, actor)
        const { visit } = await deps.appointments.card(businessId, id, actor)
        const owners = await deps.clients.phoneOwners(businessId, [visit.clientId])
        const at = deps.clock.now()
        const callId = deps.ids.next()
        const call: Call = {
          ...{ businessId, outcome, at, by: actor.userId, tries: 1 },
          ...{ appointmentId: id, again: againAfter(outcome, at) },
        }
        await deps.inTransaction(async (tx) => {
          await remember({ callId }, tx)
          await deps.calls.insert(call, callId, tx)
          const owner = owners.get(visit.clientId)
          if (outcome === 'wrong_number' && owner) await deps.clients.markWrongPhone(businessId, owner, at, tx)
          const subject = { kind: 'appointment-call', id } // the visit itself is as it was
          const data = { outcome }
          await deps.events.append(
            { businessId, type: 'appointment.called', subject, version: visit.version, actor, data, at },
            tx,
          )
        })
        return (await deps.calls.lastOf(businessId, [id])).get(id) ?? call
      },
      async () => (await deps.calls.lastOf(businessId, [id])).get(id) ?? null,
    )
