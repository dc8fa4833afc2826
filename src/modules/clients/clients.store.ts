// Invariant: a phone has one main card in a business (unique `phoneKey`); found-or-made is one upsert, and a guest's
// typing never changes what stands on the card.

import type { Db, ObjectId } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { localeShape } from '#kernel/localized-text.ts'
import type { Phone } from '#kernel/phone.ts'
import {
  collectionOf,
  date,
  defineCollection,
  number,
  objectId,
  tenge,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

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
  ],
})

export interface ClientCard {
  id: ClientId
  name: string
  phone: string | null
}

export interface Contact {
  name: string
  phone: Phone
  locale: Locale
  source: string
}

export function createClientsStore(db: Db) {
  const clients = collectionOf(db, clientsCollection)
  const owned = (businessId: BusinessId, id: ClientId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })

  return {
    /** The phone's main card, made where there is none, with one more visit in its figures. */
    async findOrMake(
      businessId: BusinessId,
      { name, phone, locale, source }: Contact,
      at: Date,
      tx: Tx,
    ): Promise<ClientCard> {
      const card = await clients.findOneAndUpdate(
        { businessId: toObjectId(businessId), phoneKey: phone },
        {
          $setOnInsert: { name, phone, source, totalSpent: 0, createdAt: at, version: 1 },
          $set: { locale, updatedAt: at },
          $inc: { totalAppointments: 1 },
        },
        { upsert: true, returnDocument: 'after', session: tx },
      )
      if (!card) throw new Error('an upsert gave no client')
      return toCard(card)
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
      const found = await clients
        .find({ businessId: toObjectId(businessId), _id: { $in: ids.map(toObjectId) } })
        .project<{ _id: ObjectId; name: string; phone?: string }>({ name: 1, phone: 1 })
        .toArray()
      return found.map(toCard)
    },
  }
}

const toCard = (document: { _id?: ObjectId | undefined; name: string; phone?: string | undefined }): ClientCard => ({
  id: toId<'client'>(String(document._id)),
  name: document.name,
  phone: document.phone ?? null,
})
