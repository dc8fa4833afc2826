import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Business, Businesses } from '#modules/businesses/index.ts'
import type { Locations } from '#modules/locations/index.ts'
import type { Services } from '#modules/services/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Lacking, lackingOf } from './readiness.ts'

export interface PublishDeps {
  businesses: Pick<Businesses, 'byId' | 'setActive'>
  locations: Pick<Locations, 'ofBusiness'>
  services: Pick<Services, 'ofBusiness'>
  staff: Pick<Staff, 'ofBusiness'>
}

export interface Readiness {
  business: Business
  lacking: Lacking[]
}

/** @throws notFound `not_found` */
export const readiness =
  ({ businesses, locations, services, staff }: PublishDeps) =>
  async (businessId: BusinessId): Promise<Readiness> => {
    const [business, [location], offered, people] = await Promise.all([
      businesses.byId(businessId),
      locations.ofBusiness(businessId),
      services.ofBusiness(businessId),
      staff.ofBusiness(businessId),
    ])
    if (!business || !location) throw notFound('not_found')
    return { business, lacking: lackingOf({ business, location, services: offered, people }) }
  }

/**
 * On the list and open for booking, or off it: visits stay. What the page lacks is judged before and not within the
 * change: a service taken away at the same moment leaves a page with less on it, as it would a moment later.
 * @throws conflict `not_ready` with `lacking`, `changed_meanwhile`; notFound `not_found`
 */
export const setPublished =
  (deps: PublishDeps) =>
  async (businessId: BusinessId, isActive: boolean, seen: number, actor: Actor): Promise<Readiness> => {
    const { lacking } = await readiness(deps)(businessId)
    const needed = lacking.filter(({ isNeeded }) => isNeeded).map(({ what }) => what)
    if (isActive && needed.length > 0) throw conflict('not_ready', { lacking: needed })
    return { business: await deps.businesses.setActive(businessId, isActive, seen, actor), lacking }
  }
