// Staff move visits, make them longer, change their services, people or prices: one verb, so one undo. Two that swap
// their times, or one that runs over and those it pushes, are rearranged as one: all of them, or none.

import type { Clock } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { toDate, toMinute, wallAt } from '#kernel/time.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
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
import { arrangingTogether, type Override, type WishedLine } from './arrange-office.ts'
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

/** What one visit is to become. */
export interface Move {
  id: AppointmentId
  version: number
  startTime: Date
  lines: readonly WishedLine[]
  /** The client has come after all, and his time was given away: the no-show stands again, at a time of its own. */
  restore?: boolean | undefined
}

type User = Extract<Actor, { kind: 'user' }>

/** What is arranged at once. */
interface Together {
  each: Arrangement[]
  claims: Claim[]
}

interface Pair {
  seen: Appointment
  move: Move
}

/**
 * All of the visits become as they are wished, or none does. Services that stay cost what was agreed. Asking twice for
 * the same is answered with the visits as they are.
 * @throws notFound `not_found`; invalid `invalid_input`; conflict `changed_meanwhile`, `move_not_allowed`; what
 * `arrangingTogether` and `claimTime` throw
 */
export const rearrangeAppointments =
  (deps: RearrangeDeps) =>
  async (
    businessId: BusinessId,
    moves: readonly Move[],
    override: Override | undefined,
    actor: User,
  ): Promise<Appointment[]> => {
    const own = await ownColumn(deps, businessId, actor)
    const pairs = await Promise.all(
      moves.map(async (move): Promise<Pair> => ({ move, seen: await deps.store.get(businessId, move.id) })),
    )
    for (const { seen, move } of pairs) {
      if (!isInColumn(own, seen)) throw notFound('not_found')
      assertOwnColumn(own, { lines: move.lines, override })
    }
    const seen = pairs.map((pair) => pair.seen)
    if (pairs.every(isDone)) return seen
    assertMayMove(pairs)
    const wishes = pairs.map(({ seen: { prefer, services }, move: { startTime, lines } }) => ({
      start: toMinute(startTime),
      lines: lines.map((line) => asAgreed(line, services)),
      prefer,
    }))
    const starts = wishes.map(({ start }) => start)
    const arranged = arrangingTogether(wishes, override)
    const kept = claimsOf(seen)
    return claimTime<Appointment[], Together>(deps, {
      businessId,
      write: (plan, { each }) => write(deps, businessId, { pairs, each, plan, override, actor }),
      wanted: async () => ({
        start: Math.min(...starts),
        last: Math.max(...starts),
        own: kept,
        others: await deps.store.liveClaimsNear(businessId, idsOf(seen), kept),
        ...(seen[0]?.locationId ? { locationId: seen[0].locationId } : {}),
        arranged: (window, at) => {
          const each = arranged(window, at)
          return { each, claims: claimsOf(each) }
        },
      }),
    })
  }

const claimsOf = (all: readonly { claims: readonly Claim[] }[]): Claim[] => all.flatMap(({ claims }) => claims)
const idsOf = (visits: readonly Appointment[]): AppointmentId[] => visits.map(({ id }) => id)

/** @throws invalid `invalid_input` for a visit meant twice, and for visits of several places; conflict as above */
function assertMayMove(pairs: readonly Pair[]): void {
  const seen = pairs.map((pair) => pair.seen)
  const places = new Set(seen.map(({ locationId }) => locationId))
  if (new Set(idsOf(seen)).size < pairs.length || places.size > 1)
    throw invalid('invalid_input', { fields: ['visits'] })
  for (const { seen: visit, move } of pairs) {
    if (visit.version !== move.version) throw changedMeanwhile(visit)
    const from = visit.status
    if (from !== (move.restore ? 'no-show' : 'scheduled')) throw conflict('move_not_allowed', { from })
  }
}

/** A new price list never touches what was booked; another person does it on his own terms. */
function asAgreed(line: WishedLine, services: readonly Line[]): WishedLine {
  const before = services.find(
    ({ serviceId, staffId, variant }) =>
      serviceId === line.serviceId && staffId === line.staffId && variant === line.variant,
  )
  return { ...line, price: line.price ?? before?.price, duration: line.duration ?? before?.duration }
}

