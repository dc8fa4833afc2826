// What an open office screen is told, over real connections.

import type { AddressInfo } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let other: OpenSalon
let port: number

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  other = await openSalon(it.app)
  await it.server.listen({ port: 0, host: '127.0.0.1' })
  port = (it.server.server.address() as AddressInfo).port
})

const signIn = async (email: string) => (await it.app.accounts.signIn(email, PASSWORD, 'test')).token
const live = (businessId: string, token: string | null, signal?: AbortSignal) =>
  fetch(`http://127.0.0.1:${port}/api/businesses/${businessId}/live`, {
    headers: token ? { cookie: `session=${token}` } : {},
    ...(signal ? { signal } : {}),
  })

interface Change {
  kind: string
  id?: string
  type?: string
  mine: boolean
}

/** Reads a stream until something is told that fits. */
async function follow(businessId: string, token: string) {
  const stop = new AbortController()
  const { body, status, headers } = await live(businessId, token, stop.signal)
  const told: Change[] = []
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
  const until = async (fits: (change: Change) => boolean): Promise<Change> => {
    for (let text = ''; ; ) {
      const found = told.find(fits)
      if (found) return found
      const { value, done } = (await reader?.read()) ?? { done: true, value: undefined }
      if (done) throw new Error('the stream ended')
      text += value
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: ')) told.push(JSON.parse(line.slice(6)) as Change)
    }
  }
  return { status, headers, told, until, end: () => stop.abort() }
}

const stop = { until: '2026-11-30', reason: '' }
/** A change that needs no visit: online booking of a service is stopped, or goes on. */
const change = async ({ business, cut, actor }: OpenSalon) => {
  const seen = await it.app.services.byId(business.id, cut.id)
  await it.app.services.stopOnline(business.id, cut.id, seen?.onlineStop ? null : stop, seen?.version ?? 0, actor)
}

test('only who works there is told, and a stranger learns nothing', async () => {
  expect((await live(salon.business.id, null)).status).toBe(401)
  expect((await live(salon.business.id, await signIn(other.owner.email))).status).toBe(404)
  expect((await live('nonsense', await signIn(salon.owner.email))).status).toBe(404)
})

test('a change is told to its business alone, and says whether it was mine', async () => {
  const ours = await follow(salon.business.id, await signIn(salon.owner.email))
  const theirs = await follow(other.business.id, await signIn(other.owner.email))
  expect(ours.headers.get('content-type')).toBe('text/event-stream')
  await change(other)
  await change(salon)
  const heard = await ours.until(({ type, id }) => type !== 'service.added' && id === salon.cut.id)
  expect(heard).toMatchObject({ mine: true, kind: 'service' })
  await theirs.until(({ id }) => id === other.cut.id)
  const ids = (told: Change[]) => told.map(({ id }) => id)
  expect(ids(ours.told)).not.toContain(other.cut.id)
  expect(ids(theirs.told)).not.toContain(salon.cut.id)
  ours.end()
  theirs.end()
})

test('a specialist is told what kind of thing changed, not whose', async () => {
  const hers = await follow(salon.business.id, await signIn(salon.specialist.email))
  await change(salon)
  expect(await hers.until(({ kind }) => kind === 'service')).toEqual({ kind: 'service', mine: false })
  hers.end()
})

test('whoever has been away sees the next change when he is back', async () => {
  const token = await signIn(salon.owner.email)
  const first = await follow(salon.business.id, token)
  first.end()
  await change(salon)
  const again = await follow(salon.business.id, token)
  await change(salon)
  await again.until(({ kind }) => kind === 'service')
  again.end()
})

test('who has signed out, or works here no more, hears no more', async () => {
  const token = await signIn(salon.specialist.email)
  const stream = await follow(salon.business.id, token)
  expect(stream.status).toBe(200)
  await it.app.accounts.signOut(token)
  await expect(stream.until(() => false)).rejects.toThrow('the stream ended')
})

test('one account cannot take all streams', async () => {
  const token = await signIn(salon.owner.email)
  const streams = await Promise.all(Array.from({ length: 31 }, () => follow(salon.business.id, token)))
  expect(streams.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(30)
  expect(streams.map(({ status }) => status)).toContain(429)
  for (const { end } of streams) end()
})

test('a server that closes ends its streams instead of waiting for them', async () => {
  const stream = await follow(salon.business.id, await signIn(salon.owner.email))
  expect(stream.status).toBe(200)
  await it.server.close()
  await expect(stream.until(() => false)).rejects.toThrow('the stream ended')
})
