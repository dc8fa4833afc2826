import type { Clock } from '#kernel/clock.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Locations } from '#modules/locations/index.ts'
import type { Services } from '#modules/services/index.ts'
import { compileListing, DAYS, TIMES } from './compile-listing.ts'
import type { Listing } from './listing.ts'
import type { ListingsStore } from './listings.store.ts'
import type { NamesOf } from './terms.ts'

export interface RewriteDeps {
  clock: Clock
  store: ListingsStore
  businesses: Pick<Businesses, 'byId' | 'ids'>
  locations: Pick<Locations, 'ofBusiness'>
  services: Pick<Services, 'ofBusiness'>
  appointments: Pick<Appointments, 'openings'>
  namesOf: NamesOf
}

/** The listings a business should have now: one a location, none while it is not shown. */
export const computeListings =
  ({ clock, businesses, locations, services, appointments, namesOf }: Omit<RewriteDeps, 'store'>) =>
  async (businessId: BusinessId): Promise<Listing[]> => {
    // Before anything is read: a listing is as old as the oldest thing in it.
    const now = clock.now()
    const business = await businesses.byId(businessId)
    if (!business?.isActive || !business.slug) return []
    const [places, offered] = await Promise.all([locations.ofBusiness(businessId), services.ofBusiness(businessId)])
    return Promise.all(
      places.map(async (location) => {
        const free = await appointments.openings(businessId, location.id, { days: DAYS, perDay: TIMES })
        return compileListing({ business, location, services: offered, ...free }, now, namesOf)
      }),
    )
  }

/** Writes the listings of one business anew from their sources; as often as one likes. */
export const rewriteListings = (deps: RewriteDeps) => {
  const compute = computeListings(deps)
  return async (businessId: BusinessId): Promise<void> => {
    const listings = await compute(businessId)
    for (const listing of listings) await deps.store.put(listing)
    await deps.store.drop(
      businessId,
      listings.map(({ locationId }) => locationId),
    )
  }
}

/** Writes what has run short of times, and what has never been written. */
export const refreshListings = (deps: RewriteDeps) => {
  const rewrite = rewriteListings(deps)
  return async (signal: AbortSignal): Promise<void> => {
    const listed = new Set(await deps.store.businesses())
    const unlisted = (await deps.businesses.ids()).filter((id) => !listed.has(id))
    for (const id of new Set([...(await deps.store.stale(deps.clock.now())), ...unlisted])) {
      if (signal.aborted) return
      await rewrite(id)
    }
  }
}

/** Writes all of them, of businesses that are gone too: these lose theirs. */
export const rebuildListings = (deps: RewriteDeps) => {
  const rewrite = rewriteListings(deps)
  return async (): Promise<void> => {
    const all = new Set([...(await deps.businesses.ids()), ...(await deps.store.businesses())])
    for (const id of all) await rewrite(id)
  }
}
