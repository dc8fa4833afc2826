import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ServiceId } from '#kernel/ids.ts'
import { translationsShape } from '#kernel/shapes.ts'
import { onlineStopShape } from '#modules/businesses/index.ts'
import { OBJECT_KINDS, type ResourceNeed } from '#modules/diaries/index.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  number,
  objectId,
  tenge,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { changeSeen } from '#platform/mongo/versioned.ts'
import { SERVICE_PLACES, type Service } from './service.ts'

const minutes = () => z.number().meta({ bsonType: ['int', 'long', 'double'], minimum: 0 })

export const servicesCollection = defineCollection({
  name: 'services',
  shape: z.object({
    _id: objectId().optional(),
    /** A String here, as the specification says, and an ObjectId everywhere else. */
    businessId: z.string(),
    name: z.string(),
    description: z.string().optional(),
    duration: minutes(),
    price: tenge(),
    category: z.string().optional(),
    image: z.string().optional(),
    isActive: z.boolean().optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    translations: translationsShape('name', 'description').optional(),
    priceFrom: z.boolean().optional(),
    variants: z
      .array(
        z.object({
          key: z.string(),
          name: z.string(),
          translations: translationsShape('name').optional(),
          duration: minutes(),
          price: tenge(),
          image: z.string().optional(),
        }),
      )
      .optional(),
    before: minutes().optional(),
    after: minutes().optional(),
    needsPerson: z.boolean().optional(),
    resource: z.object({ resourceId: objectId().optional(), kind: z.string().optional() }).optional(),
    startWindows: z.array(z.object({ day: number().optional(), from: z.string(), to: z.string() })).optional(),
    minAge: z.object({ years: number(), withAdult: z.boolean() }).optional(),
    place: z.enum(SERVICE_PLACES).optional(),
    object: z.enum(OBJECT_KINDS).optional(),
    onlineStop: onlineStopShape.optional(),
    order: number().optional(),
    archivedAt: date().optional(),
    version: number().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'category', key: { category: 1 } },
    { name: 'isActive', key: { isActive: 1 } },
  ],
})

type ServiceDocument = DocumentOf<typeof servicesCollection>

export function createServicesStore(db: Db) {
  const services = collectionOf(db, servicesCollection)
  return {
    async insert({ id, ...service }: Service, at: Date, tx: Tx): Promise<void> {
      const fields = toFields(service)
      const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
      await services.insertOne(
        { _id: toObjectId(id), ...(present as Omit<ServiceDocument, '_id'>), createdAt: at, updatedAt: at },
        { session: tx },
      )
    },

    async byId(businessId: BusinessId, id: ServiceId, tx?: Tx): Promise<Service | null> {
      const found = await services.findOne({ businessId, _id: toObjectId(id) }, tx ? { session: tx } : {})
      return found && toService(found)
    },

    /** The price list in its order, without what was archived. */
    async ofBusiness(businessId: BusinessId, tx?: Tx): Promise<Service[]> {
      const found = await services
        .find({ businessId, archivedAt: { $exists: false } }, tx ? { session: tx } : {})
        .sort({ order: 1, _id: 1 })
        .batchSize(1000)
        .toArray()
      return found.map(toService)
    },

    async place(businessId: BusinessId, id: ServiceId, order: number, at: Date, tx: Tx): Promise<void> {
      await services.updateOne({ businessId, _id: toObjectId(id) }, { $set: { order, updatedAt: at } }, { session: tx })
    },

    async areOf(businessId: BusinessId, ids: readonly ServiceId[]): Promise<boolean> {
      const wanted = [...new Set(ids)]
      return (await services.countDocuments({ businessId, _id: { $in: wanted.map(toObjectId) } })) === wanted.length
    },

    change(
      businessId: BusinessId,
      id: ServiceId,
      seen: number,
      changes: Partial<Service>,
      at: Date,
      tx: Tx,
    ): Promise<number> {
      return changeSeen(services, { businessId, _id: toObjectId(id) }, seen, toFields(changes), at, tx)
    },
  }
}

export type ServicesStore = ReturnType<typeof createServicesStore>

const toFields = ({ resource, ...fields }: Partial<Service>) => ({
  ...fields,
  ...(resource === undefined ? {} : { resource: resource && toNeed(resource) }),
})

const toNeed = (need: ResourceNeed) => ('resourceId' in need ? { resourceId: toObjectId(need.resourceId) } : need)

const fromNeed = (need: ServiceDocument['resource']): ResourceNeed | null => {
  if (need?.resourceId) return { resourceId: toId(need.resourceId) }
  return need?.kind ? { kind: need.kind } : null
}

/** A service of a foreign database is one that a person does, and may be booked unless it says it may not. */
const toService = (document: ServiceDocument): Service => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  name: document.name,
  description: document.description ?? '',
  translations: document.translations ?? {},
  duration: document.duration,
  price: document.price,
  priceFrom: document.priceFrom ?? false,
  variants: document.variants ?? [],
  category: document.category ?? null,
  image: document.image ?? null,
  isActive: document.isActive ?? true,
  before: document.before ?? 0,
  after: document.after ?? 0,
  needsPerson: document.needsPerson ?? true,
  resource: fromNeed(document.resource),
  startWindows: document.startWindows ?? [],
  minAge: document.minAge ?? null,
  place: document.place ?? 'business',
  object: document.object ?? null,
  onlineStop: document.onlineStop ?? null,
  order: document.order ?? 0,
  archivedAt: document.archivedAt ?? null,
  version: document.version ?? 1,
})
