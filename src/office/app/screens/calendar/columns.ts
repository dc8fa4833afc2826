// From what the server tells to what is drawn: instants become minutes of a business day, a visit becomes its parts.

import { type LocalDate, type Minute, toMinute } from '#kernel/time.ts'
import type { CalendarAnswer, CalendarVisit, StoredBlock } from './days.ts'
import { restOf } from './layout.ts'
import { type Block, type Column, type Look, overlap, type Piece, type Span } from './model.ts'

type Day = CalendarAnswer['days'][number]
interface Instants {
  from: string
  until: string
}

const DAY_MINUTES = 1440
const minuteOf = (instant: string): Minute => toMinute(new Date(instant))
const within = ({ from, until }: Instants, midnight: Minute): Span => ({
  from: minuteOf(from) - midnight,
  until: minuteOf(until) - midnight,
})

/** Every person or room on every day, in the order in which they stand. */
export function columnsOf(answer: CalendarAnswer, blocks: readonly StoredBlock[], by: 'people' | 'rooms'): Column[] {
  const whoever = by === 'people' ? peopleOf(answer) : answer.resources.map(({ id, name }) => roomOf(id, name))
  return answer.days.flatMap((day) => {
    const visits = answer.visits.filter(({ businessDay }) => businessDay === day.date)
    return whoever.map((who) => columnOf(who, day, visits, blocks))
  })
}

interface Who {
  id: string | null
  name: string
  skills: ReadonlySet<string> | null
  shifts: readonly Instants[] | null
  off: readonly Instants[]
  kind: 'person' | 'room'
}

const roomOf = (id: string, name: string): Who => ({ id, name, skills: null, shifts: null, off: [], kind: 'room' })

/** Who works here; besides them whoever has a visit but works here no more, and nobody, where nobody is needed. */
function peopleOf({ people, visits }: CalendarAnswer): Who[] {
  const known = new Map<string | null, Who>(
    people.map(({ id, name, services, shifts, off }) => [
      id,
      { id, name, skills: new Set<string>(services), shifts, off, kind: 'person' },
    ]),
  )
  for (const { staffId, staffName } of visits.flatMap(({ services }) => services)) {
    if (known.has(staffId)) continue
    const shifts = staffId === null ? null : []
    known.set(staffId, { id: staffId, name: staffName ?? '', skills: new Set(), shifts, off: [], kind: 'person' })
  }
  return [...known.values()]
}

function columnOf(who: Who, day: Day, visits: readonly CalendarVisit[], stored: readonly StoredBlock[]): Column {
  const midnight = minuteOf(day.start)
  const hours = day.open.map((span) => within(span, midnight))
  const shifts = who.shifts
    ?.map((span) => within(span, midnight))
    .filter((span) => hours.some((one) => overlap(one, span)))
  const piecesOf = who.kind === 'person' ? personPieces : roomPieces
  return {
    key: `${who.id ?? 'nobody'} ${day.date}`,
    whoId: who.id,
    kind: who.kind,
    name: who.name,
    date: day.date,
    open: shifts ?? hours,
    blocks: blocked([...timeOff(who), ...blocksOf(stored, who)], hours, midnight),
    pieces: visits.flatMap((visit) => piecesOf(visit, who.id, midnight)),
    skills: who.skills,
  }
}

type Kept = Instants & Pick<Block, 'id' | 'kind' | 'reason'>

const timeOff = ({ off }: Who): Kept[] =>
  off.map((span) => ({ ...span, id: `off ${span.from}`, kind: 'time_off', reason: null }))

const blocksOf = (stored: readonly StoredBlock[], { id, kind }: Who): Kept[] =>
  stored
    .filter(({ staffId, resourceId }) => id !== null && (kind === 'person' ? staffId : resourceId) === id)
    .map((block) => ({
      from: block.from,
      until: block.until,
      id: block.id,
      kind: 'block',
      reason: block.reason || null,
    }))

