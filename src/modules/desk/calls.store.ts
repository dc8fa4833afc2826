// What came of calling somebody about a visit. Calls are only ever added: the last one says how it stands.

import type { Db } from 'mongodb'
import { z } from 'zod'
import type { AppointmentId, BusinessId, UserId } from '#kernel/ids.ts'
import {
  collectionOf,
  type DocumentOf,
  date,
  defineCollection,
  objectId,
  toId,
  toObjectId,
} from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Call, OUTCOMES } from './call.ts'

export const callsCollection = defineCollection({
  name: 'calls',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    appointmentId: objectId(),
    outcome: z.enum(OUTCOMES),
    /** When to call again. */
    again: date().optional(),
    by: objectId(),
    at: date(),
  }),
  indexes: [{ name: 'businessId_appointmentId_at', key: { businessId: 1, appointmentId: 1, at: -1 } }],
})

export function createCallsStore(db: Db) {
  const calls = collectionOf(db, callsCollection)
  return {
    async insert({ businessId, appointmentId, by, again, tries: _, ...call }: Call, id: string, tx: Tx): Promise<void> {
      await calls.insertOne(
        {
          ...call,
          ...(again ? { again } : {}),
          _id: toObjectId(id),
          businessId: toObjectId(businessId),
          appointmentId: toObjectId(appointmentId),
          by: toObjectId(by),
        },
        { session: tx },
      )
    },

    /** The last call about each of these visits, with how many there were. */
    async lastOf(businessId: BusinessId, ids: readonly AppointmentId[]): Promise<Map<AppointmentId, Call>> {
      const found = await calls
        .find({ businessId: toObjectId(businessId), appointmentId: { $in: ids.map(toObjectId) } })
        .sort({ at: 1, _id: 1 })
        .batchSize(1000)
        .toArray()
      const last = new Map<AppointmentId, Call>()
      for (const document of found) {
        const call = toCall(document)
        last.set(call.appointmentId, { ...call, tries: (last.get(call.appointmentId)?.tries ?? 0) + 1 })
      }
      return last
    },
  }
}

export type CallsStore = ReturnType<typeof createCallsStore>

const toCall = ({ businessId, appointmentId, outcome, again, by, at }: DocumentOf<typeof callsCollection>): Call => ({
  businessId: toId(businessId),
  appointmentId: toId(appointmentId),
  by: toId<'user'>(by) as UserId,
  ...{ outcome, at, again: again ?? null, tries: 1 },
})
