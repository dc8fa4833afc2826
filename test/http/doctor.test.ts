// The doctor sees each kind of damage and mends what can be mended.

import { type Document, ObjectId } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date('2026-11-24T06:00:00Z') }
  const guest = { name: 'Апа', phone: '+77015557301', locale: 'kk' as const, source: 'site' }
  await it.app.appointments.book(
    salon.business.id,
    { ...wish, ...guest },
    { kind: 'guest', device: null },
    'doctor-key-1',
  )
})

const examine = async (repair: boolean) =>
  (await Promise.all(it.app.checks.map((check) => check.run({ repair })))).flat().map(({ code }) => code)

const change = (collection: string, filter: Document, update: Document) => () =>
  it.database.db.collection(collection).updateOne(filter, update, { bypassDocumentValidation: true })

const businessId = () => new ObjectId(salon.business.id)

test('nothing is wrong with what the product wrote', async () => {
  expect(await examine(false)).toEqual([])
})

test.each([
  ['a word of a diary', 'diary_words', () => change('diaries', { month: '2026-11' }, { $set: { 'words.3': 7 } })],
  ['a figure of a client', 'client_figures', () => change('clients', {}, { $set: { totalAppointments: 5 } })],
  ['what a client is found by', 'search_keys', () => change('clients', {}, { $set: { searchKeys: ['x'] } })],
  ['money spent', 'total_spent', () => change('clients', {}, { $set: { totalSpent: 700 } })],
  ['a payment status', 'payment_status', () => change('appointments', {}, { $set: { paymentStatus: 'paid' } })],
  [
    'a price in the plan',
    'plan',
    () => change('diaries', { month: 'plan' }, { $set: { [`services.${salon.cut.id}.price`]: 1 } }),
  ],
  [
    'the mirror of the hours',
    'mirror',
    () => change('businesses', { _id: businessId() }, { $set: { workingHours: [] } }),
  ],
])('%s is seen, mended, and then clean', async (_, code, damage) => {
  await damage()()
  expect(await examine(false)).toEqual([code])
  expect(await examine(true)).toEqual([code])
  expect(await examine(false)).toEqual([])
})

test("a note's author who was renamed", async () => {
  const note = {
    clientId: new ObjectId(),
    businessId: businessId(),
    content: 'кофе',
    type: 'general',
    createdAt: new Date(),
  }
  const author = { createdBy: new ObjectId(salon.owner.id), authorName: 'Бұрынғы аты' }
  await it.database.db.collection('clientNotes').insertOne({ ...note, ...author })
  expect(await examine(true)).toEqual(['author_name'])
  expect(await examine(false)).toEqual([])
})

test('two visits of one person at one time are told and left to a person', async () => {
  const visits = it.database.db.collection('appointments')
  const visit = await visits.findOne({})
  await visits.insertOne({ ...visit, _id: new ObjectId() })
  expect(await examine(false)).toContain('overlap')
  expect(await examine(true)).toContain('overlap')
  expect(await examine(false)).toContain('overlap')
})
