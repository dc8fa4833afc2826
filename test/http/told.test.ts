// What a booking asks beside who comes, as a browser without JavaScript answers it: the address, and the object.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ServiceId } from '#kernel/ids.ts'
import type { NewService } from '#modules/services/services.contract.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'
import { type Guest, guest, hiddenFields } from '../harness/guest.ts'

const DAY = '2026-11-25'
const LATER = '2026-11-23T03:05:00Z'
const shift = { from: '10:00', to: '19:00', breaks: [] }
const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }
const HOME = {
  ...{ 'place.district': 'Авангард', 'place.street': 'Абай', 'place.building': '12', 'place.entrance': '4' },
  ...{ 'place.floor': '2', 'place.apartment': '7', 'place.intercom': '7К', 'place.note': 'Көк қақпа' },
}
const CAR = { 'object.plate': ' 05 abc 06', 'object.model': 'Camry' }

let it: TestApp
let salon: OpenSalon
let book: string
let cleaning: ServiceId
let oil: ServiceId
let serial = 0

beforeAll(async () => {
  it = await testApp()
})

async function service(input: Partial<NewService> & { name: string }): Promise<ServiceId> {
  const { business, actor } = salon
  const { id } = await it.app.services.add(business.id, { duration: 60, price: 9000, ...input }, actor)
  await it.app.staff.add(business.id, { name: `Гүлназ ${input.name}`, services: [{ serviceId: id }], schedule }, actor)
  return id
}

beforeEach(async () => {
  it.clock.set(TODAY)
  salon = await openSalon(it.app)
  book = `/kk/b/${salon.business.slug}/book`
  cleaning = await service({ name: 'Үй жинау', place: 'client' })
  oil = await service({ name: 'Май ауыстыру', object: 'car' })
  const { business, location, actor } = salon
  await it.app.locations.setServedDistricts(business.id, location.id, ['Авангард', 'Балықшы'], 1, actor)
  serial += 1
})

const person = () => ({
  ...{ name: `Әсел ${serial}`, phone: `8 701 555 ${4000 + serial}`, note: 'Ескертпе', forWhom: 'me', guestName: '' },
})
const visits = () => it.database.db.collection('appointments').find({ bookedAs: person().name }).sort({ _id: -1 })
const latest = async () => (await visits().limit(1).toArray())[0]
const cards = () =>
  it.database.db
    .collection('clients')
    .find({ businessId: { $exists: true }, name: { $in: [person().name, 'Айша'] } })
    .sort({ _id: -1 })
    .toArray()

/** Holds a time and answers what the last step shows. */
async function lastStep(who: Guest, services: string, start: string) {
  const times = await who.get(`${book}?services=${services}&day=${DAY}&start=${start}&step=time`)
  const held = await who.send(`${book}/time`, { ...hiddenFields(times.body), at: `${DAY} ${start}` })
  const page = held.location ? await who.get(held.location) : held
  return { page, fields: hiddenFields(page.body) }
}

async function booked(who: Guest, services: string, start: string, told: Record<string, string>): Promise<string> {
  const { fields } = await lastStep(who, services, start)
  const answer = await who.send(book, { ...fields, ...person(), ...told })
  expect(answer.statusCode).toBe(303)
  return answer.location.split('?')[0] ?? ''
}

const anybody = (id: ServiceId) => `${id}:any`

