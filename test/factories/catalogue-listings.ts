// The city's catalogue as listings, without opening every business: for the quality of search.

import type { Sources } from '#modules/listings/compile-listing.ts'
import { compileListing } from '#modules/listings/compile-listing.ts'
import type { Listing } from '#modules/listings/listing.ts'
import type { NamesOf } from '#modules/listings/terms.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { catalogue } from '../../src/main/demo/catalogue.ts'

type Text = Record<'kk' | 'ru' | 'en', string>

/** @returns one listing a business, with a free time each, so that none is preferred for being free */
export function catalogueListings(now: Date, namesOf: NamesOf): Listing[] {
  return catalogue.businesses.map((source) => {
    const main = source.mainLanguage
    const texts = <Field extends string>(field: Field, text: Partial<Text>) =>
      Object.fromEntries(Object.entries(text).map(([locale, value]) => [locale, { [field]: value }]))
    const id = objectIds.next<'business'>()
    const locationId = objectIds.next<'location'>()
    const services = source.services.map((service, order) => ({
      id: objectIds.next<'service'>(),
      businessId: id,
      name: service.name[main] ?? '',
      description: '',
      translations: texts('name', service.name),
      duration: service.duration,
      price: service.price,
      priceFrom: service.priceFrom ?? false,
      category: service.category,
      image: null,
      isActive: true,
      before: 0,
      after: 0,
      needsPerson: true,
      resource: null,
      order,
      archivedAt: null,
      version: 1,
    }))
    const street = texts('street', source.address.street)
    const landmark = texts('landmark', source.address.landmark ?? {})
    const address = {
      street: source.address.street[main],
      building: source.address.building,
      landmark: source.address.landmark?.[main],
    }
    const merged = (a: Record<string, object>, b: Record<string, object>) =>
      Object.fromEntries(['kk', 'ru', 'en'].map((locale) => [locale, { ...a[locale], ...b[locale] }]))
    const sources = {
      business: {
        ...{
          id,
          slug: source.slug,
          name: source.name[main] ?? '',
          category: source.category,
          features: source.features,
        },
        ...{ translations: texts('name', source.name), photos: {} },
      },
      location: {
        ...{ id: locationId, address, geo: source.geo, zone: 'Asia/Atyrau', workingHours: [], exceptions: [] },
        translations: merged(street, landmark),
      },
      services,
      plan: { number: 1, rules: { leadTime: 0 } },
      openings: services.map((service) => ({
        serviceId: service.id,
        times: [Math.floor(now.getTime() / 60_000) + 60],
      })),
    }
    return compileListing(sources as unknown as Sources, now, namesOf)
  })
}
