// Invariant: nobody fills a calendar from behind a phone or a device that proves nothing (docs/decisions/013). Counted
// in the booking's own transaction, after it has written the client's card: two bookings of one person, or of one
// phone's family, write the same card, so the second of them counts the first.

import { forbidden, limited } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Clients, Served } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import type { BookingBars } from './booking-bars.store.ts'
import { holderOf } from './hold.ts'

/** Coming visits in one business: of a person, and of all whom one phone books for beside its owner. */
const NEWCOMER = { person: 2, family: 6 }
/** Somebody of this phone has been there before. */
const REGULAR = { person: 8, family: 16 }

/** Bookings of one device in a day, in all businesses together. */
const OF_DEVICE = 20
const DAY_MS = 86_400_000

export interface LimitDeps {
  clients: Pick<Clients, 'dependantsOf'>
  store: Pick<AppointmentsStore, 'comingOf'>
}

/** @throws forbidden `booking_barred`; limited `too_many_coming` with the `bound` that is reached */
export async function assertFewComing(
  { clients, store }: LimitDeps,
  businessId: BusinessId,
  { card, contactCard, visits, familyBookings, hasCome, barredUntil }: Served,
  now: Date,
  tx: Tx,
): Promise<void> {
  if (barredUntil && barredUntil > now) throw forbidden('booking_barred')
  const bounds = hasCome ? REGULAR : NEWCOMER
  const isOwner = card.id === contactCard.id
  // The cards' own figures are never less than what is coming, and spare the question.
  if (visits <= bounds.person && (isOwner || familyBookings <= bounds.family)) return
  const people = isOwner ? [card.id] : await clients.dependantsOf(businessId, contactCard.id, tx)
  const coming = await store.comingOf(businessId, people, now, tx)
  if (coming.filter((id) => id === card.id).length >= bounds.person) {
    throw limited('too_many_coming', { bound: bounds.person })
  }
  if (!isOwner && coming.length >= bounds.family) throw limited('too_many_coming', { bound: bounds.family })
}

/**
 * An account is left alone: a receptionist books forty visits a day.
 * @throws forbidden `booking_barred`; limited `too_many_bookings`
 */
export async function assertDeviceMayBook(
  { store, bars }: { store: Pick<AppointmentsStore, 'countBookedSince'>; bars: Pick<BookingBars, 'isBarred'> },
  businessId: BusinessId,
  actor: Actor,
  now: Date,
): Promise<void> {
  if (actor.kind === 'user' || !actor.device) return
  const holder = holderOf(actor)
  const [booked, isBarred] = await Promise.all([
    store.countBookedSince(holder, new Date(now.getTime() - DAY_MS), OF_DEVICE),
    bars.isBarred(businessId, holder, now),
  ])
  if (isBarred) throw forbidden('booking_barred')
  if (booked >= OF_DEVICE) throw limited('too_many_bookings', { bound: OF_DEVICE })
}