describe('a visit at the client’s', () => {
  test('asks for the address on the last step, keeps it with the visit and on the card', async () => {
    const me = guest(it)
    expect((await me.get(book)).body.match(/Маман мекенжайыңызға барады/g)).toHaveLength(1)
    const { page, fields } = await lastStep(me, anybody(cleaning), '12:00')
    expect(page.body).toContain('name="place.street"')
    expect(page.body).toContain('<option>Балықшы</option>')
    expect(page.body).toContain('Маман мекенжайыңызға барады')
    expect(page.body).not.toContain('name="object.plate"')
    expect((await me.send(book, { ...fields, ...person(), ...HOME })).statusCode).toBe(303)
    const place = {
      ...{ district: 'Авангард', street: 'Абай', building: '12', entrance: '4', floor: '2', apartment: '7' },
      ...{ intercom: '7К', note: 'Көк қақпа' },
    }
    expect(await latest()).toMatchObject({ place, status: 'scheduled' })
    expect((await cards())[0]).toMatchObject({ address: { street: 'Абай 12' }, addressMore: place })
  })

  test.each([
    ['a street', { 'place.street': ' ' }, 'place.street', 'белгіленген жерді', 422],
    ['a house', { 'place.building': '' }, 'place.building', 'белгіленген жерді', 422],
    ['a district', { 'place.district': '' }, 'place.district', 'белгіленген жерді', 422],
    ['a district that is served', { 'place.district': 'Талғайраң' }, 'place.district', 'бармаймыз', 422],
    ['a short enough intercom', { 'place.intercom': '7'.repeat(201) }, 'place.intercom', 'Тым ұзын', 422],
  ])('needs %s; all that was typed stays', async (_, wrong, field, said, status) => {
    const me = guest(it)
    const { fields } = await lastStep(me, anybody(cleaning), '12:00')
    const refused = await me.send(book, { ...fields, ...person(), ...HOME, ...wrong })
    expect(refused.statusCode).toBe(status)
    expect(refused.body.toLowerCase()).toContain(said.toLowerCase())
    expect(refused.body).toContain(`href="#${field}"`)
    expect(refused.body).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"`))
    for (const [name, text] of Object.entries({ ...person(), ...HOME })) {
      if (name in wrong || name === 'forWhom' || name === 'place.district' || !text) continue
      expect(refused.body).toContain(name === 'note' ? text : `value="${text}"`)
    }
    if (!('place.district' in wrong)) expect(refused.body).toContain('<option selected="">Авангард</option>')
    expect(await visits().toArray()).toEqual([])
    const mended = await me.send(book, { ...hiddenFields(refused.body), ...person(), ...HOME })
    expect(mended.statusCode).toBe(303)
  })

  test('is understood in the owner’s writing of a district; everywhere is served where none is named', async () => {
    const me = guest(it)
    await booked(me, anybody(cleaning), '12:00', { ...HOME, 'place.district': 'авангард' })
    expect(await latest()).toMatchObject({ place: { district: 'Авангард' } })
    const { business, location, actor } = salon
    await it.app.locations.setServedDistricts(business.id, location.id, [], 2, actor)
    const { page } = await lastStep(me, anybody(cleaning), '15:00')
    expect(page.body).not.toContain('name="place.district"')
    await booked(me, anybody(cleaning), '15:00', { 'place.street': 'Сәтпаев', 'place.building': '3а' })
    expect((await latest())?.place).toEqual({ street: 'Сәтпаев', building: '3а' })
  })

  test('does not say "come to us": the guest’s page, his calendar, and nobody’s home in what is shared', async () => {
    const me = guest(it)
    const path = await booked(me, anybody(cleaning), '12:00', HOME)
    const page = await me.get(path)
    expect(page.body).toContain('Маман сізге барады')
    expect(page.body).toContain('Авангард, Абай 12, 4-подъезд, 2-қабат, 7-пәтер, домофон: 7К')
    expect(page.body).not.toContain('Сізді күтеміз')
    expect(page.body).not.toContain('Азаттық')
    expect(page.body.match(/(wa\.me|t\.me|calendar\.google)[^"]*/g)?.join(' ')).not.toContain(
      encodeURIComponent('Абай'),
    )
    const calendar = (await me.get(`${path}/visit.ics`)).body.replaceAll(/\r\n /g, '').replaceAll('\\,', ',')
    expect(calendar).toContain('LOCATION:Авангард, Абай 12')
  })

  test('a service at the business keeps no address, though one was sent', async () => {
    await booked(guest(it), anybody(salon.cut.id), '12:00', { ...HOME, ...CAR })
    expect(await latest()).not.toHaveProperty('place')
    expect(await latest()).not.toHaveProperty('object')
    expect((await cards())[0]).not.toHaveProperty('addressMore')
  })
})

describe('a visit about a car', () => {
  test('asks for its plate and keeps it tidily, on the visit and on the card', async () => {
    const me = guest(it)
    const { page } = await lastStep(me, anybody(oil), '12:00')
    expect(page.body).toContain('name="object.plate"')
    expect(page.body).not.toContain('name="place.street"')
    const path = await booked(me, anybody(oil), '12:00', CAR)
    expect(await latest()).toMatchObject({ object: { kind: 'car', plate: '05ABC06', model: 'Camry' } })
    expect((await cards())[0]?.objects).toMatchObject([{ kind: 'car', plate: '05ABC06', key: 'car:05ABC06' }])
    expect((await me.get(path)).body).toContain('05 ABC 06 · Camry')
  })

  test('without a plate is refused and keeps the rest; an odd plate is a plate', async () => {
    const me = guest(it)
    const { fields } = await lastStep(me, anybody(oil), '12:00')
    const refused = await me.send(book, { ...fields, ...person(), ...CAR, 'object.plate': '' })
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('href="#object.plate"')
    expect(refused.body).toContain('value="Camry"')
    await booked(me, anybody(oil), '12:00', { 'object.plate': 'ж/ж 7 транзит' })
    expect(await latest()).toMatchObject({ object: { kind: 'car', plate: 'Ж/Ж7ТРАНЗИТ' } })
  })

  test('of a child’s or a friend’s goes to the person served', async () => {
    await booked(guest(it), anybody(oil), '12:00', { ...CAR, forWhom: 'other', guestName: 'Айша' })
    const [served, contact] = await cards()
    expect(served).toMatchObject({ name: 'Айша', objects: [{ plate: '05ABC06' }] })
    expect(contact).not.toHaveProperty('objects')
  })
})

describe('next time', () => {
  test('this device is offered what it told, and one tap fills it in; another device nothing', async () => {
    const both = `${anybody(cleaning)},${anybody(oil)}`
    const me = guest(it)
    await booked(me, both, '10:00', { ...HOME, ...CAR })
    it.clock.set(LATER)
    await booked(me, anybody(oil), '15:00', { 'object.plate': '777 AAA 06', 'object.model': '' })
    const { page, fields } = await lastStep(me, both, '17:00')
    const uses = [...page.body.matchAll(/value="((?:place|object):[0-9a-f]{24})"/g)].map(([, use = '']) => use)
    expect(uses.map((use) => use.split(':')[0])).toEqual(['place', 'object', 'object'])
    expect(page.body.indexOf('777 AAA 06')).toBeLessThan(page.body.indexOf('05 ABC 06 · Camry'))
    const filled = await me.send(`${book}/told`, { ...fields, ...person(), use: uses[0] ?? '' })
    expect(filled.location).toContain('#told-place')
    const again = await me.get(filled.location)
    expect(again.body).toMatch(/name="place\.street"[^>]*value="Абай"|value="Абай"[^>]*name="place\.street"/)
    expect(again.body).toContain('<option selected="">Авангард</option>')
    expect(again.body).toContain(`value="${person().phone}"`)

    const stranger = guest(it)
    const { page: theirs, fields: form } = await lastStep(stranger, both, '12:30')
    expect(theirs.body).not.toContain('name="use"')
    const stolen = await stranger.send(`${book}/told`, { ...form, ...person(), use: uses[0] ?? '' })
    expect((await stranger.get(stolen.location)).body).not.toContain('Абай')
  })

  test('what was booked before is told to the device that booked it, of one business at a time', async () => {
    await booked(guest(it), anybody(oil), '12:00', CAR)
    const visit = await latest()
    const device: Actor = { kind: 'guest', device: String(visit?.bookedBy).replace('device:', '') }
    const { lastOfDevice } = it.app.appointments
    expect((await lastOfDevice(salon.business.id, device)).map(({ id }) => id)).toEqual([String(visit?._id)])
    const other = await openSalon(it.app)
    expect(await lastOfDevice(other.business.id, device)).toEqual([])
    expect(await lastOfDevice(salon.business.id, { kind: 'guest', device: null })).toEqual([])
    expect(await lastOfDevice(salon.business.id, salon.actor)).toEqual([])
  })

  test('a district that is served no longer is not offered', async () => {
    const me = guest(it)
    await booked(me, anybody(cleaning), '12:00', HOME)
    const { business, location, actor } = salon
    await it.app.locations.setServedDistricts(business.id, location.id, ['Балықшы'], 2, actor)
    const { page } = await lastStep(me, anybody(cleaning), '15:00')
    expect(page.body).not.toContain('name="use"')
  })

  test('the first step offers the last visit again while all of it can be booked, to this device and here only', async () => {
    const me = guest(it)
    expect((await me.get(book)).body).not.toContain('Өткен жолғыдай')
    await booked(me, `${salon.cut.id}:${salon.olga.id},${anybody(oil)}`, '12:00', CAR)
    const first = await me.get(book)
    expect(first.body).toContain('Өткен жолғыдай')
    expect(first.body).toContain('Шаш қию + Май ауыстыру · Ольга, Гүлназ Май ауыстыру')
    const href = /<a class="card again" href="([^"]+)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await me.get(href)).body).toContain('id="time"')
    expect((await guest(it).get(book)).body).not.toContain('Өткен жолғыдай')

    const mine = salon
    salon = await openSalon(it.app)
    expect((await me.get(`/kk/b/${salon.business.slug}/book`)).body).not.toContain('Өткен жолғыдай')
    salon = mine
    const { business, olga, actor } = salon
    await it.app.staff.setActive(business.id, olga.id, false, 1, actor)
    expect((await me.get(book)).body).not.toContain('Өткен жолғыдай')
  })
})

