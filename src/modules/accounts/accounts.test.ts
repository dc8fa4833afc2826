import * as bcrypt from '@node-rs/bcrypt'
import type { FastifyInstance } from 'fastify'
import { ObjectId } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSign } from '#platform/http/cookies.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { connect } from '#platform/mongo/connect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { clockAt } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import {
  createAccounts,
  createPasswords,
  loginAttemptsCollection,
  sessionsCollection,
  usersCollection,
} from './index.ts'

const CHEAP = 4
const PASSWORD = 'құпия сөз 2026'
const database = await testDatabase()
const clock = clockAt('2026-11-23T03:00:00Z')
const sign = createSign('a secret of tests')
const shared = { clock, ids: objectIds, sign, mail: { queue: async () => undefined } }
const compared: string[] = []
const counting = {
  hash: bcrypt.hash,
  verify: (password: string, hash: string) => {
    compared.push(hash)
    return bcrypt.verify(password, hash)
  },
}

/** One server process: nothing of it is shared with another but the database. */
async function aServer(): Promise<{ http: FastifyInstance; api: ReturnType<typeof createAccounts>['api'] }> {
  const { db, inTransaction, close } = await connect(database.uri, { name: database.name, poolSize: 8 })
  const accounts = createAccounts({
    ...shared,
    db,
    inTransaction,
    passwords: createPasswords({ ...counting, cost: CHEAP }),
  })
  const http = createHttpServer({
    routes: accounts.routes,
    pages: [],
    actors: { whoIs: accounts.api.whoIs, rightIn: async () => null },
    origins: () => ['http://localhost:3000'],
    secure: false,
    sign,
    message: (code) => code,
    errorPage: ({ code }) => code,
    ready: () => db.command({ ping: 1 }),
    log: { level: 'silent' },
  })
  http.addHook('onClose', close)
  return { http, api: accounts.api }
}

let one: Awaited<ReturnType<typeof aServer>>
let two: Awaited<ReturnType<typeof aServer>>

beforeAll(async () => {
  await migrate(database.db, [usersCollection, sessionsCollection, loginAttemptsCollection])
  one = await aServer()
  two = await aServer()
})
afterAll(() => Promise.all([one.http.close(), two.http.close()]))
beforeEach(async () => {
  compared.length = 0
  clock.set('2026-11-23T03:00:00Z')
  for (const { name } of [usersCollection, sessionsCollection, loginAttemptsCollection]) {
    await database.db.collection(name).deleteMany({})
  }
})

const anOwner = (changes: { email?: string; password?: string | undefined } = {}) =>
  one.api.createUser({ name: 'Әсел', email: 'asel@mail.kz', password: PASSWORD, role: 'business', ...changes })
