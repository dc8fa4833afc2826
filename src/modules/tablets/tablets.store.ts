// Invariants: a tablet that has ended stays ended; an account has one PIN in a business. Whoever comes in by PIN writes
// both documents in the transaction of his session, so that it cannot outlive an end of either.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { TabletId } from '#modules/accounts/index.ts'
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
import type { Tablet } from './tablet.ts'

export const tabletsCollection = defineCollection({
  name: 'tablets',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    name: z.string(),
    idleMinutes: number(),
    markedBy: objectId(),
    createdAt: date(),
    updatedAt: date().optional(),
    /** When somebody last came in by PIN. */
    usedAt: date().optional(),
    endedAt: date().optional(),
    version: number(),
  }),
  indexes: [{ name: 'businessId', key: { businessId: 1 } }],
})

export const pinsCollection = defineCollection({
  name: 'pins',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    userId: objectId(),
    hash: z.string(),
    setAt: date(),
    usedAt: date().optional(),
  }),
  indexes: [{ name: 'businessId_userId', key: { businessId: 1, userId: 1 }, unique: true }],
})

export function createTabletsStore(db: Db) {
  const tablets = collectionOf(db, tabletsCollection)
  const pins = collectionOf(db, pinsCollection)
  const owned = (businessId: BusinessId, id: TabletId) => ({
    businessId: toObjectId(businessId),
    _id: toObjectId(id),
    endedAt: { $exists: false },
  })
  const whose = (businessId: BusinessId, userId: UserId) => ({
    businessId: toObjectId(businessId),
    userId: toObjectId(userId),
  })

  return {
    async insert({ id, businessId, markedBy, markedAt, name, idleMinutes, version }: Tablet, tx: Tx): Promise<void> {
      const document = { _id: toObjectId(id), businessId: toObjectId(businessId), markedBy: toObjectId(markedBy) }
      await tablets.insertOne({ ...document, name, idleMinutes, version, createdAt: markedAt }, { session: tx })
    },

    /** The one read without an owner: the id comes from a token that we have signed. Null for one that has ended. */
    async byToken(id: TabletId): Promise<Tablet | null> {
      const found = await tablets.findOne({ _id: toObjectId(id), endedAt: { $exists: false } })
      return found && toTablet(found)
    },

    async byId(businessId: BusinessId, id: TabletId, tx?: Tx): Promise<Tablet | null> {
      const found = await tablets.findOne(owned(businessId, id), tx ? { session: tx } : {})
      return found && toTablet(found)
    },

    async ofBusiness(businessId: BusinessId): Promise<(Tablet & { usedAt: Date | null })[]> {
      const filter = { businessId: toObjectId(businessId), endedAt: { $exists: false } }
      const found = await tablets.find(filter).sort({ _id: 1 }).toArray()
      return found.map((one) => ({ ...toTablet(one), usedAt: one.usedAt ?? null }))
    },

    /** @throws notFound `not_found`; conflict `changed_meanwhile` */
    change: (
      { businessId, id, version }: Pick<Tablet, 'businessId' | 'id' | 'version'>,
      changes: Partial<Pick<Tablet, 'name' | 'idleMinutes'>> & { endedAt?: Date },
      at: Date,
      tx: Tx,
    ): Promise<number> => changeSeen(tablets, owned(businessId, id), version, changes, at, tx),

    /** Somebody comes in. @throws notFound `not_a_tablet` */
    async use({ businessId, id }: Tablet, at: Date, tx: Tx): Promise<void> {
      const { matchedCount } = await tablets.updateOne(owned(businessId, id), { $set: { usedAt: at } }, { session: tx })
      if (matchedCount !== 1) throw notFound('not_a_tablet')
    },

    async pinOf(businessId: BusinessId, userId: UserId): Promise<string | null> {
      return (await pins.findOne(whose(businessId, userId)))?.hash ?? null
    },

    /** Who has a PIN here. */
    async withPin(businessId: BusinessId): Promise<Set<UserId>> {
      const found = await pins.find({ businessId: toObjectId(businessId) }, { projection: { userId: 1 } }).toArray()
      return new Set(found.map(({ userId }) => toId<'user'>(userId)))
    },

    async setPin(businessId: BusinessId, userId: UserId, hash: string, at: Date, tx: Tx): Promise<void> {
      const change = { $set: { hash, setAt: at } }
      await pins.updateOne(whose(businessId, userId), change, { upsert: true, session: tx })
    },

    /** @returns false where it is another meanwhile, or none */
    async usePin(businessId: BusinessId, userId: UserId, hash: string, at: Date, tx: Tx): Promise<boolean> {
      const filter = { ...whose(businessId, userId), hash }
      return (await pins.updateOne(filter, { $set: { usedAt: at } }, { session: tx })).matchedCount === 1
    },

    /** @returns whether there was one */
    async dropPin(businessId: BusinessId, userId: UserId, tx: Tx): Promise<boolean> {
      return (await pins.deleteOne(whose(businessId, userId), { session: tx })).deletedCount === 1
    },
  }
}

export type TabletsStore = ReturnType<typeof createTabletsStore>

const toTablet = (document: DocumentOf<typeof tabletsCollection>): Tablet => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  name: document.name,
  idleMinutes: document.idleMinutes,
  markedBy: toId(document.markedBy),
  markedAt: document.createdAt,
  version: document.version,
})
