// Visits by the client they are of: what is asked while the phone rings.

import type { Db } from 'mongodb'
import type { AppointmentId, BusinessId, ClientId } from '#kernel/ids.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Appointment } from './appointment.ts'
import { appointmentsCollection, fromDocument } from './appointment-document.store.ts'

export interface ClientSummary {
  /** The next scheduled visit. */
  next: { id: AppointmentId; start: Date } | null
  noShows: number
}

export function createClientVisits(db: Db) {
  const appointments = collectionOf(db, appointmentsCollection)
  return {
    /** The last so many of one client, the latest start first. */
    async visitsOf(businessId: BusinessId, clientId: ClientId, most: number): Promise<Appointment[]> {
      const filter = { businessId: toObjectId(businessId), clientId: toObjectId(clientId) }
      return (await appointments.find(filter).sort({ startTime: -1 }).limit(most).toArray()).map(fromDocument)
    },

    /** In one command; who has neither is not in it. */
    async summariesOf(
      businessId: BusinessId,
      ids: readonly ClientId[],
      now: Date,
    ): Promise<Map<ClientId, ClientSummary>> {
      if (ids.length === 0) return new Map()
      const match = {
        businessId: toObjectId(businessId),
        clientId: { $in: ids.map(toObjectId) },
        $or: [{ status: 'no-show' }, { status: 'scheduled', startTime: { $gte: now } }],
      }
      const isNoShow = { $eq: ['$status', 'no-show'] }
      const found = await appointments
        .aggregate<{ _id: unknown; next: { start: Date; id: unknown } | null; noShows: number }>([
          { $match: match },
          {
            $group: {
              _id: '$clientId',
              next: { $min: { $cond: [isNoShow, null, { start: '$startTime', id: '$_id' }] } },
              noShows: { $sum: { $cond: [isNoShow, 1, 0] } },
            },
          },
        ])
        .toArray()
      return new Map(
        found.map(({ _id, next, noShows }) => [
          toId(String(_id)),
          { next: next && { start: next.start, id: toId(String(next.id)) }, noShows },
        ]),
      )
    },
  }
}
