// How somebody is reached, and whether his phone may book online: what staff say of a card, beside its figures.

import type { Db } from 'mongodb'
import type { BusinessId, ClientId, UserId } from '#kernel/ids.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { clientsCollection } from './clients.store.ts'

/** A phone that books nothing online for a while. */
export interface PhoneBar {
  clientId: ClientId
  name: string
  phone: string
  until: Date
  by: UserId
  at: Date
}

/** What a card says of calling it. */
export interface Reach {
  byPhone: boolean
  hasEmail: boolean
  /** The number one would call is known to be somebody else's. */
  isWrong: boolean
}

export function createReach(db: Db) {
  const clients = collectionOf(db, clientsCollection)
  const owned = (businessId: BusinessId, id: ClientId) => ({ businessId: toObjectId(businessId), _id: toObjectId(id) })
  return {
    /** The card that has the phone: the own one, or that of whoever books for the person. */
    async phoneOwners(businessId: BusinessId, ids: readonly ClientId[]): Promise<Map<ClientId, ClientId>> {
      const found = await clients
        .find(
          { businessId: toObjectId(businessId), _id: { $in: ids.map(toObjectId) }, walkIn: { $ne: true } },
          { projection: { guardianId: 1 } },
        )
        .batchSize(1000)
        .toArray()
      return new Map(found.map(({ _id, guardianId }) => [toId(String(_id)), toId(String(guardianId ?? _id))]))
    },

    /** @returns false where there is no such card with a phone */
    async barPhone(
      businessId: BusinessId,
      id: ClientId,
      bar: { until: Date; by: UserId; at: Date },
      tx: Tx,
    ): Promise<boolean> {
      const { matchedCount } = await clients.updateOne(
        { ...owned(businessId, id), phoneKey: { $gt: '' } },
        { $set: { bar: { ...bar, by: toObjectId(bar.by) }, updatedAt: bar.at } },
        { session: tx },
      )
      return matchedCount === 1
    },

    /** @returns false where there is none */
    async unbarPhone(businessId: BusinessId, id: ClientId, at: Date, tx: Tx): Promise<boolean> {
      const { matchedCount } = await clients.updateOne(
        { ...owned(businessId, id), bar: { $exists: true } },
        { $unset: { bar: true }, $set: { updatedAt: at } },
        { session: tx },
      )
      return matchedCount === 1
    },

    async barredPhones(businessId: BusinessId, now: Date, most: number): Promise<PhoneBar[]> {
      const found = await clients
        .find(
          { businessId: toObjectId(businessId), 'bar.until': { $gt: now } },
          { projection: { name: 1, phone: 1, bar: 1 } },
        )
        .sort({ 'bar.until': 1, _id: 1 })
        .limit(most)
        .toArray()
      return found.flatMap(({ _id, name, phone = '', bar }) =>
        bar
          ? [
              {
                ...{ name, phone, until: bar.until, at: bar.at },
                clientId: toId(String(_id)),
                by: toId(String(bar.by)),
              },
            ]
          : [],
      )
    },

    /** By the person served; the number is the own one or that of whoever books for him. */
    async reachOf(businessId: BusinessId, ids: readonly ClientId[]): Promise<Map<ClientId, Reach>> {
      const owners = await this.phoneOwners(businessId, ids)
      const all = [...new Set([...owners.keys(), ...owners.values()])]
      const found = await clients
        .find(
          { businessId: toObjectId(businessId), _id: { $in: all.map(toObjectId) } },
          { projection: { byPhone: 1, email: 1, phone: 1, wrongPhone: 1 } },
        )
        .batchSize(1000)
        .toArray()
      const cards = new Map(found.map((card) => [String(card._id), card]))
      return new Map(
        [...owners].map(([id, ownerId]) => {
          const owner = cards.get(ownerId)
          const isWrong = owner?.wrongPhone !== undefined && owner.wrongPhone === owner.phone
          const byPhone = cards.get(id)?.byPhone === true || owner?.byPhone === true
          return [id, { byPhone, hasEmail: Boolean(cards.get(id)?.email ?? owner?.email), isWrong }]
        }),
      )
    },

    /** @returns false where there is no such card */
    async setByPhone(businessId: BusinessId, id: ClientId, byPhone: boolean, at: Date, tx: Tx): Promise<boolean> {
      const change = byPhone ? { $set: { byPhone, updatedAt: at } } : { $unset: { byPhone: true as const } }
      const { matchedCount } = await clients.updateOne(owned(businessId, id), change, { session: tx })
      return matchedCount === 1
    },

    /** The number on the card is not this person's. */
    async markWrongPhone(businessId: BusinessId, id: ClientId, at: Date, tx: Tx): Promise<void> {
      await clients.updateOne(
        { ...owned(businessId, id), phone: { $exists: true } },
        [{ $set: { wrongPhone: '$phone', updatedAt: at } }],
        { session: tx },
      )
    },
  }
}
