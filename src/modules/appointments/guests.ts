import type { BusinessId } from '#kernel/ids.ts'
import type { ClientBrief, Clients } from '#modules/clients/index.ts'
import type { Appointment } from './appointment.ts'
import { readBars, removeBar } from './bar-guests.ts'
import { cancelMany, type ManyDeps } from './cancel-many.ts'
import type { GuestVisits } from './guest-visits.store.ts'

export interface GuestDeps extends ManyDeps {
  clients: ManyDeps['clients'] & Pick<Clients, 'briefs'>
  guestVisits: GuestVisits
}

/** A visit that was booked online, with whom it is of; null: his card is gone. */
export interface GuestVisit {
  visit: Appointment
  client: ClientBrief | null
}

/** More than one looks through. */
const MOST = 500
const HOUR_MS = 3_600_000

/** What whoever runs the place does about guests that nobody knows. */
export const createGuests = (deps: GuestDeps) => ({
  /** Coming visits that were booked online within some hours. */
  visits(businessId: BusinessId, hours: number): Promise<GuestVisit[]> {
    return this.since(businessId, new Date(deps.clock.now().getTime() - hours * HOUR_MS))
  },

  async since(businessId: BusinessId, since: Date): Promise<GuestVisit[]> {
    const now = deps.clock.now()
    const visits = await deps.guestVisits.bookedOnline(businessId, now, since, MOST)
    const briefs = await deps.clients.briefs(businessId, [...new Set(visits.map(({ clientId }) => clientId))])
    const known = new Map(briefs.map((brief) => [brief.id, brief]))
    return visits.map((visit) => ({ visit, client: known.get(visit.clientId) ?? null }))
  },
  cancelMany: cancelMany(deps),
  bars: readBars(deps),
  removeBar: removeBar(deps),
})

export type Guests = ReturnType<typeof createGuests>
