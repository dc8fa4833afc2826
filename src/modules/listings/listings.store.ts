// Invariant: a listing is never replaced by one that was computed from earlier sources (`computedAt` in the filter).

import type { Collection, Db, Document, Filter } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/shapes.ts'
import type { LocalDate, Minute } from '#kernel/time.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  tenge,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Listing } from './listing.ts'

export const listingsCollection = defineCollection({
  name: 'listings',
  shape: z.object({
    /** The location's. */
    _id: objectId(),
    businessId: objectId(),
    slug: z.string(),
    name: z.string(),
    translations: translationsShape('name', 'street', 'landmark'),
    category: z.string(),
    street: z.string(),
    building: z.string(),
    landmark: z.string(),
    cover: z.string().optional(),
    geo: z.object({ type: z.literal('Point'), coordinates: z.array(number()).min(2).max(2) }).optional(),
    zone: z.string(),
    features: z.array(z.string()),
    priceFrom: tenge().optional(),
    open: z.array(z.object({ from: number(), until: number() })),
    services: z.array(
      z.object({
        id: objectId(),
        name: z.string(),
        translations: translationsShape('name'),
        category: z.string().optional(),
        price: tenge(),
        priceFrom: z.boolean(),
        duration: number(),
        needsPerson: z.boolean(),
        times: z.array(number()),
      }),
    ),
    leadTime: number(),
    days: z.array(z.object({ date: z.string(), until: number() })),
    soonest: number(),
    searchKeys: z.array(z.string()),
    plan: number(),
    computedAt: date(),
    freshUntil: date(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'searchKeys', key: { searchKeys: 1 } },
    { name: 'soonest', key: { soonest: 1 } },
    { name: 'freshUntil', key: { freshUntil: 1 } },
    { name: 'geo', key: { geo: '2dsphere' } },
  ],
})

type ListingDocument = DocumentOf<typeof listingsCollection>

export interface Filters {
  /** At this minute. */
  openAt?: Minute | undefined
  /** Still bookable now on this local day. */
  freeOn?: { date: LocalDate; now: Minute } | undefined
  priceMax?: number | undefined
}

export type Order = { by: 'soonest' | 'price' } | { by: 'distance'; from: [number, number] }

const FITTING = { projection: { category: 1 } } as const
const SHOWN = { projection: { searchKeys: 0 } } as const
/** As many as a hundred pages hold. */
const MOST_LISTED = 2_400
/** Listings looked at for one query: the ones free soonest. */
const MOST_FOUND = 200
const MOST_NEAR = 60

export function createListingsStore(db: Db) {
  const listings = collectionOf(db, listingsCollection)
  return {
    async put(listing: Listing): Promise<void> {
      const _id = toObjectId(listing.locationId)
      try {
        const filter = { _id, computedAt: { $lte: listing.computedAt } }
        await listings.replaceOne(filter, toDocument(listing), { upsert: true })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error // a newer one stands
      }
    },

    /** Takes away what a business no longer has. @param kept its present locations */
    async drop(businessId: BusinessId, kept: readonly LocationId[] = []): Promise<void> {
      const gone = kept.length > 0 ? { _id: { $nin: kept.map(toObjectId) } } : {}
      await listings.deleteMany({ businessId: toObjectId(businessId), ...gone })
    },

    /** With its keys, for the doctor. */
    async whole(businessId: BusinessId): Promise<Listing[]> {
      return (await listings.find({ businessId: toObjectId(businessId) }).toArray()).map(toListing)
    },

    /** Businesses that have a listing. */
    businesses: async (): Promise<BusinessId[]> =>
      (await listings.distinct('businessId')).map((id) => toId<'business'>(String(id))),

    /** Businesses of which a listing has run short of times. */
    stale: async (now: Date): Promise<BusinessId[]> =>
      (await listings.distinct('businessId', { freshUntil: { $lte: now } })).map((id) => toId<'business'>(String(id))),

    /** What fits, in order: little of each, for counts and for the page to come. */
    async fitting(filters: Filters, order: Order): Promise<{ locationId: LocationId; category: string }[]> {
      const documents =
        order.by === 'distance'
          ? await nearest(listings, filterOf(filters), order.from)
          : await listings
              .find(filterOf(filters), FITTING)
              .sort(order.by === 'price' ? { priceFrom: 1, _id: 1 } : { soonest: 1, _id: 1 })
              .limit(MOST_LISTED)
              .batchSize(MOST_LISTED)
              .toArray()
      return documents.map(({ _id, category }) => ({ locationId: toId(_id), category }))
    },

    /** In the order asked for; what has gone meanwhile is left out. */
    async byIds(ids: readonly LocationId[]): Promise<Listing[]> {
      if (ids.length === 0) return []
      const found = await listings.find({ _id: { $in: ids.map(toObjectId) } }, SHOWN).toArray()
      const byId = new Map(found.map((document) => [String(document._id), toListing(document)]))
      return ids.flatMap((id) => byId.get(id) ?? [])
    },

    /** Whatever has one of these keys. */
    async found(keys: readonly string[]): Promise<Listing[]> {
      const found = listings.find({ searchKeys: { $in: [...keys] } }, SHOWN).sort({ soonest: 1 })
      return (await found.limit(MOST_FOUND).batchSize(MOST_FOUND).toArray()).map(toListing)
    },

    /** Whatever has one of these keys, and beside it the few that are free soonest. */
    async foundOrSoonest(keys: readonly string[], now: Minute, few: number): Promise<Listing[]> {
      const soonest = [{ $match: { soonest: { $gte: now } } }, { $sort: { soonest: 1 } }, { $limit: few }]
      const found = await listings
        .aggregate<ListingDocument>([
          { $match: { searchKeys: { $in: [...keys] } } },
          { $limit: MOST_NEAR },
          { $unionWith: { coll: listingsCollection.name, pipeline: soonest } },
          { $project: { searchKeys: 0 } },
        ])
        .toArray()
      return [...new Map(found.map((document) => [String(document._id), toListing(document)])).values()]
    },
  }
}

export type ListingsStore = ReturnType<typeof createListingsStore>

/** Not `$nearSphere`: SecantusDB answers it in no order. */
const nearest = (listings: Collection<ListingDocument>, query: Document, coordinates: [number, number]) =>
  listings
    .aggregate<Pick<ListingDocument, '_id' | 'category'>>([
      {
        $geoNear: { near: { type: 'Point', coordinates }, key: 'geo', distanceField: 'metres', spherical: true, query },
      },
      { $limit: MOST_LISTED },
      { $project: { category: 1 } },
    ])
    .toArray()

function filterOf({ openAt, freeOn, priceMax }: Filters): Filter<ListingDocument> {
  return {
    ...(openAt !== undefined && { open: { $elemMatch: { from: { $lte: openAt }, until: { $gt: openAt } } } }),
    ...(freeOn && { days: { $elemMatch: { date: freeOn.date, until: { $gte: freeOn.now } } } }),
    ...(priceMax !== undefined && { priceFrom: { $lte: priceMax } }),
  }
}

const toDocument = ({ locationId, businessId, cover, geo, priceFrom, services, ...listing }: Listing): Document => ({
  ...listing,
  businessId: toObjectId(businessId),
  ...(cover && { cover }),
  ...(geo && { geo: { type: 'Point', coordinates: geo } }),
  ...(priceFrom !== null && { priceFrom }),
  services: services.map(({ id, category, ...service }) => ({
    ...service,
    id: toObjectId(id),
    ...(category && { category }),
  })),
})

function toListing({ _id, businessId, cover, geo, priceFrom, services, ...document }: ListingDocument): Listing {
  const [longitude, latitude] = geo?.coordinates ?? []
  return {
    ...document,
    locationId: toId(_id),
    businessId: toId(businessId),
    cover: cover ?? null,
    geo: longitude === undefined || latitude === undefined ? null : [longitude, latitude],
    priceFrom: priceFrom ?? null,
    services: services.map(({ id, category, ...service }) => ({
      ...service,
      id: toId(id),
      category: category ?? null,
    })),
    searchKeys: document.searchKeys ?? [],
  }
}
