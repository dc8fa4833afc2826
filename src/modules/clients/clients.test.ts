import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { BusinessId } from '#kernel/ids.ts'
import type { Phone } from '#kernel/phone.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { type TestDatabase, testDatabase } from '../../../test/harness/database.ts'
import { type Clients, clientsCollection, createClientChecks, createClients, type ForWhom, type Told } from './index.ts'
import { nameKeyOf } from './name-key.ts'

const AT = new Date('2026-11-23T03:00:00Z')
const MOTHER = { name: 'Әсел', phone: '+77015550101' as Phone, locale: 'kk' as const, source: 'site' }
const aisha = (name = 'Айша'): ForWhom => ({ kind: 'child', name })

let database: TestDatabase
let clients: Clients
let businessId: BusinessId

beforeAll(async () => {
  database = await testDatabase()
  await migrate(database.db, [clientsCollection])
  clients = createClients(database)
})
beforeEach(() => {
  businessId = objectIds.next<'business'>()
})

const served = (forWhom: ForWhom, contact: Partial<typeof MOTHER & { told: Told }> = {}) =>
  database.inTransaction((tx) => clients.findOrMakeServed(businessId, { ...MOTHER, ...contact }, forWhom, AT, tx))
const stored = () =>
  database.db
    .collection('clients')
    .find({ businessId: toObjectId(businessId) })
    .sort({ _id: 1 })
    .toArray()
const families = async () => {
  const checks = createClientChecks(database.db).filter(({ name }) => name === 'families')
  const found = (await Promise.all(checks.map((check) => check.run({ repair: false })))).flat()
  const own = new Set((await stored()).map(({ _id }) => `clients/${_id}`))
  return found.filter(({ subject }) => own.has(subject)).map(({ code }) => code)
}

describe('whom a visit is for', () => {
  test('for me: the one card of the phone', async () => {
    const { card, contactCard } = await served({ kind: 'me' })
    expect(card).toEqual(contactCard)
    expect(card).toMatchObject({ name: 'Әсел', phone: MOTHER.phone, guardianId: null })
    expect(await stored()).toMatchObject([{ phoneKey: MOTHER.phone, totalAppointments: 1 }])
  })

  test('my child: a card without a phone, with the figures; the mother keeps her name and counts nothing', async () => {
    await served({ kind: 'me' })
    const { card, contactCard } = await served(aisha(), { name: 'Айша' })
    expect(card).toMatchObject({ name: 'Айша', phone: MOTHER.phone, guardianId: contactCard.id })
    const [mother, child] = await stored()
    expect(mother).toMatchObject({ name: 'Әсел', phoneKey: MOTHER.phone, totalAppointments: 1 })
    expect(child).toMatchObject({ name: 'Айша', nameKey: 'айша', relation: 'child', totalAppointments: 1 })
    expect(child).not.toHaveProperty('phone')
    expect(child).not.toHaveProperty('phoneKey')
    expect(await families()).toEqual([])
  })

  test('a child whose mother was never here: her card is made, with no visit on it', async () => {
    const { card, contactCard } = await served(aisha())
    expect(card.id).not.toBe(contactCard.id)
    expect(await stored()).toMatchObject([
      { name: 'Әсел', totalAppointments: 0 },
      { name: 'Айша', totalAppointments: 1 },
    ])
  })

  test('one child however her name is typed; brothers, and the children of others, are others', async () => {
    const { card } = await served(aisha('Қымбат-Гүл'))
    expect((await served(aisha(' кымбат  гул '))).card).toMatchObject({ id: card.id, name: 'Қымбат-Гүл' })
    expect((await served({ kind: 'other', name: 'ҚЫМБАТ-ГҮЛ' })).card.id).toBe(card.id)
    const brother = await served(aisha('Ерасыл'))
    const namesake = await served(aisha('Қымбат-Гүл'), { phone: '+77015550102' as Phone })
    expect(new Set([card.id, brother.card.id, namesake.card.id]).size).toBe(3)
    expect((await stored()).find(({ _id }) => String(_id) === card.id)).toMatchObject({
      relation: 'child',
      totalAppointments: 3,
    })
  })

  test('the same child in another business is another card', async () => {
    const { card } = await served(aisha())
    businessId = objectIds.next<'business'>()
    expect((await served(aisha())).card.id).not.toBe(card.id)
  })

  test('a family that books at once gets one card each, and every visit is counted', async () => {
    const wishes: ForWhom[] = [
      { kind: 'me' },
      aisha(),
      aisha(),
      { kind: 'other', name: 'Апам' },
      aisha(),
      aisha('Ерасыл'),
    ]
    await Promise.all(wishes.map((forWhom) => served(forWhom)))
    const figures = (await stored()).map(({ name, totalAppointments }) => `${name} ${totalAppointments}`)
    expect(figures.sort()).toEqual(['Айша 3', 'Апам 1', 'Ерасыл 1', 'Әсел 1'].sort())
  })

  test('whoever looks at the cards learns where to call', async () => {
    const { card, contactCard } = await served(aisha())
    const cards = await clients.cards(businessId, [card.id])
    expect(cards).toEqual([{ id: card.id, name: 'Айша', phone: MOTHER.phone, guardianId: contactCard.id }])
    expect(await clients.cards(objectIds.next<'business'>(), [card.id])).toEqual([])
  })
})

