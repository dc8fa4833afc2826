import type { Collection, CreateIndexesOptions, Document, IndexSpecification } from 'mongodb'
import { type Behaviour, must, refusal, type Scratch, same } from './behaviour.ts'

const DUPLICATE = 11000

interface DuplicateKey extends Error {
  code?: unknown
  keyPattern?: unknown
  keyValue?: unknown
}

const taken = (work: Promise<unknown>): Promise<DuplicateKey> => refusal(work, 'the second was taken too')

async function listed(rows: Collection<Document>, key: IndexSpecification, options: CreateIndexesOptions = {}) {
  const name = await rows.createIndex(key, options)
  const found = (await rows.listIndexes().toArray()).find((index) => index.name === name)
  must(found !== undefined, 'the index is not listed')
  return found
}

const point = (coordinates: [number, number]) => ({ type: 'Point' as const, coordinates })
const HERE = point([51.92, 47.1])

async function withPlaces(fresh: Scratch['fresh']): Promise<Collection<Document>> {
  const places = await fresh()
  await places.createIndex({ at: '2dsphere' })
  await places.insertMany([
    { name: 'far', at: point([51.95, 47.2]) },
    { name: 'near', at: point([51.921, 47.1]) },
    { name: 'Astana', at: point([71.43, 51.13]) },
  ])
  return places
}

const namesOf = (rows: readonly Document[]): unknown[] => rows.map(({ name }) => name)

export const indexes: readonly Behaviour[] = [
  {
    name: 'a unique index refuses with 11000 and says which key',
    reliedOnBy: 'idempotency, slugs, e-mail addresses',
    need: 'required',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.createIndex({ email: 1 }, { unique: true })
      await rows.insertOne({ email: 'a@example.kz' })
      const error = await taken(rows.insertOne({ email: 'a@example.kz' }))
      same([error.code, error.keyPattern, error.keyValue], [DUPLICATE, { email: 1 }, { email: 'a@example.kz' }])
    },
  },
  {
    name: 'a compound unique index, also against an update',
    reliedOnBy: 'staff of a business, keys per business',
    need: 'required',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.createIndex({ business: 1, user: 1 }, { unique: true })
      await rows.insertMany([
        { business: 1, user: 1 },
        { business: 1, user: 2 },
        { business: 2, user: 1 },
      ])
      const error = await taken(rows.updateOne({ business: 1, user: 2 }, { $set: { user: 1 } }))
      same([error.code, error.keyPattern], [DUPLICATE, { business: 1, user: 1 }])
    },
  },
  {
    name: 'a partial unique index counts only what it covers',
    reliedOnBy: 'one main card per phone, one business per owner',
    need: 'required',
    async try({ fresh }) {
      const cards = await fresh()
      const covered = { phoneKey: { $gt: '' } }
      await cards.createIndex({ business: 1, phoneKey: 1 }, { unique: true, partialFilterExpression: covered })
      await cards.insertMany([{ business: 1 }, { business: 1 }, { business: 1, phoneKey: '+7701' }])
      same((await taken(cards.insertOne({ business: 1, phoneKey: '+7701' }))).code, DUPLICATE)
    },
  },
  {
    name: 'an upsert that meets its document is a duplicate key',
    reliedOnBy: 'leases, jobs of several workers',
    need: 'required',
    async try({ fresh }) {
      const leases = await fresh()
      await leases.insertOne({ _id: 'job', until: new Date(Date.now() + 60_000) } as object)
      const take = leases.updateOne(
        { _id: 'job', until: { $lt: new Date() } } as object,
        { $set: { holder: 'me' } },
        { upsert: true },
      )
      same((await taken(take)).code, DUPLICATE)
    },
  },
  {
    name: 'a TTL index is made and listed',
    reliedOnBy: 'sessions, keys and attempts that expire',
    need: 'required',
    async try({ fresh }) {
      const found = await listed(await fresh(), { expiresAt: 1 }, { expireAfterSeconds: 0 })
      same(found.expireAfterSeconds, 0)
      return 'expiry itself is not waited for'
    },
  },
  {
    name: '2dsphere with $geoNear, nearest first, in metres',
    reliedOnBy: 'distances',
    need: 'required',
    async try({ fresh }) {
      const places = await withPlaces(fresh)
      const output = { key: 'at', distanceField: 'metres', maxDistance: 20_000, spherical: true }
      const found = await places.aggregate([{ $geoNear: { near: HERE, ...output } }]).toArray()
      same(namesOf(found), ['near', 'far'])
      const metres = found[0]?.metres
      must(Math.abs(metres - 75.7) < 2, `75.7 m were ${metres}`)
    },
  },
  {
    name: '2dsphere with $nearSphere in a find, nearest first',
    reliedOnBy: 'order of near me; $geoNear does it everywhere',
    need: 'optional',
    async try({ fresh }) {
      const places = await withPlaces(fresh)
      const $nearSphere = { $geometry: HERE, $maxDistance: 20_000 }
      same(namesOf(await places.find({ at: { $nearSphere } }).toArray()), ['near', 'far'])
    },
  },
  {
    name: 'a collation compares and keeps unique without case',
    reliedOnBy: 'names sorted as people do',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      const collation = { locale: 'en', strength: 2 }
      await rows.createIndex({ name: 1 }, { unique: true, collation })
      await rows.insertOne({ name: 'Aliya' })
      same((await taken(rows.insertOne({ name: 'ALIYA' }))).code, DUPLICATE)
      same(await rows.countDocuments({ name: 'aliya' }, { collation }), 1)
    },
  },
  {
    name: 'an index over keys of an array serves a range',
    reliedOnBy: 'search by keys, never by an open pattern',
    need: 'required',
    async try({ fresh }) {
      const cards = await fresh()
      await cards.createIndex({ business: 1, searchKeys: 1 })
      await cards.insertMany([
        { business: 1, searchKeys: ['ka', 'kas', 'kasy'], name: 'Kasymov' },
        { business: 1, searchKeys: ['om', 'oma'], name: 'Omarov' },
        { business: 2, searchKeys: ['ka'], name: 'Kairat' },
      ])
      const found = await cards.find({ business: 1, searchKeys: { $gte: 'kas', $lt: 'kat' } }).toArray()
      same(
        found.map(({ name }) => name),
        ['Kasymov'],
      )
    },
  },
  {
    name: 'text indexes and $text',
    reliedOnBy: 'foreign programs; our search does without',
    need: 'optional',
    async try({ fresh }) {
      const rows = await fresh()
      await rows.createIndex({ name: 'text' }, { default_language: 'none', language_override: 'textLanguage' })
      await rows.insertMany([{ name: 'Manicure' }, { name: 'Pedicure' }])
      same(await rows.countDocuments({ $text: { $search: 'manicure' } }), 1)
    },
  },
  {
    name: 'hashed indexes',
    reliedOnBy: 'sharding by hash only',
    need: 'optional',
    async try({ fresh }) {
      same((await listed(await fresh(), { business: 'hashed' })).key, { business: 'hashed' })
    },
  },
]
