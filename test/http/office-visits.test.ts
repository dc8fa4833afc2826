// What reception and specialists do with visits over HTTP, and what is refused to whom.

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

const card = (id: string) => it.database.db.collection('clients').findOne({ _id: toObjectId(id) })
const rearrange = (visit: { id: string; version: number }, changes: object, who: 'reception' | 'anna' = 'reception') =>
  desk.ask(who, 'POST', `appointments/${visit.id}/rearrange`, {
    version: visit.version,
    startTime: at('11:00'),
    lines: [desk.line()],
    ...changes,
  })

describe('booked by staff', () => {
  test('at any five minutes, with own length and price; sent twice it is there once', async () => {
    const wish = { lines: [desk.line(desk.anna.id, { duration: 75, price: 4000 })], notes: 'Қысқа' }
    const first = await desk.book('11:05', wish, 'reception', 'key-of-a-visit')
    expect(first).toMatchObject({
      status: 201,
      body: {
        startTime: at('11:05'),
        endTime: at('12:20'),
        totalAmount: 4000,
        notes: 'Қысқа',
        source: 'office',
        isNewClient: true,
        override: null,
      },
    })
    expect(await desk.book('11:05', wish, 'reception', 'key-of-a-visit')).toEqual(first)
    expect((await desk.book('11:10', wish, 'reception', 'key-of-a-visit')).body.code).toBe('key_reused')
    expect(await desk.doctor()).toEqual([])
  })

  test('now, without lead time, and ten minutes ago; not yesterday, and not between the minutes', async () => {
    it.clock.set(at('11:10'))
    expect((await desk.book('11:00')).status).toBe(201)
    expect((await desk.book('12:03')).body.code).toBe('off_grid')
    const yesterday = await desk.book('11:00', { startTime: at('11:00', '2026-11-23') })
    expect([yesterday.status, yesterday.body.code]).toEqual([422, 'in_the_past'])
    expect((await desk.book('11:00', { startTime: at('11:00', '2028-11-24') })).body.code).toBe('too_far')
  })

  test('is told every reason against it, and does it all the same with one of its own', async () => {
    const { body: there } = await desk.book('18:00')
    const wish = {
      lines: [desk.line(), { serviceId: desk.colour.id, staffId: desk.anna.id }],
      client: { kind: 'walk-in' },
    }
    const refused = await desk.book('18:30', wish)
    expect(refused).toMatchObject({ status: 409, body: { code: 'time_not_free' } })
    const reasons = refused.body.why.map(({ code, serviceId }: { code: string; serviceId: string }) => [
      code,
      serviceId,
    ])
    expect(reasons).toEqual([
      ['ends_after_closing', desk.cut.id],
      ['person_busy', desk.cut.id],
      ['no_skill', desk.colour.id],
      ['closed', desk.colour.id],
    ])
    const halfKnown = { reason: 'Той алдында', codes: ['person_busy'] }
    expect((await desk.book('18:30', { ...wish, override: halfKnown })).status).toBe(409)
    const done = await desk.book('18:30', { ...wish, override: { reason: 'Той алдында' } })
    expect(done).toMatchObject({ status: 201, body: { override: { reason: 'Той алдында' }, walkIn: 1 } })
    expect(await desk.doctor()).toEqual([])

    const history = (await desk.ask('owner', 'GET', `appointments/${done.body.id}`)).body.history
    expect(history).toMatchObject([{ type: 'appointment.booked', by: 'Ақбота', override: 'Той алдында' }])
    const event = await it.database.db.collection('events').findOne({ 'subject.id': toObjectId(done.body.id) })
    expect(event?.data).toMatchObject({ overridden: expect.arrayContaining(['person_busy', 'no_skill', 'closed']) })

    // Either one goes, and the other keeps its time.
    await desk.ask('reception', 'POST', `appointments/${there.id}/cancel`, { version: 1 })
    expect(await desk.doctor()).toEqual([])
    expect((await desk.book('18:00')).status).toBe(409)
  })

  test('two services at once want two rooms, and two people', async () => {
    const { business, location, actor, anna, second } = desk
    const room = { name: 'Кабинет', kind: 'room', units: 1 }
    const { id: resourceId } = await it.app.resources.add(business.id, location.id, room, actor)
    const massage = { name: 'Уқалау', duration: 60, price: 8000, resource: { resourceId } }
    const { id: serviceId } = await it.app.services.add(business.id, massage, actor)
    const { version } = (await it.app.staff.byId(business.id, anna.id)) ?? anna
    await it.app.staff.setSkills(business.id, anna.id, [{ serviceId: desk.cut.id }, { serviceId }], version, actor)
    const both = (first: string, other: string, startTime: string) => ({
      lines: [
        { serviceId, staffId: first },
        { serviceId: other, staffId: anna.id, startTime },
      ],
    })
    const meet = { status: 409, body: { code: 'time_not_free' } }
    const oneRoom = await desk.book('11:00', { ...both(second.id, serviceId, at('11:30')) })
    expect(oneRoom).toMatchObject(meet)
    expect(oneRoom.body.why.map(({ code }: { code: string }) => code)).toEqual(['no_skill', 'lines_meet'])
    expect(await desk.book('11:00', both(anna.id, desk.cut.id, at('11:30')))).toMatchObject({
      ...meet,
      body: { why: [{ code: 'lines_meet', serviceId: desk.cut.id, staffId: anna.id }] },
    })
    expect((await desk.book('11:00', both(anna.id, serviceId, at('12:00')))).status).toBe(201)
    expect(
      (await desk.book('14:00', { ...both(second.id, serviceId, at('14:30')), override: { reason: 'Екеуі' } })).status,
    ).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('a specialist books the own column, and knows of no other', async () => {
    expect((await desk.book('11:00', {}, 'anna')).status).toBe(201)
    const others = await desk.book('13:00', { lines: [desk.line(desk.second.id)] }, 'anna')
    expect([others.status, others.body.code]).toEqual([404, 'person_unavailable'])
    expect((await desk.book('15:00', {}, 'stranger')).status).toBe(404)
    expect((await desk.ask(null, 'POST', 'appointments/by-staff', {})).status).toBe(401)
  })

  test('a known client is found by letters and by the last digits, and his figures follow', async () => {
    const { body: visit } = await desk.book('11:00', {
      client: { kind: 'new', name: 'Қымбат Жұмабаева', phone: '8 701 555 67 89' },
    })
    for (const typed of ['кымб', 'жума', 'қымбат жұ', '6789', '+7 (701) 555-67-89', '5556789']) {
      const { body } = await desk.ask('reception', 'GET', `clients?q=${encodeURIComponent(typed)}`)
      expect({ typed, found: body.clients.map(({ id }: { id: string }) => id) }).toEqual({
        typed,
        found: [visit.clientId],
      })
    }
    const again = await desk.book('13:00', { client: { kind: 'known', clientId: visit.clientId } })
    expect(again.body).toMatchObject({ clientName: 'Қымбат Жұмабаева', isNewClient: false })
    expect((await card(visit.clientId))?.totalAppointments).toBe(2)
    expect((await desk.book('15:00', { client: { kind: 'known', clientId: 'f'.repeat(24) } })).status).toBe(404)
    expect((await desk.ask('anna', 'GET', 'clients?q=кымб')).status).toBe(403)
    expect(await desk.doctor()).toEqual([])
  })
})

test('a landline of the city rings in an office: no messenger is offered there, in any way of writing it', async () => {
  const reached = async (time: '11:00' | '13:00', phone: string) => {
    const { body } = await desk.book(time, { client: { kind: 'new', name: 'Әсел', phone } })
    const { client } = (await desk.ask('reception', 'GET', `appointments/${body.id}`)).body
    return [client.phoneShown, client.hasMessenger]
  }
  expect(await reached('11:00', '8 (7122) 30-50-51')).toEqual(['+7 712 230 50 51', false])
  expect(await reached('13:00', '8 701 555 67 81')).toEqual(['+7 701 555 67 81', true])
})

describe('rearranged', () => {
  test('moved, made longer and given to another at once; sent twice it is answered as it is', async () => {
    const { body: visit } = await desk.book('11:00')
    const change = {
      startTime: at('12:30'),
      lines: [desk.line(desk.second.id, { duration: 90 })],
    }
    const moved = await rearrange(visit, change)
    expect(moved).toMatchObject({
      status: 200,
      body: { version: 2, startTime: at('12:30'), endTime: at('14:00'), totalAmount: 5000 },
    })
    expect(await rearrange(visit, change)).toEqual(moved)
    const other = await rearrange(visit, { ...change, startTime: at('13:00') })
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile', version: 2, state: 'scheduled', startTime: at('12:30') },
    })
    const told = await it.database.db.collection('events').findOne({ type: 'appointment.moved' })
    expect(told?.data).toMatchObject({
      from: { startTime: new Date(at('11:00')), lines: [{ staffId: desk.anna.id, duration: 60, price: 5000 }] },
      to: { startTime: new Date(at('12:30')), lines: [{ staffId: desk.second.id, duration: 90, price: 5000 }] },
    })
    expect((await desk.book('11:00')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('what was agreed stays when the price list changes', async () => {
    const { body: visit } = await desk.book('11:00')
    await it.app.services.change(desk.business.id, desk.cut.id, { price: 9000, duration: 30 }, 1, desk.actor)
    const moved = await rearrange(visit, { startTime: at('15:00') })
    expect(moved.body).toMatchObject({ totalAmount: 5000, endTime: at('16:00') })
    const cheaper = await rearrange(moved.body, {
      startTime: at('15:00'),
      lines: [desk.line(desk.anna.id, { price: 0 })],
    })
    expect(cheaper.body).toMatchObject({ totalAmount: 0, paymentStatus: 'paid', version: 3 })
    expect(await desk.doctor()).toEqual([])
  })

  test('not into yesterday, and not once it is over', async () => {
    const { body: visit } = await desk.book('11:00')
    expect((await rearrange(visit, { startTime: at('11:00', '2026-11-22') })).body.code).toBe('in_the_past')
    const cancelled = await desk.ask('reception', 'POST', `appointments/${visit.id}/cancel`, { version: 1 })
    expect((await rearrange(cancelled.body, {})).body.code).toBe('move_not_allowed')
  })

  test('by a quarter of an hour though another lies over it: that one is in the way, and says so', async () => {
    const { body: visit } = await desk.book('11:00')
    const over = { override: { reason: 'Асығыс' } }
    expect((await desk.book('11:30', over)).status).toBe(201)
    const shifted = { startTime: at('11:15') }
    const meet = { status: 409, body: { code: 'time_not_free' } }
    expect(await rearrange(visit, shifted)).toMatchObject(meet)
    const within = { startTime: at('11:30'), lines: [desk.line(desk.anna.id, { duration: 30 })] }
    expect(await rearrange(visit, within)).toMatchObject(meet)
    const proposal = { appointmentId: visit.id, ...within }
    expect((await desk.ask('reception', 'POST', 'what-if', proposal)).body).toMatchObject({
      ok: false,
      collides: [{ startTime: at('11:30') }],
    })
    const earlier = await rearrange(visit, { startTime: at('10:30') })
    expect(earlier.status).toBe(200)
    expect(await rearrange(earlier.body, { ...shifted, ...over })).toMatchObject({ status: 200 })
    expect(await desk.doctor()).toEqual([])
  })

  test("a specialist moves the own visit, but neither another's nor to another", async () => {
    const { body: mine } = await desk.book('11:00')
    const { body: hers } = await desk.book('13:00', { lines: [desk.line(desk.second.id)] })
    expect((await rearrange(mine, { startTime: at('15:00') }, 'anna')).status).toBe(200)
    expect((await rearrange(hers, { startTime: at('16:00') }, 'anna')).status).toBe(404)
    expect((await rearrange({ ...mine, version: 2 }, { lines: [desk.line(desk.second.id)] }, 'anna')).status).toBe(404)
    expect((await desk.ask('anna', 'GET', `appointments/${hers.id}`)).status).toBe(404)
    const proposal = { appointmentId: hers.id, startTime: at('13:00'), lines: [desk.line()] }
    expect((await desk.ask('anna', 'POST', 'what-if', proposal)).status).toBe(404)
  })
})

describe('what if', () => {
  test('tells lines, price, reasons, whose time it is, and writes nothing', async () => {
    const { body: visit } = await desk.book('11:00')
    const proposal = { startTime: at('11:30'), lines: [desk.line(), desk.line(desk.second.id, { duration: 30 })] }
    const { body } = await desk.ask('reception', 'POST', 'what-if', proposal)
    expect(body).toMatchObject({
      ok: false,
      never: null,
      why: [{ code: 'person_busy', staffId: desk.anna.id }],
      lines: [
        { startTime: at('11:30'), endTime: at('12:30') },
        { startTime: at('12:30'), endTime: at('13:00'), staffId: desk.second.id, duration: 30 },
      ],
      totalAmount: 10_000,
      collides: [{ appointmentId: visit.id, clientName: 'Қымбат Жұмабаева' }],
      blocks: [],
    })
    expect(body.alternatives.length).toBeGreaterThan(0)
    const own = { ...proposal, appointmentId: visit.id, lines: [desk.line()] }
    expect((await desk.ask('reception', 'POST', 'what-if', own)).body).toMatchObject({ ok: true, collides: [] })
    const past = { ...proposal, startTime: at('11:30', '2026-11-20') }
    expect((await desk.ask('reception', 'POST', 'what-if', past)).body).toMatchObject({
      ok: false,
      never: 'in_the_past',
    })
    expect(
      await it.database.db.collection('appointments').countDocuments({ businessId: toObjectId(desk.business.id) }),
    ).toBe(1)
  })

  test('a specialist sees own visits in the way', async () => {
    await desk.book('11:00')
    const { body } = await desk.ask('anna', 'POST', 'what-if', { startTime: at('11:30'), lines: [desk.line()] })
    expect(body).toMatchObject({ ok: false, collides: [{ clientName: 'Қымбат Жұмабаева' }] })
  })
})
