// A card with what it remembers for the next booking, and whom its phone books for.

import type { Db } from 'mongodb'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import { clientNotesCollection } from './client-notes.store.ts'
import { clientsCollection } from './clients.store.ts'
import type { Relation } from './served.ts'
import type { VisitObject, VisitPlace } from './told.ts'

export interface Household {
  id: ClientId
  name: string
  /** The own one, or that of whoever books for this person. */
  phone: string | null
  totalAppointments: number
  isWalkIn: boolean
  place: VisitPlace | null
  /** The last used first. */
  objects: VisitObject[]
  /** Whom this phone books for; of a dependant nobody. */
  family: { id: ClientId; name: string; relation: Relation }[]
}

export function createHouseholds(db: Db) {
  const clients = collectionOf(db, clientsCollection)
  const notes = collectionOf(db, clientNotesCollection)
  return {
    async household(businessId: BusinessId, id: ClientId): Promise<Household | null> {
      const [_id, owner] = [toObjectId(id), toObjectId(businessId)]
      const found = await clients.find({ businessId: owner, $or: [{ _id }, { guardianId: _id }] }).toArray()
      const card = found.find((one) => String(one._id) === id)
      if (!card) return null
      const guardian = card.guardianId && (await clients.findOne({ businessId: owner, _id: card.guardianId }))
      return {
        id,
        name: card.name,
        phone: card.phone ?? (guardian || null)?.phone ?? null,
        totalAppointments: card.totalAppointments ?? 0,
        isWalkIn: card.walkIn === true,
        place: card.addressMore ?? null,
        objects: (card.objects ?? []).map(({ id: _, key: __, ...object }) => object as VisitObject),
        family: found
          .filter((one) => one !== card)
          .map((one) => ({ id: toId(String(one._id)), name: one.name, relation: one.relation ?? 'other' })),
      }
    },

    /** Of whom an allergy is noted. */
    async withAllergy(businessId: BusinessId, ids: readonly ClientId[]): Promise<Set<ClientId>> {
      const filter = {
        businessId: toObjectId(businessId),
        clientId: { $in: ids.map(toObjectId) },
        type: 'allergy' as const,
      }
      return new Set((await notes.distinct('clientId', filter)).map((id) => toId<'client'>(String(id))))
    },
  }
}
