import type { Db } from 'mongodb'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { Ids } from '#kernel/ids.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import type { Appointment } from './appointment.ts'
import { appointmentRoutes } from './appointments.routes.ts'
import { createAppointmentsStore } from './appointments.store.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { daySheet } from './day-sheet.ts'
import { createVisitChecks } from './doctor.store.ts'
import { isGenuine, linkTo, visitIn } from './links.ts'
import { markAppointment } from './mark-appointment.ts'
import { offerTimes, quoteVisit, readMenu } from './offer-times.ts'

export { type Appointment, whyNotCancel } from './appointment.ts'
export { appointmentsCollection } from './appointment-document.store.ts'
export type { BookWish } from './book-appointment.ts'
export { peopleFor } from './candidates.ts'
export type { DaySheet } from './day-sheet.ts'
export type { Mark } from './mark-appointment.ts'
export type { Offers } from './offer-times.ts'

export interface AppointmentsDeps {
  db: Db
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Idempotency
  diaries: Diaries
  staff: Staff
  clients: Clients
  sign: Sign
}

function createApi(given: AppointmentsDeps) {
  const deps = { ...given, store: createAppointmentsStore(given.db) }
  return {
    menu: readMenu(deps),
    offer: offerTimes(deps),
    quote: quoteVisit(deps),
    book: bookAppointment(deps),
    cancelByClient: cancelByClient(deps),
    mark: markAppointment(deps),
    day: daySheet(deps),
    get: deps.store.get,
    linkTo: (visit: Appointment): string => linkTo(deps.sign, visit),

    /** @throws notFound `link_invalid` for whatever is not a genuine link, all alike */
    async byLink(token: string): Promise<Appointment> {
      const id = visitIn(token)
      const visit = id && (await deps.store.byLink(id))
      if (!visit || !isGenuine(deps.sign, token, visit)) throw notFound('link_invalid')
      return visit
    },
  }
}

export type Appointments = ReturnType<typeof createApi>

/** The visit: offered, booked, seen by its link, cancelled, marked. */
export function createAppointments(deps: AppointmentsDeps) {
  const api = createApi(deps)
  return { api, routes: appointmentRoutes(api, deps.clock), checks: createVisitChecks(deps.db, deps.inTransaction) }
}
