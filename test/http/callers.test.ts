// The phone rings at the desk: who calls, the usual, agreed by phone; and what a booking by staff asks as the site does.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at, type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let desk: FrontDesk

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
})

const PHONE = '+77015550142'
const ZHANAT = { kind: 'new', name: 'Жанат Ибраева', phone: PHONE }
const mark = (visit: { id: string; version: number }, status: string) =>
  desk.ask('reception', 'POST', `appointments/${visit.id}/${status}`, { version: visit.version })

/** On each Tuesday at 15:00, and she came. */
async function comesOnTuesdays() {
  const { body: first } = await desk.book('15:00', { client: ZHANAT })
  it.clock.set(at('17:00'))
  await mark(first, 'complete')
  return first.clientId as string
}

describe('who calls', () => {
  test('is found by four digits, with the next visit, the last one, no-shows and an allergy', async () => {
    const id = await comesOnTuesdays()
    const { body: missed } = await desk.book('18:00', { client: { kind: 'known', clientId: id } })
    it.clock.set(at('18:30'))
    expect((await mark(missed, 'no-show')).status).toBe(200)
    await desk.book('12:00', { client: { kind: 'known', clientId: id }, startTime: at('12:00', '2026-11-27') })
    const note = { content: 'Аммиак', type: 'allergy', createdAt: new Date(TODAY) }
    const owners = { clientId: toObjectId(id), businessId: toObjectId(desk.business.id) }
    await it.database.db.collection('clientNotes').insertOne({ ...note, ...owners })

    const found = await desk.ask('reception', 'GET', 'callers?q=0142')
    expect(found.body.callers).toMatchObject([
      { id, next: { date: '2026-11-27', time: '12:00' }, last: '2026-11-24', noShows: 1, hasAllergy: true },
    ])
    const card = await desk.ask('reception', 'GET', `callers/${id}`)
    expect(card.body).toMatchObject({ ...found.body.callers[0], consent: null, family: [] })
    expect((await desk.ask('stranger', 'GET', `callers/${id}`)).status).toBe(404)
  })

  test('has the usual at the next such hour; where it is taken, real times instead', async () => {
    const id = await comesOnTuesdays()
    const usual = async () => (await desk.ask('reception', 'GET', `callers/${id}/usual`)).body.usual
    const next = { date: '2026-12-01', time: '15:00' }
    const free = await usual()
    expect(free).toMatchObject({
      wanted: next,
      isFree: true,
      offers: [next],
      times: 1,
      lines: [{ staffId: desk.anna.id }],
    })

    await desk.book('15:00', { startTime: at('15:00', '2026-12-01') })
    const taken = await usual()
    expect(taken).toMatchObject({ wanted: next, isFree: false })
    expect(taken.offers).toContainEqual(expect.objectContaining({ date: '2026-12-08', time: '15:00' }))
    for (const { startTime, staffIds } of taken.offers) {
      const lines = [desk.line(staffIds[0])]
      const asked = await desk.ask('reception', 'POST', 'what-if', { startTime, lines })
      expect(asked.body.ok).toBe(true)
    }
    const [offer] = taken.offers
    const booked = await desk.book('15:00', {
      ...{ startTime: offer.startTime, lines: [desk.line(offer.staffIds[0])] },
      ...{ client: { kind: 'known', clientId: id }, price: taken.price },
    })
    expect(booked.status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('has agreed by phone: who read which text is on record, once for one key, and not to an old text', async () => {
    const id = await comesOnTuesdays()
    const { consentText: text } = (await desk.ask('reception', 'GET', `callers/${id}`)).body
    const agree = (wish: object, key?: string) => desk.ask('reception', 'POST', `callers/${id}/consents`, wish, key)
    expect((await agree({ text: '2001-01', locale: 'kk' })).body.code).toBe('consent_text_old')
    expect((await agree({ text, locale: 'kk' }, 'agreed-by-phone')).status).toBe(201)
    expect((await agree({ text, locale: 'kk' }, 'agreed-by-phone')).status).toBe(201)
    expect(await it.database.db.collection('clientConsents').countDocuments({ clientId: toObjectId(id) })).toBe(1)
    const events = it.database.db.collection('events')
    expect(await events.countDocuments({ type: 'client.agreed-by-phone', 'subject.id': toObjectId(id) })).toBe(1)
    const { consent } = (await desk.ask('reception', 'GET', `callers/${id}`)).body
    expect(consent).toMatchObject({ text, locale: 'kk', by: 'Ақбота', at: at('17:00') })
  })
})

describe('a booking by staff asks what the site asks', () => {
  const atHome = async () => {
    const visit = { name: 'Үйде', duration: 60, price: 9000, place: 'client' as const, object: 'pet' as const }
    const service = await it.app.services.add(desk.business.id, visit, desk.actor)
    const { staff } = (await desk.ask('owner', 'GET', 'staff')).body
    const { version } = staff.find((one: { id: string }) => one.id === desk.anna.id)
    const skills = [{ serviceId: desk.cut.id }, { serviceId: service.id }]
    await it.app.staff.setSkills(desk.business.id, desk.anna.id, skills, version, desk.actor)
    return [{ serviceId: service.id, staffId: desk.anna.id }]
  }
  const place = { street: 'Абай', building: '12' }
  const object = { kind: 'pet', name: 'Барсик', species: 'мысық' }

  test('address and pet, and keeps them on the card of whom it is for', async () => {
    const lines = await atHome()
    expect((await desk.book('11:00', { lines, client: ZHANAT })).body.code).toBe('address_required')
    expect((await desk.book('11:00', { lines, client: ZHANAT, place })).body.code).toBe('object_required')
    const forWhom = { kind: 'child', name: 'Айша' }
    const booked = await desk.book('11:00', { lines, client: ZHANAT, place, object, forWhom })
    expect(booked).toMatchObject({
      status: 201,
      body: { place, object, forWhom, clientName: 'Айша', clientPhone: PHONE, bookedAs: ZHANAT.name },
    })
    const mother = (await desk.ask('reception', 'GET', 'callers?q=0142')).body.callers[0]
    expect(mother).toMatchObject({ name: ZHANAT.name, totalAppointments: 0 })
    const again = await desk.book('13:00', {
      ...{ lines, place, object, forWhom: { kind: 'child', name: ' айша ' } },
      client: { kind: 'known', clientId: mother.id },
    })
    expect(again.body.clientId).toBe(booked.body.clientId)
    const child = (await desk.ask('reception', 'GET', `callers/${booked.body.clientId}`)).body
    expect(child).toMatchObject({ objects: [object], place, phone: PHONE, totalAppointments: 2 })
    expect((await desk.ask('reception', 'GET', `callers/${mother.id}`)).body.family).toMatchObject([{ name: 'Айша' }])
    expect(await desk.doctor()).toEqual([])
  })

  test('a district that is not served is gone to only with a reason, on record; the time is claimed as ever', async () => {
    const lines = await atHome()
    const [{ id, version }] = (await desk.ask('owner', 'GET', 'locations')).body.locations
    await it.app.locations.setServedDistricts(desk.business.id, id, ['Авангард'], version, desk.actor)
    const wish = { lines, client: ZHANAT, object, place: { ...place, district: 'Құрсай' } }
    expect((await desk.book('11:00', wish)).body.code).toBe('district_not_served')
    const booked = await desk.book('11:00', { ...wish, override: { reason: 'Ескі клиент' } })
    expect(booked.body).toMatchObject({ override: { reason: 'Ескі клиент' }, place: { district: 'Құрсай' } })
    const meeting = await desk.book('11:00', { ...wish, place: { ...place, district: 'авангард' } })
    expect(meeting.body.code).toBe('time_not_free')
  })

  test('another sum than was told is refused; a walk-in tells nothing', async () => {
    expect((await desk.book('11:00', { price: 1 })).body).toMatchObject({ code: 'price_changed', seen: 1 })
    const lines = await atHome()
    expect((await desk.book('11:00', { lines, client: { kind: 'walk-in' } })).status).toBe(201)
  })
})
