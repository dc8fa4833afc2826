// The shared tablet over HTTP: who becomes whom by a PIN, what that is worth, and what ends it.

import { randomUUID } from 'node:crypto'
import { ObjectId } from 'mongodb'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPasswords } from '#modules/accounts/index.ts'
import { type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
/** Cookies of one browser. */
type Browser = Record<string, string>

let it: TestApp
let desk: FrontDesk
let tablet: Browser
let tabletId: string
/** How Anna's account is called. */
let anna: string

const of = (path: string) => `/api/businesses/${desk.business.id}/${path}`

async function ask(browser: Browser, method: Method, url: string, body?: object) {
  const cookie = Object.entries(browser)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const headers = {
    host: 'localhost:3000',
    origin: ORIGIN,
    'idempotency-key': randomUUID(),
    ...(cookie ? { cookie } : {}),
  }
  const reply = await it.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  for (const { name, value } of reply.cookies as { name: string; value: string }[]) browser[name] = value
  return { status: reply.statusCode, body: reply.body ? reply.json() : null }
}

const signedIn = async (email: string): Promise<Browser> => ({
  session: (await it.app.accounts.signIn(email, PASSWORD, 'test')).token,
})
const enter = (staffId: string, pin: string, browser = tablet) =>
  ask(browser, 'POST', '/api/tablet/session', { staffId, pin })
const whoIs = async (browser = tablet) => (await ask(browser, 'GET', '/api/me')).body?.user?.name ?? null
const inMinutes = (minutes: number) =>
  it.clock.set(new Date(it.app.clock.now().getTime() + minutes * 60_000).toISOString())

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
  tablet = await signedIn(desk.owner.email)
  anna = desk.specialist.email.split('@', 1)[0]?.replace('-', ' ') ?? ''
  const marked = await ask(tablet, 'POST', of('tablets'), { name: 'Ресепшен' })
  expect(marked).toMatchObject({ status: 201, body: { name: 'Ресепшен', idleMinutes: 2 } })
  tabletId = marked.body.id
  for (const [who, pin] of [
    ['anna', '2846'],
    ['zhanar', '7391'],
    ['owner', '5028'],
  ] as const)
    expect((await desk.ask(who, 'PUT', 'pin', { pin })).status).toBe(204)
})

describe('a tap and a PIN', () => {
  test('acts are of whoever has tapped, one after another, and the one before is there no more', async () => {
    expect(await enter(desk.anna.id, '2846')).toMatchObject({ status: 201 })
    const first = { ...tablet }
    expect(await whoIs()).toBe(anna)
    const visit = await desk.book('12:00')
    const { id, version } = visit.body
    expect((await ask(tablet, 'POST', of(`appointments/${id}/arrive`), { version })).status).toBe(200)
    expect(await enter(desk.zhanar.id, '7391')).toMatchObject({ status: 201 })
    expect(await whoIs()).toBe('Жанар')
    expect((await ask(first, 'GET', '/api/me')).status).toBe(401)
    const { entries } = (await desk.ask('owner', 'GET', `audit?subject=${id}`)).body
    expect(entries.find(({ type }: { type: string }) => type === 'appointment.arrived').by).toBe(anna)
  })

  test('locked, it shows who works here and when they are busy, and nothing of clients', async () => {
    const client = { kind: 'new', name: 'Қымбат Жұмабаева', phone: '+77015550190' }
    await desk.book('12:00', { client, startTime: new Date(`${TODAY.slice(0, 10)}T17:00+05:00`).toISOString() })
    await ask(tablet, 'DELETE', '/api/session')
    const { body } = await ask(tablet, 'GET', '/api/tablet')
    expect(body.tablet.people.map(({ name }: { name: string }) => name)).toHaveLength(3)
    expect(body.tablet.columns.flatMap(({ visits }: { visits: object[] }) => visits)).toHaveLength(1)
    expect(JSON.stringify(body)).not.toMatch(/Қымбат|7701555|2846/)
    expect((await ask(tablet, 'GET', of('calendar'))).status).toBe(401)
    expect((await ask({}, 'GET', '/api/tablet')).body).toEqual({ tablet: null })
  })

  test('the session is good on its tablet and in its business alone', async () => {
    await enter(desk.anna.id, '2846')
    const { session } = tablet
    expect((await ask({ session: session ?? '' }, 'GET', '/api/me')).status).toBe(401)
    const other = await openFrontDesk(it)
    expect((await ask(tablet, 'GET', `/api/businesses/${other.business.id}/calendar`)).status).toBe(404)
    const forged = { tablet: `${tabletId}.${'x'.repeat(43)}` }
    expect((await enter(desk.anna.id, '2846', forged)).body.code).toBe('not_a_tablet')
  })
})

