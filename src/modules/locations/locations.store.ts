// Invariant: a business has one default location (unique index), and each location one plan document.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/shapes.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { changeSeen } from '#platform/mongo/versioned.ts'
import type { Location } from './location.ts'

const text = () => z.string().optional()
const dayHours = {
  isOpen: z.boolean(),
  openTime: z.string(),
  closeTime: z.string(),
  breaks: z.array(z.object({ startTime: z.string(), endTime: z.string() })),
}

const week = () => z.array(z.object({ day: z.int().min(0).max(6), ...dayHours }))

export const locationsCollection = defineCollection({
  name: 'locations',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    name: z.string(),
    translations: translationsShape('name', 'street', 'city', 'landmark', 'parking').optional(),
    isDefault: z.boolean(),
    zone: z.string(),
    phone: text(),
    address: z.object({
      ...{ street: text(), building: text(), city: text(), postalCode: text(), landmark: text() },
      ...{ entrance: text(), floor: text(), office: text(), parking: text() },
    }),
    geo: z.object({ type: z.literal('Point'), coordinates: z.array(number()).min(2).max(2) }).optional(),
    workingHours: week(),
    periods: z.array(z.object({ name: z.string(), from: z.string(), until: z.string(), week: week() })).optional(),
    exceptions: z.array(z.object({ date: z.string(), ...dayHours })),
    servedDistricts: z.array(z.string()).optional(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    {
      name: 'default',
      key: { businessId: 1, isDefault: 1 },
      unique: true,
      partialFilterExpression: { isDefault: true },
    },
    { name: 'geo', key: { geo: '2dsphere' } },
  ],
})

type LocationDocument = DocumentOf<typeof locationsCollection>

export function createLocationsStore(db: Db) {
  const locations = collectionOf(db, locationsCollection)
  return {
    async insert({ id, businessId, geo, phone, ...location }: Location, at: Date, tx: Tx): Promise<void> {
      await locations.insertOne(
        {
          _id: toObjectId(id),
          businessId: toObjectId(businessId),
          ...location,
          ...(phone ? { phone } : {}),
          ...(geo ? { geo: toPoint(geo) } : {}),
          createdAt: at,
          updatedAt: at,
        },
        { session: tx },
      )
    },

    async defaultOf(businessId: BusinessId): Promise<LocationId | null> {
      const filter = { businessId: toObjectId(businessId), isDefault: true }
      const found = await locations.findOne(filter, { projection: { _id: 1 } })
      return found && toId(String(found._id))
    },

    /** The default location of each business, for lists that show many. */
    async defaultsOf(businessIds: readonly BusinessId[]): Promise<Location[]> {
      const filter = { businessId: { $in: businessIds.map(toObjectId) }, isDefault: true }
      return (await locations.find(filter).batchSize(1000).toArray()).map(toLocation)
    },

    async byId(businessId: BusinessId, id: LocationId, tx?: Tx): Promise<Location | null> {
      const found = await locations.findOne(
        { businessId: toObjectId(businessId), _id: toObjectId(id) },
        tx ? { session: tx } : {},
      )
      return found && toLocation(found)
    },

    /** The default one first. */
    async ofBusiness(businessId: BusinessId): Promise<Location[]> {
      const found = await locations
        .find({ businessId: toObjectId(businessId) })
        .sort({ isDefault: -1, name: 1 })
        .toArray()
      return found.map(toLocation)
    },

    change(
      businessId: BusinessId,
      id: LocationId,
      seen: number,
      { geo, ...changes }: Partial<Location>,
      at: Date,
      tx: Tx,
    ): Promise<number> {
      const point = geo === undefined ? {} : { geo: geo && toPoint(geo) }
      const owned = { businessId: toObjectId(businessId), _id: toObjectId(id) }
      return changeSeen(locations, owned, seen, { ...changes, ...point }, at, tx)
    },
  }
}

export type LocationsStore = ReturnType<typeof createLocationsStore>

const toPoint = (coordinates: [number, number]) => ({ type: 'Point' as const, coordinates })

const toLocation = (document: LocationDocument): Location => {
  const [longitude, latitude] = document.geo?.coordinates ?? []
  return {
    id: toId(String(document._id)),
    businessId: toId(document.businessId),
    name: document.name,
    translations: document.translations ?? {},
    isDefault: document.isDefault,
    zone: document.zone,
    phone: document.phone ?? null,
    address: document.address,
    geo: longitude === undefined || latitude === undefined ? null : [longitude, latitude],
    workingHours: document.workingHours,
    periods: document.periods ?? [],
    exceptions: document.exceptions,
    servedDistricts: document.servedDistricts ?? [],
    version: document.version,
  }
}
