import type { Clock } from '#kernel/clock.ts'
import { conflict } from '#kernel/errors.ts'
import type { StaffId } from '#kernel/ids.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import {
  type Appointment,
  assertLinkWrites,
  cancelUntil,
  changedMeanwhile,
  type Line,
  whyNotMove,
} from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, assertMeant, byEngine, endOf } from './arrange.ts'
import type { Cart } from './cart.ts'
import { type ClaimDeps, claimTime } from './claim-time.ts'

export interface RescheduleDeps extends ClaimDeps {
  clock: Clock
  inTransaction: InTransaction
  store: Pick<AppointmentsStore, 'change' | 'get' | 'liveClaimsNear'>
  events: Events
}

/** The visit's services as a cart: with the same people, or with anybody where nobody was named. */
export const cartOfVisit = (
  { services, anyStaff, prefer }: Appointment,
  staffIds?: readonly (StaffId | null)[],
): Cart => ({
  prefer,
  lines: services.map(({ serviceId, staffId, variant }, i) => ({
    ...{ serviceId, variant },
    staffId: staffIds ? (staffIds[i] ?? null) : anyStaff ? null : staffId,
  })),
})

/**
 * The client moves his visit by its link: old time released and new time claimed in one transaction. Asking twice for
 * the same time is answered with the visit as it is.
 * @param version the one on the page where the button was pressed
 * @throws conflict `changed_meanwhile`, `move_not_allowed`, `moving_off`, `moving_closed`, `time_not_free`, `slot_taken`
 * and whatever else `claimTime` throws; forbidden `link_invalid`
 */
export const rescheduleByClient =
  (deps: RescheduleDeps) =>
  async (
    visit: Appointment,
    wish: { startTime: Date; staffIds?: readonly (StaffId | null)[] | undefined; version: number },
  ): Promise<Appointment> => {
    const now = deps.clock.now()
    const isThere = visit.startTime.getTime() === wish.startTime.getTime()
    if (isThere && visit.version === wish.version + 1) return visit
    assertLinkWrites(visit, now)
    const why = whyNotMove(visit, now)
    if (why) throw conflict(why, { status: visit.status })
    if (visit.version !== wish.version) {
      throw changedMeanwhile(visit)
    }
    assertMeant(wish.startTime, now)
    return reschedule(deps, visit, cartOfVisit(visit, wish.staffIds), wish.startTime, 'guest')
  }

function reschedule(
  deps: RescheduleDeps,
  seen: Appointment,
  cart: Cart,
  startTime: Date,
  by: string,
): Promise<Appointment> {
  const { businessId } = seen
  const write = (plan: Plan, arrangement: Arrangement) =>
    deps.inTransaction(async (tx) => {
      const at = deps.clock.now()
      const moved = await deps.store.change(seen, movedTo(seen, plan, arrangement, startTime, at), tx)
      const others = await deps.store.liveClaimsNear(businessId, seen.id, seen.claims, tx)
      await deps.diaries.release(businessId, seen.claims, others, tx)
      await deps.diaries.claim(businessId, arrangement.claims, { plan: plan.number }, tx)
      await deps.events.append(
        {
          businessId,
          type: 'appointment.moved',
          subject: { kind: 'appointment', id: seen.id },
          version: moved.version,
          actor: by,
          data: { from: seen.startTime, to: startTime },
          at,
        },
        tx,
      )
      return moved
    })
  return claimTime(deps, {
    businessId,
    write,
    wanted: async () => ({
      arranged: byEngine(cart, toMinute(startTime)),
      start: toMinute(startTime),
      own: seen.claims,
      others: await deps.store.liveClaimsNear(businessId, seen.id, seen.claims),
      ...(seen.locationId ? { locationId: seen.locationId } : {}),
    }),
  })
}

function movedTo(
  seen: Appointment,
  plan: Plan,
  { lines, claims, businessDay }: Arrangement,
  startTime: Date,
  at: Date,
): Partial<Appointment> {
  const services = lines.map((line, i) => asAgreed(line, seen.services[i]))
  return {
    services,
    claims,
    startTime,
    endTime: endOf(lines),
    wall: { ...wallAt(toMinute(startTime), plan.zone), zone: plan.zone },
    businessDay,
    totalAmount: services.reduce((sum, { price }) => sum + price, 0),
    cancelUntil: cancelUntil(plan.rules, startTime, at),
    late: null,
    updatedAt: at,
  }
}

/** A new price list never touches what was booked: the same service by the same person costs what was agreed. */
const asAgreed = (line: Line, before: Line | undefined): Line =>
  before?.serviceId === line.serviceId && before.staffId === line.staffId
    ? { ...line, price: before.price, priceFrom: before.priceFrom }
    : line
