// Invariant: a request is answered once, from the state and version that were seen, in the transaction of what follows.

import type { Db } from 'mongodb'
import { z } from 'zod'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import { TIME_OFF_KINDS } from '#modules/staff/index.ts'
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
import { type DayOffRequest, type RequestId, STATES } from './request.ts'

export const dayOffRequestsCollection = defineCollection({
  name: 'dayOffRequests',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    staffId: objectId(),
    askedBy: objectId(),
    from: date(),
    until: date(),
    kind: z.enum(TIME_OFF_KINDS),
    reason: z.string(),
    state: z.enum(STATES),
    answer: z.string(),
    version: number(),
    createdAt: date(),
    updatedAt: date().optional(),
  }),
  indexes: [
    { name: 'businessId_state', key: { businessId: 1, state: 1, from: 1 } },
    { name: 'businessId_askedBy', key: { businessId: 1, askedBy: 1, createdAt: -1 } },
  ],
})

/** More of one's own nobody looks through. */
const SHOWN = 20

export function createDaysOffStore(db: Db) {
  const requests = collectionOf(db, dayOffRequestsCollection)
  return {
    async insert(request: DayOffRequest, tx: Tx): Promise<void> {
      const { id, businessId, staffId, askedBy, askedAt, ...fields } = request
      const ids = { _id: toObjectId(id), businessId: toObjectId(businessId), staffId: toObjectId(staffId) }
      await requests.insertOne({ ...ids, askedBy: toObjectId(askedBy), ...fields, createdAt: askedAt }, { session: tx })
    },

    async byId(businessId: BusinessId, id: RequestId, tx?: Tx): Promise<DayOffRequest | null> {
      const filter = { businessId: toObjectId(businessId), _id: toObjectId(id) }
      const found = await requests.findOne(filter, tx ? { session: tx } : {})
      return found && toRequest(found)
    },

    /** Of what nobody has answered yet and is not over, the soonest first. */
    async open(businessId: BusinessId, now: Date): Promise<DayOffRequest[]> {
      const filter = { businessId: toObjectId(businessId), state: 'asked' as const, until: { $gt: now } }
      return (await requests.find(filter).sort({ from: 1 }).toArray()).map(toRequest)
    },

    async askedBy(businessId: BusinessId, userId: UserId): Promise<DayOffRequest[]> {
      const filter = { businessId: toObjectId(businessId), askedBy: toObjectId(userId) }
      return (await requests.find(filter).sort({ createdAt: -1 }).limit(SHOWN).toArray()).map(toRequest)
    },

    countOpen: (businessId: BusinessId, staffId: StaffId, tx: Tx): Promise<number> =>
      requests.countDocuments(
        { businessId: toObjectId(businessId), staffId: toObjectId(staffId), state: 'asked' },
        { session: tx },
      ),

    /** From `asked` and the version seen. @throws conflict `changed_meanwhile` */
    async settle(
      { businessId, id, version }: Pick<DayOffRequest, 'businessId' | 'id' | 'version'>,
      changes: Pick<DayOffRequest, 'state' | 'answer'>,
      at: Date,
      tx: Tx,
    ): Promise<number> {
      const { matchedCount } = await requests.updateOne(
        { businessId: toObjectId(businessId), _id: toObjectId(id), state: 'asked', version },
        { $set: { ...changes, version: version + 1, updatedAt: at } },
        { session: tx },
      )
      if (matchedCount !== 1) throw conflict('changed_meanwhile')
      return version + 1
    },
  }
}

export type DaysOffStore = ReturnType<typeof createDaysOffStore>

const toRequest = (document: DocumentOf<typeof dayOffRequestsCollection>): DayOffRequest => ({
  id: toId(String(document._id)),
  businessId: toId(document.businessId),
  staffId: toId(document.staffId),
  askedBy: toId(document.askedBy),
  from: document.from,
  until: document.until,
  kind: document.kind,
  reason: document.reason,
  state: document.state,
  answer: document.answer,
  askedAt: document.createdAt,
  version: document.version,
})