/** What keeps somebody from visits, as far as it concerns this business day. */
function blocked(kept: readonly Kept[], hours: readonly Span[], midnight: Minute): Block[] {
  const first = Math.min(0, ...hours.map(({ from }) => from))
  const last = Math.max(DAY_MINUTES, ...hours.map(({ until }) => until))
  return kept
    .map((one) => ({ ...one, ...within(one, midnight) }))
    .filter((span) => overlap(span, { from: first, until: last }))
    .map((one) => ({ ...one, from: Math.max(first, one.from), until: Math.min(last, one.until) }))
}

function lookOf({ status, arrivedAt, confirmedAt, lateMinutes }: CalendarVisit): Look {
  if (status === 'completed') return 'done'
  if (status !== 'scheduled') return status
  if (arrivedAt) return 'arrived'
  if (lateMinutes !== null) return 'waits'
  return confirmedAt ? 'confirmed' : 'booked'
}

/** What of a piece is the same for all parts of its visit. */
const common = (visit: CalendarVisit) => ({
  visitId: visit.id,
  client: visit.forWhom?.name ?? visit.clientName,
  walkIn: visit.walkIn,
  look: lookOf(visit),
  isNew: visit.isNewClient,
  hasNote: Boolean(visit.notes),
  isUnpaid: visit.status === 'completed' && visit.paymentStatus === 'pending',
  isOver: visit.override !== null,
  saidLate: visit.lateMinutes,
  overrun: 0,
  delay: 0,
  version: visit.version,
})

/** A person's parts of a visit. What is claimed around a service is time to get ready; what is not, inside it, is free. */
function personPieces(visit: CalendarVisit, staffId: string | null, midnight: Minute): Piece[] {
  const claims = visit.claims.filter((claim) => staffId !== null && claim.staffId === staffId)
  const taken = claims.map((claim) => within(claim, midnight))
  return visit.services.flatMap((line, index) => {
    if (line.staffId !== staffId) return []
    const span = within({ from: line.startTime, until: line.endTime }, midnight)
    const others = visit.services
      .filter((other) => other !== line && other.staffId === staffId)
      .map((other) => within({ from: other.startTime, until: other.endTime }, midnight))
    return [
      {
        ...common(visit),
        ...span,
        key: `${visit.id}:${index}`,
        line: index,
        lines: visit.services.length,
        isLast: line.endTime === visit.endTime,
        serviceId: line.serviceId,
        service: line.variantName ? `${line.name}, ${line.variantName}` : line.name,
        ...tails(span, taken, others),
        processing: taken.length > 0 ? restOf(span, taken) : [],
      },
    ]
  })
}

/** Claimed minutes just before and after a service that belong to no other service of the visit. */
function tails(span: Span, taken: readonly Span[], others: readonly Span[]): { before: number; after: number } {
  const first = taken.find(({ from, until }) => from < span.from && until > span.from)
  const last = taken.find(({ from, until }) => from < span.until && until > span.until)
  const isOthers = (minute: number) => others.some(({ from, until }) => from <= minute && minute < until)
  return {
    before: first && !isOthers(span.from - 1) ? span.from - first.from : 0,
    after: last && !isOthers(span.until) ? last.until - span.until : 0,
  }
}

/** A room's part of a visit: all the time that it is claimed, with the services done in it. */
function roomPieces(visit: CalendarVisit, resourceId: string | null, midnight: Minute): Piece[] {
  return visit.claims
    .filter((claim) => claim.resourceId === resourceId)
    .map((claim, index) => {
      const span = within(claim, midnight)
      const lines = visit.services.filter((line) =>
        overlap(span, within({ from: line.startTime, until: line.endTime }, midnight)),
      )
      return {
        ...common(visit),
        ...span,
        key: `${visit.id}:room${index}`,
        line: lines[0] ? visit.services.indexOf(lines[0]) : 0,
        lines: 1,
        isLast: false,
        serviceId: lines[0]?.serviceId ?? '',
        service: lines.map(({ name }) => name).join(' + '),
        before: 0,
        after: 0,
        processing: [],
      }
    })
}

/** The instant of a minute of a column's day. */
export function instantAt(answer: Pick<CalendarAnswer, 'days'>, date: LocalDate, minute: number): string {
  const day = answer.days.find((one) => one.date === date)
  const midnight = day ? minuteOf(day.start) : 0
  return new Date((midnight + minute) * 60_000).toISOString()
}
