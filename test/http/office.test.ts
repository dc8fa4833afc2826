// What the office asks of visits over HTTP: a day is seen, booked, rearranged, marked.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let owner: string
let specialist: string

const signedIn = async (email: string) => `session=${(await it.app.accounts.signIn(email, PASSWORD, 'test')).token}`

beforeAll(async () => {
  it = await testApp()
})

beforeEach(async () => {
  it.clock.set(TODAY)
  salon = await openSalon(it.app)
  owner = await signedIn(salon.owner.email)
  specialist = await signedIn(salon.specialist.email)
})

let keys = 0
const ask = async (method: 'GET' | 'POST' | 'PUT', path: string, body?: object, cookie = owner, key?: string) => {
  keys += 1
  const headers = { host: 'localhost:3000', origin: ORIGIN, cookie, 'idempotency-key': key ?? `key-for-office-${keys}` }
  const url = `/api/businesses/${salon.business.id}/${path}`
  const reply = await it.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: reply.json() }
}

const at = (time: string, day = '2026-11-23') => `${day}T${time}:00+05:00`
const line = (staffId = salon.anna.id, more = {}) => ({ serviceId: salon.cut.id, staffId, ...more })
const wish = (time: string, more = {}) => ({
  client: { kind: 'walk-in' },
  startTime: at(time),
  lines: [line()],
  ...more,
})
const booked = async (time: string, more = {}) => (await ask('POST', 'appointments/by-staff', wish(time, more))).body

describe('booking by staff', () => {
  test('a walk-in needs no name, is numbered by the day, and found by nobody', async () => {
    const first = await booked('11:00')
    const second = await booked('13:00')
    expect(first).toMatchObject({ status: 'scheduled', time: '11:00', totalAmount: 5000, source: 'walk-in' })
    expect(first.clientId).toBe(second.clientId)
    const { body } = await ask('GET', 'calendar')
    expect(body.visits.map(({ walkIn, isNewClient }: never) => [walkIn, isNewClient])).toEqual([
      [1, false],
      [2, false],
    ])
    expect((await ask('GET', 'clients?q=%E2%80%94')).body.clients).toEqual([])
  })

  test('a new client is found by name in another alphabet and by the last digits, and booked as known', async () => {
    const client = { kind: 'new', name: 'Қымбат Жұмабаева', phone: '8 701 555 33 44' }
    const first = await booked('11:00', { client })
    for (const q of ['кымб', 'Жумабаева', 'қымбат жұм', '3344', '+7 701 555 33 44']) {
      const { body } = await ask('GET', `clients?q=${encodeURIComponent(q)}`)
      expect({ q, ids: body.clients.map(({ id }: { id: string }) => id) }).toEqual({ q, ids: [first.clientId] })
    }
    const known = await booked('13:00', { client: { kind: 'known', clientId: first.clientId } })
    expect(known).toMatchObject({ clientId: first.clientId, clientName: 'Қымбат Жұмабаева', isNewClient: false })
  })

  test('what stands in the way is told in full, and taken knowingly with a reason', async () => {
    await booked('11:00')
    const taken = await ask('POST', 'appointments/by-staff', wish('11:30'))
    expect(taken).toMatchObject({ status: 409, body: { code: 'time_not_free', reasons: ['person_busy'] } })
    expect(taken.body.alternatives.length).toBeGreaterThan(0)
    const over = await ask('POST', 'appointments/by-staff', wish('11:30', { override: { reason: 'екеуі де келісті' } }))
    expect(over).toMatchObject({ status: 201, body: { override: { reason: 'екеуі де келісті' } } })
    const night = await ask('POST', 'appointments/by-staff', wish('23:00'))
    expect(night.body.reasons).toContain('closed')
  })

  test('it is sent twice and booked once; another wish under the key is refused', async () => {
    const send = (time: string) => ask('POST', 'appointments/by-staff', wish(time), owner, 'one-key-for-one-wish')
    const [first, again] = [await send('11:00'), await send('11:00')]
    expect(again.body.id).toBe(first.body.id)
    expect((await send('15:00')).body.code).toBe('key_reused')
  })

  test.each([
    ['yesterday', { startTime: at('11:00', '2026-11-22') }, 422, 'in_the_past'],
    ['off five minutes', { startTime: at('11:03') }, 422, 'off_grid'],
    ['a nameless name', { client: { kind: 'new', name: ' ' } }, 422, 'name_required'],
    ['a phone that is none', { client: { kind: 'new', name: 'Әсел', phone: '123' } }, 422, 'phone_invalid'],
    ['a client of nobody', { client: { kind: 'known', clientId: '64b7f0c2a1d3e4f5a6b7c8d1' } }, 404, 'not_found'],
  ])('%s is refused, and nothing is left behind', async (_, more, status, code) => {
    const refused = await ask('POST', 'appointments/by-staff', wish('11:00', more))
    expect(refused).toMatchObject({ status, body: { code } })
    expect((await ask('GET', 'calendar')).body.visits).toEqual([])
    expect((await ask('POST', 'appointments/by-staff', wish('11:00'))).status).toBe(201)
  })

  test('a specialist books the own column only, and sees no other', async () => {
    expect((await ask('POST', 'appointments/by-staff', wish('11:00'), specialist)).status).toBe(201)
    const other = wish('11:00', { lines: [line(salon.olga.id)] })
    expect((await ask('POST', 'appointments/by-staff', other, specialist)).status).toBe(404)
    expect((await ask('POST', 'appointments/by-staff', other)).status).toBe(201)
    const { body } = await ask('GET', 'calendar', undefined, specialist)
    expect(body.people.map(({ id }: { id: string }) => id)).toEqual([salon.anna.id])
    expect(body.visits).toHaveLength(1)
  })
})

