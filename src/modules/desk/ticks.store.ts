// What somebody has ticked off in a week's list: the business's, not one's own, so that the second receptionist sees it.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { LocalDate } from '#kernel/time.ts'
import { collectionOf, date, defineCollection, objectId, toId, toObjectId } from '#platform/mongo/collection.ts'

export const weekTicksCollection = defineCollection({
  name: 'weekTicks',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    /** Its Monday. */
    week: z.string(),
    key: z.string(),
    by: objectId(),
    at: date(),
    expiresAt: date(),
  }),
  indexes: [
    { name: 'businessId_week_key', key: { businessId: 1, week: 1, key: 1 }, unique: true },
    { name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
})

export interface Tick {
  key: string
  by: UserId
  at: Date
}

const KEPT_MS = 35 * 86_400_000

export function createTicksStore(db: Db) {
  const ticks = collectionOf(db, weekTicksCollection)
  return {
    async of(businessId: BusinessId, week: LocalDate): Promise<Tick[]> {
      const found = await ticks
        .find({ businessId: toObjectId(businessId), week })
        .batchSize(1000)
        .toArray()
      return found.map(({ key, by, at }) => ({ key, by: toId(by), at }))
    },

    /** Who was first stays on record. */
    async tick(businessId: BusinessId, week: LocalDate, keys: readonly string[], by: UserId, at: Date): Promise<void> {
      const set = { by: toObjectId(by), at, expiresAt: new Date(at.getTime() + KEPT_MS) }
      await ticks.bulkWrite(
        keys.map((key) => ({
          updateOne: {
            filter: { businessId: toObjectId(businessId), week, key },
            update: { $setOnInsert: set },
            upsert: true,
          },
        })),
        { ordered: false },
      )
    },

    async untick(businessId: BusinessId, week: LocalDate, keys: readonly string[]): Promise<void> {
      await ticks.deleteMany({ businessId: toObjectId(businessId), week, key: { $in: [...keys] } })
    },
  }
}

export type TicksStore = ReturnType<typeof createTicksStore>
