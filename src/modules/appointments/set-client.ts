import { invalid } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Appointment, changedMeanwhile } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { cardOf, cleanClient, type OfficeClient, type StaffBookDeps } from './book-by-staff.ts'
import { cleanName } from './guest-text.ts'

export interface SetClientDeps extends Pick<StaffBookDeps, 'clock' | 'inTransaction' | 'events'> {
  clients: StaffBookDeps['clients'] &
    Pick<Clients, 'addToTotal' | 'setLastAppointment' | 'briefs' | 'cards' | 'findOrMakeServed'>
  store: Pick<AppointmentsStore, 'change' | 'get' | 'lastCompleted'>
}

/** Whose the visit is: another client, or somebody else for whom the same phone books. */
export type RightPerson =
  | Exclude<OfficeClient, { kind: 'walk-in' }>
  | { kind: 'family'; relation: 'child' | 'other'; name: string }

/**
 * The visit was another person's all along: a walk-in gets a name, a wrong booking its right client; the figures of both
 * follow. Nobody is told, and nothing of the visit itself changes.
 * @throws conflict `changed_meanwhile`; notFound `not_found`; invalid `name_required` `name_too_long` `phone_invalid`
 * `phone_required` where nobody can be of the same phone
 */
export const setClient =
  (deps: SetClientDeps) =>
  async (
    businessId: BusinessId,
    id: AppointmentId,
    wished: RightPerson,
    { version, locale }: { version: number; locale: Locale },
    actor: Extract<Actor, { kind: 'user' }>,
  ): Promise<Appointment> => {
    const client = wished.kind === 'family' ? { ...wished, name: cleanName(wished.name) } : cleanClient(wished)
    const forWhom = client.kind === 'family' ? { kind: client.relation, name: client.name } : null
    const seen = await deps.store.get(businessId, id)
    if (client.kind === 'known' && seen.clientId === client.clientId) return seen
    if (forWhom && seen.version === version + 1 && seen.forWhom?.name === forWhom.name) return seen
    if (client.kind === 'new' && seen.version === version + 1 && (await isOf(deps, seen, client))) return seen
    if (seen.version !== version) throw changedMeanwhile(seen)
    const at = deps.clock.now()
    return deps.inTransaction(async (tx) => {
      const clientId =
        client.kind === 'family'
          ? await familyCard(deps, seen, client, locale, at, tx)
          : await cardOf(deps, businessId, client, locale, at, tx)
      const changed = await deps.store.change(seen, { clientId, bookedAs: null, forWhom, updatedAt: at }, tx)
      // A cancelled visit is in nobody's figures, and the new card was given one more.
      const counted = seen.status === 'cancelled' ? clientId : seen.clientId
      await deps.clients.addToTotal(businessId, counted, -1, at, tx)
      if (seen.status === 'completed') {
        const before = await deps.store.lastCompleted(businessId, seen.clientId, id, tx)
        await deps.clients.setLastAppointment(businessId, seen.clientId, before, at, tx)
        const other = await deps.store.lastCompleted(businessId, clientId, id, tx)
        const latest = other && other > seen.startTime ? other : seen.startTime
        await deps.clients.setLastAppointment(businessId, clientId, latest, at, tx)
      }
      await deps.events.append(
        {
          businessId,
          type: 'appointment.client-set',
          subject: { kind: 'appointment', id },
          version: changed.version,
          actor,
          data: { from: seen.clientId, to: clientId },
          at,
        },
        tx,
      )
      return changed
    })
  }

/** The card of somebody else for whom the visit's phone books, with one more visit in its figures. */
async function familyCard(
  { clients }: SetClientDeps,
  { businessId, clientId }: Appointment,
  { relation, name }: { relation: 'child' | 'other'; name: string },
  locale: Locale,
  at: Date,
  tx: Tx,
): Promise<ClientId> {
  const [card] = await clients.cards(businessId, [clientId])
  const phone = card?.phone ? parsePhone(card.phone) : null
  if (!card || !phone) throw invalid('phone_required', { field: 'client' })
  const contact = { name: card.name, phone, locale, source: 'office' }
  return (await clients.findOrMakeServed(businessId, contact, { kind: relation, name }, at, tx)).card.id
}

/** Sent twice, the visit is that person's already. */
async function isOf(
  { clients }: SetClientDeps,
  { businessId, clientId }: Appointment,
  { name, phone }: { name: string; phone: string | null },
): Promise<boolean> {
  const [card] = await clients.briefs(businessId, [clientId])
  return card !== undefined && (phone === null ? card.name === name && card.phone === null : card.phone === phone)
}
