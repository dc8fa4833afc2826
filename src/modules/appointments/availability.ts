// The engine of this slice: which starts are free for one service, and why a given start is not. Pure: plan, busy rows,
// wish and the present minute come in; whole minutes everywhere.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { addDays, DAY, daysBetween, type LocalDate, localDateAt, type Minute } from '#kernel/time.ts'
import type { Busy, Plan } from '#modules/diaries/index.ts'
import { staffSubject } from '#modules/diaries/index.ts'
import { type Candidate, freeUnits, spanOf } from './candidates.ts'
import { dayClock, locationStretches, personStretches, type Stretch } from './hours.ts'

export interface Wish {
  serviceId: ServiceId
  /** null = any person who does it (or nobody, where the service needs only a room) */
  staffId: StaffId | null
}

export type WhyNot = 'closed' | 'on_break' | 'person_off' | 'person_busy' | 'resource_busy'
export type WhyNever = 'in_the_past' | 'too_soon' | 'too_far' | 'off_grid'

export interface FreeTime {
  start: Minute
  candidates: Candidate[]
}

export interface DayOffer {
  date: LocalDate
  /** `closed`: nobody works that day; `full`: all is taken or past */
  state: 'free' | 'full' | 'closed' | 'too_far'
  times: FreeTime[]
}

/** Free starts of some days from a date on, day by day. */
export function freeTimes(
  plan: Plan,
  busy: Busy,
  candidates: readonly Candidate[],
  { from, days, now }: { from: LocalDate; days: number; now: Minute },
): DayOffer[] {
  const last = addDays(localDateAt(now, plan.zone), plan.rules.horizon)
  return Array.from({ length: days }, (_, day) => {
    const date = addDays(from, day)
    if (date > last) return { date, state: 'too_far', times: [] }
    return dayOffer(plan, busy, candidates, date, now + plan.rules.leadTime)
  })
}

function dayOffer(
  plan: Plan,
  busy: Busy,
  candidates: readonly Candidate[],
  date: LocalDate,
  earliest: Minute,
): DayOffer {
  const opening = locationStretches(plan, date)
  const byStart = new Map<Minute, Candidate[]>()
  let worked = false
  for (const candidate of candidates) {
    const stretches = stretchesOf(plan, candidate, date, opening)
    worked ||= stretches.length > 0
    for (const start of gridStarts(plan, date, stretches)) {
      if (start < earliest || whyNotAt(plan, busy, candidate, stretches, start)) continue
      const others = byStart.get(start)
      if (others) others.push(candidate)
      else byStart.set(start, [candidate])
    }
  }
  const times = [...byStart].sort(([a], [b]) => a - b).map(([start, free]) => ({ start, candidates: free }))
  return { date, state: times.length > 0 ? 'free' : worked ? 'full' : 'closed', times }
}

const stretchesOf = (
  plan: Plan,
  candidate: Candidate,
  date: LocalDate,
  opening: readonly Stretch[],
): readonly Stretch[] =>
  candidate.staffId === null ? opening : personStretches(plan, candidate.staffId, date, opening)

function* gridStarts(plan: Plan, date: LocalDate, stretches: readonly Stretch[]): Generator<Minute> {
  const clock = dayClock(date, plan.zone)
  for (let minutes = 0; minutes < DAY; minutes += plan.rules.slotStep) {
    const start = clock(minutes)
    if (clock.shows(minutes) && stretches.some(({ from, until }) => from <= start && start < until)) yield start
  }
}

function whyNotAt(
  plan: Plan,
  busy: Busy,
  candidate: Candidate,
  stretches: readonly Stretch[],
  start: Minute,
): WhyNot | null {
  const span = spanOf(candidate, start)
  const stretch = stretches.find(({ from, until }) => from <= span.from && span.end <= until)
  if (!stretch) return hoursReason(plan, candidate, span, stretches)
  // Cleaning up may run past closing; it never eats into somebody's break.
  if (span.until > stretch.until && stretch.ends === 'break') return 'on_break'
  if (candidate.staffId && !busy.of(staffSubject(candidate.staffId)).isFree(span.from, span.until)) return 'person_busy'
  if (candidate.units.length > 0 && freeUnits(busy, candidate, span).length === 0) return 'resource_busy'
  return null
}

function hoursReason(
  plan: Plan,
  candidate: Candidate,
  { from, end }: { from: Minute; end: Minute },
  stretches: readonly Stretch[],
): WhyNot {
  const opening = locationStretches(plan, localDateAt(from, plan.zone))
  const inHours = opening.some((stretch) => stretch.from <= from && end <= stretch.until)
  if (!inHours) return meetsBreak(opening, from, end) ? 'on_break' : 'closed'
  return candidate.staffId && meetsBreak(stretches, from, end) ? 'on_break' : 'person_off'
}

/** A break is the gap between a stretch that it ends and the next one. */
const meetsBreak = (stretches: readonly Stretch[], from: Minute, end: Minute): boolean =>
  stretches.some(({ ends, until }, i) => ends === 'break' && until < end && from < (stretches[i + 1]?.from ?? until))

export type Verdict = { free: FreeTime } | { never: WhyNever } | { reasons: WhyNot[] }

/** Judges one wished start: the people who could take it, or every reason why none can. */
export function judge(plan: Plan, busy: Busy, candidates: readonly Candidate[], start: Minute, now: Minute): Verdict {
  const never = whyNever(plan, start, now)
  if (never) return { never }
  const date = localDateAt(start, plan.zone)
  const opening = locationStretches(plan, date)
  const verdicts = candidates.map((candidate) => ({
    candidate,
    why: whyNotAt(plan, busy, candidate, stretchesOf(plan, candidate, date, opening), start),
  }))
  const free = verdicts.filter(({ why }) => why === null).map(({ candidate }) => candidate)
  if (free.length > 0) return { free: { start, candidates: free } }
  return { reasons: [...new Set(verdicts.flatMap(({ why }) => why ?? []))] }
}

function whyNever(plan: Plan, start: Minute, now: Minute): WhyNever | null {
  if (start < now) return 'in_the_past'
  if (start < now + plan.rules.leadTime) return 'too_soon'
  const date = localDateAt(start, plan.zone)
  if (daysBetween(localDateAt(now, plan.zone), date) > plan.rules.horizon) return 'too_far'
  return onGrid(plan, date, start) ? null : 'off_grid'
}

function onGrid(plan: Plan, date: LocalDate, start: Minute): boolean {
  const clock = dayClock(date, plan.zone)
  for (let minutes = 0; minutes < DAY; minutes += plan.rules.slotStep) {
    if (clock(minutes) === start) return clock.shows(minutes)
  }
  return false
}

/** Up to three free starts nearest to the wished one, in the days that were read. */
export function nearest(offers: readonly DayOffer[], wished: Minute): Minute[] {
  return offers
    .flatMap(({ times }) => times.map(({ start }) => start))
    .sort((a, b) => Math.abs(a - wished) - Math.abs(b - wished) || a - b)
    .slice(0, 3)
    .sort((a, b) => a - b)
}
