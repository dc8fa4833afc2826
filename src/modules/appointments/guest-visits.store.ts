import type { Db } from 'mongodb'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { collectionOf, toObjectId } from '#platform/mongo/collection.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsCollection, fromDocument } from './appointment-document.store.ts'

/** Where guests book by themselves. */
const ONLINE = ['site', 'api']

/** Visits as they are judged many at a time. */
export function createGuestVisits(db: Db) {
  const appointments = collectionOf(db, appointmentsCollection)
  return {
    /** Coming visits that were booked online since then, the newest booked first. */
    async bookedOnline(businessId: BusinessId, now: Date, since: Date, most: number): Promise<Appointment[]> {
      const filter = {
        businessId: toObjectId(businessId),
        startTime: { $gt: now },
        status: 'scheduled' as const,
        createdAt: { $gte: since },
        source: { $in: ONLINE },
      }
      const found = await appointments.find(filter).sort({ createdAt: -1 }).limit(most).batchSize(1000).toArray()
      return found.map(fromDocument)
    },

    async byIds(businessId: BusinessId, ids: readonly AppointmentId[]): Promise<Appointment[]> {
      const filter = { businessId: toObjectId(businessId), _id: { $in: ids.map(toObjectId) } }
      return (await appointments.find(filter).batchSize(1000).toArray()).map(fromDocument)
    },
  }
}

export type GuestVisits = ReturnType<typeof createGuestVisits>
