import type { Db } from 'mongodb'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, HoldId, Ids, UserId } from '#kernel/ids.ts'
import { createBlockReads } from '#modules/blocks/index.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { Appointment, Received } from './appointment.ts'
import { appointmentJobs } from './appointments.jobs.ts'
import { appointmentRoutes } from './appointments.routes.ts'
import { createAppointmentsStore } from './appointments.store.ts'
import type { Override } from './arrange-office.ts'
import { bookAppointment } from './book-appointment.ts'
import { bookByStaff } from './book-by-staff.ts'
import { createBookingBars } from './booking-bars.store.ts'
import { readCalendar, withClients } from './calendar.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { createClientVisits } from './client-visits.store.ts'
import { daySheet } from './day-sheet.ts'
import { createVisitChecks } from './doctor.store.ts'
import { createGuestVisits } from './guest-visits.store.ts'
import { guestRoutes } from './guests.routes.ts'
import { createGuests } from './guests.ts'
import { holderOf } from './hold.ts'
import { extendHold, holdTime, ownHold, releaseHold, releaseHolds, sweepHolds } from './hold-time.ts'
import { createHoldsStore } from './holds.store.ts'
import { keepOutside } from './keep-outside.ts'
import { isGenuine, linkTo, visitIn } from './links.ts'
import { createLiveClaims } from './live-claims.store.ts'
import { markAppointment } from './mark-appointment.ts'
import { explainTime, type OfferQuery, offerTimes, quoteVisit, readMenu } from './offer-times.ts'
import { officeRoutes } from './office.routes.ts'
import { openings } from './openings.ts'
import { letGoParked, listParked, parkVisit, pickUp } from './park-visit.ts'
import { parkedRoutes } from './parked.routes.ts'
import { createParkedStore } from './parked.store.ts'
import type { ParkedId } from './parked.ts'
import { type Move, rearrangeAppointments } from './rearrange-appointment.ts'
import { cartOfVisit, rescheduleByClient } from './reschedule-appointment.ts'
import { resendLink } from './resend-link.ts'
import { createSampleVisitsStore } from './sample-visits.store.ts'
import { addSamples, removeSamples } from './sample-visits.ts'
import { lateAdvice, sayLate } from './say-late.ts'
import { setClient } from './set-client.ts'
import { staffVisits } from './staff-visits.ts'
import { noteAppointment, stampAppointment } from './stamp-appointment.ts'
import { tellClient } from './tell-client.ts'
import { tellingRefusals } from './tell-refused.ts'
import { readCard } from './visit-card.ts'
import { visitsOutside } from './visits-outside.ts'
import { whatIf } from './what-if.ts'

export type { Alternative } from './alternatives.ts'
export {
  type Appointment,
  LATENESS,
  lineTextOf,
  paymentStatusOf,
  type Received,
  whyNotCancel,
  whyNotLate,
  whyNotMove,
} from './appointment.ts'
export { appointmentsCollection } from './appointment-document.store.ts'
export type { BookWish } from './book-appointment.ts'
export type { OfficeClient } from './book-by-staff.ts'
export { bookingBarsCollection } from './booking-bars.store.ts'
export { peopleFor, variantIn } from './candidates.ts'
export {
  CART_LINES,
  type Cart,
  type CartLine,
  cartOf,
  linesIn,
  linesText,
  PREFERENCES,
  type Preference,
} from './cart.ts'
export type { DaySheet } from './day-sheet.ts'
export type { Reason } from './explain.ts'
export { type FirstFit, type Fit, firstFit } from './first-fit.ts'
export { cleanName } from './guest-text.ts'
export { type Hold, heldCart } from './hold.ts'
export { holdsCollection } from './holds.store.ts'
export type { Mark } from './mark-appointment.ts'
export type { Offers } from './offer-times.ts'
export { parkedCollection } from './parked.store.ts'
export { cartOfVisit } from './reschedule-appointment.ts'
export { sampleVisitRoutes } from './sample-visits.routes.ts'
export { termsOf } from './terms.ts'
export { businessDayAt } from './timeline.ts'
export {
  askedOf,
  OBJECT_FIELDS,
  type ObjectField,
  PLACE_FIELDS,
  type PlaceField,
  type TypedObject,
  type TypedPlace,
} from './told.ts'
export type { OutsideVisit } from './visits-outside.ts'

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
  /** How accounts are called. */
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
  /** What was paid for a visit: payments know visits, not the other way round. */
  receivedFor: (businessId: BusinessId, id: AppointmentId, tx: Tx) => Promise<Received>
  sign: Sign
}

type User = Extract<Actor, { kind: 'user' }>
type OneMove = Omit<Move, 'id'> & { override?: Override | undefined }

/** Bookings this close to each other are one sitting. */
const SITTING_MS = 30 * 60_000

/** Visits of a device that the next booking may be like. */
const REMEMBERED = 20

