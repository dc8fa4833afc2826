// A visit as the office wants it: people, times, lengths and prices are given, and what speaks against it is told, for
// the office to weigh. Rules for clients (lead time, horizon, grid, online stops) do not bind it; five minutes do.

import { conflict, invalid, Refusal } from '#kernel/errors.ts'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { DAY, type Minute, toDate } from '#kernel/time.ts'
import { CELL, type Claim, frameOf, type Window } from '#modules/diaries/index.ts'
import { type Alternative, alternativesTo } from './alternatives.ts'
import { type Arrangement, assertWithinReach, lineOf, placingAround } from './arrange.ts'
import { type Candidate, type OfficeLine, officeCandidate, type Unit } from './candidates.ts'
import type { Cart, Preference } from './cart.ts'
import { type OfficeWhy, obstaclesTo, type WhyNever } from './explain.ts'
import { claimsOf, type Placed, waitOf } from './placing.ts'
import { businessDayAt, type Timeline, timelineOf } from './timeline.ts'

export interface WishedLine extends OfficeLine {
  /** Absent: when the line before has ended. */
  start?: Minute | undefined
}

export interface OfficeWish {
  start: Minute
  lines: readonly WishedLine[]
  prefer: Preference
}

export interface OfficeReason {
  code: OfficeWhy
  serviceId: ServiceId | null
  staffId: StaffId | null
}

export interface OfficeVerdict {
  /** Forbidden even to whoever overrides. */
  never: WhyNever | null
  reasons: OfficeReason[]
  arrangement: Arrangement
}

/**
 * What would be booked, and all that speaks against it.
 * @throws notFound `service_unavailable`, `person_unavailable`; conflict `variant_unavailable`, `person_unavailable`
 */
export function judgeForOffice({ plan, busy }: Window, wish: OfficeWish, now: Minute): OfficeVerdict {
  const candidates = wish.lines.map((line) => officeCandidate(plan, line))
  const starts = startsOf(wish, candidates)
  const ends = starts.map((start, i) => start + (candidates[i]?.length ?? 0) * CELL)
  const timeline = timelineOf(plan, frameOf(Math.min(...starts) - 2 * DAY, Math.max(...ends) + 2 * DAY))
  const where = { timeline, busy }
  const placed: Placed[] = []
  const reasons: OfficeReason[] = []
  for (const [i, candidate] of candidates.entries()) {
    const start = timeline.grid.cellAt(starts[i] ?? wish.start)
    const unit = unitFor(where, candidate, start, placed)
    const { serviceId, staffId } = candidate
    const isLast = !candidates.slice(i + 1).some((other) => other.staffId === staffId)
    const codes: OfficeWhy[] = [
      ...(staffId && !plan.people[staffId]?.services[serviceId] ? (['no_skill'] as const) : []),
      ...obstaclesTo(where, candidate, start, isLast ? candidate.buffer : candidate.after),
    ]
    reasons.push(...[...new Set(codes)].map((code) => ({ code, serviceId, staffId })))
    placed.push({ candidate, start, unit })
  }
  reasons.push(...meetings(placed))
  const start = Math.min(...starts)
  return { never: whyNever(timeline, starts, now), reasons, arrangement: arrangementOf(timeline, placed, start) }
}

/** Said by whoever does it though something is in the way. */
export interface Override {
  reason: string
  /** What was seen to be in the way; absent: whatever is when it is first looked at. */
  codes?: readonly OfficeWhy[] | undefined
}

/** Arranges one visit whenever its time is looked at anew. @throws what `arrangingTogether` throws */
export function arrangingForOffice(wish: OfficeWish, override: Override | undefined) {
  const arranged = arrangingTogether([wish], override)
  return (window: Window, at: { now: Minute }): Arrangement => {
    const [arrangement] = arranged(window, at)
    if (!arrangement) throw new Error('one wish has one arrangement')
    return arrangement
  }
}

/**
 * Arranges visits that take their time at once, each in the way of those after it, whenever that time is looked at anew.
 * What came in the way meanwhile was not known to whoever overrides, and is not overridden.
 * @throws invalid `in_the_past` `too_far` `off_grid`; conflict `time_not_free` with every reason, and for a single visit
 * what is free instead; what `judgeForOffice` throws
 */
export function arrangingTogether(wishes: readonly OfficeWish[], override: Override | undefined) {
  let known = override?.codes
  return (window: Window, { now }: { now: Minute }): Arrangement[] => {
    const arranged = arrangeTogether(window, wishes, { now, over: override && { codes: known } })
    known ??= arranged.flatMap(({ overridden }) => overridden ?? [])
    return arranged
  }
}

