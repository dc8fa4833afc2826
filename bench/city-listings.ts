// The city's catalogue as listings, as many as wanted, without opening every business: for search and its figures.

import { LOCALES } from '#kernel/localized-text.ts'
import { toMinute } from '#kernel/time.ts'
import { compileListing, type Sources } from '#modules/listings/compile-listing.ts'
import { namesOf } from '#modules/listings/index.ts'
import type { Listing } from '#modules/listings/listing.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { type CatalogueBusiness, catalogue } from '../src/main/demo/catalogue.ts'

const STEP = 15

/** The catalogue over and over; each service is free from a while ahead on, every quarter of an hour. */
export const cityListings = (now: Date, count: number): Listing[] =>
  Array.from({ length: count }, (_, i) => {
    const source = catalogue.businesses[i % catalogue.businesses.length]
    if (!source) throw new Error('the catalogue is empty')
    return compileListing(sourcesOf(source, i, toMinute(now)), now, namesOf)
  })

function sourcesOf(source: CatalogueBusiness, i: number, now: number): Sources {
  const { mainLanguage: main, address, category, features, geo, workingHours } = source
  const businessId = objectIds.next<'business'>()
  const slug = i < catalogue.businesses.length ? source.slug : `${source.slug}-${i}`
  const translated = (texts: Record<string, Partial<Record<string, string>> | undefined>) =>
    Object.fromEntries(
      LOCALES.map((locale) => [
        locale,
        Object.fromEntries(
          Object.entries(texts).flatMap(([field, text]) => (text?.[locale] ? [[field, text[locale]]] : [])),
        ),
      ]),
    )
  const services = source.services.map((service, order) => ({
    ...{ id: objectIds.next<'service'>(), businessId, order, name: service.name[main] ?? '', description: '' },
    ...{ duration: service.duration, price: service.price, priceFrom: service.priceFrom ?? false },
    ...{ translations: translated({ name: service.name }), category: service.category, image: null, isActive: true },
    ...{ before: 0, after: 0, needsPerson: true, resource: null, archivedAt: null, version: 1 },
  }))
  const first = Math.ceil(now / STEP) * STEP + STEP * (4 + ((i * 7) % 40))
  const sources = {
    business: {
      id: businessId,
      slug,
      name: source.name[main] ?? '',
      category,
      features,
      photos: {},
      translations: translated({ name: source.name }),
    },
    location: {
      ...{
        id: objectIds.next<'location'>(),
        businessId,
        zone: catalogue.timeZone,
        geo,
        workingHours,
        exceptions: [],
        periods: [],
      },
      address: { street: address.street[main], building: address.building, landmark: address.landmark?.[main] },
      translations: translated({ street: address.street, landmark: address.landmark }),
    },
    services,
    plan: { number: 1, rules: { leadTime: 30 } },
    openings: services.map(({ id }) => ({
      serviceId: id,
      times: Array.from({ length: 24 }, (_, k) => first + k * STEP),
    })),
  }
  // Only what a listing is compiled from.
  return sources as unknown as Sources
}
