import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { DAY, type LocalDate, localDateAt, type Minute, toMinute } from '#kernel/time.ts'
import type { Diaries, Plan } from '#modules/diaries/index.ts'
import { cancelUntil, type Line } from './appointment.ts'
import { around, arrange } from './arrange.ts'
import { type DayOffer, freeTimes, type Wish } from './availability.ts'
import { candidatesFor } from './candidates.ts'

export interface OfferDeps {
  clock: Clock
  diaries: Pick<Diaries, 'read'>
}

export interface Offers {
  plan: Plan
  today: LocalDate
  days: DayOffer[]
}

export interface OfferQuery extends Wish {
  locationId?: LocationId | undefined
  /** Absent: today */
  from?: LocalDate | undefined
  days: number
}

/**
 * Free starts of one service over some days, in one round trip.
 * @throws notFound `not_found` and what `candidatesFor` throws
 */
export const offerTimes =
  ({ clock, diaries }: OfferDeps) =>
  async (businessId: BusinessId, query: OfferQuery): Promise<Offers> => {
    const now = toMinute(clock.now())
    // The zone is known only with the plan: a day to either side covers every zone there is.
    const from = query.from ? Math.max(toMinute(new Date(`${query.from}T00:00:00Z`)), now) : now
    const until = from + (query.days + 2) * DAY
    const window = await diaries.read(businessId, query.locationId ?? null, from - 2 * DAY, until)
    if (!window) throw notFound('not_found')
    const { plan, busy } = window
    const today = localDateAt(now, plan.zone)
    const first = query.from && query.from > today ? query.from : today
    const candidates = candidatesFor(plan, query)
    return { plan, today, days: freeTimes(plan, busy, candidates, { from: first, days: query.days, now }) }
  }

/** What can be booked at a location. @throws notFound `not_found`; conflict `business_unavailable` */
export const readMenu =
  ({ clock, diaries }: OfferDeps) =>
  async (businessId: BusinessId, locationId?: LocationId): Promise<Plan> => {
    const now = toMinute(clock.now())
    const window = await diaries.read(businessId, locationId ?? null, now, now)
    if (!window) throw notFound('not_found')
    if (!window.plan.rules.isActive) throw conflict('business_unavailable')
    return window.plan
  }

export interface Quote {
  plan: Plan
  line: Line
  /** Until when it could be cancelled if it were booked now. */
  cancelUntil: Date | null
}

/**
 * What a visit would be if it were booked now: with whom, for how long and how much. Claims nothing.
 * @throws what `arrange` throws; notFound `not_found`
 */
export const quoteVisit =
  ({ clock, diaries }: OfferDeps) =>
  async (
    businessId: BusinessId,
    wish: Wish & { locationId?: LocationId | undefined },
    start: Minute,
  ): Promise<Quote> => {
    const window = await diaries.read(businessId, wish.locationId ?? null, ...around(start))
    if (!window) throw notFound('not_found')
    const now = clock.now()
    const { line } = arrange(window, wish, start, toMinute(now))
    return { plan: window.plan, line, cancelUntil: cancelUntil(window.plan.rules, line.startTime, now) }
  }
