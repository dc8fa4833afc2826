// What several visits become by one act: two that swap their places, one that takes longer and those it pushes.

import type { CalendarVisit } from './days.ts'
import { moved } from './plan.ts'

const MS = 60_000
type Claim = CalendarVisit['claims'][number]
type StaffId = Claim['staffId']

interface Stretch {
  from: number
  until: number
}

/** A visit, and the one of its services that is meant. */
export interface Part {
  visit: CalendarVisit
  line: number
}

const whole = (spans: readonly Stretch[]): Stretch => ({
  from: Math.min(...spans.map(({ from }) => from)),
  until: Math.max(...spans.map(({ until }) => until)),
})

const claimed = ({ from, until }: Claim): Stretch => ({ from: Date.parse(from), until: Date.parse(until) })
const staffOf = ({ visit, line }: Part): StaffId => visit.services[line]?.staffId ?? null
const startOf = ({ visit, line }: Part): number => Date.parse(visit.services[line]?.startTime ?? visit.startTime)

/** All the time that the part's person gives to the visit, getting ready included. */
function timeOf(part: Part): Stretch {
  const { visit } = part
  const own = visit.claims.filter(({ staffId }) => staffId !== null && staffId === staffOf(part))
  if (own.length > 0) return whole(own.map(claimed))
  return { from: Date.parse(visit.startTime), until: Date.parse(visit.endTime) }
}

/**
 * Each in the other's place. Of one person they change their order within the time that they have together; of two each
 * begins when the other did, with the other's person.
 */
export function swapped(one: Part, other: Part): [CalendarVisit, CalendarVisit] {
  if (staffOf(one) !== staffOf(other)) {
    const by = (startOf(other) - startOf(one)) / MS
    return [moved(one.visit, one.line, by, staffOf(other)), moved(other.visit, other.line, -by, staffOf(one))]
  }
  const [mine, theirs] = [timeOf(one), timeOf(other)]
  const all = whole([mine, theirs])
  const toStart = ({ visit, line }: Part, { from }: Stretch) =>
    moved(visit, line, (all.from - from) / MS, staffOf({ visit, line }))
  const toEnd = ({ visit, line }: Part, { until }: Stretch) =>
    moved(visit, line, (all.until - until) / MS, staffOf({ visit, line }))
  return mine.from <= theirs.from
    ? [toEnd(one, mine), toStart(other, theirs)]
    : [toStart(one, mine), toEnd(other, theirs)]
}

const later = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * MS).toISOString()

/** The visit ends later, with whoever does its last service. */
export function prolonged(visit: CalendarVisit, by: number): CalendarVisit {
  const end = Date.parse(visit.endTime)
  const goesOn = (claim: Claim): boolean => Date.parse(claim.from) < end && Date.parse(claim.until) >= end
  return {
    ...visit,
    endTime: later(visit.endTime, by),
    services: visit.services.map((line) =>
      Date.parse(line.endTime) === end ? { ...line, endTime: later(line.endTime, by) } : line,
    ),
    claims: visit.claims.map((claim) => (goesOn(claim) ? { ...claim, until: later(claim.until, by) } : claim)),
  }
}

/** As many are rearranged by one act, the longer visit besides. */
const MOST_PUSHED = 19

/** Those that a longer visit pushes, each by what is needed, as far as it reaches. Who is there already stays. */
export function pushedBy(longer: CalendarVisit, visits: readonly CalendarVisit[]): CalendarVisit[] {
  const before = new Map(visits.map((visit) => [visit.id, visit]))
  const placed = [longer]
  const coming = visits
    .filter(({ id, status, arrivedAt }) => id !== longer.id && status === 'scheduled' && !arrivedAt)
    .toSorted((a, b) => Date.parse(a.startTime) - Date.parse(b.startTime))
  for (const visit of coming) {
    // Whose times were one over the other before, by somebody's word, are not set apart by this.
    const inTheWay = placed.filter(({ id }) => overlapOf(before.get(id) ?? longer, visit) === 0)
    placed.push(behind(inTheWay, visit))
  }
  return placed.filter((visit) => visit !== longer && before.get(visit.id) !== visit).slice(0, MOST_PUSHED)
}

/** The visit, later by what it takes to be in the way of none of the others. */
function behind(others: readonly CalendarVisit[], visit: CalendarVisit): CalendarVisit {
  const by = Math.max(0, ...others.map((other) => overlapOf(other, visit)))
  return by === 0 ? visit : behind(others, moved(visit, 0, by, visit.services[0]?.staffId ?? null))
}

/** Minutes by which a visit must begin later so that another has its people to itself. */
function overlapOf(other: CalendarVisit, visit: CalendarVisit): number {
  const by = visit.claims.flatMap((claim) =>
    other.claims
      .filter(({ staffId }) => staffId !== null && staffId === claim.staffId)
      .map((theirs) => [claimed(theirs), claimed(claim)] as const)
      .filter(([theirs, own]) => own.from < theirs.until && theirs.from < own.until)
      .map(([theirs, own]) => (theirs.until - own.from) / MS),
  )
  return Math.max(0, ...by)
}
