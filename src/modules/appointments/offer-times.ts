import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { DAY, type LocalDate, type Minute, toDate, toMinute } from '#kernel/time.ts'
import type { Claim, Diaries, Plan } from '#modules/diaries/index.ts'
import { type Alternative, alternativesTo } from './alternatives.ts'
import { cancelUntil } from './appointment.ts'
import { type Arrangement, around, arrange, assertWithinReach, placingAround } from './arrange.ts'
import { type DayOffer, freeTimes, isTooLong, placingOf } from './availability.ts'
import type { Cart } from './cart.ts'
import { judge, type Verdict } from './explain.ts'
import { businessDayAt } from './timeline.ts'

export interface OfferDeps {
  clock: Clock
  diaries: Pick<Diaries, 'read'>
}

export interface Place {
  /** Absent: the business's default location */
  locationId?: LocationId | undefined
  /** Time that the asker himself holds: his own visit or hold is not in his way. */
  own?: readonly Claim[] | undefined
  /** What others keep of that very time, by an override. */
  others?: readonly Claim[] | undefined
}

export interface Offers {
  plan: Plan
  today: LocalDate
  days: DayOffer[]
  /** Nobody's booking is in the way: the cart does not fit into any of these days. */
  tooLong: boolean
}

export interface OfferQuery extends Place {
  cart: Cart
  /** Absent: today */
  from?: LocalDate | undefined
  days: number
}

/** Plan and diaries of a span, without what the asker himself holds. @throws notFound `not_found` */
export async function readWindow(
  { clock, diaries }: OfferDeps,
  businessId: BusinessId,
  { locationId, own = [], others = [] }: Place,
  [from, until]: [from: Minute, until: Minute],
) {
  const window = await diaries.read(businessId, locationId ?? null, from, until, toMinute(clock.now()))
  if (!window) throw notFound('not_found')
  window.busy.without(own, others)
  return window
}

/**
 * Free starts of a cart over some days, in one round trip.
 * @throws notFound `not_found`; what `placingOf` throws
 */
export const offerTimes =
  (deps: OfferDeps) =>
  async (businessId: BusinessId, query: OfferQuery): Promise<Offers> => {
    const now = toMinute(deps.clock.now())
    // The zone is known only with the plan: a day to either side covers every zone there is.
    const asked = query.from ? Math.max(toMinute(new Date(`${query.from}T00:00:00Z`)), now) : now
    const until = asked + (query.days + 3) * DAY
    const { plan, busy } = await readWindow(deps, businessId, query, [asked - 2 * DAY, until])
    const placing = placingOf(plan, busy, query.cart, asked - DAY, asked + (query.days + 1) * DAY)
    const today = businessDayAt(plan, now)
    const from = query.from && query.from > today ? query.from : today
    const days = freeTimes(placing, { from, days: query.days, now })
    return { plan, today, days, tooLong: isTooLong(placing, query.cart, days, now) }
  }

/** What can be booked at a location. @throws notFound `not_found`; conflict `business_unavailable` */
export const readMenu =
  (deps: OfferDeps) =>
  async (businessId: BusinessId, locationId?: LocationId): Promise<Plan> => {
    const now = toMinute(deps.clock.now())
    const { plan } = await readWindow(deps, businessId, { locationId }, [now, now])
    if (!plan.rules.isActive) throw conflict('business_unavailable')
    return plan
  }

export interface Quote extends Pick<Arrangement, 'lines' | 'wait' | 'businessDay'> {
  plan: Plan
  /** Until when it could be cancelled if it were booked now. */
  cancelUntil: Date | null
}

/**
 * What a visit would be if it were booked now: with whom, for how long and how much. Claims nothing.
 * @throws what `arrange` throws; notFound `not_found`
 */
export const quoteVisit =
  (deps: OfferDeps) =>
  async (businessId: BusinessId, wish: Place & { cart: Cart }, start: Minute): Promise<Quote> => {
    const now = deps.clock.now()
    const window = await readWindow(deps, businessId, wish, around(start))
    const { lines, wait, businessDay } = arrange(window, wish.cart, { start, now: toMinute(now) })
    return {
      ...{ plan: window.plan, lines, wait, businessDay },
      cancelUntil: cancelUntil(window.plan.rules, toFirst(lines), now),
    }
  }

const toFirst = (lines: Arrangement['lines']): Date => lines[0]?.startTime ?? new Date(0)

export interface Explanation {
  plan: Plan
  verdict: Verdict
  alternatives: Alternative[]
}

/** "Why is 15:00 not free?" Every reason, and what is free instead. @throws notFound `not_found`; what `placingOf` throws */
export const explainTime =
  (deps: OfferDeps) =>
  async (businessId: BusinessId, wish: Place & { cart: Cart }, start: Minute): Promise<Explanation> => {
    const now = toMinute(deps.clock.now())
    assertWithinReach(toDate(start), deps.clock.now())
    const { plan, busy } = await readWindow(deps, businessId, wish, around(start))
    const placing = placingAround({ plan, busy }, wish.cart, start)
    const verdict = judge(placing, start, now)
    const isFree = 'placed' in verdict
    return {
      plan,
      verdict,
      alternatives: isFree ? [] : alternativesTo(plan, busy, { cart: wish.cart, placing, start, now }),
    }
  }