test('the API says what is asked, takes it, and refuses by stable codes', async () => {
  const api = `/api/businesses/${salon.business.id}`
  const menu = (await it.server.inject(`${api}/services`)).json()
  expect(menu.servedDistricts).toEqual(['Авангард', 'Балықшы'])
  expect(menu.services.find(({ id }: { id: string }) => id === cleaning)).toMatchObject({
    place: 'client',
    object: null,
  })
  expect(menu.services.find(({ id }: { id: string }) => id === oil)).toMatchObject({ place: 'business', object: 'car' })
  let keys = 0
  const ask = async (body: Record<string, unknown>) => {
    keys += 1
    const headers = { 'idempotency-key': `told-${serial}-${keys}`, origin: ORIGIN, host: 'localhost:3000' }
    const payload = { startTime: `${DAY}T10:00:00+05:00`, name: person().name, phone: person().phone, ...body }
    const answer = await it.server.inject({ method: 'POST', url: `${api}/appointments`, headers, payload })
    return answer.json()
  }
  const clean = { services: [{ serviceId: cleaning }] }
  const place = { street: 'Абай', building: '12', district: 'Авангард' }
  expect(await ask(clean)).toMatchObject({ status: 422, code: 'address_required', field: 'place.district' })
  expect(await ask({ ...clean, place: { ...place, building: '' } })).toMatchObject({ field: 'place.building' })
  expect(await ask({ ...clean, place: { ...place, district: 'Орал' } })).toMatchObject({
    ...{ status: 422, code: 'district_not_served', served: ['Авангард', 'Балықшы'] },
  })
  expect(await ask({ ...clean, place: { ...place, floor: 'я'.repeat(300) } })).toMatchObject({
    ...{ status: 422, code: 'field_too_long', field: 'place.floor', max: 200 },
  })
  expect(await ask({ services: [{ serviceId: oil }], object: { kind: 'car' } })).toMatchObject({
    ...{ status: 422, code: 'object_required', field: 'object.plate' },
  })
  const { appointment } = await ask({ ...clean, place })
  expect(appointment).toMatchObject({ place, object: null })
})

test('the office sees where to go and for what', async () => {
  const both = `${anybody(cleaning)},${anybody(oil)}`
  await booked(guest(it), both, '10:00', { ...HOME, ...CAR })
  const owner = guest(it)
  expect((await owner.send('/office/sign-in', { email: salon.owner.email, password: PASSWORD })).statusCode).toBe(303)
  const { body } = await owner.get(`/office?business=${salon.business.id}&day=${DAY}&locale=kk`)
  expect(body).toContain('Авангард, Абай 12, 4-подъезд, 2-қабат, 7-пәтер, домофон: 7К. Көк қақпа')
  expect(body).toContain(`https://2gis.kz/search/${encodeURIComponent('Атырау, Авангард, Абай 12')}`)
  expect(body).toContain('05 ABC 06 · Camry')
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
