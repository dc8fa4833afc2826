// Invariant: an event is stored in the transaction of the change it tells of, so neither exists without the other.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId } from '#kernel/ids.ts'
import { collectionOf, date, defineCollection, number, objectId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

export const eventsCollection = defineCollection({
  name: 'events',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    type: z.string(),
    subject: z.object({ kind: z.string(), id: objectId() }),
    version: number(),
    actor: z.string(),
    data: z.record(z.string(), z.unknown()).optional(),
    pending: z.array(z.string()),
    createdAt: date(),
  }),
  indexes: [
    { name: 'subject', key: { businessId: 1, 'subject.id': 1, version: 1 } },
    { name: 'pending', key: { pending: 1 } },
  ],
})

export interface NewEvent {
  businessId: BusinessId
  /** `appointment.booked` */
  type: string
  subject: { kind: string; id: string }
  /** Version of the subject after the change: the promised order of its events. */
  version: number
  /** `user:<id>`, `guest` or `platform` */
  actor: string
  data?: Record<string, unknown>
  at: Date
}

/** The outbox: `listeners` names who must still hear each type of event. */
export function createEvents(db: Db, listeners: (type: string) => string[] = () => []) {
  const events = collectionOf(db, eventsCollection)
  return {
    async append({ businessId, subject, at, ...event }: NewEvent, tx: Tx): Promise<void> {
      await events.insertOne(
        {
          ...event,
          businessId: toObjectId(businessId),
          subject: { kind: subject.kind, id: toObjectId(subject.id) },
          pending: listeners(event.type),
          createdAt: at,
        },
        { session: tx },
      )
    },
  }
}

export type Events = ReturnType<typeof createEvents>
