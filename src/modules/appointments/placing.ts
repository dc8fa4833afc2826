// Which people and units serve the lines of a cart from a given start on. The rows say where each line could start
// alone; here they are put together, so that nobody and no room is needed twice, and the best way is chosen.

import type { StaffId } from '#kernel/ids.ts'
import { type Busy, CELL, type Claim, type Row, type Subject } from '#modules/diaries/index.ts'
import { type Candidate, subjectOf, type Unit } from './candidates.ts'
import type { Preference } from './cart.ts'
import type { Timeline } from './timeline.ts'

export interface Option {
  candidate: Candidate
  /** Cells in which this line could start if it were the only one of the visit. */
  starts: Row
}

export interface Placing {
  timeline: Timeline
  busy: Busy
  prefer: Preference
  /** By line of the cart. */
  options: Option[][]
  /** Ways that may still be tried for this question. */
  left: { tries: number }
  /** Cells that a client may wait between two lines, beyond what one person needs between them. */
  maxWait: number
}

/** A line that has found its time, person and unit; `start` is a cell of the timeline's frame. */
export interface Placed {
  candidate: Candidate
  start: number
  unit: Unit | null
}

/** Ways tried for one start before the best so far is taken: a bound for carts that nobody fills. */
const TRIES = 20_000

/** Ways tried for one question over many starts; the starts behind it are not offered, and a single one is still judged. */
export const TRIES_A_QUESTION = 100_000

/**
 * The best way to serve the cart from this cell on; null when there is none. "Any specialist" is whoever lets the
 * client wait least (or meet fewest people, if he prefers that), then costs least, since that is the price shown, then
 * has the fewest booked minutes that day, then comes first in the business's order.
 */
export function bestPlacing(placing: Placing, start: number): Placed[] | null {
  let best: Placed[] | null = null
  let least: number[] = []
  const isWorse = (placed: readonly Placed[]) => best !== null && costOf(placing, placed)[0] > (least[0] ?? 0)
  for (const placed of ways(placing, start, isWorse)) {
    const cost = [...costOf(placing, placed), priceOf(placed), loadOf(placing, placed)]
    if (best === null || isLess(cost, least)) [best, least] = [placed, cost]
  }
  return best
}

/** Some way to serve the cart from this cell on; null when there is none. */
export function somePlacing(placing: Placing, start: number): Placed[] | null {
  for (const placed of ways(placing, start)) return placed
  return null
}

/** Cells that the client waits between the lines. */
export const waitOf = (placed: readonly Placed[]): number =>
  placed.reduce((sum, { start }, i) => {
    const before = placed[i - 1]
    return before ? sum + Math.max(start - endOf(before), 0) : sum
  }, 0)

/**
 * What the placed lines keep busy. The place's buffer parts the visit from others, not from its own next line, so there
 * it gives way.
 */
export function claimsOf({ timeline }: Pick<Placing, 'timeline'>, placed: readonly Placed[]): Claim[] {
  const spans = placed.flatMap(spansOf)
  const { start } = timeline.frame
  return spans.map((span) => ({
    subject: span.subject,
    from: start + span.from * CELL,
    until: start + bufferEnd(span, spans) * CELL,
  }))
}

const endOf = ({ start, candidate }: Placed): number => start + candidate.length

interface Span {
  subject: Subject
  from: number
  /** With the service's own time after it. */
  until: number
  /** With the place's buffer. */
  parted: number
}

function spansOf({ candidate, start, unit }: Placed): Span[] {
  const end = start + candidate.length
  const span = { from: start - candidate.before, until: end + candidate.after, parted: end + candidate.buffer }
  const person = subjectOf(candidate)
  return [person, unit?.subject].flatMap((subject) => (subject ? [{ subject, ...span }] : []))
}

const bufferEnd = ({ subject, until, parted }: Span, spans: readonly Span[]): number =>
  spans.reduce(
    (end, other) => (other.subject === subject && other.from >= until ? Math.min(end, other.from) : end),
    parted,
  )

const meet = (some: readonly Span[], others: readonly Span[]): boolean =>
  some.some((a) => others.some((b) => a.subject === b.subject && a.from < b.until && b.from < a.until))

function* ways(
  placing: Placing,
  start: number,
  isWorse: (placed: readonly Placed[]) => boolean = () => false,
): Generator<Placed[]> {
  const { left } = placing
  const order = orderOf(placing, start)
  if (placing.prefer === 'parallel' && !isEnoughPeople(placing, start)) return
  let tries = 0
  function* from(placed: readonly Placed[]): Generator<Placed[]> {
    const line = order[placed.length]
    if (line === undefined) {
      if (isParted(placing, placed)) yield order.flatMap((_, i) => placed[order.indexOf(i)] ?? [])
      return
    }
    for (const next of nextLines(placing, line, placed, start)) {
      tries += 1
      left.tries -= 1
      if (tries > TRIES || left.tries < 0) return
      const more = [...placed, next]
      if (!meet(spansOf(next), placed.flatMap(spansOf)) && !isWorse(more)) yield* from(more)
    }
  }
  yield* from([])
}

