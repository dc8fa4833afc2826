// Invariants: a phone has one main card in a business (unique `phoneKey`), and under it one card for each name that was
// booked for (unique `guardianId` and `nameKey`), without a phone of its own. A guest's typing never changes who stands
// on one: a mother does not get her child's name (`served-cards.store.ts`).

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/shapes.ts'
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
import { type ClientCard, RELATIONS } from './served.ts'
import { visitObjectShape, visitPlaceShape } from './told.ts'

export const clientsCollection = defineCollection({
  name: 'clients',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    userId: objectId().optional(),
    name: z.string(),
    phone: z.string().optional(),
    email: z.string().optional(),
    address: z
      .object({
        street: z.string().optional(),
        city: z.string().optional(),
        postal: z.string().optional(),
        country: z.string().optional(),
      })
      .optional(),
    birthdate: date().optional(),
    gender: z.string().optional(),
    notes: z.string().optional(),
    tags: z.array(z.string()).optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    lastAppointment: date().optional(),
    totalAppointments: number().optional(),
    totalSpent: tenge().optional(),
    source: z.string().optional(),
    phoneKey: z.string().optional(),
    /** Whose phone it is; such a card has none of its own. */
    guardianId: objectId().optional(),
    /** The name as it is compared, where the name is what a card is found by. */
    nameKey: z.string().optional(),
    relation: z.enum(RELATIONS).optional(),
    /** All that was told of the last address at the client's. */
    addressMore: visitPlaceShape.optional(),
    /** Cars, pets and devices, the last used first, each once by its `key`. */
    objects: z.array(visitObjectShape.and(z.object({ id: objectId(), key: z.string() }))).optional(),
    /** How often this phone has booked for somebody else. Each one is a write, so two at once meet on this card. */
    familyBookings: number().optional(),
    /** This phone books nothing online until then, and who said so. */
    bar: z.object({ until: date(), by: objectId(), at: date() }).optional(),
    /** Rings, and has no messenger: this person is called. */
    byPhone: z.boolean().optional(),
    /** The number that turned out to be somebody else's; another one on the card is not it. */
    wrongPhone: z.string().optional(),
    /** Those who come without a name: one card a business. */
    walkIn: z.boolean().optional(),
    searchKeys: z.array(z.string()).optional(),
    locale: localeShape.optional(),
    version: number().optional(),
  }),
  indexes: [
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'userId', key: { userId: 1 } },
    { name: 'phone', key: { phone: 1 } },
    { name: 'email', key: { email: 1 } },
    {
      name: 'name_text_phone_text_email_text',
      key: { name: 'text', phone: 'text', email: 'text' },
      default_language: 'none',
      language_override: 'textLanguage',
    },
    {
      name: 'businessId_phoneKey',
      key: { businessId: 1, phoneKey: 1 },
      unique: true,
      partialFilterExpression: { phoneKey: { $gt: '' } },
    },
    {
      name: 'businessId_bar',
      key: { businessId: 1, 'bar.until': 1 },
      partialFilterExpression: { 'bar.until': { $exists: true } },
    },
    { name: 'businessId_searchKeys', key: { businessId: 1, searchKeys: 1 } },
    {
      name: 'businessId_walkIn',
      key: { businessId: 1, walkIn: 1 },
      unique: true,
      partialFilterExpression: { walkIn: { $exists: true } },
    },
    {
      name: 'businessId_guardianId_nameKey',
      key: { businessId: 1, guardianId: 1, nameKey: 1 },
      unique: true,
      partialFilterExpression: { guardianId: { $exists: true } },
    },
  ],
})

type ClientDocument = DocumentOf<typeof clientsCollection>

export function createClientsStore(db: Db) {
  const clients = collectionOf(db, clientsCollection)
  const owned = (businessId: BusinessId, id: ClientId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })

  const named = async (businessId: BusinessId, ids: readonly ClientId[]): Promise<ClientCard[]> => {
    if (ids.length === 0) return []
    const found = await clients
      .find({ businessId: toObjectId(businessId), _id: { $in: ids.map(toObjectId) } })
      .project<Pick<ClientDocument, '_id' | 'name' | 'phone' | 'guardianId'>>({ name: 1, phone: 1, guardianId: 1 })
      .batchSize(1000)
      .toArray()
    return found.map(toCard)
  }

  return {
    async addToTotal(businessId: BusinessId, id: ClientId, visits: 1 | -1, at: Date, tx: Tx): Promise<void> {
      await clients.updateOne(
        owned(businessId, id),
        { $inc: { totalAppointments: visits }, $set: { updatedAt: at } },
        { session: tx },
      )
    },

    /** @param lastAppointment start of the latest completed visit; null when none is left */
    async setLastAppointment(
      businessId: BusinessId,
      id: ClientId,
      lastAppointment: Date | null,
      at: Date,
      tx: Tx,
    ): Promise<void> {
      const change = lastAppointment
        ? { $set: { lastAppointment, updatedAt: at } }
        : { $unset: { lastAppointment: true as const }, $set: { updatedAt: at } }
      await clients.updateOne(owned(businessId, id), change, { session: tx })
    },

    /** A visit went without a trace; a card that was made for it, and has no other, goes with it. */
    async forgetVisit(
      businessId: BusinessId,
      id: ClientId,
      left: { visits: -1 | 0; lastCompleted: Date | null; madeFor: string },
      at: Date,
      tx: Tx,
    ): Promise<void> {
      const card = await clients.findOneAndUpdate(
        owned(businessId, id),
        { $inc: { totalAppointments: left.visits }, $set: { updatedAt: at } },
        { returnDocument: 'after', session: tx },
      )
      if (!card) return
      await this.setLastAppointment(businessId, id, left.lastCompleted, at, tx)
      if (card.source === left.madeFor && (card.totalAppointments ?? 0) === 0)
        await clients.deleteOne(owned(businessId, id), { session: tx })
    },

    async cards(businessId: BusinessId, ids: readonly ClientId[]): Promise<ClientCard[]> {
      const found = await named(businessId, ids)
      const guardians = await named(businessId, [...new Set(found.flatMap(({ guardianId }) => guardianId ?? []))])
      const phones = new Map(guardians.map(({ id, phone }) => [id, phone]))
      return found.map((card) => ({ ...card, phone: (card.guardianId && phones.get(card.guardianId)) || card.phone }))
    },
  }
}

export const toCard = (document: Pick<ClientDocument, '_id' | 'name' | 'phone' | 'guardianId'>): ClientCard => ({
  id: toId(String(document._id)),
  name: document.name,
  phone: document.phone ?? null,
  guardianId: document.guardianId ? toId(document.guardianId) : null,
})
