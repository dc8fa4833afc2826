import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { toDate, toMinute, wallAt } from '#kernel/time.ts'
import type { Plan } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import {
  type Appointment,
  cancelUntil,
  changedMeanwhile,
  type Line,
  paymentStatusOf,
  type Received,
} from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type Arrangement, endOf, totalOf } from './arrange.ts'
import { arrangingForOffice, type Override, type WishedLine } from './arrange-office.ts'
import { assertOwnColumn, overriddenBy } from './book-by-staff.ts'
import { type ClaimDeps, claimTime } from './claim-time.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'

export interface RearrangeDeps extends ClaimDeps {
  clock: Clock
  inTransaction: InTransaction
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'change' | 'get' | 'liveClaimsNear'>
  events: Events
  receivedFor: (businessId: BusinessId, id: AppointmentId, tx: Tx) => Promise<Received>
}

export interface NewPlan {
  version: number
  startTime: Date
  lines: readonly WishedLine[]
  override?: Override | undefined
  /** Whether the client is to be told: said by whoever did it, never assumed. */
  tellClient: boolean
}

type User = Extract<Actor, { kind: 'user' }>

/**
 * Staff move a visit, make it longer, change its services, people or prices: one verb, so one undo. Services that stay
 * cost what was agreed. Asking twice for the same is answered with the visit as it is.
 * @throws conflict `changed_meanwhile`, `move_not_allowed`; what `arrangingForOffice` and `claimTime` throw
 */
export const rearrangeAppointment =
  (deps: RearrangeDeps) =>
  async (businessId: BusinessId, id: AppointmentId, wish: NewPlan, actor: User): Promise<Appointment> => {
    const own = await ownColumn(deps, businessId, actor)
    const seen = await deps.store.get(businessId, id)
    if (!isInColumn(own, seen)) throw notFound('not_found')
    assertOwnColumn(own, wish)
    if (seen.version === wish.version + 1 && isSo(seen, wish)) return seen
    if (seen.version !== wish.version) {
      throw changedMeanwhile(seen)
    }
    if (seen.status !== 'scheduled') throw conflict('move_not_allowed', { from: seen.status })
    const start = toMinute(wish.startTime)
    const lines = wish.lines.map((line) => asAgreed(line, seen))
    const arranged = arrangingForOffice({ start, lines, prefer: seen.prefer }, wish.override)
    return claimTime(deps, {
      businessId,
      write: (plan, arrangement) => write(deps, seen, wish, plan, arrangement, actor),
      wanted: async () => ({
        start,
        own: seen.claims,
        others: await deps.store.liveClaimsNear(businessId, seen.id, seen.claims),
        ...(seen.locationId ? { locationId: seen.locationId } : {}),
        arranged,
      }),
    })
  }

/** A new price list never touches what was booked; another person does it on his own terms. */
function asAgreed(line: WishedLine, { services }: Appointment): WishedLine {
  const before = services.find(
    ({ serviceId, staffId, variant }) =>
      serviceId === line.serviceId && staffId === line.staffId && variant === line.variant,
  )
  return { ...line, price: line.price ?? before?.price, duration: line.duration ?? before?.duration }
}

const isSo = ({ startTime, services }: Appointment, wish: NewPlan): boolean =>
  startTime.getTime() === wish.startTime.getTime() &&
  services.length === wish.lines.length &&
  wish.lines.every((line, i) => {
    const stored = services[i]
    return stored && isLine(stored, line)
  })

const isLine = (stored: Line, { serviceId, staffId, variant, start, duration, price }: WishedLine): boolean =>
  stored.serviceId === serviceId &&
  stored.staffId === staffId &&
  stored.variant === variant &&
  (start ?? toMinute(stored.startTime)) === toMinute(stored.startTime) &&
  (duration ?? stored.duration) === stored.duration &&
  (price ?? stored.price) === stored.price

function write(
  deps: RearrangeDeps,
  seen: Appointment,
  wish: NewPlan,
  plan: Plan,
  arrangement: Arrangement,
  actor: User,
): Promise<Appointment> {
  const { businessId } = seen
  const over = overriddenBy(wish.override, arrangement)
  return deps.inTransaction(async (tx) => {
    const at = deps.clock.now()
    const override = over && { reason: over.override, by: actorName(actor), at }
    const totalAmount = totalOf(arrangement)
    const paymentStatus =
      totalAmount === seen.totalAmount
        ? seen.paymentStatus
        : paymentStatusOf(totalAmount, await deps.receivedFor(businessId, seen.id, tx))
    const changes = { ...planned(plan, arrangement, seen, at), totalAmount, paymentStatus, override }
    const changed = await deps.store.change(seen, changes, tx)
    const others = await deps.store.liveClaimsNear(businessId, seen.id, seen.claims, tx)
    await deps.diaries.release(businessId, seen.claims, others, tx)
    await deps.diaries.claim(businessId, arrangement.claims, { plan: plan.number, over: over !== null }, tx)
    const isMove = seen.startTime.getTime() !== changed.startTime.getTime()
    await deps.events.append(
      {
        businessId,
        type: isMove ? 'appointment.moved' : 'appointment.changed',
        subject: { kind: 'appointment', id: seen.id },
        version: changed.version,
        actor,
        data: {
          from: toldPlan(seen),
          to: toldPlan(changed),
          tellClient: wish.tellClient,
          ...over,
        },
        at,
      },
      tx,
    )
    return changed
  })
}

function planned(plan: Plan, arrangement: Arrangement, seen: Appointment, at: Date): Partial<Appointment> {
  const { lines, claims, businessDay } = arrangement
  const start = Math.min(...lines.map(({ startTime }) => toMinute(startTime)))
  const isMoved = toDate(start).getTime() !== seen.startTime.getTime()
  return {
    services: lines.map((line) => namedAsBefore(line, seen)),
    claims,
    businessDay,
    startTime: toDate(start),
    endTime: endOf(lines),
    wall: { ...wallAt(start, plan.zone), zone: plan.zone },
    updatedAt: at,
    // Who is moved by the business may not lose the right to cancel that he had.
    ...(isMoved
      ? { late: null, cancelUntil: later(cancelUntil(plan.rules, toDate(start), at), seen.cancelUntil) }
      : {}),
  }
}

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b))

/** The service keeps the name it was booked by, and a price that was told as the least stays one. */
function namedAsBefore(line: Line, { services }: Appointment): Line {
  const before = services.find(({ serviceId, variant }) => serviceId === line.serviceId && variant === line.variant)
  if (!before) return line
  const { name, translations, priceFrom } = before
  return {
    ...{ ...line, name, ...(translations ? { translations } : {}) },
    ...(priceFrom && line.price === before.price ? { priceFrom } : {}),
  }
}

const toldPlan = ({ startTime, services }: Appointment) => ({
  startTime,
  lines: services.map(({ serviceId, staffId, duration, price }) => ({ serviceId, staffId, duration, price })),
})
