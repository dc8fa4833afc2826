// The engine: which starts are free for a cart. Pure: plan, busy rows, cart and the present minute come in. One
// service is a few operations on whole words; for several, rows that look ahead rule out nearly every start that cannot
// be, and only the rest is put together person by person (placing.ts).

import type { StaffId } from '#kernel/ids.ts'
import { addDays, DAY, instantOf, type LocalDate, localDateAt, type Minute } from '#kernel/time.ts'
import { Busy, CELL, frameOf, type Plan, Row, WORDS_PER_DAY } from '#modules/diaries/index.ts'
import { type Candidate, candidatesFor, subjectOf, type Unit } from './candidates.ts'
import { assertCart, type Cart } from './cart.ts'
import { between, type Option, type Placing, somePlacing, TRIES_A_QUESTION } from './placing.ts'
import { type BusinessDay, type Timeline, timelineOf } from './timeline.ts'

export interface FreeTime {
  start: Minute
  /** One service: everybody who could do it then. Several: one way to do them, in the order of the cart. */
  readonly staffIds: StaffId[]
}

export interface DayOffer {
  date: LocalDate
  /** `closed`: nobody works that day; `full`: all is taken or past; `by_phone`: not bookable online until later */
  state: 'free' | 'full' | 'closed' | 'by_phone' | 'too_far'
  times: FreeTime[]
}

/** Minutes a client may wait between two services, unless the business says otherwise. */
const MAX_WAIT = 15

/** Days beyond the last start in which a visit may end, and zones may differ. */
const MARGIN = 2 * DAY

/** Cart, plan and diaries made ready for the questions of a span of time. @throws what `candidatesFor`, `assertCart` */
export function placingOf(plan: Plan, busy: Busy, cart: Cart, from: Minute, until: Minute): Placing {
  assertCart(cart, plan)
  const timeline = timelineOf(plan, frameOf(from - MARGIN, until + MARGIN))
  const rooms = unitStarts(timeline, busy)
  const isOne = cart.lines.length === 1
  return {
    timeline,
    busy,
    prefer: cart.prefer,
    left: { tries: TRIES_A_QUESTION },
    maxWait: Math.floor((plan.rules.maxWait ?? MAX_WAIT) / CELL),
    options: cart.lines.map((line) =>
      candidatesFor(plan, line).map((candidate) => ({
        candidate,
        // Between the lines of one visit the place's buffer gives way, so only a single one can count on it here.
        starts: startsOf(timeline, busy, rooms, candidate, isOne ? candidate.buffer : candidate.after),
      })),
    ),
  }
}

/** Cells in which a candidate could start, whatever the grid and the hour now; `after` cells must be free behind. */
function startsOf(timeline: Timeline, busy: Busy, rooms: UnitStarts, candidate: Candidate, after: number): Row {
  const { before, length, serviceId, staffId, units, stoppedUntil } = candidate
  const { clean } = timeline.presence(staffId)
  const subject = subjectOf(candidate)
  const free = subject ? clean.andNot(busy.in(subject, timeline.frame)) : clean
  // No visit and no pause in the whole span; a shift only around what is done, since a buffer may run past closing.
  const fits = free.runs(before + length + after).and(timeline.workRuns(staffId, before + length))
  let starts = fits.earlier(-before)
  if (units.length > 0) starts = starts.and(rooms(units, before, length + after))
  if (timeline.plan.services[serviceId]?.startWindows) starts = starts.and(timeline.windowOf(serviceId))
  if (stoppedUntil === null) return starts
  return starts.and(Row.full(timeline.frame).uncover(timeline.frame.start, stopEnd(timeline, stoppedUntil)))
}

type UnitStarts = (units: readonly Unit[], before: number, rest: number) => Row

/** Starts for which one of some units is free; asked anew by each person, found once. */
function unitStarts(timeline: Timeline, busy: Busy): UnitStarts {
  const known = new Map<string, Row>()
  return (units, before, rest) => {
    const key = `${units[0]?.subject} ${units.length} ${before} ${rest}`
    const row =
      known.get(key) ??
      units
        .map(({ subject }) =>
          busy
            .in(subject, timeline.frame)
            .not()
            .runs(before + rest),
        )
        .reduce((any, free) => any.or(free))
        .earlier(-before)
    known.set(key, row)
    return row
  }
}

const stopEnd = ({ plan }: Timeline, stoppedUntil: LocalDate): Minute =>
  instantOf(addDays(stoppedUntil, 1), 0, plan.zone)

