import type { Clock } from '#kernel/clock.ts'
import { conflict, invalid, Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, HoldId, Ids, LocationId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { type Phone, parsePhone } from '#kernel/phone.ts'
import { toMinute } from '#kernel/time.ts'
import type { ClientCard, Clients, ForWhom } from '#modules/clients/index.ts'
import { type Plan, StaleArrangement } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency, OnceOnly } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, assertMeant, assertPrice, byEngine } from './arrange.ts'
import type { BookingBars } from './booking-bars.store.ts'
import { assertDeviceMayBook, assertFewComing } from './booking-limits.ts'
import type { Cart } from './cart.ts'
import { type ClaimDeps, claimTime, sameClaims } from './claim-time.ts'
import { cleanForWhom, cleanName, cleanNotes } from './guest-text.ts'
import { type Hold, heldCart, holderOf, isFor } from './hold.ts'
import { type ReleaseDeps, releaseIn } from './hold-time.ts'
import type { HoldsStore } from './holds.store.ts'
import { newAppointment } from './new-appointment.ts'
import { type CleanTold, cleanTold, keptOf, type TypedObject, type TypedPlace, toldFor } from './told.ts'

export interface BookWish {
  cart: Cart
  locationId?: LocationId | undefined
  startTime: Date
  name: string
  phone: string
  /** Absent: whoever books */
  forWhom?: ForWhom | undefined
  /** Where it is to be, when it is at the client's. */
  place?: TypedPlace | undefined
  /** The car, pet or device it is about. */
  object?: TypedObject | undefined
  notes?: string | undefined
  /** The sum the client saw; another one is refused rather than charged. */
  price?: Tenge | undefined
  /** Time that was held for this booking. */
  holdId?: HoldId | undefined
  locale: Locale
  source: string
}

export interface BookDeps extends ClaimDeps, ReleaseDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  diaries: ClaimDeps['diaries']
  clients: Pick<Clients, 'findOrMakeServed' | 'dependantsOf'>
  store: Pick<AppointmentsStore, 'insert' | 'get' | 'liveClaimsNear' | 'comingOf' | 'countBookedSince'>
  holds: HoldsStore
  bars: Pick<BookingBars, 'isBarred'>
  events: Events
  idempotency: Idempotency
}

interface Attempt {
  businessId: BusinessId
  wish: BookWish
  contact: { name: string; phone: Phone; notes: string | null; forWhom: ForWhom; told: CleanTold }
  once: OnceOnly
  actor: Actor
}

/**
 * Books the services of a cart as one visit. All of it stands or nothing does: key, claims, client, visit, event.
 * @throws invalid `name_required` `name_too_long` `note_too_long` `phone_invalid` `field_too_long`
 * `address_required` `district_not_served` `object_required`, `key_reused`, `in_the_past` `too_soon`
 * `too_far` `off_grid` `cart_empty` `cart_too_long`; conflict `time_not_free` with reasons and alternatives,
 * `slot_taken` when another was faster, `hold_expired` when the held time has gone to another, `price_changed`,
 * `service_unavailable`, `person_unavailable`, `business_unavailable`; notFound `not_found`; limited `too_many_coming`
 * `too_many_bookings`; forbidden `booking_barred`
 */
export const bookAppointment =
  (deps: BookDeps) =>
  async (businessId: BusinessId, wish: BookWish, actor: Actor, key: string): Promise<Appointment> => {
    const contact = contactOf(wish)
    const once = { scope: businessId, actor: actorKey(actor, contact.phone), key, body: wishedFor(wish, contact) }
    const earlier = async () => {
      const done = await deps.idempotency.recall(once)
      return done && deps.store.get(businessId, done.appointmentId as AppointmentId)
    }
    const before = await earlier() // before free times: a resend would meet its own visit
    if (before) return before

    assertMeant(wish.startTime, deps.clock.now())
    try {
      return await arrangeAndWrite(deps, { businessId, wish, contact, once, actor })
    } catch (error) {
      // The twin of this request may have been faster: then the time is taken by the very visit that was asked for.
      const isTwinPossible = error instanceof AlreadyDone || (error instanceof Refusal && error.kind === 'conflict')
      const twin = isTwinPossible ? await earlier() : null
      if (twin) return twin
      throw error
    }
  }

/** What makes two requests the same wish; the language of the page and the hold on the way are no part of it. */
const wishedFor = ({ cart, startTime, price, locationId }: BookWish, contact: Attempt['contact']) => ({
  cart,
  startTime,
  price,
  locationId,
  ...contact,
})

