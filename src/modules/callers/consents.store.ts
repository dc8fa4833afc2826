// What a client was told and agreed to by phone. Only ever added: who read which text to whom, and when.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, ClientId, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { localeShape } from '#kernel/shapes.ts'
import { collectionOf, date, defineCollection, objectId, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

export const clientConsentsCollection = defineCollection({
  name: 'clientConsents',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    clientId: objectId(),
    /** Version of the text that was read, and in which language. */
    text: z.string(),
    locale: localeShape,
    by: objectId(),
    at: date(),
  }),
  indexes: [{ name: 'businessId_clientId_at', key: { businessId: 1, clientId: 1, at: -1 } }],
})

export interface Consent {
  text: string
  locale: Locale
  by: UserId
  at: Date
}

export function createConsents(db: Db) {
  const consents = collectionOf(db, clientConsentsCollection)
  return {
    async add(
      businessId: BusinessId,
      clientId: ClientId,
      { by, ...consent }: Consent,
      id: string,
      tx: Tx,
    ): Promise<void> {
      const owners = { businessId: toObjectId(businessId), clientId: toObjectId(clientId) }
      await consents.insertOne({ _id: toObjectId(id), ...owners, ...consent, by: toObjectId(by) }, { session: tx })
    },

    async last(businessId: BusinessId, clientId: ClientId): Promise<Consent | null> {
      const filter = { businessId: toObjectId(businessId), clientId: toObjectId(clientId) }
      const found = await consents.findOne(filter, { sort: { at: -1 } })
      return found && { text: found.text, locale: found.locale, by: toId(String(found.by)), at: found.at }
    },
  }
}

export type Consents = ReturnType<typeof createConsents>
