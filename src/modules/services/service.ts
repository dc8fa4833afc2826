import type { BusinessId, ServiceId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import type { PlanService, ResourceNeed } from '#modules/diaries/index.ts'

export interface Service {
  id: ServiceId
  businessId: BusinessId
  name: string
  description: string
  translations: Translations<'name' | 'description'>
  /** Minutes */
  duration: number
  price: Tenge
  /** The price is the least. */
  priceFrom: boolean
  /** A slug; its names stand in the catalogues. */
  category: string | null
  image: string | null
  /** Can be booked; else it is shown without a button. */
  isActive: boolean
  /** Minutes kept free before and after, beyond the business's own buffer where longer. */
  before: number
  after: number
  needsPerson: boolean
  resource: ResourceNeed | null
  order: number
  /** Taken off the price list; kept for the visits that name it. */
  archivedAt: Date | null
  version: number
}

/** The service's section of the plan. */
export const compiled = (service: Service): PlanService => ({
  name: service.name,
  translations: service.translations,
  duration: service.duration,
  price: service.price,
  priceFrom: service.priceFrom,
  before: service.before,
  after: service.after,
  needsPerson: service.needsPerson,
  resource: service.resource,
  isActive: service.isActive && service.archivedAt === null,
  order: service.order,
})
