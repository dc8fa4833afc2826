// Devices that book nothing online in a business for a while. A phone's bar stands on its card, which every booking of
// it writes: a bar and a booking at once meet there. A device is asked for where its bookings are counted.

import { createHash } from 'node:crypto'
import { type Db, ObjectId } from 'mongodb'
import { z } from 'zod'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { collectionOf, date, defineCollection, objectId, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

export const bookingBarsCollection = defineCollection({
  name: 'bookingBars',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    /** As visits name who booked them: `device:…`. */
    holder: z.string(),
    until: date(),
    by: objectId(),
    at: date(),
  }),
  indexes: [
    { name: 'businessId_holder', key: { businessId: 1, holder: 1 }, unique: true },
    { name: 'until', key: { until: 1 }, expireAfterSeconds: 0 },
  ],
})

export interface DeviceBar {
  id: string
  device: string
  until: Date
  by: UserId
  at: Date
}

/** By which people tell devices apart: the cookie itself is the device's secret. */
export const deviceTag = (holder: string): string =>
  createHash('sha256').update(holder).digest('hex').slice(0, 6).toUpperCase()

export function createBookingBars(db: Db) {
  const bars = collectionOf(db, bookingBarsCollection)
  return {
    isBarred: async (businessId: BusinessId, holder: string, now: Date): Promise<boolean> =>
      (await bars.findOne(
        { businessId: toObjectId(businessId), holder, until: { $gt: now } },
        { projection: { _id: 1 } },
      )) !== null,

    /** @returns its id, also where the device was barred already */
    async barDevice(
      businessId: BusinessId,
      holder: string,
      { by, ...bar }: { until: Date; by: UserId; at: Date },
      tx: Tx,
    ): Promise<string> {
      const set = await bars.findOneAndUpdate(
        { businessId: toObjectId(businessId), holder },
        { $set: { ...bar, by: toObjectId(by) } },
        { upsert: true, returnDocument: 'after', session: tx },
      )
      return String(set?._id)
    },

    /** @returns false where there is none */
    async unbarDevice(businessId: BusinessId, id: string, tx: Tx): Promise<boolean> {
      const filter = { businessId: toObjectId(businessId), _id: new ObjectId(id) }
      return (await bars.deleteOne(filter, { session: tx })).deletedCount === 1
    },

    async barredDevices(businessId: BusinessId, now: Date, most: number): Promise<DeviceBar[]> {
      const found = await bars
        .find({ businessId: toObjectId(businessId), until: { $gt: now } })
        .sort({ until: 1, _id: 1 })
        .limit(most)
        .toArray()
      return found.map(({ _id, holder, until, by, at }) => ({
        ...{ id: String(_id), until, at, device: deviceTag(holder) },
        by: toId(String(by)),
      }))
    },
  }
}

export type BookingBars = ReturnType<typeof createBookingBars>
