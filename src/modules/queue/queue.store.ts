// Invariants: numbers of a location's day are given once (`takeNumber` writes the queue's one document, so that of two
// who join at once the second sees the first); an entry changes only as its changer saw it.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { busy, conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { localeShape } from '#kernel/shapes.ts'
import type { LocalDate } from '#kernel/time.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  isDuplicateKey,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Entry, type EntryId, inOrder, type QueueSettings, STATES, WAYS, type Way } from './entry.ts'

export const queuesCollection = defineCollection({
  name: 'queues',
  shape: z.object({
    /** The location's */
    _id: objectId().optional(),
    businessId: objectId(),
    isOn: z.boolean(),
    byDoor: z.boolean(),
    /** The business day of `last`, the number that was given last. */
    day: z.string(),
    last: number(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [{ name: 'businessId', key: { businessId: 1 } }],
})

/** Names and phones of those who only waited are not kept for longer. */
const KEPT_SECONDS = 30 * 86_400

export const queueEntriesCollection = defineCollection({
  name: 'queueEntries',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    locationId: objectId(),
    day: z.string(),
    number: number(),
    place: number(),
    services: z.array(z.object({ serviceId: objectId(), variant: z.string().optional() })),
    staffId: objectId().optional(),
    name: z.string().optional(),
    phone: z.string().optional(),
    locale: localeShape,
    how: z.enum(WAYS),
    joinedBy: z.string(),
    joinedAt: date(),
    state: z.enum(STATES),
    changedBy: z.string(),
    visitId: objectId().optional(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'day', key: { businessId: 1, locationId: 1, day: 1, number: 1 }, unique: true },
    { name: 'joinedAt', key: { joinedAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
})

type EntryDocument = DocumentOf<typeof queueEntriesCollection>

interface Place {
  businessId: BusinessId
  locationId: LocationId
}

const STANDING = ['waiting', 'called'] as const
/** No day of a queue is longer. */
const MOST = 2_000

export function createQueueStore(db: Db) {
  const queues = collectionOf(db, queuesCollection)
  const entries = collectionOf(db, queueEntriesCollection)
  const queueOf = ({ businessId, locationId }: Place) => ({
    _id: toObjectId(locationId),
    businessId: toObjectId(businessId),
  })
  const ownedEntry = (businessId: BusinessId, id: EntryId) => ({
    businessId: toObjectId(businessId),
    _id: toObjectId(id),
  })
  const onDay = ({ businessId, locationId }: Place, day: LocalDate) => ({
    businessId: toObjectId(businessId),
    locationId: toObjectId(locationId),
    day,
  })

  return {
    async settings(place: Place, tx?: Tx): Promise<QueueSettings> {
      const found = await queues.findOne(queueOf(place), tx ? { session: tx } : {})
      const { isOn = false, byDoor = false, version = 0 } = found ?? {}
      return { ...place, isOn, byDoor, version }
    },

    /** @throws conflict `queue_changed` when another has switched it */
    async switch({ isOn, byDoor, version, ...place }: QueueSettings, at: Date, tx: Tx): Promise<QueueSettings> {
      const next = { isOn, byDoor, version: version + 1 }
      if (version === 0) {
        const fresh = { ...queueOf(place), ...next, day: '', last: 0, createdAt: at, updatedAt: at }
        await queues.insertOne(fresh, { session: tx }).catch((error: unknown) => {
          throw isDuplicateKey(error) ? conflict('queue_changed', {}) : error
        })
      } else {
        const filter = { ...queueOf(place), version }
        const { matchedCount } = await queues.updateOne(filter, { $set: { ...next, updatedAt: at } }, { session: tx })
        if (matchedCount !== 1) throw conflict('queue_changed', {})
      }
      return { ...place, ...next }
    },

    /**
     * The next number of the day, to a queue that is on.
     * @throws conflict `queue_off`; busy `server_busy` when others are always faster
     */
    async takeNumber(place: Place, day: LocalDate, how: Way, tx: Tx): Promise<number> {
      const seen = await queues.findOne(queueOf(place), { session: tx })
      if (!seen?.isOn || (how === 'door' && !seen.byDoor)) throw conflict('queue_off')
      const last = seen.day === day ? seen.last + 1 : 1
      const filter = { ...queueOf(place), day: seen.day, last: seen.last, version: seen.version }
      const { matchedCount } = await queues.updateOne(filter, { $set: { day, last } }, { session: tx })
      if (matchedCount !== 1) throw busy('server_busy', { retryAfter: 2 })
      return last
    },

    async insert(entry: Entry, tx: Tx): Promise<void> {
      await entries.insertOne(toDocument(entry), { session: tx })
    },

    /** Who stands in the queue now, in order. */
    async standing(place: Place, day: LocalDate, tx?: Tx): Promise<Entry[]> {
      const found = await entries
        .find({ ...onDay(place, day), state: { $in: [...STANDING] } }, tx ? { session: tx } : {})
        .batchSize(1000)
        .toArray()
      return inOrder(found.map(fromDocument))
    },

    /** Everybody of a day, whatever became of him, in the order in which they came. */
    async ofDay(place: Place, day: LocalDate, tx?: Tx): Promise<Entry[]> {
      const found = await entries
        .find(onDay(place, day), tx ? { session: tx } : {})
        .sort({ number: 1 })
        .limit(MOST)
        .batchSize(1000)
        .toArray()
      return found.map(fromDocument)
    },

    /** @throws notFound `not_found` */
    async get(businessId: BusinessId, id: EntryId, tx?: Tx): Promise<Entry> {
      const found = await entries.findOne(ownedEntry(businessId, id), tx ? { session: tx } : {})
      if (!found) throw notFound('not_found')
      return fromDocument(found)
    },

    /** The one read without an owner: the link is the right to it, and its signature has been checked. */
    async byLink(id: EntryId): Promise<Entry | null> {
      const found = await entries.findOne({ _id: toObjectId(id) })
      return found && fromDocument(found)
    },

    /** @throws conflict `queue_changed` */
    async change(seen: Entry, changes: Partial<Entry>, at: Date, tx: Tx): Promise<Entry> {
      const changed: Entry = { ...seen, ...changes, version: seen.version + 1 }
      const { place, state, changedBy, visitId, services, version } = changed
      const written = { place, state, changedBy, version, services: services.map(serviceDocument), updatedAt: at }
      const { matchedCount } = await entries.updateOne(
        { ...ownedEntry(seen.businessId, seen.id), version: seen.version, state: seen.state },
        { $set: { ...written, ...(visitId ? { visitId: toObjectId(visitId) } : {}) } },
        { session: tx },
      )
      if (matchedCount !== 1) throw conflict('queue_changed', {})
      return changed
    },
  }
}

export type QueueStore = ReturnType<typeof createQueueStore>

const serviceDocument = ({ serviceId, variant }: Entry['services'][number]) => ({
  serviceId: toObjectId(serviceId),
  ...(variant === undefined ? {} : { variant }),
})

const toDocument = (entry: Entry): EntryDocument => ({
  _id: toObjectId(entry.id),
  businessId: toObjectId(entry.businessId),
  locationId: toObjectId(entry.locationId),
  day: entry.day,
  number: entry.number,
  place: entry.place,
  services: entry.services.map(serviceDocument),
  ...(entry.staffId ? { staffId: toObjectId(entry.staffId) } : {}),
  ...(entry.name ? { name: entry.name } : {}),
  ...(entry.phone ? { phone: entry.phone } : {}),
  locale: entry.locale,
  how: entry.how,
  joinedBy: entry.joinedBy,
  joinedAt: entry.joinedAt,
  state: entry.state,
  changedBy: entry.changedBy,
  ...(entry.visitId ? { visitId: toObjectId(entry.visitId) } : {}),
  version: entry.version,
  createdAt: entry.joinedAt,
  updatedAt: entry.joinedAt,
})

const fromDocument = (document: EntryDocument): Entry => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  locationId: toId(document.locationId),
  day: document.day,
  number: document.number,
  place: document.place,
  services: document.services.map(({ serviceId, variant }) => ({
    serviceId: toId(serviceId),
    ...(variant === undefined ? {} : { variant }),
  })),
  staffId: document.staffId ? toId(document.staffId) : null,
  name: document.name ?? null,
  phone: document.phone ?? null,
  locale: document.locale,
  how: document.how,
  joinedBy: document.joinedBy,
  joinedAt: document.joinedAt,
  state: document.state,
  changedBy: document.changedBy,
  visitId: document.visitId ? toId(document.visitId) : null,
  version: document.version,
})
