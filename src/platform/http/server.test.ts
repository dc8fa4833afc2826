import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { busy, conflict, forbidden, invalid, limited, notFound, Refusal, unauthenticated } from '#kernel/errors.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { endpoint } from './contract.ts'
import { createSign } from './cookies.ts'
import { localPath, page } from './pages.ts'
import { RIGHTS, type Right } from './rights.ts'
import { answer, routes } from './routes.ts'
import { createHttpServer, type HttpServerOptions } from './server.ts'

const ORIGIN = 'https://visits.example'
const MINE = 'a'.repeat(24) as BusinessId
const OTHERS = 'b'.repeat(24) as BusinessId
const lines: string[] = []
const thrown: { error: unknown } = { error: null }

const Params = z.object({ businessId: idShape<'business'>() })
const fakes = {
  echo: endpoint({
    method: 'POST',
    path: '/api/echo',
    summary: 'Says back what it got',
    may: 'anyone',
    body: z.object({ email: z.string().max(100), nested: z.unknown().optional() }),
    returns: { 200: z.object({ email: z.string(), device: z.string().nullable(), locale: localeShape }) },
  }),
  once: endpoint({
    method: 'POST',
    path: '/api/once',
    summary: 'Once',
    may: 'anyone',
    idempotent: 'by key',
    returns: { 201: z.object({ key: z.string() }), 200: z.object({ key: z.string() }) },
    refuses: ['key_reused'],
  }),
  fail: endpoint({
    method: 'GET',
    path: '/api/fail/:secret',
    summary: 'Fails',
    may: 'anyone',
    query: z.object({ days: z.coerce.number().int().min(1).max(31).default(7) }),
    returns: { 204: null },
  }),
} as const
const guarded = (may: 'signed-in' | 'admin' | Right) =>
  endpoint({
    method: 'GET',
    path: `/api/businesses/:businessId/${may}`,
    summary: may,
    may,
    params: Params,
    returns: { 200: z.object({ may: z.string() }) },
  })
const guards = Object.fromEntries((['signed-in', 'admin', ...RIGHTS] as const).map((may) => [may, guarded(may)]))

const table = [
  ...routes(fakes, {
    echo: ({ body, actor, locale }) => {
      const sent = {
        email: body.email,
        locale,
        device: actor.kind === 'guest' ? actor.device : null,
        password: 'never',
      }
      return sent
    },
    once: ({ key }) => answer(201, { key }),
    fail: () => {
      throw thrown.error
    },
  }),
  ...routes(guards, Object.fromEntries(Object.keys(guards).map((may) => [may, () => ({ may })]))),
]

const pages = [
  page({
    method: 'GET',
    path: '/:locale',
    may: 'anyone',
    params: z.object({ locale: localeShape }),
    handler: ({ params, actor }) => ({
      html: `<p>${params.locale} ${actor.kind === 'guest' ? actor.device : actor.userId}</p>`,
    }),
  }),
  page({
    method: 'POST',
    path: '/:locale/send',
    may: 'anyone',
    params: z.object({ locale: localeShape }),
    body: z.object({ name: z.string().max(20) }),
    handler: ({ body }) => ({ redirect: `/kk?name=${encodeURIComponent(body.name)}` }),
  }),
  page({ method: 'GET', path: '/office', may: 'signed-in', handler: () => ({ html: '<p>office</p>' }) }),
  page({
    method: 'GET',
    path: '/office/fail',
    may: 'anyone',
    handler: () => {
      throw new Error('secret details')
    },
  }),
]

const options: HttpServerOptions = {
  routes: table,
  pages,
  actors: {
    whoIs: async (token) =>
      token === 'nobody' ? null : { id: token as UserId, role: token === 'admin' ? 'admin' : 'business' },
    rightIn: async (userId, businessId) =>
      businessId === MINE ? (RIGHTS.find((right) => right === userId) ?? null) : null,
  },
  origins: () => [ORIGIN, 'http://localhost:3000'],
  secure: false,
  sign: createSign('a secret of tests'),
  message: (code, _, locale) => `${locale}:${code}`,
  errorPage: ({ code, status, locale, requestId }) => `<h1>${locale} ${status} ${code} ${requestId}</h1>`,
  ready: async () => 1,
  log: { level: 'info', stream: { write: (line) => lines.push(line) } },
}
const server = createHttpServer(options)
afterAll(() => server.close())

