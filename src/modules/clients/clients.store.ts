// Invariants: a phone has one main card in a business (unique `phoneKey`), and under it one card for each name that was
// booked for (unique `guardianId` and `nameKey`), without a phone of its own. Found-or-made is one upsert a card, and a
// guest's typing never changes what stands on one: a mother does not get her child's name.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/localized-text.ts'
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
import { nameKeyOf } from './name-key.ts'
import { type ClientCard, type Contact, type ForWhom, RELATIONS, type Relation, type Served } from './served.ts'

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

  const main = async (
    businessId: BusinessId,
    { name, phone, locale, source }: Contact,
    visits: 0 | 1,
    at: Date,
    tx: Tx,
  ): Promise<ClientCard> => {
    const card = await clients.findOneAndUpdate(
      { businessId: toObjectId(businessId), phoneKey: phone },
      {
        $setOnInsert: { name, phone, source, totalSpent: 0, createdAt: at, version: 1 },
        $set: { locale, updatedAt: at },
        $inc: { totalAppointments: visits },
      },
      { upsert: true, returnDocument: 'after', session: tx },
    )
    if (!card) throw new Error('an upsert gave no client')
    return toCard(card)
  }

  const dependant = async (
    businessId: BusinessId,
    guardian: ClientCard,
    { name, relation, source }: { name: string; relation: Relation; source: string },
    at: Date,
    tx: Tx,
  ): Promise<ClientCard> => {
    const card = await clients.findOneAndUpdate(
      { businessId: toObjectId(businessId), guardianId: toObjectId(guardian.id), nameKey: nameKeyOf(name) },
      {
        $setOnInsert: { name, relation, source, totalSpent: 0, createdAt: at, version: 1 },
        $set: { updatedAt: at },
        $inc: { totalAppointments: 1 },
      },
      { upsert: true, returnDocument: 'after', session: tx },
    )
    if (!card) throw new Error('an upsert gave no client')
    return { ...toCard(card), phone: guardian.phone }
  }

  return {
    /** The phone's main card, made where there is none, with one more visit in its figures. */
    findOrMake(businessId: BusinessId, contact: Contact, at: Date, tx: Tx): Promise<ClientCard> {
      return main(businessId, contact, 1, at, tx)
    },

    /** The card of the person served, with one more visit in its figures, and the main card of the phone. */
    async findOrMakeServed(
      businessId: BusinessId,
      contact: Contact,
      forWhom: ForWhom,
      at: Date,
      tx: Tx,
    ): Promise<Served> {
      if (forWhom.kind === 'me') {
        const card = await main(businessId, contact, 1, at, tx)
        return { card, contactCard: card }
      }
      const contactCard = await main(businessId, contact, 0, at, tx)
      const { source } = contact
      const card = await dependant(businessId, contactCard, { ...forWhom, relation: forWhom.kind, source }, at, tx)
      return { card, contactCard }
    },

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

    async cards(businessId: BusinessId, ids: readonly ClientId[]): Promise<ClientCard[]> {
      const found = await named(businessId, ids)
      const guardians = await named(businessId, [...new Set(found.flatMap(({ guardianId }) => guardianId ?? []))])
      const phones = new Map(guardians.map(({ id, phone }) => [id, phone]))
      return found.map((card) => ({ ...card, phone: (card.guardianId && phones.get(card.guardianId)) || card.phone }))
    },
  }
}

const toCard = (document: Pick<ClientDocument, '_id' | 'name' | 'phone' | 'guardianId'>): ClientCard => ({
  id: toId(String(document._id)),
  name: document.name,
  phone: document.phone ?? null,
  guardianId: document.guardianId ? toId(document.guardianId) : null,
})