function arrangeTogether(
  window: Window,
  wishes: readonly OfficeWish[],
  { now, over }: { now: Minute; over: Pick<Override, 'codes'> | undefined },
): Arrangement[] {
  const verdicts = wishes.map((wish) => {
    assertWithinReach(toDate(wish.start), toDate(now))
    const verdict = judgeForOffice(window, wish, now)
    if (verdict.never) throw invalid(verdict.never)
    if (wishes.length > 1) window.busy.with(verdict.arrangement.claims)
    return verdict
  })
  const reasons = verdicts.flatMap((verdict) => verdict.reasons)
  const isKnown = ({ code }: OfficeReason) => over?.codes?.includes(code) ?? true
  if (reasons.length === 0 || (over && reasons.every(isKnown))) return verdicts.map(overridden)
  const [alone, ...others] = wishes
  throw conflict('time_not_free', {
    reasons: codesOf(reasons),
    why: reasons,
    alternatives: alone && others.length === 0 ? alternativesForOffice(window, alone, now) : [],
  })
}

const codesOf = (reasons: readonly OfficeReason[]): OfficeWhy[] => [...new Set(reasons.map(({ code }) => code))]

/** What is done though something speaks against it takes its time over others. */
function overridden({ reasons, arrangement }: OfficeVerdict): Arrangement {
  if (reasons.length === 0) return arrangement
  const claims = arrangement.claims.map((claim): Claim => ({ ...claim, override: true }))
  return { ...arrangement, claims, overridden: codesOf(reasons) }
}

/** What the engine would offer a client near it; nothing where he could not book it at all. */
export function alternativesForOffice(
  { plan, busy }: Window,
  { lines, prefer, start }: OfficeWish,
  now: Minute,
): Alternative[] {
  const cart: Cart = {
    prefer,
    lines: lines.map(({ serviceId, staffId, variant }) => ({ serviceId, staffId, variant })),
  }
  try {
    return alternativesTo(plan, busy, { cart, placing: placingAround({ plan, busy }, cart, start), start, now })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [] // a service that is not offered, a person without the skill: nothing to propose
  }
}

function startsOf({ start, lines }: OfficeWish, candidates: readonly Candidate[]): Minute[] {
  let next = start
  return lines.map((line, i) => {
    const own = line.start ?? next
    next = own + (candidates[i]?.length ?? 0) * CELL
    return own
  })
}

function whyNever(timeline: Timeline, starts: readonly Minute[], now: Minute): WhyNever | null {
  if (starts.some((start) => start % CELL !== 0)) return 'off_grid'
  const start = Math.min(...starts)
  const day = timeline.dayAt(start)?.date
  return start < now && (!day || day < businessDayAt(timeline.plan, now)) ? 'in_the_past' : null
}

/**
 * The first unit that is free for the whole span and not wanted by another line meanwhile; where none is, the first free
 * one, else the first, and the reasons say so.
 */
function unitFor(
  where: Parameters<typeof obstaclesTo>[0],
  candidate: Candidate,
  start: number,
  before: readonly Placed[],
): Unit | null {
  const free = candidate.units.filter(
    (unit) => !obstaclesTo(where, { ...candidate, units: [unit] }, start, candidate.buffer).includes('resource_busy'),
  )
  const isOurs = (unit: Unit) =>
    before.some((other) => isAtOnce({ candidate, start, unit }, other) && isUnit(other, unit))
  return free.find((unit) => !isOurs(unit)) ?? free[0] ?? candidate.units[0] ?? null
}

const isUnit = ({ unit }: Placed, other: Unit | null): boolean => unit !== null && unit.subject === other?.subject

const isAtOnce = (one: Placed, other: Placed): boolean =>
  other.start < one.start + one.candidate.length && one.start < other.start + other.candidate.length

/** Services of the visit that want one person or one unit at once. */
const meetings = (placed: readonly Placed[]): OfficeReason[] =>
  placed.flatMap((one, i) => {
    const { serviceId, staffId } = one.candidate
    const meets = placed
      .slice(0, i)
      .some(
        (other) =>
          isAtOnce(one, other) &&
          ((staffId !== null && other.candidate.staffId === staffId) || isUnit(other, one.unit)),
      )
    return meets ? [{ code: 'lines_meet' as const, serviceId, staffId }] : []
  })

const arrangementOf = (timeline: Timeline, placed: readonly Placed[], start: Minute): Arrangement => ({
  lines: placed.map((one) => lineOf(timeline.plan, timeline.grid.minuteOf(one.start), one)),
  claims: claimsOf({ timeline }, placed),
  wait: waitOf(placed) * CELL,
  businessDay: timeline.dayAt(start)?.date ?? '',
})
