import type { Clock } from '#kernel/clock.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Listener } from '#platform/events/listener.ts'
import { type TellDeps, tellOnce } from '#platform/events/tell-once.ts'
import type { DoneStore } from './done.store.ts'

export interface OutsideDeps extends TellDeps {
  clock: Clock
  appointments: Pick<Appointments, 'outside'>
  store: Pick<DoneStore, 'last'>
}

/** What may leave a booked visit outside of hours, of somebody's days or of what he does. */
const CAUSES =
  /^(location\.hours-changed|staff\.(schedule-changed|day-changed|time-off-added|skills-changed|serves-no-more)|service\.(changed|archived))$/

/** More are counted, and not named. */
const NAMED = 200

/** Visits that a change has left outside stand, and are proposed to whoever runs the place: told when there is a new one. */
const tellOutside =
  (deps: OutsideDeps) =>
  async (businessId: BusinessId, cause: string): Promise<void> => {
    const visits = (await deps.appointments.outside(businessId)).map(({ visit }) => visit.id as string)
    const before = (await deps.store.last(businessId, 'visits.outside'))?.data.visits
    const known = Array.isArray(before) ? before : []
    if (visits.every((id) => known.includes(id))) return
    await tellOnce(deps)(`outside:${cause}`, {
      businessId,
      type: 'visits.outside',
      subject: { kind: 'outside', id: businessId },
      version: 1,
      data: { count: visits.length, visits: visits.slice(0, NAMED) },
      at: deps.clock.now(),
    })
  }

export const outsideListener = (deps: OutsideDeps): Listener => {
  const tell = tellOutside(deps)
  return {
    name: 'outside',
    coalesce: 'business',
    hears: (type) => CAUSES.test(type),
    handle: ({ businessId, id }) => tell(businessId, id),
  }
}
