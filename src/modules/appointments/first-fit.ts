// When somebody who has come without a booking can be served today: hours, people, rooms and what is claimed, as the
// engine knows them. Rules for those who book from afar (notice, grid, online stops) do not bind who stands at the desk.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { DAY, type Minute } from '#kernel/time.ts'
import type { Claim, Plan, PlanPerson, PlanService, Window } from '#modules/diaries/index.ts'
import { hopefulStarts, placingOf } from './availability.ts'
import type { Cart } from './cart.ts'
import { reasonsNow, type WhyNot } from './explain.ts'
import { bestPlacing, claimsOf, type Placing } from './placing.ts'

export interface Fit {
  start: Minute
  /** In the order of the cart. */
  lines: { serviceId: ServiceId; staffId: StaffId | null; variant?: string | undefined; start: Minute }[]
  claims: Claim[]
}

export interface FirstFit {
  /** The best way at the earliest time; null: not today any more. */
  fit: Fit | null
  /** Of one service: from when each person could do it, whoever can today. */
  byPerson: { staffId: StaffId; at: Minute }[]
  /** What stands in the way of a start at this very minute. */
  why: WhyNot[]
}

/**
 * The earliest start of a cart from now to the end of the business day that runs. What began within the same five
 * minutes counts as now.
 * @throws what `placingOf` throws
 */
export function firstFit({ plan, busy }: Window, cart: Cart, now: Minute): FirstFit {
  const placing = placingOf(atDesk(plan), busy, cart, now, now + DAY)
  const { timeline } = placing
  const day = timeline.dayAt(now)
  const first = timeline.grid.cellAt(now)
  const end = timeline.grid.cellAt(day?.until ?? now)
  return {
    fit: earliest(placing, first, end),
    byPerson: peopleFrom(placing, first, end),
    why: [...new Set(reasonsNow(placing, timeline.grid.minuteOf(first)).map(({ code }) => code))],
  }
}

function earliest(placing: Placing, first: number, end: number): Fit | null {
  const { grid } = placing.timeline
  for (const cell of hopefulStarts(placing).cellsBetween(first, end)) {
    const placed = bestPlacing(placing, cell)
    if (!placed) continue
    const lines = placed.map(({ candidate: { serviceId, staffId, variant }, start }) => ({
      ...{ serviceId, staffId, variant },
      start: grid.minuteOf(start),
    }))
    return { start: grid.minuteOf(cell), lines, claims: claimsOf(placing, placed) }
  }
  return null
}

function peopleFrom({ options, timeline }: Placing, first: number, end: number): FirstFit['byPerson'] {
  const [line = []] = options
  if (options.length !== 1) return []
  return line.flatMap(({ candidate: { staffId }, starts }) => {
    const [cell] = starts.cellsBetween(first, end)
    return staffId !== null && cell !== undefined ? [{ staffId, at: timeline.grid.minuteOf(cell) }] : []
  })
}

/** A plan is compiled once for its number, so its other face is kept with it. */
const desks = new WeakMap<Plan, Plan>()

/** The plan as it binds who stands at the desk: published or not, stopped online or not. */
function atDesk(plan: Plan): Plan {
  const known = desks.get(plan)
  if (known) return known
  const { phoneOnlyUntil: _, ...rules } = plan.rules
  const made: Plan = {
    ...plan,
    rules: { ...rules, isActive: true },
    services: mapped(plan.services, ({ stoppedUntil: _, ...service }): PlanService => service),
    people: mapped(plan.people, ({ stoppedUntil: _, ...person }): PlanPerson => person),
  }
  desks.set(plan, made)
  return made
}

const mapped = <Key extends string, From, To>(record: Record<Key, From>, change: (one: From) => To): Record<Key, To> =>
  Object.fromEntries(Object.entries<From>(record).map(([key, one]) => [key, change(one)])) as Record<Key, To>
