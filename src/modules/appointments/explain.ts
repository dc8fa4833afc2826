// Why a start is not free: every reason, by service and person, in words that a page can say.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { daysBetween, localDateAt, type Minute } from '#kernel/time.ts'
import { CELL, type Plan } from '#modules/diaries/index.ts'
import { type Candidate, subjectOf } from './candidates.ts'
import { bestPlacing, between, type Placed, type Placing, somePlacing } from './placing.ts'

export const NEVER = ['in_the_past', 'too_soon', 'too_far', 'off_grid'] as const
/** What forbids a start to everybody, whoever is free. */
export type WhyNever = (typeof NEVER)[number]

export const REASONS = [
  'closed',
  'ends_after_closing',
  'on_break',
  'person_off',
  'time_off',
  'by_phone',
  'start_window',
  'person_busy',
  'gap_too_short',
  'buffer_busy',
  'resource_busy',
  'no_combination',
] as const
export type WhyNot = (typeof REASONS)[number]
/** What the office is told beside: the person has not learned it, or two of the services need one person at once. */
export const OFFICE_REASONS = [...REASONS, 'no_skill', 'lines_meet'] as const
export type OfficeWhy = (typeof OFFICE_REASONS)[number]

/** Why a visit that is booked already could not be booked there any more. */
export const OUTSIDE = [
  'closed',
  'ends_after_closing',
  'on_break',
  'person_off',
  'time_off',
  'start_window',
  'person_busy',
  'gap_too_short',
  'buffer_busy',
  'resource_busy',
  'service_unavailable',
  'variant_unavailable',
  'person_unavailable',
] as const
export type WhyOutside = (typeof OUTSIDE)[number]

/** One reason, and whom it concerns. */
export interface Reason {
  code: WhyNot
  serviceId: ServiceId | null
  staffId: StaffId | null
}

export type Verdict = { placed: Placed[] } | { never: WhyNever } | { reasons: Reason[] }

/** Judges one wished start: who serves the cart then, or every reason why nobody can. */
export function judge(placing: Placing, start: Minute, now: Minute): Verdict {
  const never = whyNever(placing, start, now)
  if (never) return { never }
  const cell = placing.timeline.grid.cellAt(start)
  const placed = bestPlacing(placing, cell)
  return placed ? { placed } : { reasons: reasonsAt(placing, cell) }
}

/** What stands in the way of a start, whatever the hour now and the grid: nothing where the cart can be served then. */
export function reasonsNow(placing: Placing, start: Minute): Reason[] {
  const cell = placing.timeline.grid.cellAt(start)
  return somePlacing(placing, cell) ? [] : reasonsAt(placing, cell)
}

function whyNever({ timeline }: Placing, start: Minute, now: Minute): WhyNever | null {
  const { plan, grid } = timeline
  if (start < now) return 'in_the_past'
  if (start < now + plan.rules.leadTime) return 'too_soon'
  const date = timeline.dayAt(start)?.date ?? localDateAt(start, plan.zone)
  if (daysBetween(localDateAt(now, plan.zone), date) > plan.rules.horizon) return 'too_far'
  return start % CELL === 0 && grid.has(grid.cellAt(start)) ? null : 'off_grid'
}

/** The lines one after another (or all at once) from the start on: whatever stands in the way of any candidate. */
function reasonsAt(placing: Placing, start: number): Reason[] {
  const { options, prefer } = placing
  const isOne = options.length === 1
  let at = start
  const reasons: Reason[] = []
  let before: Candidate | null = null
  for (const line of options) {
    const [first] = line
    if (!first) continue
    if (before && prefer !== 'parallel') at += before.length + between(before, first.candidate)
    const found = line.map(({ candidate }) => reasonsFor(placing, candidate, at, isOne))
    // A line that somebody can do then is not what stands in the way.
    if (found.every((own) => own.length > 0)) reasons.push(...found.flat())
    before = first.candidate
  }
  return reasons.length > 0 ? reasons : [{ code: 'no_combination', serviceId: null, staffId: null }]
}

function reasonsFor(placing: Placing, candidate: Candidate, at: number, isOne: boolean): Reason[] {
  const { serviceId, staffId } = candidate
  const after = isOne ? candidate.buffer : candidate.after
  const codes = [...obstaclesTo(placing, candidate, at, after), ...ruleReasons(placing, candidate, at)]
  return [...new Set(codes)].map((code) => ({ code, serviceId, staffId }))
}

/** What stands in the way of one candidate at a cell, rules for clients aside. */
export const obstaclesTo = (
  where: Pick<Placing, 'timeline' | 'busy'>,
  candidate: Candidate,
  at: number,
  after: number,
): WhyNot[] => [...hoursReasons(where, candidate, at, after), ...busyReasons(where, candidate, at, after)]

function hoursReasons(
  { timeline }: Pick<Placing, 'timeline'>,
  { staffId, before, length }: Candidate,
  at: number,
  after: number,
): WhyNot[] {
  const { place } = timeline
  const { shift, pause, off } = timeline.presence(staffId)
  const [from, end] = [at - before, at + length]
  const reasons: WhyNot[] = []
  if (!pause.isClear(from, end + after)) reasons.push('on_break')
  if (!off.isClear(from, end + after)) reasons.push('time_off')
  const isOpen = place.work.or(place.pause)
  if (!isOpen.isFull(from, at + 1)) reasons.push('closed')
  else if (!isOpen.isFull(at, end)) reasons.push('ends_after_closing')
  else if (staffId && !shift.or(pause).isFull(from, end)) reasons.push('person_off')
  return reasons
}

function busyReasons(
  { timeline, busy }: Pick<Placing, 'timeline' | 'busy'>,
  candidate: Candidate,
  at: number,
  after: number,
): WhyNot[] {
  const { before, length, units } = candidate
  const reasons: WhyNot[] = []
  const subject = subjectOf(candidate)
  if (subject) {
    const row = busy.in(subject, timeline.frame)
    if (row.has(at)) reasons.push('person_busy')
    else if (!row.isClear(at, at + length)) reasons.push('gap_too_short')
    else if (!row.isClear(at - before, at + length + after)) reasons.push('buffer_busy')
  }
  const isFree = ({ subject: unit }: { subject: string }) =>
    busy.in(unit, timeline.frame).isClear(at - before, at + length + after)
  if (units.length > 0 && !units.some(isFree)) reasons.push('resource_busy')
  return reasons
}

function ruleReasons({ timeline }: Placing, { serviceId, stoppedUntil }: Candidate, at: number): WhyNot[] {
  const reasons: WhyNot[] = []
  if (!timeline.windowOf(serviceId).has(at)) reasons.push('start_window')
  if (stoppedUntil && dateOf(timeline.plan, timeline.grid.minuteOf(at)) <= stoppedUntil) reasons.push('by_phone')
  return reasons
}

const dateOf = ({ zone }: Plan, minute: Minute) => localDateAt(minute, zone)

/** Reasons that another's booking is, rather than hours and rules. */
export const isTaken = (reasons: readonly Reason[]): boolean => reasons.some(({ code }) => TAKEN.has(code))

const TAKEN = new Set<WhyNot>(['person_busy', 'gap_too_short', 'buffer_busy', 'resource_busy', 'no_combination'])
