// From a wished start to what will be booked: people and units chosen, claims frozen, or a refusal that tells why not
// and what is free instead.

import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { Tenge } from '#kernel/money.ts'
import { DAY, type Minute, toDate } from '#kernel/time.ts'
import { CELL, type Claim, type Plan, type Window } from '#modules/diaries/index.ts'
import { ALTERNATIVE_DAYS, alternativesTo } from './alternatives.ts'
import type { Line } from './appointment.ts'
import { placingOf } from './availability.ts'
import { variantIn } from './candidates.ts'
import type { Cart } from './cart.ts'
import { isTaken, judge, type OfficeWhy } from './explain.ts'
import { claimsOf, type Placed, type Placing, waitOf } from './placing.ts'

export interface Arrangement {
  lines: Line[]
  claims: Claim[]
  /** Minutes the client waits between the services. */
  wait: number
  /** The day it belongs to: of a night, the day it began on. */
  businessDay: string
  /** What spoke against it, where the office did it all the same. */
  overridden?: readonly OfficeWhy[]
}

/** No horizon reaches further than a year, so no plan need be read for these. */
const FARTHEST_MS = 400 * 86_400_000

/** @throws invalid `too_far` */
export function assertWithinReach(startTime: Date, now: Date): void {
  if (startTime.getTime() - now.getTime() > FARTHEST_MS) throw invalid('too_far')
}

/** @throws invalid `in_the_past`, `too_far`, `off_grid` */
export function assertMeant(startTime: Date, now: Date): void {
  if (startTime < now) throw invalid('in_the_past')
  assertWithinReach(startTime, now)
  if (!Number.isInteger(startTime.getTime() / 60_000)) throw invalid('off_grid')
}

/** A start and the days after it made ready to be judged, and to look for others there. @throws what `placingOf` throws */
export const placingAround = ({ plan, busy }: Window, cart: Cart, start: Minute): Placing =>
  placingOf(plan, busy, cart, start, start + ALTERNATIVE_DAYS * DAY)

/** The span that must be read to judge a start, or several until the last, and to find others near it. */
export const around = (start: Minute, last: Minute = start): [from: Minute, until: Minute] => [
  start - 2 * DAY,
  last + (ALTERNATIVE_DAYS + 3) * DAY,
]

/**
 * @param lost true when the time was free a moment ago: what stands in the way now is another's booking
 * @throws invalid `in_the_past` `too_soon` `too_far` `off_grid` `cart_empty` `cart_too_long`; conflict `time_not_free` or
 * `slot_taken` with reasons and alternatives; what `candidatesFor` throws
 */
export function arrange(
  { plan, busy }: Window,
  cart: Cart,
  { start, now, lost = false }: { start: Minute; now: Minute; lost?: boolean },
): Arrangement {
  const placing = placingAround({ plan, busy }, cart, start)
  const verdict = judge(placing, start, now)
  if ('never' in verdict) throw invalid(verdict.never)
  if ('placed' in verdict) return arrangementOf(placing, verdict.placed)
  const { reasons } = verdict
  throw conflict(lost && isTaken(reasons) ? 'slot_taken' : 'time_not_free', {
    reasons: [...new Set(reasons.map(({ code }) => code))],
    why: reasons,
    alternatives: alternativesTo(plan, busy, { cart, placing, start, now }),
  })
}

function arrangementOf(placing: Placing, placed: readonly Placed[]): Arrangement {
  const { plan } = placing.timeline
  const start = placed[0] ? placing.timeline.grid.minuteOf(placed[0].start) : 0
  return {
    lines: placed.map((one) => lineOf(plan, placing.timeline.grid.minuteOf(one.start), one)),
    claims: claimsOf(placing, placed),
    wait: waitOf(placed) * CELL,
    businessDay: placing.timeline.dayAt(start)?.date ?? '',
  }
}

/** A placed line as it is booked. */
export function lineOf(plan: Plan, start: Minute, { candidate, unit }: Placed): Line {
  const service = plan.services[candidate.serviceId]
  if (!service) throw notFound('service_unavailable')
  const variant = variantIn(service, candidate.variant)
  const staffName = candidate.staffId ? plan.people[candidate.staffId]?.name : undefined
  return {
    serviceId: candidate.serviceId,
    staffId: candidate.staffId,
    resourceIds: unit ? [unit.resourceId] : [],
    startTime: toDate(start),
    endTime: toDate(start + candidate.duration),
    price: candidate.price,
    priceFrom: candidate.priceFrom,
    duration: candidate.duration,
    name: service.name,
    ...(service.translations ? { translations: service.translations } : {}),
    ...(variant ? { variant: variant.key, variantName: variant.name } : {}),
    ...(variant?.translations ? { variantTranslations: variant.translations } : {}),
    ...(staffName ? { staffName } : {}),
  }
}

export const totalOf = ({ lines }: Pick<Arrangement, 'lines'>): Tenge =>
  lines.reduce((sum, { price }) => sum + price, 0)

/** @throws conflict `price_changed` where it is not the sum that was seen */
export function assertPrice({ price: seen }: { price?: Tenge | undefined }, arrangement: Arrangement): void {
  const price = totalOf(arrangement)
  if (seen !== undefined && seen !== price) throw conflict('price_changed', { price, seen })
}

/** Arranges a cart by the engine's rules, whenever time is looked at anew. @throws what `arrange` throws */
export const byEngine =
  (cart: Cart, start: Minute) =>
  (window: Window, at: { now: Minute; lost: boolean }): Arrangement =>
    arrange(window, cart, { start, ...at })

export const endOf = (lines: Arrangement['lines']): Date =>
  new Date(Math.max(...lines.map(({ endTime }) => endTime.getTime())))
