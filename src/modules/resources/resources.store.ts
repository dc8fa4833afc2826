import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ResourceId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/shapes.ts'
import type { ResourceNeed } from '#modules/diaries/index.ts'
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
import type { Resource } from './resource.ts'

export const resourcesCollection = defineCollection({
  name: 'resources',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    locationId: objectId(),
    name: z.string(),
    translations: translationsShape('name').optional(),
    kind: z.string(),
    units: z.int().min(1),
    isActive: z.boolean(),
    order: number(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [{ name: 'businessId', key: { businessId: 1 } }],
})

type ResourceDocument = DocumentOf<typeof resourcesCollection>

export function createResourcesStore(db: Db) {
  const resources = collectionOf(db, resourcesCollection)
  const owned = (businessId: BusinessId, id: ResourceId) => ({
    businessId: toObjectId(businessId),
    _id: toObjectId(id),
  })
  return {
    async insert({ id, businessId, locationId, ...resource }: Resource, at: Date, tx: Tx): Promise<void> {
      await resources.insertOne(
        {
          ...owned(businessId, id),
          locationId: toObjectId(locationId),
          ...resource,
          createdAt: at,
          updatedAt: at,
        },
        { session: tx },
      )
    },

    async byId(businessId: BusinessId, id: ResourceId, tx?: Tx): Promise<Resource | null> {
      const found = await resources.findOne(owned(businessId, id), tx ? { session: tx } : {})
      return found && toResource(found)
    },

    async ofBusiness(businessId: BusinessId): Promise<Resource[]> {
      const found = await resources
        .find({ businessId: toObjectId(businessId) })
        .sort({ order: 1, _id: 1 })
        .toArray()
      return found.map(toResource)
    },

    async fits(businessId: BusinessId, need: ResourceNeed): Promise<boolean> {
      const filter = 'resourceId' in need ? { _id: toObjectId(need.resourceId) } : { kind: need.kind }
      return (await resources.findOne({ businessId: toObjectId(businessId), ...filter })) !== null
    },

    change(
      businessId: BusinessId,
      id: ResourceId,
      seen: number,
      changes: Partial<Resource>,
      at: Date,
      tx: Tx,
    ): Promise<number> {
      return changeSeen(resources, owned(businessId, id), seen, changes, at, tx)
    },
  }
}

export type ResourcesStore = ReturnType<typeof createResourcesStore>

const toResource = (document: ResourceDocument): Resource => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  locationId: toId(document.locationId),
  name: document.name,
  translations: document.translations ?? {},
  kind: document.kind,
  units: document.units,
  isActive: document.isActive,
  order: document.order,
  version: document.version,
})
