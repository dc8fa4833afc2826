import type { Clock } from '#kernel/clock.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { type Appointment, assertLinkWrites } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'

export interface ResendDeps {
  clock: Clock
  inTransaction: InTransaction
  clients: Pick<Clients, 'cards'>
  store: Pick<AppointmentsStore, 'get'>
  events: Events
}

export interface Resent {
  visit: Appointment
  /** Where the client is reached: the own phone, or that of who booked for him. */
  phone: string | null
}

/**
 * Reception hands a client his private link once more; who did it stays on record, for the link is the right to the
 * visit. Sent twice it is handed out twice: the link is the same, and so is what it opens.
 * @throws notFound `not_found`; forbidden `link_invalid` when the link lets one only read
 */
export const resendLink =
  ({ clock, inTransaction, clients, store, events }: ResendDeps) =>
  async (businessId: BusinessId, id: AppointmentId, actor: Extract<Actor, { kind: 'user' }>): Promise<Resent> => {
    const now = clock.now()
    const visit = await store.get(businessId, id)
    assertLinkWrites(visit, now)
    const [card] = await clients.cards(businessId, [visit.clientId])
    await inTransaction((tx) =>
      events.append(
        {
          businessId,
          type: 'appointment.link-resent',
          subject: { kind: 'appointment-link', id }, // the visit itself is as it was: its own story has no new version
          version: visit.version,
          actor,
          at: now,
        },
        tx,
      ),
    )
    return { visit, phone: card?.phone ?? null }
  }