const ask = (wish: InjectOptions, at: FastifyInstance = server) => at.inject(wish)
const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  ask({ method: 'POST', url, payload: payload as string, headers })
const asUser = (token: string) => ({ cookies: { session: token }, headers: { host: '10.0.0.5:3000' } })
const json = { 'content-type': 'application/json' }

describe('errors', () => {
  test.each([
    [invalid('a'), 422],
    [unauthenticated('b'), 401],
    [forbidden('c'), 403],
    [notFound('d'), 404],
    [conflict('e', { status: 'mine', at: 7 }), 409],
    [limited('f', { retryAfter: 9 }), 429],
    [busy('g'), 503],
  ])('%s has its status', async (error, status) => {
    thrown.error = error
    const reply = await ask({ url: '/api/fail/x', headers: { 'accept-language': 'ru' } })
    expect(reply.statusCode).toBe(status)
    expect(reply.headers['content-type']).toMatch('application/problem+json')
    expect(reply.json()).toMatchObject({
      type: `urn:problem:${error.code}`,
      title: `ru:${error.code}`,
      status,
      code: error.code,
      requestId: expect.stringMatching(/^[0-9a-f]{12}$/),
    })
    if (error.kind === 'conflict') expect(reply.json().at).toBe(7)
    expect(reply.headers['retry-after']).toBe({ limited: '9', busy: '2' }[error.kind as string])
  })

  test('what nobody foresaw is ours: an id goes out, the reason to the log, stored values nowhere', async () => {
    lines.length = 0
    thrown.error = new Error('E11000 duplicate key error index: email dup key: { email: "asel@mail.kz" }')
    const reply = await ask({ url: '/api/fail/a-private-link?days=3' })
    expect([reply.statusCode, reply.json().code]).toEqual([500, 'internal'])
    const log = lines.join('')
    expect(log).toContain(reply.json().requestId)
    expect(log).toContain('E11000')
    expect(log).toContain('"route":"/api/fail/:secret"')
    expect(log).not.toMatch(/asel@mail|a-private-link/)
    expect(reply.body).not.toContain('E11000')
  })

  test('what a module throws that is no error is ours too', async () => {
    thrown.error = 'text'
    expect((await ask({ url: '/api/fail/x' })).statusCode).toBe(500)
  })

  test('pages tell it in their own language, and where nothing stands say so', async () => {
    const missing = await ask({ url: '/ru/nothing/here' })
    expect([missing.statusCode, missing.body]).toEqual([404, expect.stringContaining('ru 404 not_found')])
    expect((await ask({ url: '/de' })).body).toContain('kk 404 not_found')
    expect((await ask({ url: '/%zz' })).statusCode).toBe(404)
    expect((await ask({ url: `/kk/${'x'.repeat(5000)}` })).statusCode).toBe(404)
    const failed = await ask({ url: '/office/fail', headers: { 'accept-language': 'fr, en;q=0.8' } })
    expect([failed.statusCode, failed.body]).toEqual([500, expect.stringContaining('en 500 internal')])
    expect(failed.body).not.toContain('secret details')
    expect((await ask({ url: '/api/nothing' })).json().code).toBe('not_found')
    expect((await post('/api/nothing', '{}', json)).json().code).toBe('not_found')
  })
})

