// Invariant: whoever takes a parked visit away, by booking it or letting it go, is one: the document is its token.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { BusinessId } from '#kernel/ids.ts'
import { claimFromDocument, claimShape, claimToDocument } from '#modules/diaries/index.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  number,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { Parked, ParkedId } from './parked.ts'

/** What was typed is of that day. */
const KEPT_SECONDS = 86_400

export const parkedCollection = defineCollection({
  name: 'parkedVisits',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    locationId: objectId(),
    parkedBy: z.string(),
    holdId: objectId().optional(),
    claims: z.array(claimShape),
    startTime: date(),
    minutes: number(),
    whoId: objectId().optional(),
    lines: z.array(z.object({ serviceId: objectId(), staffId: objectId().optional(), variant: z.string().optional() })),
    text: z.string(),
    client: z.object({
      kind: z.enum(['walk-in', 'new', 'known']),
      clientId: objectId().optional(),
      name: z.string().optional(),
      phone: z.string().optional(),
    }),
    isWalkIn: z.boolean(),
    notes: z.string(),
    expiresAt: date(),
    createdAt: date(),
  }),
  indexes: [
    { name: 'businessId_createdAt', key: { businessId: 1, createdAt: 1 } },
    { name: 'createdAt', key: { createdAt: 1 }, expireAfterSeconds: KEPT_SECONDS },
  ],
})

type ParkedDocument = DocumentOf<typeof parkedCollection>

/** More than any desk leaves lying. */
const MOST = 100

export function createParkedStore(db: Db) {
  const parked = collectionOf(db, parkedCollection)
  const owned = (businessId: BusinessId, id: ParkedId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })
  return {
    async insert(one: Parked, tx: Tx): Promise<void> {
      await parked.insertOne(toDocument(one), { session: tx })
    },

    async get(businessId: BusinessId, id: ParkedId): Promise<Parked | null> {
      const found = await parked.findOne(owned(businessId, id))
      return found && fromDocument(found)
    },

    /** The latest last. */
    async since(businessId: BusinessId, moment: Date): Promise<Parked[]> {
      const found = await parked
        .find({ businessId: toObjectId(businessId), createdAt: { $gte: moment } })
        .sort({ createdAt: 1 })
        .limit(MOST)
        .toArray()
      return found.map(fromDocument)
    },

    /** Takes the document away: whoever succeeds owns what was parked. */
    async take(businessId: BusinessId, id: ParkedId, tx: Tx): Promise<boolean> {
      const { deletedCount } = await parked.deleteOne(owned(businessId, id), { session: tx })
      return deletedCount === 1
    },
  }
}

export type ParkedStore = ReturnType<typeof createParkedStore>

const toDocument = ({ id, businessId, locationId, holdId, whoId, client, lines, claims, ...rest }: Parked) => ({
  _id: toObjectId(id),
  businessId: toObjectId(businessId),
  locationId: toObjectId(locationId),
  ...(holdId ? { holdId: toObjectId(holdId) } : {}),
  ...(whoId ? { whoId: toObjectId(whoId) } : {}),
  client: client.kind === 'known' ? { ...client, clientId: toObjectId(client.clientId) } : client,
  lines: lines.map(({ serviceId, staffId, variant }) => ({
    serviceId: toObjectId(serviceId),
    ...(staffId ? { staffId: toObjectId(staffId) } : {}),
    ...(variant === undefined ? {} : { variant }),
  })),
  claims: claims.map(claimToDocument),
  ...rest,
})

const fromDocument = (document: ParkedDocument): Parked => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  locationId: toId(document.locationId),
  parkedBy: document.parkedBy,
  holdId: document.holdId ? toId(document.holdId) : null,
  claims: document.claims.map(claimFromDocument),
  startTime: document.startTime,
  minutes: document.minutes,
  whoId: document.whoId ? toId(document.whoId) : null,
  lines: document.lines.map(({ serviceId, staffId, variant }) => ({
    serviceId: toId(serviceId),
    staffId: staffId ? toId(staffId) : null,
    ...(variant === undefined ? {} : { variant }),
  })),
  text: document.text,
  client: clientIn(document.client),
  isWalkIn: document.isWalkIn,
  notes: document.notes,
  expiresAt: document.expiresAt,
  createdAt: document.createdAt,
})

function clientIn({ kind, clientId, name = '', phone = '' }: ParkedDocument['client']): Parked['client'] {
  if (kind === 'known' && clientId) return { kind, clientId: toId(clientId), name }
  return kind === 'new' ? { kind, name, phone } : { kind: 'walk-in' }
}
