import type { Db } from 'mongodb'
import type { BusinessId, ResourceId } from '#kernel/ids.ts'
import { addResource, addResourceOnce, changeResource, type ResourceDeps } from './change-resource.ts'
import { createResourcesStore } from './resources.store.ts'

export { compiled } from './resource.ts'
export { resourceRoutes } from './resources.routes.ts'
export { resourcesCollection } from './resources.store.ts'

/** Rooms, chairs and machines that a service may need beside, or instead of, a person. */
export function createResources({ db, ...rest }: Omit<ResourceDeps, 'store'> & { db: Db }) {
  const store = createResourcesStore(db)
  const deps = { ...rest, store }
  return {
    add: addResource(deps),
    addOnce: addResourceOnce(deps),
    change: changeResource(deps),
    byId: (businessId: BusinessId, id: ResourceId) => store.byId(businessId, id),
    ofBusiness: store.ofBusiness,
    fits: store.fits,
  }
}

export type Resources = ReturnType<typeof createResources>
