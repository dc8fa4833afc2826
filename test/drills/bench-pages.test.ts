import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { openShop, ZONE } from '../../bench/shop.ts'
import { fillShop } from '../../bench/shop-visits.ts'
import { countFreeTimeCommands } from '../../bench/w3-free-times.ts'
import { answerOf, startServer } from '../../bench/w11-http.ts'
import { openStreet } from '../../bench/w12-page.ts'
import { openPlace, type Place } from '../../drills/world/place.ts'
import { createRandom } from '../../drills/world/random.ts'
import { examine } from '../../drills/world/world.ts'
import { createApp } from '../../src/main/app.ts'

let place: Place

beforeAll(async () => {
  place = await openPlace({ kind: 'bench', serverUri: inject('databaseUri'), log: () => undefined })
})
afterAll(() => place.close())

describe('W3', () => {
  test('free times are one command whatever people, days and history; what was put in directly is sound', async () => {
    const app = createApp({ database: place.database, secret: 'x'.repeat(32) })
    const today = localDateAt(toMinute(new Date()), ZONE)
    const shops = [
      await openShop(app, { name: 'One', people: 1, services: 1 }),
      await openShop(app, { name: 'Three', people: 3, services: 1 }),
    ]
    for (const [i, shop] of shops.entries()) {
      await fillShop(place.database.db, shop, { today, visits: 150 + 250 * i, random: createRandom(1) })
    }
    const commands = await countFreeTimeCommands(place, shops)
    expect(commands.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1])
    expect(await examine(place, app)).toEqual([])
  })
})

describe('W11', () => {
  test('the three servers answer alike', async () => {
    const ours = await startServer('ours')
    const { body, headers } = await answerOf(ours.port)
    const peers = [
      await startServer('bare', JSON.stringify(headers)),
      await startServer('express', JSON.stringify(headers)),
    ]
    for (const { port } of peers) expect(await answerOf(port)).toEqual({ body, headers })
    for (const { stop } of [ours, ...peers]) stop()
    expect(headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', 'x-frame-options': 'DENY' })
  })
})

describe('W12', () => {
  test('nothing but the document is needed to paint a step, and all of it is light', async () => {
    const { origin, steps, close } = await openStreet(place, 1)
    const weightOf = async (path: string) => {
      const answer = await fetch(`${origin}${path}`, { headers: { 'accept-encoding': 'br' } })
      return { text: await answer.text(), headers: answer.headers, path }
    }
    for (const { path } of steps) {
      const { text, headers } = await weightOf(path)
      expect(headers.get('content-encoding')).toBe('br')
      expect(text).not.toMatch(/<link rel="stylesheet"|<script(?! type="module" src=)/)
      const style = /<style>(.*?)<\/style>/s.exec(text)?.[1] ?? ''
      const hash = createHash('sha256').update(style).digest('base64')
      expect(headers.get('content-security-policy')).toContain(`style-src 'self' 'sha256-${hash}'`)
      const script = await weightOf(/src="([^"]+\.js)"/.exec(text)?.[1] ?? '')
      expect(script.headers.get('content-encoding')).toBe('br')
      expect(Number(script.headers.get('content-length'))).toBeLessThan(30_000)
    }
    await close()
  })
})
