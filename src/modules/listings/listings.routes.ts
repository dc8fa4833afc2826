import { type Locale, textIn } from '#kernel/localized-text.ts'
import { toDate } from '#kernel/time.ts'
import { routes } from '#platform/http/routes.ts'
import { comingTimes, isOpenAt } from './listing.ts'
import { listings as contract } from './listings.contract.ts'
import type { Found, SearchQuery, SearchResult } from './search-listings.ts'

const SERVICES = 5
const TIMES = 3

export const listingRoutes = (search: (query: SearchQuery) => Promise<SearchResult>) =>
  routes(contract, {
    search: async ({ query, locale }) => {
      const { now, results, near, understood, total, page, pages, categories } = await search(query)
      const view = (found: Found) => viewOf(found, now, locale)
      return { understood, total, page, pages, categories, results: results.map(view), near: near.map(view) }
    },
  })

const viewOf = ({ listing, services, metres }: Found, now: number, locale: Locale) => ({
  businessId: listing.businessId,
  locationId: listing.locationId,
  slug: listing.slug,
  name: textIn(listing, 'name', locale),
  category: listing.category,
  street: [textIn(listing, 'street', locale), listing.building].filter(Boolean).join(', '),
  metres,
  priceFrom: listing.priceFrom,
  isOpen: isOpenAt(listing, now),
  services: services.slice(0, SERVICES).map((service) => ({
    id: service.id,
    name: textIn(service, 'name', locale),
    price: service.price,
    priceFrom: service.priceFrom,
    duration: service.duration,
    times: comingTimes(listing, service, now)
      .slice(0, TIMES)
      .map((time) => toDate(time).toISOString()),
  })),
})
