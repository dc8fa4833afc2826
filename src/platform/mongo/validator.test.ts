import { ObjectId } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testDatabase } from '../../../test/harness/database.ts'
import { date, defineCollection, number, objectId, tenge } from './collection.ts'
import { migrate } from './migrate.ts'
import { validatorOf } from './validator.ts'

const things = defineCollection({
  name: 'things',
  shape: z.object({
    _id: objectId().optional(),
    businessId: objectId(),
    name: z.string().min(1).max(5),
    status: z.enum(['open', 'shut']),
    kind: z.literal('thing').optional(),
    price: tenge(),
    seats: z.int().optional(),
    share: number().optional(),
    parts: z.array(z.object({ type: z.string(), id: z.string().optional() })).optional(),
    prices: z.record(z.string(), z.object({ price: tenge() })).optional(),
    note: z.string().nullable().optional(),
    createdAt: date(),
  }),
  indexes: [],
})

describe('a shape as a rule of the database', () => {
  test('speaks of BSON types only, keeps properties named type and id, and refuses no further field', () => {
    const { $jsonSchema: rule } = validatorOf(things.shape)
    expect(rule.required).toEqual(['businessId', 'name', 'status', 'price', 'createdAt'])
    expect(rule.properties.businessId).toEqual({ bsonType: 'objectId' })
    expect(rule.properties.createdAt).toEqual({ bsonType: 'date' })
    expect(rule.properties.kind).toEqual({ bsonType: 'string', enum: ['thing'] })
    expect(rule.properties.seats).toEqual({ bsonType: ['int', 'long', 'double'], multipleOf: 1 })
    expect(rule.properties.note).toEqual({ bsonType: ['string', 'null'] })
    expect(rule.properties.parts.items).toEqual({
      bsonType: 'object',
      required: ['type'],
      properties: { type: { bsonType: 'string' }, id: { bsonType: 'string' } },
    })
    expect(JSON.stringify(rule)).not.toMatch(/\$schema|\$ref|"format"|"default"|"additionalProperties":false/)
  })
})

const { db } = await testDatabase()
await migrate(db, [things])
const good = () => ({ businessId: new ObjectId(), name: 'a', status: 'open', price: 5000, createdAt: new Date() })
const insert = (document: object) => db.collection('things').insertOne(document)

describe('the database itself', () => {
  test.each([
    ['what fits', {}],
    ['a sum of 3 milliards, which the driver sends as a double', { price: 3e9 }],
    ['a field of another program', { colour: 'red' }],
    ['prices by key', { prices: { any: { price: 1 } } }],
    ['a null where null is said', { note: null }],
  ])('takes %s', async (_, fields) => {
    await expect(insert({ ...good(), ...fields })).resolves.toBeDefined()
  })

  test.each([
    ['a missing field', { name: undefined }],
    ['a wrong type', { businessId: 'text' }],
    ['a word outside the list', { status: 'ajar' }],
    ['half a tenge', { price: 0.5 }],
    ['a debt as a price', { price: -1 }],
    ['a text for a date', { createdAt: '2026-12-01' }],
    ['a part without its type', { parts: [{ id: 'x' }] }],
    ['a wrong price under any key', { prices: { any: { price: 'much' } } }],
    ['a name too long', { name: 'abcdef' }],
    ['a null where none is said', { seats: null }],
  ])('refuses %s', async (_, fields) => {
    await expect(insert({ ...good(), ...fields })).rejects.toMatchObject({ code: 121 })
  })
})
