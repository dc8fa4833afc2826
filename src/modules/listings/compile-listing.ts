import type { ServiceId } from '#kernel/ids.ts'
import { LOCALES, type Translations } from '#kernel/localized-text.ts'
import { addDays, DAY, instantOf, localDateAt, type Minute, toDate, toMinute } from '#kernel/time.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import { hoursOf, type Location, openStretches } from '#modules/locations/index.ts'
import type { Service } from '#modules/services/index.ts'
import { type ListedService, type Listing, NEVER } from './listing.ts'
import { type NamesOf, searchKeysOf } from './terms.ts'

/** Where a listing comes from. */
export interface Sources {
  business: Business
  location: Location
  /** The price list, without what was archived. */
  services: readonly Service[]
  plan: Plan
  /** Free starts of what can be booked, rising. */
  openings: readonly { serviceId: ServiceId; times: Minute[] }[]
}

/** Days ahead that are looked through for free times. */
export const DAYS = 14
/** Free starts kept for each service: a working day of quarters of an hour. */
export const TIMES = 24
/** With fewer left it is time to look again. */
const FEW_TIMES = 4
const SOONEST_REWRITE = 5

/** What home and search show of a location, as it is at this minute. */
export function compileListing(sources: Sources, now: Date, namesOf: NamesOf): Listing {
  const { business, location, plan, openings } = sources
  const timesOf = new Map(openings.map(({ serviceId, times }) => [serviceId, times.slice(0, TIMES)]))
  const services = sources.services.map((service) => listed(service, timesOf.get(service.id) ?? []))
  const minute = toMinute(now)
  const today = localDateAt(minute, location.zone)
  const leadTime = plan.rules.leadTime
  const paid = services.map(({ price }) => price).filter((price) => price > 0)
  const about = {
    name: business.name,
    translations: textsOf(business, location),
    category: business.category,
    street: location.address.street ?? '',
    landmark: location.address.landmark ?? '',
    features: business.features,
    services,
  }
  return {
    ...about,
    locationId: location.id,
    businessId: business.id,
    slug: business.slug,
    building: location.address.building ?? '',
    cover: business.photos.coverImage ?? null,
    geo: location.geo,
    zone: location.zone,
    priceFrom: paid.length > 0 ? Math.min(...paid) : null,
    open: openStretches(hoursOf(location), location.zone, addDays(today, -1), DAYS + 2).filter(
      ({ until }) => until > minute,
    ),
    leadTime,
    days: daysOf(services, location.zone, leadTime),
    soonest: Math.min(NEVER, ...services.flatMap(({ times }) => times.slice(0, 1))),
    searchKeys: searchKeysOf(about, namesOf),
    plan: plan.number,
    computedAt: now,
    freshUntil: toDate(freshUntil(services, leadTime, minute, location.zone)),
  }
}

const listed = (service: Service, times: Minute[]): ListedService => ({
  id: service.id,
  name: service.name,
  translations: only('name', service.translations),
  category: service.category,
  price: service.price,
  priceFrom: service.priceFrom,
  duration: service.duration,
  needsPerson: service.needsPerson,
  times,
})

/** Name of the business, street and landmark of the location. */
function textsOf(business: Business, location: Location): Listing['translations'] {
  const translations: Listing['translations'] = {}
  for (const locale of LOCALES) {
    const name = business.translations[locale]?.name
    const { street, landmark } = location.translations[locale] ?? business.translations[locale] ?? {}
    const texts = { ...(name && { name }), ...(street && { street }), ...(landmark && { landmark }) }
    if (Object.keys(texts).length > 0) translations[locale] = texts
  }
  return translations
}

function only(field: 'name', translations: Translations<'name' | 'description'>): Translations<'name'> {
  const kept: Translations<'name'> = {}
  for (const locale of LOCALES) {
    const text = translations[locale]?.[field]
    if (text) kept[locale] = { [field]: text }
  }
  return kept
}

function daysOf(services: readonly ListedService[], zone: string, leadTime: number): Listing['days'] {
  const last = new Map<string, Minute>()
  for (const time of services.flatMap(({ times }) => times)) {
    const date = localDateAt(time, zone)
    last.set(date, Math.max(last.get(date) ?? 0, time))
  }
  return [...last].map(([date, time]) => ({ date, until: time - leadTime })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/** Until the next midnight there, or until the times of a service run short whose list was cut. */
function freshUntil(services: readonly ListedService[], leadTime: number, now: Minute, zone: string): Minute {
  const midnight = instantOf(addDays(localDateAt(now, zone), 1), 0, zone)
  const runShort = services.flatMap(({ times }) =>
    times.length < TIMES ? [] : [(times.at(-FEW_TIMES) ?? now + DAY) - leadTime],
  )
  return Math.max(now + SOONEST_REWRITE, Math.min(midnight, ...runShort))
}
