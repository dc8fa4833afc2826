// Who did what, when and from where, as the manager reads it; and that nothing of it can be changed.

import { globSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { translator } from '#platform/i18n/translator.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let other: OpenSalon
let cookies: Record<'owner' | 'specialist' | 'stranger', string>

const signedIn = async (email: string) => `session=${(await it.app.accounts.signIn(email, PASSWORD, 'test')).token}`

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  other = await openSalon(it.app)
  cookies = {
    owner: await signedIn(salon.owner.email),
    specialist: await signedIn(salon.specialist.email),
    stranger: await signedIn(other.owner.email),
  }
})

const ask = async (query = '', cookie = cookies.owner, method: 'GET' | 'PUT' | 'DELETE' | 'PATCH' | 'POST' = 'GET') => {
  const url = `/api/businesses/${salon.business.id}/audit${query}`
  const headers = { host: 'localhost:3000', origin: ORIGIN, cookie }
  const reply = await it.server.inject({ method, url, headers, remoteAddress: '203.0.113.7' })
  return { status: reply.statusCode, body: reply.json() }
}
const types = (body: { entries: { type: string }[] }) => body.entries.map(({ type }) => type)

test('only managers read it, and of their own business', async () => {
  expect((await ask('', cookies.specialist)).status).toBe(403)
  expect((await ask('', cookies.stranger)).status).toBe(404)
})

test('an act tells who, what, when and from where', async () => {
  const url = `/api/businesses/${salon.business.id}/services/${salon.cut.id}/online-stop`
  const headers = { host: 'localhost:3000', origin: ORIGIN, cookie: cookies.owner }
  const payload = { stop: { until: '2026-11-30', reason: '' }, version: 1 }
  await it.server.inject({ method: 'PUT', url, headers, payload, remoteAddress: '203.0.113.7' })
  const { body } = await ask()
  expect(body.entries[0]).toMatchObject({
    type: 'service.online-stopped',
    subject: { kind: 'service', id: salon.cut.id },
    actor: 'user',
    by: expect.stringMatching(/^owner/),
    origin: '203.0.113.7',
  })
})

test('it is searched by what, which, who and when, page by page', async () => {
  expect(types((await ask('?kind=service')).body)).toEqual(['service.online-stopped', 'service.added'])
  expect(types((await ask(`?subject=${salon.anna.id}`)).body)).toEqual(['staff.joined'])
  expect((await ask(`?by=${salon.owner.id}`)).body.entries.length).toBeGreaterThan(3)
  expect((await ask(`?by=${other.owner.id}`)).body.entries).toEqual([])
  expect((await ask('?until=2020-01-01T00:00:00Z')).body.entries).toEqual([])
  const { body: all } = await ask()
  const { body: rest } = await ask(`?before=${all.entries[1].id}`)
  expect(types(rest)).toEqual(types(all).slice(2))
})

test('nothing in it can be written', async () => {
  for (const method of ['PUT', 'PATCH', 'DELETE', 'POST'] as const) {
    expect((await ask('', cookies.owner, method)).status).toBe(404)
  }
  const routes = it.app.routes.filter(({ endpoint }) => endpoint.path.includes('/audit'))
  expect(routes.map(({ endpoint }) => endpoint.method)).toEqual(['GET'])
})

test('every kind of event has words', () => {
  const t = translator('kk')
  const sources = globSync('src/modules/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const named = sources.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(
        /'((?:appointment|block|service|staff|business|location|resource)\.[a-z-]+)'/g,
      ),
    ].map(([, type = '']) => type),
  )
  expect(named.length).toBeGreaterThan(40)
  expect([...new Set(named)].filter((type) => !t.has(`events.${type}`))).toEqual([])
})
