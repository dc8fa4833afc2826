import type { Db } from 'mongodb'
import { checked } from '#kernel/checked.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Business, DEFAULT_SETTINGS, type Settings } from './business.ts'
import { type Profile, ProfileInput, SettingsInput } from './businesses.contract.ts'
import { createBusinessesStore } from './businesses.store.ts'
import { type BusinessDeps, changeBusiness } from './change-business.ts'
import { changePhotos } from './change-photos.ts'
import { freeSlug, slugOf } from './slug.ts'

export {
  type Address,
  type Business,
  noticeOn,
  type OnlineStop,
  rulesOf,
  type Settings,
} from './business.ts'
export type { Profile } from './businesses.contract.ts'
export { businessRoutes } from './businesses.routes.ts'
export { businessesCollection, onlineStopShape } from './businesses.store.ts'
export type { ShownPhotos } from './change-photos.ts'
export { freeSlug, slugOf } from './slug.ts'

export interface NewBusiness {
  id: BusinessId
  userId: UserId
  profile: Profile
  settings?: Partial<Settings> | undefined
  /** Wished address in the catalogue; absent: made from the name. A taken one gets a number. */
  slug?: string | undefined
  isActive: boolean
  createdAt: Date
}

/** Who a business is: name, texts, settings, its address in the catalogue. */
export function createBusinesses({ db, ...deps }: Omit<BusinessDeps, 'store'> & { db: Db }) {
  const store = createBusinessesStore(db)
  return {
    ...changeBusiness({ ...deps, store }),
    changePhotos: changePhotos({ ...deps, store }),
    byId: (businessId: BusinessId) => store.byId(businessId),
    bySlug: store.bySlug,
    ids: store.ids,
    ofOwner: store.ofOwner,
    listActive: store.listActive,
    activePages: store.activePages,
    mirror: store.mirror,

    /**
     * Part of opening a business: see modules/onboarding. Hours and address come with its first location.
     * @throws invalid `invalid_input`; conflict `owner_has_business`
     */
    async create({ id, userId, profile, settings, slug, isActive, createdAt }: NewBusiness, tx: Tx): Promise<Business> {
      const fields = checked(ProfileInput, profile)
      const wished = slugOf(slug ?? fields.name)
      const business: Business = {
        ...fields,
        id,
        userId,
        slug: freeSlug(wished, await store.slugsLike(wished, tx)),
        address: {},
        workingHours: [],
        photos: {},
        settings: checked(SettingsInput, { ...DEFAULT_SETTINGS, ...settings }),
        isActive,
        onlineStop: null,
        notice: null,
        version: 1,
        createdAt,
      }
      await store.insert(business, tx)
      return business
    },
  }
}

export type Businesses = ReturnType<typeof createBusinesses>
