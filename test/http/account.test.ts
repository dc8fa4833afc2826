// An account from its first mail to its last session, over HTTP, with the mails that go out.

import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../harness/app.ts'
import { mailReader } from '../harness/mails.ts'

const PASSWORD = 'құпия сөз 2026'
const it = await testApp()
const { server, app, clock, database } = it
const mails = mailReader(app)

let serial = 0
let networks = 0
let email = ''
beforeEach(() => {
  serial += 1
  email = `asel-${serial}@mail.kz`
  clock.set(new Date(Date.UTC(2026, 10, 23, 3) + serial * 3_600_000).toISOString())
})

const send = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
  { session, agent = 'tests', from = `10.0.${serial}.1` }: { session?: string; agent?: string; from?: string } = {},
) =>
  server.inject({
    method,
    url,
    headers: { 'user-agent': agent },
    remoteAddress: from,
    ...(session ? { cookies: { session } } : {}),
    ...(payload ? { payload } : {}),
  })
const tokenIn = (reply: { cookies: { name: string; value: string }[] }) =>
  reply.cookies.find(({ name }) => name === 'session')?.value ?? ''
const minutesLater = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000).toISOString())

async function anAccount(): Promise<string> {
  await app.accounts.createUser({ name: 'Әсел', email, password: PASSWORD, role: 'client' })
  return tokenIn(await send('POST', '/api/session', { email, password: PASSWORD }))
}
const signIn = (password: string, address = email) =>
  send('POST', '/api/session', { email: address, password }, { from: `10.9.${serial}.${++networks}` })
const lives = async (session: string) => (await send('GET', '/api/session', undefined, { session })).statusCode === 200

describe('signing up', () => {
  const register = (name = 'Әсел', password = PASSWORD) => send('POST', '/api/account', { name, email, password })

  test('makes the account when the link is used, with the address known to be real', async () => {
    expect((await register()).statusCode).toBe(202)
    expect(await database.db.collection('users').countDocuments({ email })).toBe(0)
    expect((await signIn(PASSWORD)).statusCode).toBe(401)
    const code = await mails.codeTo(email, 'confirm')
    const reply = await send('POST', '/api/account/confirm', { code, password: PASSWORD })
    expect(reply.statusCode).toBe(201)
    const me = await send('GET', '/api/me', undefined, { session: tokenIn(reply) })
    expect(me.json()).toMatchObject({
      user: { name: 'Әсел', email, isVerified: true },
      businesses: [],
      businessId: null,
    })
    expect(await database.db.collection('users').findOne({ email })).toMatchObject({ emailVerified: clock.now() })
    expect((await signIn(PASSWORD)).statusCode).toBe(201)
  })

  test('answers alike where the address has an account, and tells its mailbox alone', async () => {
    const fresh = await register()
    await anAccount()
    const known = await register('Somebody', 'another password')
    expect([known.statusCode, known.body]).toEqual([fresh.statusCode, fresh.body])
    expect(await mails.kindsTo(email)).toEqual(['known', 'confirm'])
    expect((await signIn(PASSWORD)).statusCode).toBe(201)
  })

  test('leads nobody into an account with a stranger’s password: on another device it is asked for', async () => {
    await register('Stranger', 'the stranger knows it')
    const code = await mails.codeTo(email, 'confirm')
    for (const password of [undefined, 'what its reader would choose']) {
      const reply = await send('POST', '/api/account/confirm', { code, ...(password ? { password } : {}) })
      expect([reply.statusCode, reply.json().code]).toEqual([401, 'wrong_credentials'])
    }
  })

  test('used twice, also at once, makes one account', async () => {
    await register()
    const code = await mails.codeTo(email, 'confirm')
    const both = await Promise.all(
      [1, 2, 3].map(() => send('POST', '/api/account/confirm', { code, password: PASSWORD })),
    )
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    expect(await database.db.collection('users').countDocuments({ email })).toBe(1)
    const again = await send('POST', '/api/account/confirm', { code, password: PASSWORD })
    expect([again.statusCode, again.json().code]).toEqual([409, 'code_used'])
  })

  test('too late, forged, or of another kind, a link opens nothing', async () => {
    await register()
    const code = await mails.codeTo(email, 'confirm')
    const forged = `${code.slice(0, 24)}.${'A'.repeat(43)}`
    for (const wrong of [forged, 'x', '', `${code}x`]) {
      const reply = await send('POST', '/api/account/confirm', { code: wrong, password: PASSWORD })
      expect([reply.statusCode, reply.json().code]).toEqual([422, 'code_invalid'])
    }
    const otherKind = await send('PUT', '/api/account/reset', { code, password: 'a new password' })
    expect(otherKind.json().code).toBe('code_invalid')
    minutesLater(24 * 60)
    const late = await send('POST', '/api/account/confirm', { code, password: PASSWORD })
    expect([late.statusCode, late.json().code]).toEqual([409, 'code_expired'])
  })

  test.each([
    [{ password: '1234567' }, 'password_too_short'],
    [{ password: 'ә'.repeat(37) }, 'password_too_long'],
    [{ name: ' ' }, 'invalid_input'],
    [{ email: 'no address' }, 'invalid_input'],
  ])('%j is refused, and no mail goes out', async (wrong, code) => {
    const reply = await send('POST', '/api/account', { name: 'Әсел', email, password: PASSWORD, ...wrong })
    expect([reply.statusCode, reply.json().code]).toEqual([422, code])
    expect(await mails.kindsTo(email)).toEqual([])
  })

  test('fills nobody’s mailbox: five mails in a quarter of an hour, whoever asks', async () => {
    const ask = (at: number) => send('POST', '/api/account/reset', { email }, { from: `10.8.${serial}.${at}` })
    await anAccount()
    const statuses = []
    for (let at = 0; at < 7; at += 1) statuses.push((await ask(at)).statusCode)
    expect(statuses).toEqual([202, 202, 202, 202, 202, 429, 429])
    expect(await mails.kindsTo(email)).toHaveLength(5)
  })
})

