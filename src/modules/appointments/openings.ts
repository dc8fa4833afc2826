import { Refusal } from '#kernel/errors.ts'
import type { BusinessId, LocationId, ServiceId } from '#kernel/ids.ts'
import { DAY, type Minute, toMinute } from '#kernel/time.ts'
import type { Busy, Plan } from '#modules/diaries/index.ts'
import { freeTimes, placingOf } from './availability.ts'
import { cartOf } from './cart.ts'
import { type OfferDeps, readWindow } from './offer-times.ts'
import { businessDayAt } from './timeline.ts'

export interface Opening {
  serviceId: ServiceId
  /** Free starts, ascending. */
  times: Minute[]
}

/**
 * The free starts of each bookable service of a location with anybody, at most `perDay` a day, in one round trip.
 * @throws notFound `not_found`
 */
export const openings =
  (deps: OfferDeps) =>
  async (
    businessId: BusinessId,
    locationId: LocationId | null,
    span: { days: number; perDay: number },
  ): Promise<{ plan: Plan; openings: Opening[] }> => {
    const now = toMinute(deps.clock.now())
    const until = now + (span.days + 3) * DAY
    const place = locationId ? { locationId } : {}
    const { plan, busy } = await readWindow(deps, businessId, place, [now - 2 * DAY, until])
    const services = plan.rules.isActive ? (Object.keys(plan.services) as ServiceId[]) : []
    const bookable = services.filter((id) => plan.services[id]?.isActive)
    return {
      plan,
      openings: bookable.map((serviceId) => ({ serviceId, times: timesOf(plan, busy, serviceId, { ...span, now }) })),
    }
  }

function timesOf(
  plan: Plan,
  busy: Busy,
  serviceId: ServiceId,
  { days, perDay, now }: { days: number; perDay: number; now: Minute },
): Minute[] {
  try {
    const placing = placingOf(plan, busy, cartOf(serviceId, null), now - DAY, now + (days + 1) * DAY)
    const offers = freeTimes(placing, { from: businessDayAt(plan, now), days, now })
    return offers.flatMap(({ times }) => times.slice(0, perDay).map(({ start }) => start))
  } catch (error) {
    if (error instanceof Refusal) return [] // nobody does it at present
    throw error
  }
}
