// The author's name on a note is a copy: it must be the name of the account that wrote it.

import type { Db, ObjectId } from 'mongodb'
import { usersCollection } from '#modules/accounts/index.ts'
import type { Check } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import { clientNotesCollection } from './client-notes.store.ts'

interface Misnamed {
  _id: ObjectId
  businessId: ObjectId
  authorName?: string
  author: { name: string }
}

export function createNoteChecks(db: Db): Check[] {
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
  return [{ name: "notes' authors", run }]
}