const signIn = (
  payload: unknown = { email: 'asel@mail.kz', password: PASSWORD },
  { at = one, from = '10.0.0.1' }: { at?: typeof one; from?: string } = {},
) => at.http.inject({ method: 'POST', url: '/api/session', payload: payload as object, remoteAddress: from })
const guess = (email = 'asel@mail.kz') => ({ email, password: 'not the password' })
const range = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('signing in', () => {
  test('gives a session that works on every server, and ends when asked', async () => {
    const user = await anOwner()
    const reply = await signIn()
    expect(reply.statusCode).toBe(201)
    expect(reply.json()).toEqual({ user: { id: user.id, name: 'Әсел', email: 'asel@mail.kz', role: 'business' } })
    const [cookie] = reply.cookies
    expect(cookie).toMatchObject({ name: 'session', httpOnly: true, sameSite: 'Lax' })
    expect(cookie?.value).toMatch(/^[\w-]{43}$/)

    const cookies = { session: cookie?.value ?? '' }
    const who = await two.http.inject({ url: '/api/session', cookies })
    expect(who.json().user.id).toBe(user.id)
    const out = await two.http.inject({ method: 'DELETE', url: '/api/session', cookies })
    expect([out.statusCode, out.cookies[0]?.value, out.cookies[0]?.maxAge]).toEqual([204, '', 0])
    const after = await one.http.inject({ url: '/api/session', cookies })
    expect([after.statusCode, after.json().code]).toEqual([401, 'sign_in_required'])
  })

  test('the database holds neither token nor password', async () => {
    await anOwner()
    const token = (await signIn()).cookies[0]?.value ?? 'none'
    const stored = JSON.stringify([
      await database.db.collection('sessions').find().toArray(),
      await database.db.collection('users').find().toArray(),
      await database.db.collection('loginAttempts').find().toArray(),
    ])
    expect(stored).not.toContain(token)
    expect(stored).not.toContain(PASSWORD)
    expect(JSON.stringify(await database.db.collection('loginAttempts').find().toArray())).not.toContain('asel')
  })

  test('capitals and spaces around the address do not matter', async () => {
    await anOwner({ email: ' Asel@Mail.KZ ' })
    expect((await signIn({ email: 'ASEL@mail.kz ', password: PASSWORD })).statusCode).toBe(201)
  })

  test('an account of another program comes in as it is, and its weak hash is made anew', async () => {
    const weaker = createPasswords({ ...counting, cost: CHEAP + 1 })
    const users = database.db.collection('users')
    const { insertedId } = await users.insertOne({
      _id: new ObjectId(),
      name: 'Old',
      email: 'Old@Mail.kz',
      password: await bcrypt.hash(PASSWORD, { cost: CHEAP, version: '2a' }),
      role: 'client',
      createdAt: new Date(),
    })
    const api = createAccounts({ ...shared, ...database, passwords: weaker }).api
    expect((await api.signIn('Old@Mail.kz', PASSWORD, 'n')).user.id).toBe(String(insertedId))
    const after = await users.findOne({ _id: insertedId })
    expect(after?.password).toMatch(/^\$2b\$05\$/)
    expect((await api.signIn('Old@Mail.kz', PASSWORD, 'n')).user.email).toBe('Old@Mail.kz')
  })

  test('one answer and one comparison, whether there is such an account or not', async () => {
    await anOwner()
    await anOwner({ email: 'no-password@mail.kz', password: undefined })
    await database.db.collection('users').insertOne({
      name: 'x',
      email: 'broken@mail.kz',
      password: 'plain text of an old program',
      role: 'client',
      createdAt: new Date(),
    })
    const answers = []
    for (const email of ['asel@mail.kz', 'nobody@mail.kz', 'no-password@mail.kz', 'broken@mail.kz']) {
      compared.length = 0
      const { statusCode, body, headers } = await signIn(guess(email))
      const { requestId, ...rest } = JSON.parse(body)
      answers.push({ statusCode, rest, type: headers['content-type'], costs: compared.map((hash) => hash.slice(0, 7)) })
    }
    expect(answers[0]).toMatchObject({ statusCode: 401, rest: { code: 'wrong_credentials' }, costs: ['$2b$04$'] })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('the plain text of an old program signs nobody in', async () => {
    await database.db
      .collection('users')
      .insertOne({ name: 'x', email: 'b@mail.kz', password: PASSWORD, role: 'client', createdAt: new Date() })
    expect((await signIn({ email: 'b@mail.kz', password: PASSWORD })).statusCode).toBe(401)
  })

  test.each([
    [{ email: { $gt: '' }, password: { $gt: '' } }],
    [{ email: 'asel@mail.kz', password: { $ne: 'x' } }],
    [{ email: ['asel@mail.kz'], password: PASSWORD }],
    [{ $where: 'true' }],
    [[]],
    [{ email: 'a'.repeat(300), password: 'x' }],
    [{ email: 'asel@mail.kz', password: 'ә'.repeat(5000) }],
  ])('%j is refused before anything is looked up', async (payload) => {
    await anOwner()
    const reply = await signIn(payload)
    expect([reply.statusCode, reply.json().code]).toEqual([422, 'invalid_input'])
    expect(compared).toEqual([])
  })

  test('odd texts are wrong credentials, not errors', async () => {
    for (const email of ['', ' ', '\u0000', '\ud800', '\u202etset', '😀@😀.😀', '$gt', '__proto__']) {
      expect((await signIn({ email, password: '\u0000' })).statusCode, JSON.stringify(email)).toBe(401)
    }
  })
})

describe('guessing', () => {
  test('five from one network, then the door is shut, on every server and after a restart', async () => {
    await anOwner()
    for (const index of range(5)) {
      expect((await signIn(guess(), { at: index % 2 ? one : two })).statusCode).toBe(401)
    }
    const restarted = await aServer()
    for (const at of [one, two, restarted]) {
      const reply = await signIn(undefined, { at }) // even with the right password
      expect([reply.statusCode, reply.json().code]).toEqual([429, 'too_many_attempts'])
      expect(reply.headers['retry-after']).toBe('900')
    }
    await restarted.http.close()
    expect(compared).toHaveLength(5)
    expect((await signIn(undefined, { from: '10.0.0.2' })).statusCode).toBe(201)
  })

  test('the window slides: five in any quarter of an hour', async () => {
    await anOwner()
    for (const minute of [0, 10, 11, 12, 13]) {
      clock.set(`2026-11-23T03:${String(minute).padStart(2, '0')}:00Z`)
      expect((await signIn(guess())).statusCode).toBe(401)
    }
    clock.set('2026-11-23T03:14:59Z')
    expect((await signIn(guess())).headers['retry-after']).toBe('1')
    clock.set('2026-11-23T03:15:00Z')
    expect((await signIn(guess())).statusCode).toBe(401)
    expect((await signIn(guess())).statusCode).toBe(429)
    clock.set('2026-11-23T03:25:00Z')
    expect((await signIn()).statusCode).toBe(201)
  })

  test('sent at once over two servers, no more than five are compared', async () => {
    await anOwner()
    const replies = await Promise.all(range(60).map((index) => signIn(guess(), { at: index % 2 ? one : two })))
    const statuses = replies.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
    expect(statuses.filter((status) => status === 429)).toHaveLength(55)
    expect(compared).toHaveLength(5)
  })

  test('from many networks at once, no more than thirty for one e-mail', async () => {
    await anOwner()
    await Promise.all(
      range(80).map((index) => signIn(guess(), { at: index % 2 ? one : two, from: `10.1.0.${index + 1}` })),
    )
    expect(compared).toHaveLength(30)
    expect((await signIn(undefined, { from: '10.9.9.9' })).statusCode).toBe(429)
  })

  test('an e-mail that does not exist is shut alike', async () => {
    const statuses = []
    for (const _ of range(6)) statuses.push((await signIn(guess('nobody@mail.kz'))).statusCode)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('capitals do not make another door', async () => {
    for (const index of range(5)) await signIn(guess(index % 2 ? 'Asel@mail.kz' : 'ASEL@MAIL.KZ '))
    expect((await signIn(guess())).statusCode).toBe(429)
  })

  test('one household of IPv6 is one network', async () => {
    for (const index of range(5)) await signIn(guess(), { from: `2001:db8:0:1::${index + 1}` })
    expect((await signIn(guess(), { from: '2001:db8:0:1:ffff::9' })).statusCode).toBe(429)
    expect((await signIn(guess(), { from: '2001:db8:0:2::1' })).statusCode).toBe(401)
  })

  test('who knows the password may sign in often, and does not wipe away what others tried', async () => {
    await anOwner()
    for (const _ of range(4)) await signIn(guess())
    for (const _ of range(8)) expect((await signIn()).statusCode).toBe(201)
    expect((await signIn(guess())).statusCode).toBe(401)
    expect((await signIn()).statusCode).toBe(429)
  })
})

describe('sessions', () => {
  const begin = async () => {
    await anOwner()
    return (await one.api.signIn('asel@mail.kz', PASSWORD, 'n')).token
  }
  const daysLater = (days: number) =>
    clock.set(new Date(Date.UTC(2026, 10, 23, 3) + days * 24 * 3600_000).toISOString())

  test('unused, one ends after 30 days', async () => {
    const token = await begin()
    daysLater(29.9)
    expect(await one.api.whoIs(token)).toMatchObject({ email: 'asel@mail.kz' })
    daysLater(29.9 + 30.1)
    expect(await one.api.whoIs(token)).toBeNull()
  })

  test('used every week, after 90', async () => {
    const token = await begin()
    for (const day of range(13)) {
      daysLater(day * 7)
      expect(await one.api.whoIs(token), `day ${day * 7}`).not.toBeNull()
    }
    daysLater(89.9)
    expect(await one.api.whoIs(token)).not.toBeNull()
    daysLater(90.1)
    expect(await one.api.whoIs(token)).toBeNull()
  })

  test('what is no token is nobody', async () => {
    for (const token of ['', 'x', 'x'.repeat(43), '{"$gt":""}', 'ә'.repeat(43)]) {
      expect(await one.api.whoIs(token)).toBeNull()
    }
  })

  test('an account that is gone takes its sessions with it', async () => {
    const token = await begin()
    await database.db.collection('users').deleteMany({})
    expect(await one.api.whoIs(token)).toBeNull()
  })
})

describe('an account', () => {
  test('is stored as the specification says', async () => {
    const user = await anOwner()
    const stored = await database.db.collection('users').findOne({ _id: new ObjectId(user.id) })
    expect(Object.keys(stored ?? {}).sort()).toEqual([
      '_id',
      'createdAt',
      'email',
      'name',
      'password',
      'role',
      'updatedAt',
    ])
  })

  test('an e-mail belongs to one, also when two ask at once', async () => {
    const both = await Promise.allSettled([anOwner(), anOwner({ email: 'ASEL@MAIL.KZ' })])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(anOwner()).rejects.toMatchObject({ kind: 'conflict', code: 'email_taken' })
  })

  test.each([
    ['1234567', 'password_too_short'],
    ['ә'.repeat(37), 'password_too_long'],
    ['a'.repeat(73), 'password_too_long'],
  ])('the password %s is refused: %s', async (password, code) => {
    await expect(anOwner({ password })).rejects.toMatchObject({ kind: 'invalid', code })
  })

  test('36 Kazakh letters are a password, and all of them count', async () => {
    const password = 'ә'.repeat(36)
    await anOwner({ password })
    expect((await signIn({ email: 'asel@mail.kz', password })).statusCode).toBe(201)
    expect((await signIn({ email: 'asel@mail.kz', password: 'ә'.repeat(35) })).statusCode).toBe(401)
  })

  test.each(['', 'asel', 'a@b', 'a b@c.kz', `${'a'.repeat(250)}@b.kz`])('"%s" is no e-mail', async (email) => {
    await expect(anOwner({ email })).rejects.toMatchObject({ code: 'invalid_input', details: { fields: ['email'] } })
  })

  test('opening a business raises a client, and nobody else', async () => {
    const businessId = objectIds.next<'business'>()
    const { api } = createAccounts({ ...shared, ...database })
    const become = async (role: 'client' | 'business' | 'admin') => {
      const { id } = await one.api.createUser({ name: 'x', email: `${role}@mail.kz`, role })
      await database.inTransaction((tx) => api.becomeOwner(id, businessId, tx))
      return (await api.byId(id))?.role
    }
    expect([await become('client'), await become('business'), await become('admin')]).toEqual([
      'business',
      'business',
      'admin',
    ])
    expect(await database.db.collection('users').countDocuments({ businessId: new ObjectId(businessId) })).toBe(3)
  })

  test('by default the work is that of cost 12, for nobody too', async () => {
    const real: string[] = []
    const passwords = createPasswords({
      hash: bcrypt.hash,
      verify: async (_, hash) => {
        real.push(hash)
        return true
      },
    })
    expect(await passwords.matches('x', null)).toBe(false)
    expect(bcrypt.parseOptions(real[0] ?? '')).toMatchObject({ cost: 12 })
    expect(bcrypt.parseOptions(await passwords.hash(PASSWORD)).cost).toBe(12)
  })
})
