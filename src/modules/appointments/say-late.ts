import type { Clock } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import { toMinute } from '#kernel/time.ts'
import { CELL, type Plan } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { type Alternative, alternativesTo } from './alternatives.ts'
import { type Appointment, assertLinkWrites, type LATENESS, whyNotLate } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { around, placingAround } from './arrange.ts'
import { type OfferDeps, readWindow } from './offer-times.ts'
import { bestPlacing } from './placing.ts'
import { cartOfVisit } from './reschedule-appointment.ts'

export interface LateDeps extends OfferDeps {
  clock: Clock
  inTransaction: InTransaction
  store: Pick<AppointmentsStore, 'change'>
  events: Events
}

export type Lateness = (typeof LATENESS)[number]

/**
 * "I am late": told to the business, changes no time. Saying it twice is answered with the visit as it is.
 * @throws conflict `move_not_allowed`, `late_too_early`, `changed_meanwhile`; forbidden `link_invalid`
 */
export const sayLate =
  ({ clock, inTransaction, store, events }: LateDeps) =>
  async (visit: Appointment, minutes: Lateness): Promise<Appointment> => {
    const now = clock.now()
    if (visit.late?.minutes === minutes) return visit
    assertLinkWrites(visit, now)
    const why = whyNotLate(visit, now)
    if (why) throw conflict(why, { from: visit.status })
    return inTransaction(async (tx) => {
      const changed = await store.change(visit, { late: { minutes, saidAt: now }, updatedAt: now }, tx)
      await events.append(
        {
          businessId: visit.businessId,
          type: 'appointment.late',
          subject: { kind: 'appointment', id: visit.id },
          version: changed.version,
          actor: 'guest',
          data: { minutes },
          at: now,
        },
        tx,
      )
      return changed
    })
  }

export interface LateAdvice {
  plan: Plan
  /** Begun so much later, all of it still fits: nobody comes after and nobody goes home. */
  stillFits: boolean
  /** What is free instead, when it does not. */
  alternatives: Alternative[]
}

/** What being late means for the visit. @throws what `placingOf` throws: a service or a person may be gone since */
export const lateAdvice =
  (deps: OfferDeps) =>
  async (visit: Appointment, minutes: number): Promise<LateAdvice> => {
    const now = toMinute(deps.clock.now())
    const start = Math.ceil((toMinute(visit.startTime) + minutes) / CELL) * CELL
    const place = { ...(visit.locationId ? { locationId: visit.locationId } : {}), own: visit.claims }
    const { plan, busy } = await readWindow(deps, visit.businessId, place, around(start))
    const cart = cartOfVisit(
      visit,
      visit.services.map(({ staffId }) => staffId),
    )
    const placing = placingAround({ plan, busy }, cart, start)
    if (bestPlacing(placing, placing.timeline.grid.cellAt(start))) return { plan, stillFits: true, alternatives: [] }
    return { plan, stillFits: false, alternatives: alternativesTo(plan, busy, { cart, placing, start, now }) }
  }