describe('a visit is rearranged', () => {
  const plan = (version: number, time: string, more = {}) => ({
    version,
    startTime: at(time),
    lines: [line()],
    ...more,
  })

  test('moved, made longer, given to another, and taken back', async () => {
    const { id } = await booked('11:00')
    const moved = await ask('POST', `appointments/${id}/rearrange`, plan(1, '12:00'))
    expect(moved).toMatchObject({ status: 200, body: { time: '12:00', version: 2 } })
    const longer = { lines: [line(salon.olga.id, { duration: 90, price: 7000 })] }
    const changed = await ask('POST', `appointments/${id}/rearrange`, plan(2, '12:00', longer))
    expect(changed.body).toMatchObject({ totalAmount: 7000, services: [{ duration: 90, staffId: salon.olga.id }] })
    const back = await ask('POST', `appointments/${id}/rearrange`, plan(3, '11:00', { lines: [line()] }))
    expect(back.body).toMatchObject({ time: '11:00', totalAmount: 5000 })
    expect((await ask('POST', 'appointments/by-staff', wish('12:30'))).status).toBe(201)
  })

  test('of two receptionists one wins, and the other is told how it is now', async () => {
    const { id } = await booked('11:00')
    const both = await Promise.all(
      ['14:00', '15:00'].map((time) => ask('POST', `appointments/${id}/rearrange`, plan(1, time))),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const lost = both.find(({ status }) => status === 409)
    expect(lost?.body).toMatchObject({ code: 'changed_meanwhile', version: 2 })
  })

  test('it may overlap its own old time, and a double tap is harmless', async () => {
    const { id } = await booked('11:00')
    const send = () => ask('POST', `appointments/${id}/rearrange`, plan(1, '11:30'))
    expect((await send()).status).toBe(200)
    expect((await send()).body.version).toBe(2)
  })

  test('what would happen is told without doing it', async () => {
    const first = await booked('11:00', { client: { kind: 'new', name: 'Әсел' } })
    const { id } = await booked('14:00')
    const question = { appointmentId: id, startTime: at('11:30'), lines: [line()] }
    const { body } = await ask('POST', 'what-if', question)
    expect(body).toMatchObject({
      ok: false,
      why: [{ code: 'person_busy' }],
      collides: [{ appointmentId: first.id, clientName: 'Әсел' }],
    })
    expect((await ask('POST', 'what-if', { ...question, startTime: at('16:00') })).body).toMatchObject({
      ok: true,
      totalAmount: 5000,
    })
    expect((await ask('GET', `appointments/${id}`)).body.visit.time).toBe('14:00')
  })
})

describe('a visit is marked', () => {
  test('confirmed, arrived, noted, taken back; the card tells who did what', async () => {
    const { id } = await booked('11:00', { client: { kind: 'new', name: 'Әсел' } })
    expect((await ask('POST', `appointments/${id}/arrive`, { version: 1 })).body.version).toBe(2)
    expect((await ask('POST', `appointments/${id}/arrive`, { version: 1 })).body.version).toBe(2)
    expect((await ask('POST', `appointments/${id}/unarrive`, { version: 2 })).status).toBe(200)
    expect((await ask('PUT', `appointments/${id}/notes`, { version: 3, notes: 'Кофе' })).status).toBe(200)
    const { body } = await ask('GET', `appointments/${id}`)
    expect(body.visit).toMatchObject({ arrivedAt: null, notes: 'Кофе', version: 4 })
    expect(body.visit.confirmedAt).not.toBeNull()
    expect(body.history.map(({ type, by }: { type: string; by: string }) => [type, by])).toEqual(
      [
        ['appointment.booked', 'owner'],
        ['appointment.arrived', 'owner'],
        ['appointment.arrival-taken-back', 'owner'],
        ['appointment.noted', 'owner'],
      ].map(([type, by]) => [type, expect.stringContaining(by ?? '')]),
    )
  })

  test('a walk-in gets a name, and the figures follow', async () => {
    const { id } = await booked('11:00')
    const named = await ask('PUT', `appointments/${id}/client`, {
      version: 1,
      client: { kind: 'new', name: 'Әсел', phone: '87015553344' },
    })
    expect(named.body).toMatchObject({ clientName: 'Әсел', walkIn: null, isNewClient: true })
    const figures = await it.database.db.collection('clients').find().sort({ _id: 1 }).toArray()
    expect(figures.map(({ totalAppointments }) => totalAppointments)).toEqual(expect.arrayContaining([0, 1]))
  })
})

test('after all of it the doctor finds nothing', async () => {
  await booked('11:00')
  await booked('11:30', { override: { reason: 'екеуі де келісті' } })
  const found = (await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))).flat()
  expect(found).toEqual([])
})