describe('what was told', () => {
  const told = (object: Told['object'], place: Told['place'] = null): Told => ({ object, place })
  const car = (plate: string, model?: string): Told => {
    const id = objectIds.next<'object'>()
    return told({ id, kind: 'car', plate, ...(model ? { model } : {}) })
  }
  const telling = (what: Told, forWhom: ForWhom = { kind: 'me' }) => served(forWhom, { told: what })
  const plates = async () => (await stored())[0]?.objects.map(({ plate }: { plate: string }) => plate)

  test('is on the card at once, newest used first, each car once however its plate is typed', async () => {
    await telling(car('05ABC06', 'Camry'))
    const [
      {
        objects: [first],
      } = { objects: [] },
    ] = await stored()
    await telling(car('777AAA06'))
    expect(await plates()).toEqual(['777AAA06', '05ABC06'])
    await telling(car('05-АВС-06', 'Camry 70')) // Cyrillic letters that look the same
    expect(await plates()).toEqual(['05-АВС-06', '777AAA06'])
    expect((await stored())[0]).toMatchObject({ totalAppointments: 3, name: 'Әсел', createdAt: AT })
    const [
      {
        objects: [again],
      } = { objects: [] },
    ] = await stored()
    expect(again).toMatchObject({ model: 'Camry 70', key: 'car:05ABC06' })
    expect(String(again.id)).toBe(String(first.id))
  })

  test('is never more than twenty', async () => {
    for (let i = 10; i < 35; i += 1) await telling(car(`${i}AAA06`))
    expect(await plates()).toHaveLength(20)
    expect((await plates())[0]).toBe('34AAA06')
  })

  test('is taken by the letter: a name like a formula stays a name', async () => {
    const id = objectIds.next<'object'>()
    await telling(told({ id, kind: 'pet', name: '$phone', species: '$$ROOT' }))
    await served({ kind: 'me' }, { name: '$name', phone: '+77015550109' as Phone, told: car('$createdAt') })
    expect(await stored()).toMatchObject([
      { name: 'Әсел', objects: [{ name: '$phone', species: '$$ROOT' }] },
      { name: '$name', phone: '+77015550109', objects: [{ plate: '$createdAt' }] },
    ])
  })

  test('of the address the last one stands, its line where the specification has it', async () => {
    const place = { district: 'Авангард', street: 'Абай', building: '12', intercom: '7К' }
    await telling(told(null, place))
    await telling(told(null, { street: 'Сәтпаев', building: '3' }))
    await telling(car('05ABC06'))
    expect((await stored())[0]).toMatchObject({
      address: { street: 'Сәтпаев 3' },
      addressMore: { street: 'Сәтпаев', building: '3' },
      totalAppointments: 3,
    })
    expect((await stored())[0]?.addressMore).not.toHaveProperty('district')
  })

  test('about another person stands on that person’s card', async () => {
    await telling(car('05ABC06'), aisha())
    const [mother, child] = await stored()
    expect(mother).not.toHaveProperty('objects')
    expect(child).toMatchObject({ name: 'Айша', totalAppointments: 1, objects: [{ plate: '05ABC06' }] })
  })

  test('at the same time by two: both cars, both visits', async () => {
    await Promise.all(['01AAA06', '02AAA06', '03AAA06'].map((plate) => telling(car(plate))))
    expect((await plates()).sort()).toEqual(['01AAA06', '02AAA06', '03AAA06'])
    expect((await stored())[0]).toMatchObject({ totalAppointments: 3 })
  })
})

describe('the doctor of families', () => {
  test.each([
    ['a dependant with a phone', { phone: '+77015550109' }, 'dependant_phone'],
    ['a guardian who is gone', { guardianId: toObjectId(objectIds.next()) }, 'guardian_missing'],
  ])('finds %s', async (_, damage, code) => {
    const { card } = await served(aisha())
    await database.db.collection('clients').updateOne({ _id: toObjectId(card.id) }, { $set: damage })
    expect(await families()).toEqual([code])
  })

  test('finds a guardian who has a guardian, and one of another business', async () => {
    const [{ card: child, contactCard: mother }, { card: other }] = [
      await served(aisha()),
      await served(aisha('Ерасыл')),
    ]
    const cards = database.db.collection('clients')
    await cards.updateOne({ _id: toObjectId(child.id) }, { $set: { guardianId: toObjectId(other.id) } })
    expect(await families()).toEqual(['guardian_of_guardian'])
    const elsewhere = { $set: { businessId: toObjectId(objectIds.next()) } }
    await cards.updateOne({ _id: toObjectId(mother.id) }, elsewhere)
    expect(await families()).toEqual(['guardian_of_guardian', 'guardian_missing'])
  })
})

test('a name is compared as people hear it', () => {
  expect(['Әсел', ' АСЕЛ!', 'асел'].map(nameKeyOf)).toEqual(['асел', 'асел', 'асел'])
  expect(nameKeyOf('Ерасыл Нұр-Сұлтан')).toBe('ерасыл нур султан')
  expect(nameKeyOf('O’Brien 2')).toBe('o brien 2')
})
