import type { StaffId } from '#kernel/ids.ts'
// A database made by another program after the same specification, opened by ours.

import { ObjectId } from 'mongodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BookWish, cartOf, createAppointments } from '#modules/appointments/index.ts'
import { createClients } from '#modules/clients/index.ts'
import { receivedFor } from '#modules/payments/index.ts'
import { createIdempotency } from '#platform/idempotency/idempotency.store.ts'
import { toId } from '#platform/mongo/collection.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { collections, migrations } from '../../src/main/collections.ts'
import { composeCatalogue } from '../factories/catalogue.ts'
import { clockAt, GUEST } from '../factories/salon.ts'
import { testDatabase } from '../harness/database.ts'
import { SPECIFICATION } from './specification.ts'

const database = await testDatabase()
const { db, inTransaction } = database
const clock = clockAt('2026-11-23T03:00:00Z') // Monday 08:00 in Atyrau

const at = (text: string) => new Date(text)
const createdAt = at('2025-03-01T00:00:00Z')
const [owner, other, ghost] = [new ObjectId(), new ObjectId(), new ObjectId()]
const [salon, shop] = [new ObjectId(), new ObjectId()]
const [cut, dye] = [new ObjectId(), new ObjectId()]
const client = new ObjectId()

const week = [1, 2, 3, 4, 5, 6].map((day) => ({ day, isOpen: true, openTime: '9:00', closeTime: '18:00', breaks: [] }))
const visit = (startTime: string, endTime: string, more: object = {}) => ({
  businessId: salon,
  serviceId: cut,
  clientId: client,
  startTime: at(startTime),
  endTime: at(endTime),
  status: 'scheduled',
  paymentStatus: 'pending',
  totalAmount: 4000,
  createdAt,
  ...more,
})

const OLD: Record<string, object[]> = {
  users: [
    { _id: owner, name: 'Гүлназ', email: 'gulnaz@example.kz', password: 'hash', role: 'business', createdAt },
    { _id: other, name: 'Олег', email: 'oleg@example.kz', password: 'hash', role: 'business', createdAt },
  ],
  businesses: [
    {
      _id: salon,
      userId: String(owner),
      name: 'Сұлу',
      category: 'beauty-salon',
      workingHours: week,
      isActive: true,
      createdAt,
    },
    { _id: shop, userId: String(other), name: 'Сұлу', category: 'shop', isActive: false, createdAt },
  ],
  services: [
    { _id: cut, businessId: String(salon), name: 'Шаш қию', duration: 60, price: 4000, createdAt },
    { _id: dye, businessId: String(salon), name: 'Бояу', duration: 90, price: 9000, isActive: false, createdAt },
  ],
  clients: [
    {
      _id: client,
      businessId: salon,
      name: 'Әсел',
      phone: '8 701 555 77 01',
      totalAppointments: 6,
      lastAppointment: at('2026-10-30T05:00:00Z'),
      createdAt,
    },
    { businessId: salon, name: 'Әселдің қызы', phone: '8 701 555 77 01', createdAt },
  ],
  appointments: [
    visit('2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z'), // nobody named
    visit('2026-11-24T05:30:00Z', '2026-11-24T06:30:00Z'), // over the one before
    visit('2026-11-24T08:00:00Z', '2026-11-24T09:00:00Z', { staffId: ghost }),
    visit('2026-11-24T10:00:00Z', '2026-11-24T11:00:00Z', { status: 'cancelled' }),
    visit('2026-10-31T18:30:00Z', '2026-10-31T19:30:00Z', { status: 'completed' }), // over the end of a month here
    visit('2026-11-25T05:00:00Z', '2026-11-25T06:00:00Z', { status: 'no-show', notes: 'ескі жазба' }),
  ],
  clientNotes: [{ clientId: client, businessId: salon, content: 'қысқа', type: 'general', createdAt }],
  payments: [
    {
      ...{ appointmentId: new ObjectId(), businessId: salon, clientId: client, amount: 4000, currency: 'KZT' },
      ...{ method: 'kaspi', status: 'completed', createdAt },
    },
  ],
}

const stored = async () =>
  Object.fromEntries(
    await Promise.all(
      Object.keys(OLD).map(async (name) => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()]),
    ),
  ) as Record<string, Record<string, unknown>[]>

let before: Awaited<ReturnType<typeof stored>>
let log: string[]

beforeAll(async () => {
  for (const [name, documents] of Object.entries(OLD)) {
    await db.collection(name).insertMany(documents)
    for (const [index, key] of Object.entries(SPECIFICATION[name]?.indexes ?? {})) {
      if (Object.values(key).includes('text')) continue
      await db.collection(name).createIndex(index === 'ownerId' ? { ownerId: 1 } : key, {
        name: index,
        unique: name === 'users' && index === 'email',
      })
    }
  }
  before = await stored()
  const { changed, problems } = await migrate(db, collections, undefined, migrations(inTransaction))
  expect(problems).toEqual([])
  log = changed
})

/** The product on this database. */
const product = () => {
  const catalogue = composeCatalogue(database, clock)
  const { events } = catalogue
  const clients = createClients({ db })
  const { api, checks } = createAppointments({
    ...catalogue,
    clients,
    events,
    idempotency: createIdempotency(db, clock),
    namesOf: async () => new Map(),
    receivedFor: receivedFor(db),
    sign: (text) => text,
  })
  return { ...catalogue, api, checks }
}