describe('input', () => {
  test.each([
    ['{"email":', 400, 'unreadable_body'],
    ['', 400, 'unreadable_body'],
    ['{"email":"a","__proto__":{"isAdmin":true}}', 400, 'unreadable_body'],
    ['{"email":"a","constructor":{"prototype":{"isAdmin":true}}}', 400, 'unreadable_body'],
    ['{"email":{"$gt":""}}', 422, 'invalid_input'],
    ['{"email":["a"]}', 422, 'invalid_input'],
    ['null', 422, 'invalid_input'],
    [JSON.stringify({ email: 'x'.repeat(1_000_000) }), 413, 'body_too_large'],
    [`{"email":"a","nested":${'['.repeat(30_000)}${']'.repeat(30_000)}}`, 200, undefined],
    [`${'['.repeat(30_000)}${']'.repeat(30_000)}`, 422, 'invalid_input'],
    [`${'{"a":'.repeat(10_000)}`, 400, 'unreadable_body'],
  ])('%.40s', async (payload, status, code) => {
    const reply = await post('/api/echo', payload, json)
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
  })

  test('other kinds of bodies are not taken', async () => {
    const payload = 'email=a'
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/xml']) {
      expect((await post('/api/echo', payload, { 'content-type': type })).json().code).toBe('media_type')
    }
    expect((await post('/kk/send', '{"name":"a"}', json)).statusCode).toBe(415)
  })

  test('fields are named, values are not repeated', async () => {
    const reply = await post('/api/echo', { email: { $ne: 'secret' } })
    expect(reply.json().errors).toEqual([{ in: 'body', path: 'email', code: 'invalid_type' }])
    expect((await post('/api/echo', {})).json().errors).toEqual([{ in: 'body', path: 'email', code: 'required' }])
    expect(reply.body).not.toContain('secret')
    const days = await ask({ url: '/api/fail/x?days=99' })
    expect(days.json().errors).toEqual([{ in: 'query', path: 'days', code: 'too_big' }])
    expect((await ask({ url: '/api/fail/x?days[$gt]=1&days=1&days=2' })).statusCode).toBe(422)
  })

  test('only what the contract names goes out', async () => {
    const reply = await post('/api/echo', { email: 'a' })
    expect(reply.json()).toEqual({ email: 'a', device: null, locale: 'kk' })
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('an endpoint that is idempotent by key needs one', async () => {
    for (const key of [undefined, '', 'short', 'x'.repeat(101), '{"$gt":""}']) {
      const reply = await post('/api/once', undefined, key === undefined ? {} : { 'idempotency-key': key })
      expect([reply.statusCode, reply.json().code]).toEqual([422, 'key_required'])
    }
    const reply = await post('/api/once', undefined, { 'idempotency-key': 'a-good-key' })
    expect([reply.statusCode, reply.json()]).toEqual([201, { key: 'a-good-key' }])
  })

  test('forms', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN }
    const sent = await post('/kk/send', 'name=%D3%98sel', form)
    expect([sent.statusCode, sent.headers.location]).toEqual([303, '/kk?name=%D3%98sel'])
    expect((await post('/kk/send', `name=${'x'.repeat(30)}`, form)).statusCode).toBe(422)
    expect((await post('/kk/send', 'name=a&name=b', form)).statusCode).toBe(422)
    expect((await post('/kk/send', `name=${'x'.repeat(70_000)}`, form)).statusCode).toBe(413)
  })
})

describe('who may', () => {
  const everybody = ['', 'nobody', 'stranger', 'admin', ...RIGHTS]
  const allowed: Record<string, readonly string[]> = {
    'signed-in': ['stranger', 'admin', ...RIGHTS],
    admin: ['admin'],
    specialist: RIGHTS,
    reception: ['reception', 'manager', 'owner'],
    manager: ['manager', 'owner'],
    owner: ['owner'],
  }
  const statusFor = async (who: string, may: string, business: string) =>
    (await ask({ url: `/api/businesses/${business}/${may}`, ...(who && asUser(who)) })).statusCode

  test.each(Object.keys(allowed))('%s', async (may) => {
    const isRight = RIGHTS.some((right) => right === may)
    for (const who of everybody) {
      const known = who !== '' && who !== 'nobody'
      const staff = RIGHTS.some((right) => right === who)
      const refused = !known ? 401 : isRight && !staff ? 404 : 403
      expect(await statusFor(who, may, MINE), who).toBe(allowed[may]?.includes(who) ? 200 : refused)
      if (!isRight || !known) continue
      expect(await statusFor(who, may, OTHERS), `${who} elsewhere`).toBe(404)
      expect(await statusFor(who, may, 'not-an-id'), `${who} nowhere`).toBe(404)
    }
  })

  test('a page sends a guest to sign in, and back', async () => {
    const reply = await ask({ url: '/office?day=2026-12-01' })
    expect([reply.statusCode, reply.headers.location]).toEqual([
      303,
      '/office/sign-in?next=%2Foffice%3Fday%3D2026-12-01',
    ])
    const signedIn = await ask({ url: '/office', ...asUser('owner') })
    expect([signedIn.statusCode, signedIn.headers['cache-control']]).toEqual([200, 'no-store'])
  })

  test('the way back stays here', () => {
    expect(localPath('/office?day=2026-12-01')).toBe('/office?day=2026-12-01')
    for (const elsewhere of [
      '//evil.kz',
      '/\\evil.kz',
      'https://evil.kz',
      'javascript:alert(1)',
      '/a\nb',
      '',
      undefined,
    ]) {
      expect(localPath(elsewhere)).toBeNull()
    }
  })

  test('a right without a business is a mistake of ours', async () => {
    const wrong = endpoint({ method: 'GET', path: '/api/x', summary: 'x', may: 'owner', returns: { 204: null } })
    const broken = createHttpServer({ ...options, routes: routes({ wrong }, { wrong: () => null }) })
    await expect(broken.ready()).rejects.toThrow(':businessId')
  })
})

