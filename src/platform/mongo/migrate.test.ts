import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/harness/database.ts'
import { date, defineCollection } from './collection.ts'
import { inspect } from './inspect.ts'
import { leasesCollection } from './lease.ts'
import { type Migration, migrate, migrationsCollection } from './migrate.ts'

const { db } = await testDatabase()

const own = [leasesCollection, migrationsCollection]
const shops = (shape = z.object({ name: z.string(), userId: z.string(), createdAt: date() })) =>
  defineCollection({
    name: 'shops',
    shape,
    indexes: [
      { name: 'ownerId', key: { userId: 1 }, unique: true, partialFilterExpression: { userId: { $gt: '' } } },
      { name: 'name', key: { name: 1 } },
    ],
  })
const indexes = async () =>
  Object.fromEntries((await db.collection('shops').listIndexes().toArray()).map((one) => [one.name, one.key]))
const levelOf = async (name: string) => {
  const [info] = await db.listCollections({ name }).toArray()
  return (info as unknown as { options: { validationLevel: string } }).options.validationLevel
}

describe('migrate', () => {
  test('makes what is missing, once', async () => {
    const first = await migrate(db, [...own, shops()])
    expect(first.changed).toContain('shops: made')
    expect(first.problems).toEqual([])
    expect(await indexes()).toMatchObject({ ownerId: { userId: 1 }, name: { name: 1 } })
    expect(await migrate(db, [...own, shops()])).toEqual({ changed: [], problems: [], notes: [] })
    expect((await inspect(db, [...own, shops()])).differences).toEqual([])
  })

  test('drops and remakes a foreign index of the same name, and says so', async () => {
    await db.collection('shops').dropIndex('ownerId')
    await db.collection('shops').createIndex({ ownerId: 1 }, { name: 'ownerId' })
    const lines: string[] = []
    const { changed } = await migrate(db, [shops()], (line) => lines.push(line))
    expect(lines).toEqual(changed)
    expect(changed).toEqual([
      expect.stringContaining('index ownerId dropped'),
      expect.stringContaining('index ownerId made anew on userId'),
    ])
    expect(await indexes()).toMatchObject({ ownerId: { userId: 1 } })
  })

  test('takes an equal index under another name for its own', async () => {
    await db.collection('shops').dropIndex('name')
    await db.collection('shops').createIndex({ name: 1 }, { name: 'name_1' })
    expect((await migrate(db, [shops()])).changed).toEqual([])
  })

  test('is lenient while old documents do not fit, and strict when they do', async () => {
    await db.collection('shops').insertOne({ name: 'old', userId: 'u', createdAt: new Date() })
    const stricter = shops(z.object({ name: z.string(), userId: z.string(), createdAt: date(), category: z.string() }))
    const result = await migrate(db, [stricter])
    expect(result.problems).toEqual([expect.stringContaining('1 documents do not fit')])
    expect(await levelOf('shops')).toBe('moderate')
    expect(await migrate(db, [stricter])).toMatchObject({ changed: [], problems: [expect.any(String)] })
    await db.collection('shops').updateOne({ name: 'old' }, { $set: { category: 'mended' } })
    expect((await migrate(db, [stricter])).problems).toEqual([])
    expect(await levelOf('shops')).toBe('strict')
  })

  test('lists a unique index that old documents make impossible, and goes on', async () => {
    await db.collection('shops').dropIndex('ownerId')
    const twin = () => ({ name: 'twin', userId: 'same', category: 'x', createdAt: new Date() })
    await db.collection('shops').insertMany([twin(), twin()])
    const { problems } = await migrate(db, [shops()])
    expect(problems).toEqual([expect.stringContaining('index ownerId could not be made')])
  })

  test('runs a dated migration once, also when two servers start together, and again only when asked', async () => {
    let runs = 0
    let asked = false
    const migration: Migration = {
      name: '2026-12-01-count',
      run: async () => {
        await new Promise((done) => setTimeout(done, 50))
        runs += 1
      },
      again: async () => asked,
    }
    await Promise.all([migrate(db, own, undefined, [migration]), migrate(db, own, undefined, [migration])])
    expect(runs).toBe(1)
    await migrate(db, own, undefined, [migration])
    expect(runs).toBe(1)
    asked = true
    await migrate(db, own, undefined, [migration])
    expect(runs).toBe(2)
  })

  test('two servers on an empty database both end well', async () => {
    await db.dropDatabase()
    await Promise.all([migrate(db, [...own, shops()]), migrate(db, [...own, shops()])])
    expect((await inspect(db, [...own, shops()])).differences).toEqual([])
  })
})
