import type { Clock } from '#kernel/clock.ts'
import { forbidden, notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import { DAY, instantOf, type LocalDate, toMinute } from '#kernel/time.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Diaries, Plan } from '#modules/diaries/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { businessDayAt } from './timeline.ts'

export interface DayDeps {
  clock: Clock
  diaries: Pick<Diaries, 'plan'>
  clients: Pick<Clients, 'cards'>
  staff: Pick<Staff, 'memberOf'>
  store: Pick<AppointmentsStore, 'ofDays'>
}

export interface DayEntry {
  visit: Appointment
  /** The name on the card; what the guest typed when that differs is `visit.bookedAs`. */
  clientName: string
  clientPhone: string | null
}

export interface DaySheet {
  date: LocalDate
  today: LocalDate
  zone: string
  /** A column a person, in the business's order; null holds visits that need a room only. */
  columns: { staffId: StaffId | null; name: string; entries: DayEntry[] }[]
}

/**
 * The day's visits per person. A specialist sees the own column only.
 * @throws notFound `not_found`
 */
export const daySheet =
  ({ clock, diaries, clients, staff, store }: DayDeps) =>
  async (businessId: BusinessId, wished: LocalDate | null, actor: Actor): Promise<DaySheet> => {
    const own = await ownColumn({ staff }, businessId, actor)
    const now = toMinute(clock.now())
    const plan = await diaries.plan(businessId, null)
    if (!plan) throw notFound('not_found')
    const today = businessDayAt(plan, now)
    const date = wished ?? today

    const [from, until] = [instantOf(date, 0, plan.zone), instantOf(date, DAY, plan.zone)]
    const all = await store.ofDays(businessId, { first: date, last: date, from, until })
    const visits = all.filter((visit) => isInColumn(own, visit))
    const entries = await entriesOf(clients, businessId, visits)
    return { date, today, zone: plan.zone, columns: columnsOf(plan, entries, own) }
  }

/** Visits with whom they are of. */
export async function entriesOf(
  clients: DayDeps['clients'],
  businessId: BusinessId,
  visits: readonly Appointment[],
): Promise<DayEntry[]> {
  const found = await clients.cards(businessId, [...new Set(visits.map(({ clientId }) => clientId))])
  const cards = new Map(found.map((card) => [card.id, card]))
  return visits.map((visit) => {
    const card = cards.get(visit.clientId)
    return { visit, clientName: card?.name ?? visit.bookedAs ?? '', clientPhone: card?.phone ?? null }
  })
}

/** Whose visits an actor may see and change: all, or the column of his own staff document. @throws forbidden */
export async function ownColumn(
  { staff }: Pick<DayDeps, 'staff'>,
  businessId: BusinessId,
  actor: Actor,
): Promise<StaffId | 'all'> {
  if (actor.kind !== 'user') throw forbidden('forbidden')
  if (actor.right && actor.right !== 'specialist') return 'all' // as the door has just read it
  const member = await staff.memberOf(actor.userId, businessId)
  if (!member) throw forbidden('forbidden')
  return member.right === 'specialist' ? member.staffId : 'all'
}

/** Whose part of it is done by that person, in whole or in part. */
export const isInColumn = (own: StaffId | 'all', { services }: Pick<Appointment, 'services'>): boolean =>
  own === 'all' || services.some(({ staffId }) => staffId === own)

/** A visit with several people stands in the column of each. */
function columnsOf(plan: Plan, entries: readonly DayEntry[], own: StaffId | 'all'): DaySheet['columns'] {
  const staffOf = ({ visit }: DayEntry) => new Set(visit.services.map(({ staffId }) => staffId))
  const known = (Object.keys(plan.people) as StaffId[])
    .filter((id) => (own === 'all' ? plan.people[id]?.isActive : id === own))
    .sort((a, b) => (plan.people[a]?.order ?? 0) - (plan.people[b]?.order ?? 0))
  const served = new Set(entries.flatMap((entry) => [...staffOf(entry)]))
  const others = own === 'all' ? [...served].filter((id) => id === null || !known.includes(id)) : []
  return [...known, ...others].map((staffId) => {
    const column = entries.filter((entry) => staffOf(entry).has(staffId))
    const nameThen = column[0]?.visit.services.find((line) => line.staffId === staffId)?.staffName
    return { staffId, name: (staffId && plan.people[staffId]?.name) ?? nameThen ?? '', entries: column }
  })
}
