// Cards of before they could be searched get their keys; a killed run goes on with those that still have none.

import type { Db } from 'mongodb'
import { searchKeysOf } from '#modules/clients/index.ts'
import type { Migration } from '#platform/mongo/migrate.ts'

const BATCH = 500
const NOT_YET = { searchKeys: { $exists: false }, walkIn: { $exists: false } }

export const clientSearchKeys: Migration = {
  name: '2026-11-23-client-search-keys',
  again: async (db) => (await db.collection('clients').findOne(NOT_YET, { projection: { _id: 1 } })) !== null,
  async run(db, log) {
    let written = 0
    for (let found = await next(db); found.length > 0; found = await next(db)) {
      await db.collection('clients').bulkWrite(
        found.map(({ _id, name, phone }) => ({
          updateOne: { filter: { _id }, update: { $set: { searchKeys: searchKeysOf({ name: String(name), phone }) } } },
        })),
      )
      written += found.length
    }
    if (written > 0) log(`made searchable: ${written} clients`)
  },
}

const next = (db: Db) =>
  db
    .collection('clients')
    .find(NOT_YET, { projection: { name: 1, phone: 1 } })
    .limit(BATCH)
    .toArray()
