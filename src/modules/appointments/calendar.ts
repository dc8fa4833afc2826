// All that a calendar shows of some days, in two looks: plan, visits and blocks at once, then the clients of the visits.
// Where days begin is the plan's to say, so the city's zone is guessed; a place of another zone is looked at again.

import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, instantOf, type LocalDate, localDateAt, type Minute, toDate, toMinute } from '#kernel/time.ts'
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
  diaries: Pick<Diaries, 'plan'>
  clients: Pick<Clients, 'briefs'>
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'ofDays'>
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

const CITY_ZONE = 'Asia/Atyrau'

/** A specialist sees the own column only. @throws notFound `not_found` */
export const readCalendar =
  (deps: CalendarDeps) =>
  async (businessId: BusinessId, query: CalendarQuery, actor: Actor): Promise<Calendar> => {
    const { clock, diaries, staff } = deps
    const now = toMinute(clock.now())
    const guess = daysFrom(query.from ?? localDateAt(now, CITY_ZONE), query.days, CITY_ZONE)
    const [own, plan, guessed] = await Promise.all([
      ownColumn({ staff }, businessId, actor),
      diaries.plan(businessId, query.locationId ?? null),
      written(deps, businessId, guess),
    ])
    if (!plan) throw notFound('not_found')
    const today = businessDayAt(plan, now)
    const days = daysFrom(query.from ?? today, query.days, plan.zone)
    const { visits, blocks } = areSame(days, guess) ? guessed : await written(deps, businessId, days)
    const { locationId } = plan
    const seen = visits.filter((visit) => isInColumn(own, visit) && (visit.locationId ?? locationId) === locationId)
    const { dates, starts, from, until } = days
    const timeline = timelineOf(plan, frameOf(from - DAY, until + 2 * DAY))
    const mine = peopleIn(plan).filter((id) => own === 'all' || id === own)
    return {
      plan,
      now,
      today,
      days: dates.map((date, i) => ({ date, start: starts[i] ?? 0, open: openOn(timeline, date) })),
      people: mine.map((id) => ({ id, ...presenceOf(timeline, id, from, until + DAY) })),
      visits: await withClients(deps, businessId, seen),
      blocks: blocks.filter((block) => block.locationId === locationId && (own === 'all' || block.staffId === own)),
    }
  }

/** Days by their dates and by their midnights, that after the last one too. */
function daysFrom(first: LocalDate, count: number, zone: string) {
  const dates = Array.from({ length: count }, (_, i) => addDays(first, i))
  const starts = [...dates, addDays(first, count)].map((date) => instantOf(date, 0, zone))
  return { dates, starts, first, last: dates.at(-1) ?? first, from: starts[0] ?? 0, until: starts.at(-1) ?? 0 }
}

type Days = ReturnType<typeof daysFrom>

const areSame = (a: Days, b: Days): boolean => a.first === b.first && a.from === b.from && a.until === b.until

async function written({ store, blocks }: CalendarDeps, businessId: BusinessId, days: Days) {
  const span = { from: toDate(days.from), until: toDate(days.until + DAY) } // a night goes on after midnight
  const [visits, blocked] = await Promise.all([store.ofDays(businessId, days), blocks.between(businessId, span, 'all')])
  return { visits, blocks: blocked }
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