/** Starts that may be possible for the whole cart: every one that is, and of several services some that are not. */
export function hopefulStarts({ options, prefer, maxWait }: Placing): Row {
  const any = (line: readonly Option[]) => line.map(({ starts }) => starts).reduce((a, b) => a.or(b))
  if (prefer === 'parallel') return options.map(any).reduce((a, b) => a.and(b))
  let ahead = options.at(-1) ?? []
  for (const line of options.slice(0, -1).reverse()) {
    const next = ahead.map(({ candidate, starts }) => ({ candidate, starts: starts.within(maxWait) }))
    ahead = line.map(({ candidate, starts }) => ({
      candidate,
      starts: starts.and(
        next
          .map((one) => one.starts.earlier(candidate.length + between(candidate, one.candidate)))
          .reduce((a, b) => a.or(b)),
      ),
    }))
  }
  return any(ahead)
}

/** Free starts of some business days from a date on, day by day. */
export function freeTimes(
  placing: Placing,
  { from, days, now }: { from: LocalDate; days: number; now: Minute },
): DayOffer[] {
  const { timeline, options } = placing
  const { plan } = timeline
  const last = addDays(localDateAt(now, plan.zone), plan.rules.horizon)
  const starts = hopefulStarts(placing).and(timeline.grid)
  const earliest = Math.ceil((now + plan.rules.leadTime - starts.start) / CELL)
  const stops = options.map((line) => line.map(({ candidate }) => candidate.stoppedUntil ?? '').sort()[0] ?? '')
  const stoppedUntil = stops.sort().at(-1) ?? ''
  const at = timeline.days.findIndex(({ date }) => date === from)
  return Array.from({ length: days }, (_, i): DayOffer => {
    const day = at < 0 ? undefined : timeline.days[at + i]
    const date = day?.date ?? addDays(from, i)
    if (date > last || !day) return { date, state: 'too_far', times: [] }
    const first = Math.max(starts.cellAt(day.from), earliest)
    const times = timesAt(placing, starts.cellsBetween(first, starts.cellAt(day.until)))
    if (times.length > 0) return { date, state: 'free', times }
    if (date <= stoppedUntil) return { date, state: 'by_phone', times }
    return { date, state: isWorkedOn(placing, day) ? 'full' : 'closed', times }
  })
}

function timesAt(placing: Placing, cells: readonly number[]): FreeTime[] {
  const { options, timeline } = placing
  const [line = []] = options
  if (options.length === 1) return cells.map((cell) => new TimeOfOne(timeline.grid.minuteOf(cell), cell, line))
  return cells.flatMap((cell) => {
    const placed = somePlacing(placing, cell)
    const start = timeline.grid.minuteOf(cell)
    return placed ? [{ start, staffIds: placed.flatMap(({ candidate }) => candidate.staffId ?? []) }] : []
  })
}

/** Most who ask for times never ask who has them. */
class TimeOfOne implements FreeTime {
  readonly start: Minute
  readonly #cell: number
  readonly #line: readonly Option[]

  constructor(start: Minute, cell: number, line: readonly Option[]) {
    this.start = start
    this.#cell = cell
    this.#line = line
  }

  get staffIds(): StaffId[] {
    const free: StaffId[] = []
    for (const { candidate, starts } of this.#line) {
      if (candidate.staffId && starts.has(this.#cell)) free.push(candidate.staffId)
    }
    return free
  }
}

/** Whether every line of the cart has somebody at work that day. */
const isWorkedOn = ({ options, timeline }: Placing, { from, until }: BusinessDay): boolean =>
  options.every((line) =>
    line.some(({ candidate }) => {
      const { work } = timeline.presence(candidate.staffId)
      return !work.isClear(Math.max(work.cellAt(from), 0), work.cellAt(until))
    }),
  )

/** Whether the cart would not fit into these days even if nobody were busy. */
export const isTooLong = (placing: Placing, cart: Cart, days: readonly DayOffer[], now: Minute): boolean => {
  const [first] = days
  if (!first || days.some(({ times }) => times.length > 0) || !days.some(({ state }) => state === 'full')) return false
  const { plan, frame } = placing.timeline
  const idle = placingOf(
    plan,
    new Busy([]),
    cart,
    frame.start + MARGIN,
    frame.start + (frame.words / WORDS_PER_DAY) * DAY - MARGIN,
  )
  return freeTimes(idle, { from: first.date, days: days.length, now: now - DAY }).every(
    ({ times }) => times.length === 0,
  )
}
