// Invariant: a card is found or made by one upsert: by its phone, and under that by the name that was booked for. Only the
// last address and the last objects follow what was told.

import type { Db } from 'mongodb'
import type { BusinessId, ClientId } from '#kernel/ids.ts'
import { collectionOf, type DocumentOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { cardUpdate } from './card-update.store.ts'
import { clientsCollection, toCard } from './clients.store.ts'
import { nameKeyOf } from './name-key.ts'
import { searchKeysOf } from './search-keys.ts'
import type { ClientCard, Contact, ForWhom, Relation, Served } from './served.ts'
import type { Told } from './told.ts'

export function createServedCards(db: Db) {
  const clients = collectionOf(db, clientsCollection)

  const main = async (
    businessId: BusinessId,
    { name, phone, locale, source }: Contact,
    visits: 0 | 1,
    at: Date,
    tx: Tx,
    told: Told | null = null,
  ): Promise<Found> => {
    const card = await clients.findOneAndUpdate(
      { businessId: toObjectId(businessId), phoneKey: phone },
      cardUpdate(
        {
          first: {
            name,
            phone,
            source,
            searchKeys: searchKeysOf({ name, phone }),
            totalSpent: 0,
            createdAt: at,
            version: 1,
          },
          always: { locale, updatedAt: at },
          figures: visits === 1 ? { totalAppointments: 1 } : { totalAppointments: 0, familyBookings: 1 },
        },
        told,
      ),
      { upsert: true, returnDocument: 'after', session: tx },
    )
    if (!card) throw new Error('an upsert gave no client')
    return writtenOn(card)
  }

  const dependant = async (
    businessId: BusinessId,
    guardian: ClientCard,
    { name, relation, source, told }: Pick<Contact, 'name' | 'source' | 'told'> & { relation: Relation },
    at: Date,
    tx: Tx,
  ): Promise<Found> => {
    const card = await clients.findOneAndUpdate(
      { businessId: toObjectId(businessId), guardianId: toObjectId(guardian.id), nameKey: nameKeyOf(name) },
      cardUpdate(
        {
          first: {
            name,
            relation,
            source,
            searchKeys: searchKeysOf({ name }),
            totalSpent: 0,
            createdAt: at,
            version: 1,
          },
          always: { updatedAt: at },
          figures: { totalAppointments: 1 },
        },
        told ?? null,
      ),
      { upsert: true, returnDocument: 'after', session: tx },
    )
    if (!card) throw new Error('an upsert gave no client')
    const { card: own, ...figures } = writtenOn(card)
    return { ...figures, card: { ...own, phone: guardian.phone } }
  }

  return {
    /** The card of the person served, with one more visit in its figures, and the main card of the phone. */
    async findOrMakeServed(
      businessId: BusinessId,
      contact: Contact,
      forWhom: ForWhom,
      at: Date,
      tx: Tx,
    ): Promise<Served> {
      if (forWhom.kind === 'me') {
        const own = await main(businessId, contact, 1, at, tx, contact.told)
        return { ...own, contactCard: own.card }
      }
      const guardian = await main(businessId, contact, 0, at, tx)
      const contactCard = guardian.card
      const { source, told } = contact
      const person = { ...forWhom, relation: forWhom.kind, source, told }
      const own = await dependant(businessId, contactCard, person, at, tx)
      const { familyBookings, barredUntil } = guardian
      return { ...own, contactCard, familyBookings, barredUntil, hasCome: own.hasCome || guardian.hasCome }
    },

    /** Whom one phone books for, beside its owner. */
    async dependantsOf(businessId: BusinessId, guardianId: ClientId, tx: Tx): Promise<ClientId[]> {
      const filter = { businessId: toObjectId(businessId), guardianId: toObjectId(guardianId) }
      const family = await clients
        .find(filter, { session: tx, projection: { _id: 1 } })
        .batchSize(1000)
        .toArray()
      return family.map(({ _id }) => toId(String(_id)))
    },

    /**
     * One more visit of a card that is there, or of whom it books for; a dependant books for nobody.
     * @returns the person served; null when the card is not there
     */
    async addVisitFor(
      businessId: BusinessId,
      id: ClientId,
      forWhom: ForWhom,
      { told, source }: Pick<Contact, 'told' | 'source'>,
      at: Date,
      tx: Tx,
    ): Promise<ClientId | null> {
      const isOwn = forWhom.kind === 'me'
      const figures: Readonly<Record<string, number>> = isOwn ? { totalAppointments: 1 } : { familyBookings: 1 }
      const card = await clients.findOneAndUpdate(
        {
          businessId: toObjectId(businessId),
          _id: toObjectId(id),
          ...(isOwn ? {} : { guardianId: { $exists: false }, walkIn: { $exists: false } }),
        },
        cardUpdate({ first: {}, always: { updatedAt: at }, figures }, (isOwn && told) || null),
        { returnDocument: 'after', session: tx },
      )
      if (!card || forWhom.kind === 'me') return card && id
      const person = { ...forWhom, relation: forWhom.kind, source, told }
      return (await dependant(businessId, toCard(card), person, at, tx)).card.id
    },
  }
}

type Found = Omit<Served, 'contactCard'>

const writtenOn = (document: DocumentOf<typeof clientsCollection>): Found => ({
  card: toCard(document),
  visits: document.totalAppointments ?? 0,
  familyBookings: document.familyBookings ?? 0,
  hasCome: document.lastAppointment !== undefined,
  barredUntil: document.bar?.until ?? null,
})
