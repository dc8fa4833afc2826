import { type Db, type Document, ObjectId } from 'mongodb'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { eventsCollection } from '#platform/events/events.store.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'

export interface AuditQuery {
  kind?: string | undefined
  subject?: string | undefined
  by?: string | undefined
  from?: Date | undefined
  until?: Date | undefined
  before?: string | undefined
}

export interface Entry {
  id: string
  at: Date
  type: string
  subject: { kind: string; id: string }
  /** `user:<id>`, `guest` or `platform` */
  actor: string
  origin: string | null
  data: Readonly<Record<string, unknown>>
}

/** Reads what is on record, and does nothing else: events are written with the change they tell of. */
export function createAuditStore(db: Db) {
  const events = collectionOf(db, eventsCollection)
  return {
    /** The newest first. */
    async page(businessId: BusinessId, query: AuditQuery, most: number): Promise<Entry[]> {
      const found = await events
        .find({ businessId: toObjectId(businessId), ...filterOf(query) })
        .sort({ _id: -1 })
        .limit(most)
        .toArray()
      return found.map(({ _id, subject, data, origin, createdAt, type, actor }) => ({
        id: toId(String(_id)),
        at: createdAt,
        type,
        actor,
        subject: { kind: subject.kind, id: toId(subject.id) },
        origin: origin ?? null,
        data: data ?? {},
      }))
    },
  }
}

function filterOf({ kind, subject, by, from, until, before }: AuditQuery): Document {
  // An event's id tells the second in which it was made, so a span of time is a span of the index.
  const first = from && ObjectId.createFromTime(Math.floor(from.getTime() / 1000))
  const last = until && ObjectId.createFromTime(Math.ceil(until.getTime() / 1000))
  const bounds = [
    ...(first ? [{ _id: { $gte: first } }] : []),
    ...(last ? [{ _id: { $lt: last } }] : []),
    ...(before ? [{ _id: { $lt: new ObjectId(before) } }] : []),
  ]
  return {
    ...(kind ? { 'subject.kind': kind } : {}),
    ...(subject ? { 'subject.id': new ObjectId(subject) } : {}),
    ...(by ? { actor: `user:${by as UserId}` } : {}),
    ...(bounds.length > 0 ? { $and: bounds } : {}),
  }
}
