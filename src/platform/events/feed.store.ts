import { type Db, ObjectId } from 'mongodb'
import type { BusinessId } from '#kernel/ids.ts'
import { toId, toObjectId } from '#platform/mongo/collection.ts'
import { eventsCollection } from './events.store.ts'

/** What is told of an event to whoever looks on: that something changed, not what it says. */
export interface Told {
  readonly id: string
  readonly businessId: BusinessId
  readonly type: string
  readonly subject: { readonly kind: string; readonly id: string }
  readonly version: number
  readonly actor: string
}

interface Found {
  _id: ObjectId
  businessId: ObjectId
  type: string
  subject: { kind: string; id: ObjectId }
  version: number
  actor: string
}

export function createFeedStore(db: Db) {
  const events = db.collection<Found>(eventsCollection.name)
  return {
    /** Events of these businesses that were stored after a moment, oldest first. */
    async since(businessIds: readonly BusinessId[], moment: Date): Promise<Told[]> {
      const found = await events
        .find(
          {
            businessId: { $in: businessIds.map(toObjectId) },
            _id: { $gte: ObjectId.createFromTime(Math.floor(moment.getTime() / 1000)) },
          },
          { projection: { businessId: 1, type: 1, subject: 1, version: 1, actor: 1 } },
        )
        .sort({ _id: 1 })
        .batchSize(1000)
        .toArray()
      return found.map(({ _id, businessId, subject, ...event }) => ({
        id: toId(_id),
        businessId: toId(businessId),
        type: event.type,
        subject: { kind: subject.kind, id: toId(subject.id) },
        version: event.version,
        actor: event.actor,
      }))
    },
  }
}
