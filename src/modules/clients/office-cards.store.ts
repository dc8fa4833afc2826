// Cards as the office makes and finds them. Invariant: a business has one card for those who come without a name
// (unique `walkIn`); it is found by nobody's name or phone.

import type { Db, ObjectId } from 'mongodb'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { clientsCollection } from './clients.store.ts'
import { searchKeysOf, wantedKeys } from './search-keys.ts'

/** A client as a list shows him. */
export interface ClientBrief {
  id: ClientId
  name: string
  phone: string | null
  totalAppointments: number
  lastAppointment: Date | null
}

interface BriefDocument {
  _id: ObjectId
  name: string
  phone?: string
  totalAppointments?: number
  lastAppointment?: Date
  walkIn?: boolean
}

const BRIEF = { name: 1, phone: 1, guardianId: 1, totalAppointments: 1, lastAppointment: 1, walkIn: 1 }
const FOUND = 20

export function createOfficeCards(db: Db) {
  const clients = collectionOf(db, clientsCollection)
  const byIds = async (businessId: BusinessId, ids: readonly ClientId[]) =>
    ids.length === 0
      ? []
      : clients
          .find({ businessId: toObjectId(businessId), _id: { $in: ids.map(toObjectId) } }, { projection: BRIEF })
          .batchSize(1000)
          .toArray()

  return {
    /** The card of those without a name, with one more visit; made where there is none. */
    async addWalkIn(businessId: BusinessId, at: Date, tx: Tx): Promise<ClientId> {
      const card = await clients.findOneAndUpdate(
        { businessId: toObjectId(businessId), walkIn: true },
        {
          $setOnInsert: { name: '—', source: 'walk-in', totalSpent: 0, createdAt: at, version: 1 },
          $set: { updatedAt: at },
          $inc: { totalAppointments: 1 },
        },
        { upsert: true, returnDocument: 'after', session: tx },
      )
      if (!card) throw new Error('an upsert gave no client')
      return toId(String(card._id))
    },

    /** A card without a phone, for whoever gives none. */
    async addNamed(businessId: BusinessId, name: string, at: Date, tx: Tx): Promise<ClientId> {
      const card = {
        businessId: toObjectId(businessId),
        name,
        source: 'office',
        searchKeys: searchKeysOf({ name }),
        totalAppointments: 1,
        totalSpent: 0,
        createdAt: at,
        updatedAt: at,
        version: 1,
      }
      const { insertedId } = await clients.insertOne(card, { session: tx })
      return toId(String(insertedId))
    },

    /** Whom a few letters or digits may mean, by name; nobody while too little is typed. */
    async search(businessId: BusinessId, typed: string): Promise<ClientBrief[]> {
      // The index is entered by one key: the longest is on the fewest cards.
      const keys = wantedKeys(typed).sort((a, b) => b.length - a.length)
      if (keys.length === 0) return []
      const found = await clients
        .find({ businessId: toObjectId(businessId), searchKeys: { $all: keys } }, { projection: BRIEF })
        .sort({ lastAppointment: -1, _id: -1 })
        .limit(FOUND)
        .toArray()
      return found.map(toBrief)
    },

    /** Cards as a list or a visit shows them, each with the phone to call: the own, or that of whoever books for him. */
    async briefs(businessId: BusinessId, ids: readonly ClientId[]): Promise<(ClientBrief & { isWalkIn: boolean })[]> {
      const found = await byIds(businessId, ids)
      const theirs = new Map(found.map((card) => [String(card._id), card]))
      const missing = found.flatMap(({ guardianId }) =>
        guardianId && !theirs.has(String(guardianId)) ? toId<'client'>(guardianId) : [],
      )
      for (const card of await byIds(businessId, missing)) theirs.set(String(card._id), card)
      return found.map((card) => {
        const guardian = card.guardianId && theirs.get(String(card.guardianId))
        return { ...toBrief(card), phone: card.phone ?? guardian?.phone ?? null, isWalkIn: card.walkIn === true }
      })
    },
  }
}

const toBrief = (card: BriefDocument | Record<string, unknown>): ClientBrief => {
  const { _id, name, phone, totalAppointments, lastAppointment } = card as BriefDocument
  return {
    id: toId(String(_id)),
    name,
    phone: phone ?? null,
    totalAppointments: totalAppointments ?? 0,
    lastAppointment: lastAppointment ?? null,
  }
}
