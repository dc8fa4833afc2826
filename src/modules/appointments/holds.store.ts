// Invariant: a hold's claims are set in the diaries, with an entry that tells when they lapse, exactly as long as its
// document stands; both come and go in one transaction.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, HoldId } from '#kernel/ids.ts'
import { claimFromDocument, claimShape, claimToDocument, StaleArrangement } from '#modules/diaries/index.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { lineFromDocument, lineShape, lineToDocument } from './appointment-document.store.ts'
import { PREFERENCES } from './cart.ts'
import type { Hold } from './hold.ts'

export const holdsCollection = defineCollection({
  name: 'holds',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    locationId: objectId(),
    holder: z.string(),
    cart: z.object({
      lines: z.array(
        z.object({
          serviceId: objectId(),
          staffId: objectId().optional(),
          gender: z.enum(['woman', 'man']).optional(),
          variant: z.string().optional(),
        }),
      ),
      prefer: z.enum(PREFERENCES),
    }),
    lines: z.array(lineShape),
    claims: z.array(claimShape),
    startTime: date(),
    expiresAt: date(),
    isExtended: z.boolean(),
    createdAt: date(),
  }),
  indexes: [
    { name: 'businessId_holder', key: { businessId: 1, holder: 1 }, unique: true },
    { name: 'businessId_claims', key: { businessId: 1, 'claims.subject': 1, 'claims.from': 1 } },
    { name: 'expiresAt', key: { expiresAt: 1 } },
  ],
})

type HoldDocument = DocumentOf<typeof holdsCollection>

export function createHoldsStore(db: Db) {
  const holds = collectionOf(db, holdsCollection)
  const owned = (businessId: BusinessId, id: HoldId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })

  return {
    /** @throws StaleArrangement when the holder has just taken another */
    async insert(hold: Hold, tx: Tx): Promise<void> {
      try {
        await holds.insertOne(toDocument(hold), { session: tx })
      } catch (error) {
        throw isDuplicateKey(error) ? new StaleArrangement() : error
      }
    },

    async get(businessId: BusinessId, id: HoldId): Promise<Hold | null> {
      const found = await holds.findOne(owned(businessId, id))
      return found && fromDocument(found)
    },

    async ofHolder(businessId: BusinessId, holder: string): Promise<Hold | null> {
      const found = await holds.findOne({ businessId: toObjectId(businessId), holder })
      return found && fromDocument(found)
    },

    /** Takes the document away: whoever succeeds owns its claims. */
    async take(businessId: BusinessId, id: HoldId, tx: Tx): Promise<boolean> {
      const { deletedCount } = await holds.deleteOne(owned(businessId, id), { session: tx })
      return deletedCount === 1
    },

    /** Once, and while it still holds. */
    async extend(businessId: BusinessId, id: HoldId, expiresAt: Date, now: Date, tx: Tx): Promise<boolean> {
      const { matchedCount } = await holds.updateOne(
        { ...owned(businessId, id), isExtended: false, expiresAt: { $gt: now } },
        { $set: { isExtended: true, expiresAt } },
        { session: tx },
      )
      return matchedCount === 1
    },

    /** The longest expired first. */
    async expired(now: Date, limit: number): Promise<Hold[]> {
      const found = await holds
        .find({ expiresAt: { $lte: now } })
        .sort({ expiresAt: 1 })
        .limit(limit)
        .toArray()
      return found.map(fromDocument)
    },

    count: (): Promise<number> => holds.estimatedDocumentCount(),
  }
}

export type HoldsStore = ReturnType<typeof createHoldsStore>

const toDocument = (hold: Hold): HoldDocument => ({
  _id: toObjectId(hold.id),
  businessId: toObjectId(hold.businessId),
  locationId: toObjectId(hold.locationId),
  holder: hold.holder,
  cart: {
    prefer: hold.cart.prefer,
    lines: hold.cart.lines.map(({ serviceId, staffId, gender, variant }) => ({
      serviceId: toObjectId(serviceId),
      ...(staffId ? { staffId: toObjectId(staffId) } : {}),
      ...(gender ? { gender } : {}),
      ...(variant === undefined ? {} : { variant }),
    })),
  },
  lines: hold.lines.map(lineToDocument),
  claims: hold.claims.map(claimToDocument),
  startTime: hold.startTime,
  expiresAt: hold.expiresAt,
  isExtended: hold.isExtended,
  createdAt: hold.createdAt,
})

const fromDocument = (document: HoldDocument): Hold => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  locationId: toId(document.locationId),
  holder: document.holder,
  cart: {
    prefer: document.cart.prefer,
    lines: document.cart.lines.map(({ serviceId, staffId, gender, variant }) => ({
      serviceId: toId(serviceId),
      staffId: staffId ? toId(staffId) : null,
      ...(gender ? { gender } : {}),
      ...(variant === undefined ? {} : { variant }),
    })),
  },
  lines: document.lines.map(lineFromDocument),
  claims: document.claims.map(claimFromDocument),
  startTime: document.startTime,
  expiresAt: document.expiresAt,
  isExtended: document.isExtended,
  createdAt: document.createdAt,
})
