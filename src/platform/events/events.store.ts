// Invariant: an event is stored in the transaction of the change it tells of, so neither exists without the other; and
// with it the names of all who must still hear it, so nobody misses one.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import { collectionOf, date, defineCollection, number, objectId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { actorName } from './actor-name.ts'
import type { Listener } from './listener.ts'

export const eventsCollection = defineCollection({
  name: 'events',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    type: z.string(),
    subject: z.object({ kind: z.string(), id: objectId() }),
    version: number(),
    actor: z.string(),
    /** From where an account did it: the network's address, an IPv6 one cut to its /64. */
    origin: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
    /** Listeners that have not done with it. */
    pending: z.array(z.string()),
    /** By listener: who is at it, until when nobody else may be, and how often it has failed. */
    hearing: z
      .record(z.string(), z.object({ holder: z.string().optional(), until: date(), tries: number().optional() }))
      .optional(),
    /** The shelf: listeners that failed too often, and with what. */
    dead: z.array(z.object({ listener: z.string(), error: z.string(), at: date() })).optional(),
    createdAt: date(),
  }),
  indexes: [
    { name: 'business', key: { businessId: 1, _id: 1 } },
    // What the platform does by itself is little beside what people do, and is read as a whole.
    {
      name: 'platform',
      key: { actor: 1, businessId: 1, _id: 1 },
      partialFilterExpression: { actor: 'platform' },
    },
    { name: 'subject', key: { businessId: 1, 'subject.id': 1, version: 1 } },
    { name: 'pending', key: { pending: 1, _id: 1 } },
    { name: 'pending_subject', key: { pending: 1, businessId: 1, 'subject.id': 1 } },
    { name: 'dead', key: { 'dead.listener': 1 }, partialFilterExpression: { dead: { $exists: true } } },
  ],
})

export interface NewEvent {
  businessId: BusinessId
  /** `appointment.booked` */
  type: string
  subject: { kind: string; id: string }
  /** Version of the subject after the change: the promised order of its events. */
  version: number
  /** Who asked for it; `guest` or `platform` where no account did. */
  actor: Actor | string
  data?: Record<string, unknown>
  at: Date
}

/** @param listeners asked at each event: the modules that listen are made after the events */
export function createEvents(db: Db, listeners: () => readonly Listener[] = () => []) {
  const events = collectionOf(db, eventsCollection)
  return {
    async append({ businessId, subject, actor, at, ...event }: NewEvent, tx: Tx): Promise<void> {
      await events.insertOne(
        {
          ...event,
          ...byWhom(actor),
          businessId: toObjectId(businessId),
          subject: { kind: subject.kind, id: toObjectId(subject.id) },
          pending: listeners().flatMap(({ name, hears }) => (hears(event.type) ? [name] : [])),
          createdAt: at,
        },
        { session: tx },
      )
    },

    /** What is on record of a subject, the oldest first. */
    async historyOf(businessId: BusinessId, subjectId: string): Promise<PastEvent[]> {
      const found = await events
        .find({ businessId: toObjectId(businessId), 'subject.id': toObjectId(subjectId) })
        .sort({ version: 1, _id: 1 })
        .limit(PAST)
        .toArray()
      return found.map(({ type, actor, data, createdAt }) => ({ type, actor, data: data ?? {}, at: createdAt }))
    },
  }
}

const byWhom = (actor: Actor | string): { actor: string; origin?: string } => {
  if (typeof actor === 'string') return { actor }
  const origin = actor.kind === 'user' ? actor.origin : undefined
  return { actor: actorName(actor), ...(origin ? { origin } : {}) }
}

/** More than anybody reads of one visit. */
const PAST = 200

/** Something that happened, as it is on record. */
export interface PastEvent {
  type: string
  at: Date
  /** `user:<id>`, `guest` or `platform` */
  actor: string
  data: Readonly<Record<string, unknown>>
}

export type Events = ReturnType<typeof createEvents>
