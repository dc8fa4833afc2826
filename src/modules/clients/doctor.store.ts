// The author's name on a note is a copy: it must be the name of the account that wrote it. A card with a guardian has no
// phone, and its guardian is a card of the same business that has no guardian itself. A card is found by its own name and
// phone, and that of people without a name by nothing.

import type { Db, ObjectId } from 'mongodb'
import { usersCollection } from '#modules/accounts/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import { clientNotesCollection } from './client-notes.store.ts'
import { clientsCollection } from './clients.store.ts'
import { searchKeysOf } from './search-keys.ts'

interface Misnamed {
  _id: ObjectId
  businessId: ObjectId
  authorName?: string
  author: { name: string }
}

interface Dependant {
  _id: ObjectId
  phone?: string
  phoneKey?: string
  businessId: ObjectId
  guardians: { businessId: ObjectId; guardianId?: ObjectId }[]
}

export const createClientChecks = (db: Db): Check[] => [noteAuthors(db), families(db), searchKeys(db)]

function noteAuthors(db: Db): Check {
  const notes = collectionOf(db, clientNotesCollection)
  const authors = [
    { $match: { createdBy: { $exists: true } } },
    { $lookup: { from: usersCollection.name, localField: 'createdBy', foreignField: '_id', as: 'author' } },
    { $unwind: '$author' },
    { $match: { $expr: { $ne: ['$authorName', '$author.name'] } } },
    { $project: { businessId: 1, authorName: 1, 'author.name': 1 } },
  ]
  const run: Check['run'] = async ({ repair }) => {
    const misnamed = await notes.aggregate<Misnamed>(authors).toArray()
    for (const { _id, businessId, author } of repair ? misnamed : []) {
      await notes.updateOne({ _id, businessId }, { $set: { authorName: author.name } })
    }
    return misnamed.map(({ _id, authorName, author }) => ({
      code: 'author_name',
      subject: `clientNotes/${_id}`,
      found: authorName ?? null,
      expected: author.name,
      repaired: repair,
    }))
  }
  return { name: "notes' authors", run }
}

/** Nothing here is mended by itself: who belongs to whom is for people to say. */
function families(db: Db): Check {
  const clients = collectionOf(db, clientsCollection)
  const run: Check['run'] = async () => {
    const dependants = await clients
      .aggregate<Dependant>([
        { $match: { guardianId: { $exists: true } } },
        { $lookup: { from: clientsCollection.name, localField: 'guardianId', foreignField: '_id', as: 'guardians' } },
        { $project: { businessId: 1, phone: 1, phoneKey: 1, 'guardians.businessId': 1, 'guardians.guardianId': 1 } },
      ])
      .toArray()
    return dependants.flatMap(({ _id, businessId, phone, phoneKey, guardians: [found] }): Finding[] => {
      const finding = { subject: `clients/${_id}`, repaired: false }
      if (!found?.businessId.equals(businessId))
        return [{ ...finding, code: 'guardian_missing', found: null, expected: 'a card of this business' }]
      if (found.guardianId)
        return [{ ...finding, code: 'guardian_of_guardian', found: String(found.guardianId), expected: null }]
      return phone || phoneKey ? [{ ...finding, code: 'dependant_phone', found: 'a phone', expected: null }] : []
    })
  }
  return { name: 'families', run }
}

function searchKeys(db: Db): Check {
  const clients = collectionOf(db, clientsCollection)
  const fields = { businessId: 1, name: 1, phone: 1, walkIn: 1, searchKeys: 1 }
  const run: Check['run'] = async ({ repair }) => {
    const findings: Finding[] = []
    for await (const card of clients.find({}, { projection: fields }).batchSize(1000)) {
      const { _id, businessId, walkIn, searchKeys: found = [] } = card
      const expected = walkIn ? [] : searchKeysOf(card)
      if (found.join() === expected.join()) continue
      findings.push({ code: 'search_keys', subject: `clients/${_id}`, found, expected, repaired: repair })
      if (repair) await clients.updateOne({ _id, businessId }, { $set: { searchKeys: expected } })
    }
    return findings
  }
  return { name: "clients' search keys", run }
}