async function arrangeAndWrite(deps: BookDeps, attempt: Attempt): Promise<Appointment> {
  const { businessId, wish } = attempt
  let hold: Hold | null = null
  try {
    return await claimTime(deps, {
      businessId,
      wanted: async () => {
        hold = await heldFor(deps, attempt)
        if (!hold) await assertDeviceMayBook(deps, businessId, attempt.actor, deps.clock.now()) // who holds has been counted then
        const start = toMinute(wish.startTime)
        const arranged = byEngine(hold ? heldCart(hold) : wish.cart, start)
        return { arranged, start, locationId: wish.locationId, own: hold?.claims }
      },
      check: (arrangement, plan) => {
        toldFor(plan, arrangement.lines, attempt.contact.told)
        assertPrice(wish, arrangement)
      },
      write: (plan, arrangement) => write(deps, attempt, plan, arrangement, hold),
    })
  } catch (error) {
    const isLost = error instanceof Refusal && (error.code === 'time_not_free' || error.code === 'slot_taken')
    throw wish.holdId && isLost ? conflict('hold_expired', error.details) : error
  }
}

/** The hold that is being confirmed: by whom it was taken, for what it was taken. */
async function heldFor({ holds }: BookDeps, { businessId, wish, actor }: Attempt): Promise<Hold | null> {
  const hold = wish.holdId ? await holds.get(businessId, wish.holdId) : null
  return hold && hold.holder === bookedBy(actor) && isFor(hold, wish.cart, wish.startTime) ? hold : null
}

/** The account or device that books; null where neither is known. */
const bookedBy = (actor: Actor): string | null => (actor.kind === 'user' || actor.device ? holderOf(actor) : null)

/** Whoever works there knows whom he books for. */
const isStaff = (actor: Actor): boolean => actor.kind === 'user' && actor.right !== undefined

function write(
  deps: BookDeps,
  attempt: Attempt,
  plan: Plan,
  arrangement: Arrangement,
  hold: Hold | null,
): Promise<Appointment> {
  const { businessId, contact, wish, once, actor } = attempt
  const id = hold?.id ?? deps.ids.next<'appointment'>()
  const now = deps.clock.now()
  const told = toldFor(plan, arrangement.lines, contact.told)
  return deps.inTransaction(async (tx: Tx) => {
    await deps.idempotency.remember(once, { appointmentId: id }, tx)
    await claim(deps, plan, arrangement, hold, businessId, tx)
    const served = await deps.clients.findOrMakeServed(
      businessId,
      { name: contact.name, phone: contact.phone, locale: wish.locale, source: wish.source, told: keptOf(deps, told) },
      contact.forWhom,
      now,
      tx,
    )
    if (!isStaff(actor)) await assertFewComing(deps, businessId, served, now, tx)
    const visit = scheduled({ id, attempt, plan, arrangement, client: served.card, told, now })
    await deps.store.insert(visit, tx)
    await deps.events.append(
      {
        businessId,
        type: 'appointment.booked',
        subject: { kind: 'appointment', id },
        version: 1,
        actor,
        at: now,
      },
      tx,
    )
    return visit
  })
}

/** Takes the time, or keeps what was held for it. */
async function claim(
  deps: BookDeps,
  { number: plan }: Plan,
  arrangement: Arrangement,
  hold: Hold | null,
  businessId: BusinessId,
  tx: Tx,
): Promise<void> {
  if (!hold) return deps.diaries.claim(businessId, arrangement.claims, { plan }, tx)
  if (!sameClaims(hold, arrangement)) {
    if (!(await releaseIn(deps)(hold, tx))) throw new StaleArrangement()
    return deps.diaries.claim(businessId, arrangement.claims, { plan }, tx)
  }
  if (!(await deps.holds.take(businessId, hold.id, tx))) throw new StaleArrangement()
  return deps.diaries.keep(businessId, hold.claims, { plan, hold: hold.id }, tx)
}

interface Booking {
  id: AppointmentId
  attempt: Attempt
  plan: Plan
  arrangement: Arrangement
  client: ClientCard
  told: Pick<Appointment, 'place' | 'object'>
  now: Date
}

const scheduled = ({ attempt, client, arrangement, told, ...booking }: Booking): Appointment =>
  newAppointment({
    ...booking,
    ...told,
    arrangement,
    businessId: attempt.businessId,
    clientId: client.id,
    anyStaff: arrangement.lines.some(
      ({ staffId }, i) => staffId !== null && attempt.wish.cart.lines[i]?.staffId === null,
    ),
    notes: attempt.contact.notes,
    bookedAs: attempt.contact.name,
    locale: attempt.wish.locale,
    source: attempt.wish.source,
    bookedBy: bookedBy(attempt.actor),
    prefer: attempt.wish.cart.prefer,
    forWhom: attempt.contact.forWhom.kind === 'me' ? null : attempt.contact.forWhom,
    override: null,
    walkIn: null,
  })

function contactOf({ name, phone, notes, forWhom, place, object }: BookWish): Attempt['contact'] {
  const parsed = parsePhone(phone)
  if (!parsed) throw invalid('phone_invalid', { field: 'phone' })
  const told = cleanTold({ place, object })
  return { name: cleanName(name), phone: parsed, notes: cleanNotes(notes), forWhom: cleanForWhom(forWhom), told }
}

/** Whose key it is: the user, else the device's signed cookie, else the typed phone. */
const actorKey = (actor: Actor, phone: Phone): string =>
  actor.kind === 'user' ? `user:${actor.userId}` : actor.device ? `device:${actor.device}` : `phone:${phone}`