describe('origin', () => {
  test.each([
    [{ origin: ORIGIN }, 200],
    [{ origin: 'http://localhost:3000' }, 200],
    [{}, 200],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'https://visits.example.evil.kz' }, 403],
    [{ origin: 'http://visits.example' }, 403],
    [{ origin: 'http://localhost:3001' }, 403],
  ])('%j', async (headers, status) => {
    const reply = await post('/api/echo', { email: 'a' }, headers as Record<string, string>)
    expect(reply.statusCode).toBe(status)
    if (status === 403) expect(reply.json().code).toBe('origin_not_allowed')
  })

  test('reading is free', async () => {
    expect((await ask({ url: '/kk', headers: { origin: 'https://elsewhere.kz' } })).statusCode).toBe(200)
  })
})

describe('cookies and headers', () => {
  const lan = { host: '192.168.1.7:3000' }
  const deviceIn = (reply: Awaited<ReturnType<typeof ask>>) => reply.cookies.find(({ name }) => /device$/.test(name))

  test('a page knows a device again, and a forged one is none', async () => {
    const given = deviceIn(await ask({ url: '/kk', headers: lan }))
    expect(given).toMatchObject({ name: 'device', httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 365 * 24 * 3600 })
    expect(given?.secure).toBeUndefined()
    const device = given?.value ?? ''
    const id = device.split('.')[0] ?? ''
    const again = await ask({ url: '/kk', headers: lan, cookies: { device } })
    expect(again.body).toContain(id)
    expect(deviceIn(again)).toBeUndefined()
    for (const forged of [id, `${id}.`, `${device}x`, `other.${device.split('.')[1]}`, `x${device}`, '.']) {
      const reply = await ask({ url: '/kk', headers: lan, cookies: { device: forged } })
      expect(reply.body).toContain('kk null')
      expect(deviceIn(reply)?.value).not.toBe(forged)
    }
  })

  test('on https they are bound to the host; over plain http, where browsers would drop them, they are bare', async () => {
    const plain = deviceIn(await ask({ url: '/kk', headers: { host: 'localhost:3000' } }))
    expect(plain).toMatchObject({ name: 'device', httpOnly: true, sameSite: 'Lax' })
    expect(plain?.secure).toBeUndefined()
    const https = createHttpServer({ ...options, secure: true })
    const reply = await ask({ url: '/kk', headers: { host: 'visits.example' } }, https)
    expect(deviceIn(reply)).toMatchObject({ name: '__Host-device', secure: true })
    expect(reply.headers['strict-transport-security']).toBeDefined()
    await https.close()
  })

  test('nothing inline, nothing from elsewhere, no word of https on http', async () => {
    const { headers } = await ask({ url: '/kk', headers: lan })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).not.toMatch(/unsafe|upgrade-insecure/)
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['cache-control']).toBe('private, no-cache')
  })

  test('the language of the last page is remembered for pages without one', async () => {
    const chosen = (await ask({ url: '/ru', headers: lan })).cookies.find(({ name }) => name === 'locale')
    expect(chosen?.value).toBe('ru')
    const reply = await ask({ url: '/office/fail', headers: lan, cookies: { locale: 'ru' } })
    expect(reply.body).toContain('ru 500')
    const switched = await ask({ url: '/office/fail?locale=en', headers: lan, cookies: { locale: 'ru' } })
    expect(switched.body).toContain('en 500')
  })
})

describe('health', () => {
  test('up and ready', async () => {
    expect((await ask({ url: '/healthz' })).statusCode).toBe(200)
    expect((await ask({ url: '/readyz' })).statusCode).toBe(200)
  })

  test('not ready when the database refuses or is silent', async () => {
    for (const ready of [() => Promise.reject(new Refusal('busy', 'x')), () => new Promise(() => undefined)]) {
      const sick = createHttpServer({ ...options, ready })
      expect((await ask({ url: '/readyz' }, sick)).statusCode).toBe(503)
      expect((await ask({ url: '/healthz' }, sick)).statusCode).toBe(200)
      await sick.close()
    }
  })
})