const businessId = toId<'business'>(salon)
const book = (startTime: string, { staffId = null, ...wish }: Partial<BookWish> & { staffId?: StaffId | null } = {}) =>
  product().api.book(
    businessId,
    {
      cart: cartOf(toId(cut), staffId),
      startTime: at(startTime),
      name: 'Жаңа клиент',
      phone: '+7 701 555 77 09',
      locale: 'kk',
      source: 'site',
      ...wish,
    },
    GUEST,
    `key-${new ObjectId()}`,
  )

describe('migrate on a foreign database', () => {
  test('changes no stored field and takes none away', async () => {
    const after = await stored()
    for (const [name, documents] of Object.entries(before)) {
      for (const [i, document] of documents.entries()) expect(after[name]?.[i]).toMatchObject(document)
      expect(after[name]).toHaveLength(documents.length)
    }
  })

  test('remakes the index ownerId on the field there is, and says so', () => {
    expect(log).toContainEqual(expect.stringMatching(/businesses: index ownerId dropped/))
    expect(log).toContainEqual('businesses: index ownerId made anew on userId')
  })

  test('gives each business an address, a place, a plan and its owner', async () => {
    const { businesses, locations, staff, diaries } = product()
    const page = await businesses.bySlug('sulu')
    expect(page).toMatchObject({ id: businessId, mainLocale: 'kk', version: 1 })
    expect(await businesses.bySlug('sulu-2')).toMatchObject({ id: String(shop) })
    const place = await locations.defaultOf(businessId)
    expect(place).not.toBeNull()
    expect(await staff.rightIn(toId(owner), businessId)).toBe('owner')
    const window = place && (await diaries.read(businessId, place, 0, 1, 0))
    expect(window?.plan).toMatchObject({ zone: 'Asia/Atyrau', services: { [String(cut)]: { isActive: true } } })
    expect(window?.plan.hours.week[1]).toMatchObject({ isOpen: true, openTime: '09:00' })
  })

  test('makes a member of everyone the visits name, under that very id', async () => {
    const members = await product().staff.ofBusiness(businessId)
    expect(members.map(({ id, name, right }) => [id === String(ghost), name, right])).toEqual([
      [false, 'Гүлназ', 'owner'],
      [true, 'Маман 2', null],
    ])
  })

  test('lets every standing visit claim its time, and marks what overlapped before us', async () => {
    const visits = await db.collection('appointments').find({ businessId: salon }).sort({ startTime: 1 }).toArray()
    expect(
      visits.map(({ claims, wall, businessDay, version }) => [claims.length, wall.time, businessDay, version]),
    ).toEqual([
      [1, '23:30', '2026-10-31', 1],
      [1, '10:00', '2026-11-24', 1],
      [1, '10:30', '2026-11-24', 1],
      [1, '13:00', '2026-11-24', 1],
      [1, '15:00', '2026-11-24', 1],
      [1, '10:00', '2026-11-25', 1],
    ])
    expect(visits.filter(({ claims }) => claims[0].override)).toHaveLength(1)
    const findings = await Promise.all(
      product()
        .checks.filter(({ name }) => name !== 'client figures')
        .map((check) => check.run({ repair: false })),
    )
    expect(findings.flat()).toEqual([])
  })

  test('lets its clients be found by a name in any alphabet and by the last digits', async () => {
    const card = await db.collection('clients').findOne()
    const found = await createClients({ db }).search(businessId, String(card?.name).slice(0, 4))
    expect(found.map(({ id }) => id)).toContain(toId(String(card?._id)))
    expect(await createClients({ db }).search(businessId, '7701')).not.toEqual([])
  })

  test('done once is done', async () => {
    const all = await stored()
    expect((await migrate(db, collections, undefined, migrations(inTransaction))).changed).toEqual([])
    expect(await stored()).toEqual(all)
  })
})

describe('a visit beside the old ones', () => {
  test.each([
    ['over a visit that named nobody', '2026-11-24T05:00:00Z', { staffId: 'owner' }],
    ['over the half hour that two old ones share', '2026-11-24T06:00:00Z', { staffId: 'owner' }],
    ['over a visit of a member whom only visits knew', '2026-11-24T08:00:00Z', { staffId: String(ghost) }],
  ])('%s is refused', async (_, start, { staffId }) => {
    const [first] = await product().staff.ofBusiness(businessId)
    const wish = { staffId: (staffId === 'owner' ? first?.id : staffId) as StaffId }
    await expect(book(start, wish)).rejects.toMatchObject({ code: 'time_not_free' })
  })

  test('is booked where the old one was cancelled, with the card that its phone had', async () => {
    const booked = await book('2026-11-24T10:00:00Z', { phone: '+7 701 555 77 01' })
    expect(booked.clientId).toBe(String(client))
    const card = await db.collection('clients').findOne({ _id: client })
    expect(card).toMatchObject({ name: 'Әсел', totalAppointments: 7 })
  })

  test('goes to the free one when anybody will do', async () => {
    const booked = await book('2026-11-24T05:00:00Z')
    expect(booked.services[0]?.staffId).toBe(String(ghost))
    await expect(book('2026-11-24T05:00:00Z')).rejects.toMatchObject({ code: 'time_not_free' })
  })
})

test('a business that the other program opens later is taken in at the next start', async () => {
  const late = { _id: new ObjectId(), userId: String(new ObjectId()), name: 'Late', category: 'x', createdAt }
  await db.collection('businesses').insertOne(late)
  await migrate(db, collections, undefined, migrations(inTransaction))
  expect(await product().businesses.bySlug('late')).toMatchObject({ id: String(late._id), isActive: false })
})
