// Time that a person or a room is kept from visits, by somebody's word: a short errand, a repair, a delivery. Longer
// absence is time off, which stands in the plan.

import { forbidden, invalid } from '#kernel/errors.ts'
import type { BusinessId, Id, LocationId, ResourceId, StaffId } from '#kernel/ids.ts'
import { DAY, toMinute } from '#kernel/time.ts'
import { CELL, type Claim, type Plan, staffSubject, unitSubject } from '#modules/diaries/index.ts'

export type BlockId = Id<'block'>

/** Whose time it is: a person's, or that of all units of a room or machine. */
export type Blocked = { staffId: StaffId; resourceId: null } | { staffId: null; resourceId: ResourceId }

export type Block = Blocked & {
  id: BlockId
  businessId: BusinessId
  locationId: LocationId
  from: Date
  until: Date
  /** May be empty. */
  reason: string
  /** Stands over visits, holds or other blocks. */
  isOver: boolean
  claims: Claim[]
  createdBy: string
  version: number
}

/** Longer than two weeks nobody blocks time by hand. */
export const LONGEST = 14 * DAY
/** What a specialist may block of the own time at once. */
const LONGEST_OWN = 60
/** The office plans no further ahead. */
const HORIZON = 400 * DAY
const CELL_MS = CELL * 60_000

export interface Stretch {
  from: Date
  until: Date
}

/**
 * @param before the stretch that it was, where a block is changed: what has begun may stay begun
 * @throws invalid `off_grid`, `invalid_input`, `block_too_long`, `in_the_past`, `too_far`
 */
export function assertStretch({ from, until }: Stretch, now: Date, isOwn: boolean, before?: Stretch): void {
  const [start, end, at] = [toMinute(from), toMinute(until), toMinute(now)]
  if (+from % CELL_MS !== 0 || +until % CELL_MS !== 0) throw invalid('off_grid')
  if (start >= end) throw invalid('invalid_input', { fields: ['until'] })
  const longest = isOwn ? LONGEST_OWN : LONGEST
  if (end - start > longest) throw invalid('block_too_long', { minutes: longest })
  if (hasPassed({ until }, now) || (start < at - DAY && +from !== Number(before?.from))) throw invalid('in_the_past')
  if (start > at + HORIZON) throw invalid('too_far')
}

/** What has been is told as it was. */
export const hasPassed = ({ until }: Pick<Stretch, 'until'>, now: Date): boolean => until <= now

/** Nobody blocks another's time, or that of a room, without the right to. @throws forbidden */
export function assertMay(own: StaffId | 'all', { staffId }: Pick<Blocked, 'staffId'>, over: boolean): void {
  if (own !== 'all' && (staffId !== own || over)) throw forbidden('forbidden')
}

/** What the stretch keeps busy; null when the plan knows no such person or room. */
export function claimsOf(plan: Plan, { staffId, resourceId }: Blocked, stretch: Stretch): Claim[] | null {
  const span = { from: toMinute(stretch.from), until: toMinute(stretch.until) }
  if (staffId) return plan.people[staffId] ? [{ subject: staffSubject(staffId), ...span }] : null
  const units = (resourceId && plan.resources[resourceId]?.units) ?? 0
  if (units === 0 || !resourceId) return null
  return Array.from({ length: units }, (_, i) => ({ subject: unitSubject(resourceId, i + 1), ...span }))
}