describe('the database', () => {
  test('holds no token, no password, and no link, neither in codes nor in mails', async () => {
    await send('POST', '/api/account', { name: 'Әсел', email, password: PASSWORD })
    const code = await mails.codeTo(email, 'confirm')
    const stored = JSON.stringify([
      await database.db.collection('accountCodes').find().toArray(),
      await database.db.collection('mails').find().toArray(),
    ])
    expect(stored).not.toContain(code.split('.')[1])
    expect(stored).not.toContain(PASSWORD)
  })
})

describe('a forgotten password', () => {
  const set = (code: string, password = 'a new password') => send('PUT', '/api/account/reset', { code, password })

  test('is replaced by a link, and every session ends', async () => {
    const sessions = [await anAccount(), tokenIn(await signIn(PASSWORD))]
    await send('POST', '/api/account/reset', { email })
    const reply = await set(await mails.codeTo(email, 'reset'))
    expect(reply.statusCode).toBe(201)
    expect(await Promise.all(sessions.map(lives))).toEqual([false, false])
    expect(await lives(tokenIn(reply))).toBe(true)
    expect([(await signIn(PASSWORD)).statusCode, (await signIn('a new password')).statusCode]).toEqual([401, 201])
    expect(await mails.kindsTo(email)).toEqual(['passwordChanged', 'reset'])
  })

  test('asked for an address without account is answered alike, and nobody is written to', async () => {
    const reply = await send('POST', '/api/account/reset', { email })
    expect([reply.statusCode, reply.body]).toEqual([202, ''])
    expect(await mails.kindsTo(email)).toEqual([])
  })

  test('a link has one use, also at once, and ends the others that were sent', async () => {
    await anAccount()
    await send('POST', '/api/account/reset', { email })
    const first = await mails.codeTo(email, 'reset')
    minutesLater(1)
    await send('POST', '/api/account/reset', { email })
    const second = await mails.codeTo(email, 'reset')
    expect(second).not.toBe(first)
    const both = await Promise.all(['password one', 'password two', 'password three'].map((one) => set(second, one)))
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409, 409])
    expect((await set(first)).json().code).toBe('code_used')
  })

  test('a link is worth two hours', async () => {
    await anAccount()
    await send('POST', '/api/account/reset', { email })
    const code = await mails.codeTo(email, 'reset')
    minutesLater(120)
    expect((await set(code)).json().code).toBe('code_expired')
  })

  test('a password that is refused does not use the link up', async () => {
    await anAccount()
    await send('POST', '/api/account/reset', { email })
    const code = await mails.codeTo(email, 'reset')
    expect((await set(code, 'short')).json().code).toBe('password_too_short')
    expect((await set(code)).statusCode).toBe(201)
  })
})

describe('a changed password', () => {
  const change = (session: string, password: string, newPassword = 'a new password') =>
    send('PUT', '/api/account/password', { password, newPassword }, { session })

  test('ends the sessions of other devices, and this one stays', async () => {
    const session = await anAccount()
    const other = tokenIn(await signIn(PASSWORD))
    expect((await change(session, PASSWORD)).statusCode).toBe(204)
    expect([await lives(session), await lives(other)]).toEqual([true, false])
    expect((await signIn('a new password')).statusCode).toBe(201)
    expect(await mails.kindsTo(email)).toEqual(['passwordChanged'])
  })

  test('needs the present one, which cannot be guessed at leisure', async () => {
    const session = await anAccount()
    const codes = []
    for (let at = 0; at < 6; at += 1) codes.push((await change(session, `guess ${at}`)).json().code)
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'wrong_password'), 'too_many_attempts'])
  })

  test('ends a link for a new one that was sent before', async () => {
    const session = await anAccount()
    await send('POST', '/api/account/reset', { email })
    const code = await mails.codeTo(email, 'reset')
    await change(session, PASSWORD)
    const reply = await send('PUT', '/api/account/reset', { code, password: 'of a thief' })
    expect(reply.json().code).toBe('code_used')
  })
})