const isDone = ({ seen, move }: Pair): boolean =>
  seen.version === move.version + 1 &&
  seen.status === 'scheduled' &&
  seen.startTime.getTime() === move.startTime.getTime() &&
  seen.services.length === move.lines.length &&
  move.lines.every((line, i) => {
    const stored = seen.services[i]
    return stored && isLine(stored, line)
  })

const isLine = (stored: Line, { serviceId, staffId, variant, start, duration, price }: WishedLine): boolean =>
  stored.serviceId === serviceId &&
  stored.staffId === staffId &&
  stored.variant === variant &&
  (start ?? toMinute(stored.startTime)) === toMinute(stored.startTime) &&
  (duration ?? stored.duration) === stored.duration &&
  (price ?? stored.price) === stored.price

interface Writing {
  pairs: readonly Pair[]
  /** Of each visit, in their order. */
  each: readonly Arrangement[]
  plan: Plan
  override: Override | undefined
  actor: User
}

/** All times are given back before any is taken: two that swap are not in each other's way. */
function write(deps: RearrangeDeps, businessId: BusinessId, writing: Writing): Promise<Appointment[]> {
  const { pairs, each, plan } = writing
  const seen = pairs.map((pair) => pair.seen)
  const before = claimsOf(seen)
  return deps.inTransaction(async (tx) => {
    const at = deps.clock.now()
    const changed: Appointment[] = []
    for (const i of each.keys()) changed.push(await writeOne(deps, writing, i, at, tx))
    const others = await deps.store.liveClaimsNear(businessId, idsOf(seen), before, tx)
    await deps.diaries.release(businessId, before, others, tx)
    for (const { claims, overridden } of each) {
      await deps.diaries.claim(businessId, claims, { plan: plan.number, over: overridden !== undefined }, tx)
    }
    return changed
  })
}

/** The visit itself and its event; its time is settled with that of the others. */
async function writeOne(
  deps: RearrangeDeps,
  { pairs, each, plan, override: wished, actor }: Writing,
  i: number,
  at: Date,
  tx: Tx,
): Promise<Appointment> {
  const [pair, arrangement] = [pairs[i], each[i]]
  if (!pair || !arrangement) throw new Error('each visit has an arrangement')
  const { seen, move } = pair
  const over = overriddenBy(wished, arrangement)
  const override = over && { reason: over.override, by: actorName(actor), at }
  const totalAmount = totalOf(arrangement)
  const paymentStatus =
    totalAmount === seen.totalAmount
      ? seen.paymentStatus
      : paymentStatusOf(totalAmount, await deps.receivedFor(seen.businessId, seen.id, tx))
  const changes = { ...planned(plan, arrangement, seen, at), totalAmount, paymentStatus, override }
  const changed = await deps.store.change(seen, changes, tx)
  const together = pairs.map(({ seen: { id } }) => id).filter((id) => id !== seen.id)
  await deps.events.append(
    {
      businessId: seen.businessId,
      type: typeOf(seen, changed, move),
      subject: { kind: 'appointment', id: seen.id },
      version: changed.version,
      actor,
      data: {
        from: move.restore ? seen.status : toldPlan(seen),
        to: toldPlan(changed),
        ...(together.length > 0 ? { together } : {}),
        ...over,
      },
      at,
    },
    tx,
  )
  return changed
}

function typeOf(seen: Appointment, changed: Appointment, { restore }: Move): string {
  if (restore) return 'appointment.restored'
  return seen.startTime.getTime() === changed.startTime.getTime() ? 'appointment.changed' : 'appointment.moved'
}

function planned(plan: Plan, arrangement: Arrangement, seen: Appointment, at: Date): Partial<Appointment> {
  const { lines, claims, businessDay } = arrangement
  const start = Math.min(...lines.map(({ startTime }) => toMinute(startTime)))
  const isMoved = toDate(start).getTime() !== seen.startTime.getTime()
  return {
    status: 'scheduled',
    services: lines.map((line) => namedAsBefore(line, seen)),
    claims,
    businessDay,
    startTime: toDate(start),
    endTime: endOf(lines),
    wall: { ...wallAt(start, plan.zone), zone: plan.zone },
    updatedAt: at,
    // Who is moved by the business may not lose the right to cancel that he had.
    keptOutside: null,
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
