import { type Document, ObjectId } from 'mongodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspect } from '#platform/mongo/inspect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { collections } from '../../src/main/collections.ts'
import { testDatabase } from '../harness/database.ts'
import { type FieldType, SPECIFICATION, type Specified } from './specification.ts'

const { db } = await testDatabase()
const hasTextIndexes = (await db.command({ buildInfo: 1 })).secantusVersion === undefined

beforeAll(async () => {
  await migrate(db, collections)
})

const each = Object.entries(SPECIFICATION)
const BSON: Record<string, unknown> = { number: ['int', 'long', 'double'], string: 'string', object: 'object' }

/** `settings.notificationPreferences.email`, `workingHours[].day` in a live validator. */
function ruleAt(schema: Document, path: string): Document | undefined {
  return path.split('.').reduce<Document | undefined>((rule, part) => {
    const name = part.replaceAll('[]', '')
    const inner = rule?.properties?.[name]
    return part.endsWith('[]') ? inner?.items : inner
  }, schema)
}

const bsonOf = (type: FieldType): unknown => (typeof type === 'object' ? 'array' : (BSON[type] ?? type))

describe.each(each)('%s on a live server', (name, specified) => {
  let schema: Document
  beforeAll(async () => {
    const [info] = (await db.listCollections({ name }).toArray()) as Document[]
    expect(info?.options).toMatchObject({ validationAction: 'error', validationLevel: 'strict' })
    schema = info?.options.validator.$jsonSchema
  })

  test('has every field with its type', () => {
    const types = Object.keys(specified.fields).map((path) => [path, ruleAt(schema, path)?.bsonType])
    expect(types).toEqual(Object.entries(specified.fields).map(([path, type]) => [path, bsonOf(type)]))
  })

  test('requires what its documents cannot be without, and nothing of ours', () => {
    expect([...schema.required].sort()).toEqual([...specified.required].sort())
  })

  test('allows its words only', () => {
    for (const [field, words] of Object.entries(specified.enums))
      expect(schema.properties[field].enum.toSorted()).toEqual(words.toSorted())
  })

  test('has its indexes, by their names', async () => {
    const live = new Map((await db.collection(name).listIndexes().toArray()).map((index) => [index.name, index]))
    for (const [index, key] of Object.entries(specified.indexes)) {
      const isText = Object.values(key).includes('text')
      if (!isText) expect(live.get(index)?.key).toEqual(key)
      else if (hasTextIndexes) expect(Object.keys(live.get(index)?.weights).sort()).toEqual(Object.keys(key).sort())
      else expect(live.has(index)).toBe(false)
    }
  })
})

test('unique are e-mail and owner', async () => {
  const unique = async (name: string) =>
    (await db.collection(name).listIndexes().toArray()).filter((index) => index.unique).map((index) => index.name)
  expect(await unique('users')).toEqual(['email'])
  expect((await unique('businesses')).sort()).toEqual(['ownerId', 'slug'])
})

test('the server stands as all definitions say', async () => {
  expect((await inspect(db, collections)).differences).toEqual([])
  expect(Object.keys(SPECIFICATION).filter((name) => !collections.some((one) => one.name === name))).toEqual([])
})

const SAMPLES: Record<string, () => unknown> = {
  objectId: () => new ObjectId(),
  string: () => 'text',
  number: () => 5,
  bool: () => true,
  date: () => new Date(),
  object: () => ({ any: 'thing' }),
}
const WRONG: Record<string, unknown> = {
  objectId: 'a'.repeat(24),
  string: 5,
  number: '5',
  bool: 'yes',
  date: '2026-12-01',
  object: 'x',
}

const sampleOf = (type: FieldType): unknown => (typeof type === 'object' ? [sampleOf(type.list)] : SAMPLES[type]?.())

/** A document with every field of the specification. */
function fullDocument({ fields, enums }: Specified): Document {
  const document: Document = {}
  for (const [path, type] of Object.entries(fields)) put(document, path, enums[path]?.[0] ?? sampleOf(type))
  return document
}

function put(document: Document, path: string, value: unknown): void {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  const parent = parts.reduce<Document>((at, part) => {
    const name = part.replaceAll('[]', '')
    at[name] ??= part.endsWith('[]') ? [{}] : {}
    return part.endsWith('[]') ? at[name][0] : at[name]
  }, document)
  parent[last] = value
}

describe.each(each)('the database itself keeps %s right', (name, specified) => {
  const insert = (document: Document) => db.collection(name).insertOne({ ...document, _id: new ObjectId() })
  const unique = (document: Document): Document => ({
    ...document,
    ...(name === 'users' ? { email: `${new ObjectId()}@example.kz` } : {}),
    ...(name === 'businesses' ? { userId: String(new ObjectId()) } : {}),
  })
  const full = () => unique(fullDocument(specified))
  const refused = expect.objectContaining({ code: 121 })

  test('takes a whole document, and one with the required fields alone', async () => {
    await expect(insert(full())).resolves.toBeDefined()
    const required = Object.fromEntries(Object.entries(full()).filter(([field]) => specified.required.includes(field)))
    await expect(insert(required)).resolves.toBeDefined()
  })

  test('refuses a document without a required field, whichever it is', async () => {
    for (const field of specified.required) {
      const { [field]: _, ...without } = full()
      await expect(insert(without), field).rejects.toEqual(refused)
    }
  })

  test('refuses a wrong type in any field', async () => {
    for (const [path, type] of Object.entries(specified.fields)) {
      if (path === '_id') continue
      const document = full()
      put(document, path, typeof type === 'object' ? [5] : WRONG[type])
      await expect(insert(document), path).rejects.toEqual(refused)
    }
  })

  test('refuses a word outside its list, on update too', async () => {
    for (const field of Object.keys(specified.enums)) {
      await expect(insert({ ...full(), [field]: 'perhaps' }), field).rejects.toEqual(refused)
      const { insertedId } = await insert(full())
      const change = db.collection(name).updateOne({ _id: insertedId }, { $set: { [field]: 'perhaps' } })
      await expect(change, field).rejects.toEqual(refused)
    }
  })
})

describe('our own collections', () => {
  test.each(
    collections
      .filter(({ name }) => !(name in SPECIFICATION))
      .map((definition) => [definition.name, definition] as const),
  )('%s refuses an empty document', async (name) => {
    await expect(db.collection(name).insertOne({})).rejects.toMatchObject({ code: 121 })
  })
})