describe('another address', () => {
  const ask = (session: string, address: string, password = PASSWORD) =>
    send('POST', '/api/account/email', { email: address, password }, { session })
  const use = (code: string) => send('PUT', '/api/account/email', { code })

  test('counts once its link is used; the old one is told and opens nothing any more', async () => {
    const session = await anAccount()
    await send('POST', '/api/account/reset', { email })
    const oldLink = await mails.codeTo(email, 'reset')
    const next = `new-${email}`
    expect((await ask(session, next)).statusCode).toBe(202)
    expect((await signIn(PASSWORD, next)).statusCode).toBe(401)
    expect((await use(await mails.codeTo(next, 'emailChange'))).json()).toEqual({ email: next })
    expect([(await signIn(PASSWORD)).statusCode, (await signIn(PASSWORD, next)).statusCode]).toEqual([401, 201])
    expect((await mails.kindsTo(email))[0]).toBe('emailChanged')
    const thief = await send('PUT', '/api/account/reset', { code: oldLink, password: 'of a thief' })
    expect(thief.json().code).toBe('code_used')
  })

  test('needs the password, and is not said to be taken', async () => {
    const session = await anAccount()
    const taken = `taken-${email}`
    await app.accounts.createUser({ name: 'Other', email: taken, role: 'client', password: PASSWORD })
    expect((await ask(session, taken, 'wrong')).json().code).toBe('wrong_password')
    const [free, known] = [await ask(session, `free-${email}`), await ask(session, taken)]
    expect([known.statusCode, known.body]).toEqual([free.statusCode, free.body])
    expect(await mails.kindsTo(taken)).toEqual(['known'])
  })

  test('that somebody else has got meanwhile stays his', async () => {
    const session = await anAccount()
    const next = `new-${email}`
    await ask(session, next)
    const code = await mails.codeTo(next, 'emailChange')
    await app.accounts.createUser({ name: 'Quicker', email: next, role: 'client' })
    expect((await use(code)).json().code).toBe('email_taken')
    expect((await signIn(PASSWORD)).statusCode).toBe(201)
  })

  test('an old account proves the one it has', async () => {
    const session = await anAccount()
    await send('POST', '/api/account/verification', undefined, { session })
    const code = await mails.codeTo(email, 'verify')
    expect((await send('POST', '/api/account/verify', { code })).statusCode).toBe(204)
    expect((await send('GET', '/api/me', undefined, { session })).json().user.isVerified).toBe(true)
    expect((await send('POST', '/api/account/verify', { code })).json().code).toBe('code_used')
  })
})

describe('sessions', () => {
  const CHROME = 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'

  test('are listed with their devices, this one marked, and end when asked', async () => {
    const session = await anAccount()
    const phone = tokenIn(await send('POST', '/api/session', { email, password: PASSWORD }, { agent: CHROME }))
    const list = async () => (await send('GET', '/api/account/sessions', undefined, { session })).json().sessions
    const listed = await list()
    expect(listed.map(({ device, isThis }: { device: string; isThis: boolean }) => [device, isThis])).toEqual(
      expect.arrayContaining([
        ['', true],
        ['Chrome · Android', false],
      ]),
    )
    const id = listed.find(({ isThis }: { isThis: boolean }) => !isThis).id
    await send('DELETE', `/api/account/sessions/${id}`, undefined, { session })
    expect([await lives(session), await lives(phone), (await list()).length]).toEqual([true, false, 1])
  })

  test('of others cannot be ended, and all but this one can', async () => {
    const session = await anAccount()
    const more = [tokenIn(await signIn(PASSWORD)), tokenIn(await signIn(PASSWORD))]
    email = `stranger-${serial}@mail.kz`
    const stranger = await anAccount()
    const { sessions } = (await send('GET', '/api/account/sessions', undefined, { session })).json()
    for (const { id } of sessions) await send('DELETE', `/api/account/sessions/${id}`, undefined, { session: stranger })
    expect(await Promise.all([session, ...more].map(lives))).toEqual([true, true, true])
    await send('DELETE', '/api/account/sessions', undefined, { session })
    expect(await Promise.all([session, ...more, stranger].map(lives))).toEqual([true, false, false, true])
  })
})

test('name and language are the account’s own', async () => {
  const session = await anAccount()
  await send('PUT', '/api/account/name', { name: ' Әсел Қ. ' }, { session })
  await send('PUT', '/api/account/locale', { locale: 'ru' }, { session })
  expect((await send('GET', '/api/me', undefined, { session })).json().user).toMatchObject({
    name: 'Әсел Қ.',
    locale: 'ru',
  })
  await send('POST', '/api/account/reset', { email })
  expect(await mails.localeTo(email)).toBe('ru')
})