/** In parallel the line that fewest can serve is served first: the others then find their own with little search. */
function orderOf({ options, prefer }: Placing, start: number): number[] {
  const order = options.map((_, line) => line)
  const able = options.map((line) => line.filter(({ starts }) => starts.has(start)).length)
  return prefer === 'parallel' ? order.sort((a, b) => (able[a] ?? 0) - (able[b] ?? 0)) : order
}

/** In parallel nobody serves two lines: whether each can have a person of its own (augmenting paths). */
function isEnoughPeople({ options }: Placing, start: number): boolean {
  const lineOf = new Map<StaffId | null, number>()
  const serve = (line: number, asked: Set<StaffId | null>): boolean =>
    (options[line] ?? []).some(({ candidate: { staffId }, starts }) => {
      if (!starts.has(start)) return false
      if (staffId === null) return true
      if (asked.has(staffId)) return false
      asked.add(staffId)
      const other = lineOf.get(staffId)
      if (other !== undefined && !serve(other, asked)) return false
      lineOf.set(staffId, line)
      return true
    })
  return options.every((_, line) => serve(line, new Set()))
}

/** How a line could go on, the shortest wait first. */
function* nextLines(placing: Placing, line: number, placed: readonly Placed[], start: number): Generator<Placed> {
  const { options, prefer, maxWait } = placing
  const reach = reachOf(placing)
  const before = prefer === 'parallel' ? undefined : placed.at(-1)
  for (let wait = 0; wait <= (before ? maxWait : 0); wait += 1) {
    for (const { candidate, starts } of options[line] ?? []) {
      const at = (before ? endOf(before) + between(before.candidate, candidate) : start) + wait
      if (!starts.has(at)) continue
      if (candidate.units.length === 0) yield { candidate, start: at, unit: null }
      for (const unit of unitsAt(placing, candidate, at, { placed, reach })) yield { candidate, start: at, unit }
    }
  }
}

/** The most cells that a visit can reach, before its first start and after it. */
const reachOf = ({ options, maxWait }: Placing): number =>
  options.reduce((sum, line) => {
    const most = line.map(({ candidate: { before, length, after, buffer } }) => before + length + after + buffer)
    return sum + Math.max(...most) + maxWait
  }, 0)

/**
 * Units that are free then. Of those that nobody has as far as the visit can reach, and no earlier line of it, one is as
 * good as another, so only the first of a resource is tried.
 */
function* unitsAt(
  { busy, timeline }: Placing,
  { units, before, length, after }: Candidate,
  at: number,
  { placed, reach }: { placed: readonly Placed[]; reach: number },
): Generator<Unit> {
  const fresh = new Set<string>()
  for (const unit of units) {
    const row = busy.in(unit.subject, timeline.frame)
    if (!row.isClear(at - before, at + length + after)) continue
    const isFresh =
      placed.every((one) => one.unit?.subject !== unit.subject) && row.isClear(Math.max(at - reach, 0), at + reach)
    if (isFresh && fresh.has(unit.resourceId)) continue
    if (isFresh) fresh.add(unit.resourceId)
    yield unit
  }
}

/** Cells that one person needs between two services of a visit. */
export const between = (one: Candidate, next: Candidate): number =>
  one.staffId !== null && one.staffId === next.staffId ? one.after + next.before : 0

/** Whether the place's buffer after the visit is free too, and neither break nor time off. */
function isParted({ timeline, busy }: Placing, placed: readonly Placed[]): boolean {
  const spans = placed.flatMap(spansOf)
  return placed.every((line) =>
    spansOf(line).every((span) => {
      const end = bufferEnd(span, spans)
      // Breaks are those of whoever serves; where nobody does, the place's.
      const isServer = span.subject === (subjectOf(line.candidate) ?? line.unit?.subject)
      const isClean = !isServer || timeline.presence(line.candidate.staffId).clean.isFull(span.until, end)
      return isClean && busy.in(span.subject, timeline.frame).isClear(span.until, end)
    }),
  )
}

function costOf({ prefer }: Placing, placed: readonly Placed[]): [number, number] {
  const people = new Set(placed.map(({ candidate }) => candidate.staffId)).size
  if (prefer === 'parallel') return [0, 0]
  return prefer === 'same_person' ? [people, waitOf(placed)] : [waitOf(placed), people]
}

const priceOf = (placed: readonly Placed[]): number => placed.reduce((sum, { candidate }) => sum + candidate.price, 0)

function loadOf({ timeline, busy }: Placing, placed: readonly Placed[]): number {
  const first = placed[0]
  const day = first && timeline.dayAt(timeline.grid.minuteOf(first.start))
  if (!day) return 0
  const people = new Set<StaffId | null>(placed.map(({ candidate }) => candidate.staffId))
  return placed.reduce((sum, { candidate }) => {
    const subject = people.delete(candidate.staffId) ? subjectOf(candidate) : null
    if (!subject) return sum
    const row = busy.in(subject, timeline.frame)
    return sum + row.count(row.cellAt(day.from), row.cellAt(day.until))
  }, 0)
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((value, at) => value !== b[at])
  return i >= 0 && (a[i] ?? 0) < (b[i] ?? 0)
}
