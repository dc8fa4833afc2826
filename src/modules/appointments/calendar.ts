// All that a calendar shows of some days, in one look: the plan tells hours, shifts and rooms, the visits their times.

import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, instantOf, type LocalDate, type Minute, toDate, toMinute } from '#kernel/time.ts'
import type { Block, BlockReads } from '#modules/blocks/index.ts'
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
  clients: Pick<Clients, 'briefs'>
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'betweenDays'>
  blocks: Pick<BlockReads, 'between'>
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
  blocks: Block[]
}

/** A specialist sees the own column only. @throws notFound `not_found` */
export const readCalendar =
  (deps: CalendarDeps) =>
  async (businessId: BusinessId, query: CalendarQuery, actor: Actor): Promise<Calendar> => {
    const { clock, diaries, staff, store, blocks } = deps
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
    const span = { from: toDate(first), until: toDate(last + DAY) } // a night goes on after midnight
    const [all, blocked] = await Promise.all([
      store.betweenDays(businessId, plan.locationId, from, dates.at(-1) ?? from, first, last),
      blocks.between(businessId, span, own),
    ])
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
      blocks: blocked.filter(({ locationId }) => locationId === plan.locationId),
    }
  }

/** Visits with their clients' cards and the numbers of unnamed walk-ins. */
export async function withClients(
  { clients }: Pick<CalendarDeps, 'clients'>,
  businessId: BusinessId,
  visits: readonly Appointment[],
): Promise<OfficeVisit[]> {
  const ids = [...new Set(visits.map(({ clientId }) => clientId))]
  const known = new Map((await clients.briefs(businessId, ids)).map((brief) => [brief.id, brief]))
  return visits.map((visit) => {
    const card = known.get(visit.clientId)
    return { visit, client: card ?? unknown(visit), walkIn: card?.isWalkIn ? visit.walkIn : null }
  })
}

const unknown = ({ clientId, bookedAs }: Appointment): ClientBrief => ({
  id: clientId,
  name: bookedAs ?? '',
  phone: null,
  totalAppointments: 0,
  lastAppointment: null,
})

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
