import type { Db } from 'mongodb'
import { checked } from '#kernel/checked.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { PlanRules } from '#modules/diaries/index.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { changeLocation, type LocationDeps } from './change-location.ts'
import { assertNights, wholeWeek } from './hours.ts'
import { hoursOf, type Location } from './location.ts'
import { LocationInput, type NewLocation } from './locations.contract.ts'
import { createLocationsStore } from './locations.store.ts'

export { hoursOf, type Location } from './location.ts'
export type { NewLocation } from './locations.contract.ts'
export { locationRoutes } from './locations.routes.ts'
export { locationsCollection } from './locations.store.ts'
export { openNow, openStretches, type Stretch } from './open-now.ts'

export interface FirstLocation {
  id: LocationId
  businessId: BusinessId
  location: NewLocation
  rules: PlanRules
  at: Date
}

/** Where a business works: hours, address, zone. The default location is what the business itself shows. */
export function createLocations({ db, ...deps }: Omit<LocationDeps, 'store'> & { db: Db }) {
  const store = createLocationsStore(db)
  return {
    ...changeLocation({ ...deps, store }),
    defaultOf: store.defaultOf,
    defaultsOf: store.defaultsOf,
    byId: (businessId: BusinessId, id: LocationId) => store.byId(businessId, id),
    ofBusiness: store.ofBusiness,

    /**
     * Part of opening a business: its default location with the plan document. See modules/onboarding.
     * @throws invalid `invalid_input`, `hours_invalid`
     */
    async openFirst({ id, businessId, location, rules, at }: FirstLocation, tx: Tx): Promise<Location> {
      const fields = checked(LocationInput, location)
      const workingHours = wholeWeek(fields.workingHours)
      const opened: Location = {
        ...{ ...fields, id, businessId, workingHours },
        ...{ periods: [], exceptions: [], isDefault: true, version: 1 },
      }
      assertNights(hoursOf(opened), localDateAt(toMinute(at), opened.zone))
      await store.insert(opened, at, tx)
      await deps.businesses.mirror(businessId, { address: opened.address, workingHours }, tx)
      const { zone, servedDistricts } = opened
      const planned = { zone, hours: hoursOf(opened), servedDistricts, rules }
      await deps.diaries.openPlan(businessId, id, planned, tx)
      return opened
    },
  }
}

export type Locations = ReturnType<typeof createLocations>
