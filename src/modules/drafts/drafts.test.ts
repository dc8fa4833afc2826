import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BusinessId } from '#kernel/ids.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { type TestDatabase, testDatabase } from '../../../test/harness/database.ts'
import { createDrafts, type DraftPatch, type Drafts, draftsCollection } from './index.ts'

const NOW = new Date('2026-11-23T03:00:00Z')
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000)
const PHONE = 'Aa5-the-device-of-a-phone'

let database: TestDatabase
let drafts: Drafts
let salon: BusinessId

beforeAll(async () => {
  database = await testDatabase()
  await migrate(database.db, [draftsCollection])
  drafts = createDrafts(database)
})
beforeEach(() => {
  salon = objectIds.next<'business'>()
})

const documents = () => database.db.collection('drafts').find().toArray()

describe('a draft', () => {
  test('comes back whole, in whatever language', async () => {
    const chosen = {
      lines: [
        { serviceId: objectIds.next<'service'>(), staffId: objectIds.next<'staff'>() },
        { serviceId: objectIds.next<'service'>(), staffId: null, gender: 'woman' as const },
      ],
      prefer: 'parallel' as const,
      locationId: objectIds.next<'location'>(),
      day: '2026-11-27',
      start: later(50),
      holdId: objectIds.next<'appointment'>(),
      locale: 'kk' as const,
      typed: {
        ...{ forWhom: 'child' as const, guestName: 'Айша', name: 'Әсел', phone: '8 701', notes: 'қысқа\nшаш' },
        place: { street: 'Абай', building: '12' },
        object: { plate: '05 abc 06' },
      },
    }
    await drafts.save(PHONE, salon, chosen, NOW)
    await drafts.save(PHONE, salon, { locale: 'ru' }, later(1))
    expect(await drafts.read(PHONE, salon, later(2))).toEqual({ ...chosen, locale: 'ru' })
  })

  test('keeps what two tabs typed into different fields, and the last of one field', async () => {
    await Promise.all([
      drafts.save(PHONE, salon, { typed: { name: 'Әсел' } }, NOW),
      drafts.save(PHONE, salon, { typed: { phone: '8 701 555 01 01' } }, NOW),
      drafts.save(PHONE, salon, { day: '2026-11-27' }, NOW),
    ])
    await Promise.all(Array.from({ length: 20 }, () => drafts.save('a new device', salon, { day: null }, NOW)))
    await drafts.save(PHONE, salon, { typed: { name: 'Әсел Н.' }, day: null }, NOW)
    expect(await drafts.read(PHONE, salon, NOW)).toMatchObject({
      day: null,
      typed: { name: 'Әсел Н.', phone: '8 701 555 01 01', notes: '', forWhom: 'me' },
    })
  })

  test('is kept a day after the last touch, then it is as if it had never been', async () => {
    await drafts.save(PHONE, salon, { typed: { name: 'Әсел' } }, NOW)
    await drafts.save(PHONE, salon, { day: '2026-11-27' }, later(20))
    expect(await drafts.read(PHONE, salon, later(43))).toMatchObject({ typed: { name: 'Әсел' } })
    expect(await drafts.read(PHONE, salon, later(44))).toBeNull()
    await drafts.save(PHONE, salon, { day: '2026-11-28' }, later(44))
    expect(await drafts.read(PHONE, salon, later(45))).toMatchObject({ day: '2026-11-28', typed: { name: '' } })
  })

  test('is of one device and one business', async () => {
    await drafts.save(PHONE, salon, { typed: { name: 'Әсел' } }, NOW)
    expect(await drafts.read('another device', salon, NOW)).toBeNull()
    expect(await drafts.read(PHONE, objectIds.next<'business'>(), NOW)).toBeNull()
    await drafts.drop('another device', salon)
    expect(await drafts.read(PHONE, salon, NOW)).not.toBeNull()
    await drafts.drop(PHONE, salon)
    expect(await drafts.read(PHONE, salon, NOW)).toBeNull()
  })

  test('names no device, and the database itself forgets it', async () => {
    await drafts.save(PHONE, salon, { typed: { name: 'Әсел' } }, NOW)
    expect(JSON.stringify(await documents())).not.toContain(PHONE)
    const indexes = await database.db.collection('drafts').indexes()
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }))
    const kept = await database.db.collection('drafts').findOne({ businessId: toObjectId(salon) })
    expect(kept?.expiresAt).toEqual(later(24))
  })
})

const line = { serviceId: objectIds.next<'service'>(), staffId: null }
test.each<[string, unknown]>([
  ['a note of 2,001 letters', { typed: { notes: 'ә'.repeat(2001) } }],
  ['10,000 services', { lines: Array.from({ length: 10_000 }, () => line) }],
  ['an operator', { typed: { name: { $gt: '' } } }],
  ['an operator for a field of the address', { typed: { place: { $where: '1' } } }],
  ['no id', { lines: [{ ...line, serviceId: 'x' }] }],
  ['31 February', { day: '2026-02-31' }],
  ['a time of the year 9999', { start: new Date('9999-12-31T00:00:00Z') }],
])('%s is refused, and what was there stays', async (_, patch) => {
  await drafts.save(PHONE, salon, { lines: [line] }, NOW)
  await expect(drafts.save(PHONE, salon, patch as DraftPatch, NOW)).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await drafts.read(PHONE, salon, NOW)).toMatchObject({ lines: [line] })
})
