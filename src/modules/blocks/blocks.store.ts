// Invariant: a block's claims are set in the diaries exactly as long as its document stands; both come, change and go in
// one transaction, from the version that was seen.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, Id, StaffId } from '#kernel/ids.ts'
import { type Claim, claimFromDocument, claimShape, claimToDocument, meet, ownersNear } from '#modules/diaries/index.ts'
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
import { type Block, type Blocked, type BlockId, LONGEST, type Stretch } from './block.ts'

export const blocksCollection = defineCollection({
  name: 'blocks',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    locationId: objectId(),
    staffId: objectId().optional(),
    resourceId: objectId().optional(),
    from: date(),
    until: date(),
    reason: z.string(),
    isOver: z.boolean(),
    claims: z.array(claimShape),
    createdBy: z.string(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'businessId_from', key: { businessId: 1, from: 1 } },
    { name: 'businessId_claims', key: { businessId: 1, 'claims.subject': 1, 'claims.from': 1 } },
  ],
})

/** With it the index finds what began before a span. */
const LONGEST_MS = LONGEST * 60_000

type BlockDocument = DocumentOf<typeof blocksCollection>

export function createBlocksStore(db: Db) {
  const blocks = collectionOf(db, blocksCollection)
  const owned = (businessId: BusinessId, id: BlockId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })

  return {
    async insert(block: Block, at: Date, tx: Tx): Promise<void> {
      const { id, businessId, createdBy, version } = block
      const { staffId, resourceId, ...fields } = written(block)
      const whose = { ...(staffId ? { staffId } : {}), ...(resourceId ? { resourceId } : {}) }
      await blocks.insertOne(
        { ...owned(businessId, id), ...fields, ...whose, createdBy, version, createdAt: at, updatedAt: at },
        { session: tx },
      )
    },

    async get(businessId: BusinessId, id: BlockId, tx?: Tx): Promise<Block | null> {
      const found = await blocks.findOne(owned(businessId, id), tx ? { session: tx } : {})
      return found && fromDocument(found)
    },

    /** @throws notFound `not_found`; conflict `changed_meanwhile` */
    async change(block: Block, at: Date, tx: Tx): Promise<Block> {
      const { businessId, id, version } = block
      return {
        ...block,
        version: await changeSeen(blocks, owned(businessId, id), version, written(block), at, tx),
      }
    },

    /** @throws conflict `changed_meanwhile`, also where another has just removed it */
    async remove({ businessId, id, version }: Block, tx: Tx): Promise<void> {
      const { deletedCount } = await blocks.deleteOne({ ...owned(businessId, id), version }, { session: tx })
      if (deletedCount !== 1) throw conflict('changed_meanwhile', {})
    },

    /** Blocks that reach into a span of time, the earliest first. */
    async between(businessId: BusinessId, { from, until }: Stretch, staffId: StaffId | 'all'): Promise<Block[]> {
      const filter = {
        businessId: toObjectId(businessId),
        from: { $gt: new Date(+from - LONGEST_MS), $lt: until },
        until: { $gt: from },
        ...(staffId === 'all' ? {} : { staffId: toObjectId(staffId) }),
      }
      const found = await blocks.find(filter).sort({ from: 1 }).batchSize(1000).toArray()
      return found.map(fromDocument)
    },

    /** Other blocks of the same time. */
    async meeting(businessId: BusinessId, except: Id<string>, claims: readonly Claim[]): Promise<Block[]> {
      const found = await blocks
        .find(ownersNear(businessId, except, claims))
        .sort({ from: 1 })
        .toArray()
      return found.map(fromDocument).filter((block) => meet(block.claims, claims))
    },
  }
}

export type BlocksStore = ReturnType<typeof createBlocksStore>

/** The fields that a change writes; null takes one away. */
const written = ({ locationId, staffId, resourceId, from, until, reason, isOver, claims }: Block) => ({
  locationId: toObjectId(locationId),
  staffId: staffId && toObjectId(staffId),
  resourceId: resourceId && toObjectId(resourceId),
  from,
  until,
  reason,
  isOver,
  claims: claims.map(claimToDocument),
})

const fromDocument = (document: BlockDocument): Block => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  locationId: toId(document.locationId),
  ...blockedIn(document),
  from: document.from,
  until: document.until,
  reason: document.reason,
  isOver: document.isOver,
  claims: document.claims.map(claimFromDocument),
  createdBy: document.createdBy,
  version: document.version,
})

function blockedIn({ staffId, resourceId }: BlockDocument): Blocked {
  if (staffId) return { staffId: toId(staffId), resourceId: null }
  if (resourceId) return { staffId: null, resourceId: toId(resourceId) }
  throw new Error('a block of nobody')
}
