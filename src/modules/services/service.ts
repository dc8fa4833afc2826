import type { BusinessId, ServiceId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import type { OnlineStop } from '#modules/businesses/index.ts'
import type { ObjectKind, PlanService, ResourceNeed, ServiceVariant, StartWindow } from '#modules/diaries/index.ts'

export interface Service {
  id: ServiceId
  businessId: BusinessId
  name: string
  description: string
  translations: Translations<'name' | 'description'>
  /** Minutes; with variants the longest */
  duration: number
  /** With variants the lowest */
  price: Tenge
  /** The price is the least. */
  priceFrom: boolean
  /** Ways it is done, one of which the client may choose; in the order in which they are shown. */
  variants: ServiceVariant[]
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
  /** Wall times between which it may begin; none: whenever it fits. */
  startWindows: StartWindow[]
  minAge: MinAge | null
  /** Where it is done: at the client's his address is asked. */
  place: ServicePlace
  /** What it is done to, asked when it is booked. */
  object: ObjectKind | null
  onlineStop: OnlineStop | null
  order: number
  /** Taken off the price list; kept for the visits that name it. */
  archivedAt: Date | null
  version: number
}

export const SERVICE_PLACES = ['business', 'client'] as const
export type ServicePlace = (typeof SERVICE_PLACES)[number]

/** For whom it is too early: under so many years not at all, or not without an adult. Told before booking. */
export interface MinAge {
  years: number
  withAdult: boolean
}

/** What is said of a service as a whole follows from its variants, whatever was asked for; nothing without them. */
export function wholeOf(
  variants: readonly ServiceVariant[],
): Partial<Pick<Service, 'duration' | 'price' | 'priceFrom'>> {
  if (variants.length === 0) return {}
  const prices = variants.map(({ price }) => price)
  const price = Math.min(...prices)
  const duration = Math.max(...variants.map((one) => one.duration))
  return { duration, price, priceFrom: price < Math.max(...prices) }
}

/** The service's section of the plan. What it does not ask for is left out. */
export const compiled = (service: Service): PlanService => ({
  name: service.name,
  translations: service.translations,
  duration: service.duration,
  price: service.price,
  priceFrom: service.priceFrom,
  ...(service.variants.length > 0 ? { variants: service.variants } : {}),
  before: service.before,
  after: service.after,
  needsPerson: service.needsPerson,
  resource: service.resource,
  ...(service.startWindows.length > 0 ? { startWindows: service.startWindows } : {}),
  ...(service.minAge ? { minAge: service.minAge } : {}),
  ...(service.place === 'client' ? { place: service.place } : {}),
  ...(service.object ? { object: service.object } : {}),
  ...(service.onlineStop ? { stoppedUntil: service.onlineStop.until } : {}),
  isActive: service.isActive && service.archivedAt === null,
  order: service.order,
})
