// All that a calendar shows of some days, in one look: the plan tells hours, shifts and rooms, the visits their times.

import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, ClientId, LocationId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, instantOf, type LocalDate, type Minute, toMinute } from '#kernel/time.ts'
import type { ClientBrief, Clients } from '#modules/clients/index.ts'
import { CELL, type Diaries, frameOf, type Plan, type Row } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'
import type { Stretch } from './hours.ts'
import { businessDayAt, type Timeline, timelineOf } from './timeline.ts'

export interface CalendarDeps {
  clock: Clock
  diaries: Pick<Diaries, 'read'>
  clients: Pick<Clients, 'briefs' | 'cards'>
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'betweenDays'>
}

export interface CalendarQuery {
  from?: LocalDate | undefined
  days: number
  locationId?: LocationId | undefined
}

/** A visit with what the office sees of its client. */
export interface OfficeVisit {
  visit: Appointment
  client: ClientBrief
  /** Where to call: the client's own phone, or that of whoever books for him. */
  phone: string | null
  /** Number of an unnamed walk-in on its day. */
  walkIn: number | null
}

export interface Calendar {
  plan: Plan
  now: Minute
  today: LocalDate
  days: { date: LocalDate; start: Minute; open: Stretch[] }[]
  people: { id: StaffId; shifts: Stretch[]; off: Stretch[] }[]
  visits: OfficeVisit[]
}

/** A specialist sees the own column only. @throws notFound `not_found` */
export const readCalendar =
  (deps: CalendarDeps) =>
  async (businessId: BusinessId, query: CalendarQuery, actor: Actor): Promise<Calendar> => {
    const { clock, diaries, staff, store } = deps
    const now = toMinute(clock.now())
    const [own, window] = await Promise.all([
      ownColumn({ staff }, businessId, actor),
      diaries.read(businessId, query.locationId ?? null, now, now, now),
    ])
    if (!window) throw notFound('not_found')
    const { plan } = window
    const today = businessDayAt(plan, now)
    const from = query.from ?? today
    const dates = Array.from({ length: query.days }, (_, i) => addDays(from, i))
    const starts = [...dates, addDays(from, query.days)].map((date) => instantOf(date, 0, plan.zone))
    const [first = 0, last = 0] = [starts[0], starts.at(-1)]
    const all = await store.betweenDays(businessId, plan.locationId, from, dates.at(-1) ?? from, first, last)
    const seen = all.filter((visit) => isInColumn(own, visit))
    const timeline = timelineOf(plan, frameOf(first - DAY, last + 2 * DAY))
    const mine = peopleIn(plan).filter((id) => own === 'all' || id === own)
    return {
      plan,
      now,
      today,
      days: dates.map((date, i) => ({ date, start: starts[i] ?? 0, open: openOn(timeline, date) })),
      people: mine.map((id) => ({ id, ...presenceOf(timeline, id, first, last + DAY) })),
      visits: await withClients(deps, businessId, seen),
    }
  }

/** Visits with their clients' cards and the numbers of unnamed walk-ins. */
export async function withClients(
  { clients }: Pick<CalendarDeps, 'clients'>,
  businessId: BusinessId,
  visits: readonly Appointment[],
): Promise<OfficeVisit[]> {
  const ids = [...new Set(visits.map(({ clientId }) => clientId))]
  const [briefs, cards] = await Promise.all([clients.briefs(businessId, ids), clients.cards(businessId, ids)])
  const known = new Map(briefs.map((brief) => [brief.id, brief]))
  const phones = new Map(cards.map(({ id, phone }) => [id, phone]))
  const numbers = walkInNumbers(visits, new Set(briefs.filter(({ isWalkIn }) => isWalkIn).map(({ id }) => id)))
  return visits.map((visit) => ({
    visit,
    client: known.get(visit.clientId) ?? unknown(visit),
    phone: phones.get(visit.clientId) ?? null,
    walkIn: numbers.get(visit.id) ?? null,
  }))
}

const unknown = ({ clientId, bookedAs }: Appointment): ClientBrief => ({
  id: clientId,
  name: bookedAs ?? '',
  phone: null,
  totalAppointments: 0,
  lastAppointment: null,
})

/** "Walk-in 3" is the third of its day, in the order in which they came. */
function walkInNumbers(visits: readonly Appointment[], cards: ReadonlySet<ClientId>): Map<string, number> {
  const counts = new Map<LocalDate, number>()
  const inOrder = visits
    .filter(({ clientId }) => cards.has(clientId))
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  return new Map(
    inOrder.map(({ id, businessDay }) => {
      const number = (counts.get(businessDay) ?? 0) + 1
      counts.set(businessDay, number)
      return [id, number]
    }),
  )
}

const peopleIn = ({ people }: Plan): StaffId[] =>
  (Object.keys(people) as StaffId[])
    .filter((id) => people[id]?.isActive)
    .sort((a, b) => (people[a]?.order ?? 0) - (people[b]?.order ?? 0))

function openOn({ days, place, frame }: Timeline, date: LocalDate): Stretch[] {
  const day = days.find((one) => one.date === date)
  return day ? stretchesOf(place.work, frame.start, day.from, day.until) : []
}

function presenceOf(timeline: Timeline, staffId: StaffId, from: Minute, until: Minute) {
  const { work, off } = timeline.presence(staffId)
  const { start } = timeline.frame
  return { shifts: stretchesOf(work, start, from, until), off: stretchesOf(off, start, from, until) }
}

/** The set cells of a row as stretches of minutes. */
function stretchesOf(row: Row, start: Minute, from: Minute, until: Minute): Stretch[] {
  const stretches: Stretch[] = []
  for (const cell of row.cellsBetween(row.cellAt(from), row.cellAt(until))) {
    const minute = start + cell * CELL
    const last = stretches.at(-1)
    if (last?.until === minute) last.until = minute + CELL
    else stretches.push({ from: minute, until: minute + CELL })
  }
  return stretches
}