describe('wrong PINs', () => {
  test('five, and that person waits on this tablet for a quarter of an hour, also with the right one', async () => {
    for (let i = 0; i < 5; i += 1) expect((await enter(desk.anna.id, '0001')).body.code).toBe('wrong_pin')
    expect((await enter(desk.anna.id, '2846')).body.code).toBe('pin_locked')
    expect((await enter(desk.zhanar.id, '7391')).status).toBe(201)
    expect((await it.app.accounts.signIn(desk.specialist.email, PASSWORD, 'test')).token).toBeTruthy()
    inMinutes(16)
    expect((await enter(desk.anna.id, '2846')).status).toBe(201)
  })

  test('guessed at once, no more than five are compared', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, i) => enter(desk.anna.id, `10${10 + i}`, { ...tablet })),
    )
    expect(all.filter(({ body }) => body?.code === 'wrong_pin')).toHaveLength(5)
    expect(all.filter(({ body }) => body?.code === 'pin_locked')).toHaveLength(7)
  })

  test('one that is guessed first is not taken', async () => {
    expect((await desk.ask('anna', 'PUT', 'pin', { pin: '1234' })).body.code).toBe('pin_too_simple')
    expect((await desk.ask('anna', 'PUT', 'pin', { pin: '123' })).body.code).toBe('pin_not_four')
  })

  test('what is stored is a slow hash of no PIN', async () => {
    const stored = await it.database.db.collection('pins').find().toArray()
    expect(stored.every(({ hash }) => /^\$2b\$/.test(hash))).toBe(true)
    const passwords = createPasswords()
    const matches = await Promise.all(stored.map(({ hash }) => passwords.matches('2846', hash)))
    expect(matches).not.toContain(true)
  })
})

describe('what a PIN is worth', () => {
  test('it changes no password, address, right, PIN, Kaspi link or tablet', async () => {
    const owner = (await desk.ask('owner', 'GET', 'staff')).body.staff.find(
      ({ right }: { right: string }) => right === 'owner',
    )
    expect((await enter(owner.id, '5028')).status).toBe(201)
    const refused: [Method, string, object?][] = [
      ['PUT', '/api/account/password', { password: PASSWORD, newPassword: 'another one entirely' }],
      ['POST', '/api/account/email', { password: PASSWORD, email: 'new@example.kz' }],
      ['PUT', '/api/account/name', { name: 'Басқа' }],
      ['GET', '/api/account/sessions'],
      ['PUT', of(`staff/${desk.anna.id}/right`), { right: 'manager', version: 1 }],
      ['PUT', of(`staff/${desk.anna.id}/stand-in`), { standIn: null, version: 1 }],
      ['POST', of('invitations'), { email: 'x@example.kz', right: 'owner', name: 'X' }],
      ['PUT', of('kaspi-link'), { kaspiQrLink: null, version: 1 }],
      ['PUT', of('pin'), { pin: '8305' }],
      ['DELETE', of(`staff/${desk.anna.id}/pin`)],
      ['POST', of('tablets'), { name: 'Екінші' }],
      ['DELETE', of(`tablets/${tabletId}`)],
    ]
    for (const [method, url, body] of refused)
      expect({ url, code: (await ask(tablet, method, url, body)).body?.code }).toEqual({
        url,
        code: 'password_session_needed',
      })
    expect((await ask(tablet, 'GET', of('staff'))).status).toBe(200)
  })

  test('unused it ends on the server too, though the screen was closed before it could lock', async () => {
    await enter(desk.anna.id, '2846')
    inMinutes(2)
    expect(await whoIs()).toBe(anna)
    inMinutes(4)
    expect(await whoIs()).toBe(null)
  })
})

describe('what ends it at once', () => {
  const inside = () => ask(tablet, 'GET', of('calendar'))
  const versionOf = async (id: string) =>
    (await desk.ask('owner', 'GET', 'staff')).body.staff.find((one: { id: string }) => one.id === id).version

  test.each([
    ['the tablet is one no more', () => desk.ask('owner', 'DELETE', `tablets/${tabletId}`)],
    ['the PIN is taken away', () => desk.ask('owner', 'DELETE', `staff/${desk.anna.id}/pin`)],
    ['another PIN is set', () => desk.ask('anna', 'PUT', 'pin', { pin: '6174' })],
    [
      'the person leaves the team',
      async () =>
        desk.ask('owner', 'PUT', `staff/${desk.anna.id}/right`, {
          right: null,
          version: await versionOf(desk.anna.id),
        }),
    ],
  ] as const)('%s', async (_, end) => {
    await enter(desk.anna.id, '2846')
    expect((await inside()).status).toBe(200)
    expect((await end()).status).toBeLessThan(300)
    expect((await inside()).status).toBe(401)
    expect((await enter(desk.anna.id, '2846')).status).toBeGreaterThan(399)
  })

  test('a PIN and the end of its tablet at once leave nobody inside', async () => {
    await ask(tablet, 'DELETE', '/api/session')
    await Promise.all([enter(desk.anna.id, '2846'), desk.ask('owner', 'DELETE', `tablets/${tabletId}`)])
    expect((await inside()).status).toBe(401)
    const left = { 'tablet.id': ObjectId.createFromHexString(tabletId) }
    expect(await it.database.db.collection('sessions').countDocuments(left)).toBe(0)
  })
})

test('marking the same device again ends what it was, and whoever may not mark it is refused', async () => {
  const again = await signedIn(desk.owner.email)
  again.tablet = tablet.tablet ?? ''
  expect((await ask(again, 'POST', of('tablets'), { name: 'Зал', idleMinutes: 5 })).status).toBe(201)
  const { tablets } = (await ask(again, 'GET', of('tablets'))).body
  expect(tablets).toMatchObject([{ name: 'Зал', idleMinutes: 5, isThis: true }])
  expect((await desk.ask('reception', 'POST', 'tablets', { name: 'X' })).status).toBe(403)
})
