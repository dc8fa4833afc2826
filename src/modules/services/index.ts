import type { Db } from 'mongodb'
import type { BusinessId, ServiceId } from '#kernel/ids.ts'
import {
  addService,
  addServices,
  archiveService,
  changeService,
  type ServiceDeps,
  stopService,
} from './change-service.ts'
import { orderServices } from './order-services.ts'
import { createServicesStore } from './services.store.ts'

export { priceListRoutes } from './price-list.routes.ts'
export { compiled, type Service } from './service.ts'
export { serviceRoutes } from './services.routes.ts'
export { servicesCollection } from './services.store.ts'

/** What a business offers, for how long and how much. */
export function createServices({ db, ...rest }: Omit<ServiceDeps, 'store'> & { db: Db }) {
  const store = createServicesStore(db)
  const deps = { ...rest, store }
  return {
    add: addService(deps),
    addAll: addServices(deps),
    putInOrder: orderServices(deps),
    change: changeService(deps),
    archive: archiveService(deps),
    stopOnline: stopService(deps),
    byId: (businessId: BusinessId, id: ServiceId) => store.byId(businessId, id),
    ofBusiness: store.ofBusiness,
    areOf: store.areOf,
  }
}

export type Services = ReturnType<typeof createServices>
