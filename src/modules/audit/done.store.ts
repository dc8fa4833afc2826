// Invariant: a mark of what somebody has seen only rises: a page that was opened earlier and answers later makes nothing
// unseen again.

import { type Db, type Document, ObjectId } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { eventsCollection } from '#platform/events/events.store.ts'
import { PLATFORM } from '#platform/events/tell-once.ts'
import { collectionOf, date, defineCollection, objectId, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Entry } from './audit.store.ts'

export const seenMarksCollection = defineCollection({
  name: 'seenMarks',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    userId: objectId(),
    /** The last event of the platform's own doing that this account has seen. */
    upTo: objectId(),
    updatedAt: date(),
  }),
  indexes: [{ name: 'businessId_userId', key: { businessId: 1, userId: 1 }, unique: true }],
})

/** More than anybody counts. */
const COUNTED = 99

export function createDoneStore(db: Db) {
  const events = collectionOf(db, eventsCollection)
  const marks = collectionOf(db, seenMarksCollection)
  const own = (businessId: BusinessId) => ({ businessId: toObjectId(businessId), actor: PLATFORM })
  return {
    /** The newest first. */
    async page(businessId: BusinessId, before: string | undefined, most: number): Promise<Entry[]> {
      const found = await events
        .find({ ...own(businessId), ...(before ? { _id: { $lt: new ObjectId(before) } } : {}) })
        .sort({ _id: -1 })
        .limit(most)
        .toArray()
      return found.map(toEntry)
    },

    /** The last one of a type; null: there was none. */
    async last(businessId: BusinessId, type: string): Promise<Entry | null> {
      const found = await events.findOne({ ...own(businessId), type }, { sort: { _id: -1 } })
      return found && toEntry(found)
    },

    unseen: (businessId: BusinessId, after: string): Promise<number> =>
      events.countDocuments({ ...own(businessId), _id: { $gt: new ObjectId(after) } }, { limit: COUNTED }),

    async seenUpTo(businessId: BusinessId, userId: UserId): Promise<string | null> {
      const mark = await marks.findOne({ businessId: toObjectId(businessId), userId: toObjectId(userId) })
      return mark && String(mark.upTo)
    },

    async see(businessId: BusinessId, userId: UserId, upTo: string, at: Date): Promise<void> {
      await marks.updateOne(
        { businessId: toObjectId(businessId), userId: toObjectId(userId) },
        { $max: { upTo: new ObjectId(upTo) }, $set: { updatedAt: at } },
        { upsert: true },
      )
    },
  }
}

export type DoneStore = ReturnType<typeof createDoneStore>

const toEntry = (document: Document): Entry => ({
  id: String(document._id),
  at: document.createdAt,
  type: document.type,
  subject: { kind: document.subject.kind, id: toId(String(document.subject.id)) },
  actor: document.actor,
  origin: null,
  data: document.data ?? {},
})