function createApi(given: AppointmentsDeps) {
  const { db } = given
  const stores = { store: createAppointmentsStore(db), holds: createHoldsStore(db), blocks: createBlockReads(db) }
  const bars = { bars: createBookingBars(db), guestVisits: createGuestVisits(db) }
  const stored = { ...given, ...stores, ...bars, parked: createParkedStore(db) }
  const deps = { ...stored, releaseHolds: releaseHolds(stored) }
  const offer = offerTimes(deps)
  const book = bookAppointment(deps)
  const hold = holdTime(deps)
  const rearrangeTogether = rearrangeAppointments(deps)
  const samples = { ...deps, book, openings: openings(deps), samples: createSampleVisitsStore(db) }
  return {
    menu: readMenu(deps),
    offer,
    openings: openings(deps),
    quote: quoteVisit(deps),
    explain: explainTime(deps),
    hold: (...asked: Parameters<typeof hold>) =>
      tellingRefusals(deps, asked[0], { actor: asked[2] }, () => hold(...asked)),
    ownHold: ownHold(deps),
    extendHold: extendHold(deps),
    sweepHolds: sweepHolds(deps),
    heldNow: stored.holds.count,
    book: (...asked: Parameters<typeof book>) =>
      tellingRefusals(deps, asked[0], { actor: asked[2], phone: asked[1].phone }, () => book(...asked)),
    guests: createGuests(deps),
    calendar: readCalendar(deps),
    withClients: (businessId: BusinessId, visits: readonly Appointment[]) => withClients(deps, businessId, visits),
    bookByStaff: bookByStaff(deps),
    parked: {
      park: parkVisit(deps),
      list: listParked(deps),
      letGo: letGoParked(deps),
      /** What a booking carries along that was put aside before. */
      along: ({ businessId }: { businessId: BusinessId }, id: ParkedId | undefined, actor: User) =>
        id ? pickUp(deps, businessId, id, actor) : {},
    },
    rearrangeTogether,

    /** One visit. @throws as `rearrangeTogether` */
    async rearrange(businessId: BusinessId, id: AppointmentId, { override, ...move }: OneMove, actor: User) {
      const [done] = await rearrangeTogether(businessId, [{ ...move, id }], override, actor)
      if (!done) throw new Error('one move is of one visit')
      return done
    },

    tell: tellClient(deps),
    whatIf: whatIf(deps),
    card: readCard(deps),
    stamp: stampAppointment(deps),
    setNotes: noteAppointment(deps),
    setClient: setClient(deps),
    addSamples: addSamples(samples),
    removeSamples: removeSamples(samples),
    move: rescheduleByClient(deps),
    sayLate: sayLate(deps),
    lateAdvice: lateAdvice(deps),
    cancelByClient: cancelByClient(deps),
    mark: markAppointment(deps),
    day: daySheet(deps),
    ...staffVisits(deps),
    resendLink: resendLink(deps),
    outside: visitsOutside(deps),
    keepOutside: keepOutside(deps),
    get: deps.store.get,
    ...createClientVisits(db),
    /** Who keeps time, for whoever blocks some. */
    time: { ...createLiveClaims(db), releaseHolds: deps.releaseHolds },

    /** Starts to which a visit can be moved: its own time is not in its way. @throws as `offer` */
    async offerMove(visit: Appointment, { anyone, ...span }: Pick<OfferQuery, 'from' | 'days'> & { anyone: boolean }) {
      const { businessId, claims: own, locationId } = visit
      const cart = cartOfVisit(visit, anyone ? [] : undefined)
      const others = await deps.store.liveClaimsNear(businessId, visit.id, own)
      return offer(businessId, { ...span, cart, own, others, locationId: locationId ?? undefined })
    },

    /** What a guest's own device has booked here, the newest first: a typed phone proves nothing. */
    async lastOfDevice(businessId: BusinessId, actor: Actor): Promise<Appointment[]> {
      const isKnown = actor.kind === 'guest' && actor.device
      return isKnown ? deps.store.lastBookedBy(businessId, holderOf(actor), REMEMBERED) : []
    },

    /**
     * What was booked with this visit in one sitting, from the same account or device, itself included: a family's
     * visits are shown by the link of any of them.
     */
    async sitting(visit: Appointment): Promise<Appointment[]> {
      const { businessId, bookedBy, createdAt } = visit
      if (!bookedBy) return [visit]
      const near = (ms: number) => new Date(createdAt.getTime() + ms)
      return deps.store.bookedBetween(businessId, bookedBy, near(-SITTING_MS), near(SITTING_MS))
    },

    /** Gives the holder's time back; false when it is gone already. @throws invalid `device_required` */
    async releaseHold(businessId: BusinessId, id: HoldId, actor: Actor): Promise<boolean> {
      const hold = await stored.holds.get(businessId, id)
      return hold?.holder === holderOf(actor) && (await releaseHold(stored)(hold))
    },

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
  return {
    api,
    routes: [
      ...appointmentRoutes(api, deps.clock),
      ...officeRoutes(api),
      ...parkedRoutes(api),
      ...guestRoutes(api.guests),
    ],
    checks: createVisitChecks(deps.db, deps.inTransaction),
    jobs: appointmentJobs(api),
  }
}
