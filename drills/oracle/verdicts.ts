// What the oracle says of one start: the cost of the best way to serve the cart, and every reason against it.
// - A way costs, in this order: least waiting, then fewest people (the other way round for who prefers one person;
//   neither in parallel), then the price, then the 5-minute cells already booked with its people that business day.
// - Reasons: each line is judged at the minute at which it would begin if nobody waited and the first of those who do
//   it served. A line that somebody could do then is no reason. If every line has somebody: `no_combination`.

import type { Minute } from '#kernel/time.ts'
import type { Reason, WhyNot } from '#modules/appointments/explain.ts'
import { between, type Done, endOf, type Oracle, type Server } from './oracle.ts'

export function costOf({ world, presence, loadOf }: Oracle, done: readonly Done[]): number[] {
  const wait = done.reduce((sum, { start }, i) => {
    const previous = done[i - 1]
    return previous ? sum + Math.max(start - endOf(previous), 0) / 5 : sum
  }, 0)
  const people = new Set(done.map(({ server }) => server.staffId))
  const price = done.reduce((sum, { server }) => sum + server.price, 0)
  const day = presence.dayOf(done[0]?.start ?? 0)
  const load = [...people].reduce((sum, person) => sum + (person && day ? loadOf(person, day) : 0), 0)
  const { prefer } = world.cart
  if (prefer === 'parallel') return [0, 0, price, load]
  return prefer === 'same_person' ? [people.size, wait, price, load] : [wait, people.size, price, load]
}

const judged = new WeakMap<Oracle, Map<Minute, number[] | null>>()

/** The least cost of all ways there are; null when there is none. */
export function leastCost(oracle: Oracle, start: Minute): number[] | null {
  const known = judged.get(oracle) ?? new Map<Minute, number[] | null>()
  judged.set(oracle, known)
  let least = known.get(start)
  if (least !== undefined) return least
  least = null
  for (const done of oracle.ways(start)) {
    const cost = costOf(oracle, done)
    if (least === null || isLess(cost, least)) least = cost
  }
  known.set(start, least)
  return least
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  for (const [i, value] of one.entries()) if (value !== other[i]) return value < (other[i] ?? 0)
  return false
}

export function reasonsAgainst(oracle: Oracle, start: Minute): Reason[] {
  const { cart } = oracle.world
  const reasons: Reason[] = []
  let previous: Server | undefined
  let at = start
  for (const line of oracle.lines) {
    const [first] = line ?? []
    if (!line || !first) continue
    if (previous && cart.prefer !== 'parallel') at += previous.length + between(previous, first)
    const found = line.map((server) => reasonsOf(oracle, server, at, oracle.lines.length === 1))
    if (found.every((own) => own.length > 0)) reasons.push(...found.flat())
    previous = first
  }
  return reasons.length > 0 ? reasons : [{ code: 'no_combination', serviceId: null, staffId: null }]
}

/** A break that touches a cell of 5 minutes is the whole cell's. */
const cellOf = (minute: Minute): Minute[] => [0, 1, 2, 3, 4].map((more) => Math.floor(minute / 5) * 5 + more)

function reasonsOf(oracle: Oracle, server: Server, at: Minute, isOne: boolean): Reason[] {
  const { presence, isBusy, isInWindow, isStopped } = oracle
  const { staffId, line, units } = server
  const [from, end, last] = [
    at - server.before,
    at + server.length,
    at + server.length + (isOne ? server.buffer : server.after),
  ]
  const some = (first: Minute, until: Minute, holds: (minute: Minute) => boolean): boolean => {
    for (let minute = first; minute < until; minute += 1) if (holds(minute)) return true
    return false
  }
  const { pause, off, isIn } = presence.of(staffId)
  const isShut = (minute: Minute) => !presence.place.isIn.has(minute)
  const isTaken = (minute: Minute) => staffId !== null && isBusy(`staff:${staffId}`, minute)
  const takenOf = (unit: string) => some(from, last, (minute) => isBusy(unit, minute))
  const isPersonOff = (minute: Minute) =>
    staffId !== null && !isIn.has(minute) && !cellOf(minute).some((other) => pause.has(other))
  const closed = some(from, at + 5, isShut)
  const endsLate = !closed && some(at, end, isShut)
  const holds: [WhyNot, boolean][] = [
    ['on_break', some(from, last, (minute) => pause.has(minute))],
    ['time_off', some(from, last, (minute) => off.has(minute))],
    ['closed', closed],
    ['ends_after_closing', endsLate],
    ['person_off', !closed && !endsLate && some(from, end, isPersonOff)],
    ['person_busy', isTaken(at)],
    ['gap_too_short', !isTaken(at) && some(at, end, isTaken)],
    ['buffer_busy', !some(at, end, isTaken) && (some(from, at, isTaken) || some(end, last, isTaken))],
    ['resource_busy', units?.every(takenOf) === true],
    ['start_window', !isInWindow(server, at)],
    ['by_phone', isStopped(server, at)],
  ]
  return holds.filter(([, is]) => is).map(([code]) => ({ code, serviceId: line.serviceId, staffId }))
}
