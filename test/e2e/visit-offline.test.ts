// The page of a visit in a cellar, in a power cut and beside a dead server; and the word for a phone of another zone.

import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { freePort } from '#platform/server-process/free-port.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { GUEST } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { launchBrowser } from '../harness/browser.ts'
import { complaints } from '../harness/reader.ts'

let it: TestApp
let salon: OpenSalon
let browser: Browser
let origin: string

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  it = await testApp({ assetsFolder: resolve('dist/public'), origins: () => [origin] })
  salon = await openSalon(it.app)
  await it.server.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await it?.server.close()
})

let serial = 0

async function aLink(startTime = '2026-11-24T10:30:00Z'): Promise<string> {
  serial += 1
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date(startTime), source: 'site' }
  const guest = { name: `Қонақ ${serial}`, phone: `+7701555440${serial}`, locale: 'kk' as const }
  const visit = await it.app.appointments.book(salon.business.id, { ...wish, ...guest }, GUEST, `offline-${serial}`)
  return `${origin}/kk/v/${it.app.appointments.linkTo(visit)}`
}

const phoneScreen = (timezoneId = 'Asia/Atyrau'): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ', timezoneId })

const shelf = (page: Page): Promise<string[]> =>
  page.evaluate(async () => (await (await caches.open('visits')).keys()).map(({ url }) => new URL(url).pathname))

/** Opened and kept: what the phone has is what the guest has seen. */
async function openKept(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await expect.poll(() => shelf(page)).toContain(new URL(link).pathname)
}

describe('a visit that was opened once', () => {
  test('opens without a network, and says in its language that it could not be checked', async () => {
    const link = await aLink('2026-11-24T05:00:00Z')
    const context = await phoneScreen()
    const page = await context.newPage()
    await openKept(page, link)
    expect(await page.locator('#saved').isVisible()).toBe(false)

    await context.setOffline(true)
    await page.goto(link)
    const saved = (await page.locator('#saved').innerText()).replaceAll('\u00a0', ' ')
    expect(saved).toContain('23 қараша, дүйсенбі, 08:00. Қазір тексеру мүмкін емес')
    expect(saved).toContain('+7 701 555 02 02')
    expect(await page.locator('.visit-time').innerText()).toContain('10:00')
    expect(await page.locator('main').innerText()).toContain('Азаттық даңғылы, 48')
    expect(await complaints(page, 'kk')).toEqual([])
    // Nothing else is kept: not the way to book, not another visit.
    await expect(page.goto(`${origin}/kk`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED')
    await expect(page.goto(`${link}/cancel`)).rejects.toThrow('ERR_INTERNET_DISCONNECTED')

    await context.setOffline(false)
    await page.goto(link)
    expect(await page.locator('#saved').isVisible()).toBe(false)
    await context.close()
  })

  test('is kept as it is now: what was done on it since is what opens without a network', async () => {
    const link = await aLink('2026-11-24T07:00:00Z')
    const context = await phoneScreen()
    const page = await context.newPage()
    await openKept(page, `${link}?news=booked`)
    await page.locator('a[href$="/cancel"]').click()
    await page.locator('button.button-danger').click()
    await page.waitForURL(/\/v\/[^/]+$/)
    await context.setOffline(true)
    await expect
      .poll(async () => {
        await page.goto(link)
        return page.locator('h1').innerText()
      })
      .toBe('Сіз жазылудан бас тарттыңыз')
    await context.close()
  })

  test('leaves the phone thirty days after it, and at once when its link no longer opens', async () => {
    const [link, other] = [await aLink('2026-11-25T05:00:00Z'), await aLink('2026-11-25T07:00:00Z')]
    const context = await phoneScreen()
    const page = await context.newPage()
    await openKept(page, link)
    await page.evaluate(async (path) => {
      const visits = await caches.open('visits')
      const text = (await (await visits.match(path))?.text()) ?? ''
      const old = text.replace(/data-until="\d+"/, 'data-until="1000"')
      await visits.put(path, new Response(old, { headers: { 'content-type': 'text/html' } }))
    }, new URL(link).pathname)
    await page.goto(other)
    await expect.poll(() => shelf(page)).toEqual([new URL(other).pathname])

    const [id] = new URL(other).pathname.split('/').at(-1)?.split('.') ?? []
    const visits = it.database.db.collection('appointments')
    const { ObjectId } = await import('mongodb')
    await visits.updateOne({ _id: new ObjectId(id) }, { $inc: { linkVersion: 1 } })
    await page.goto(other)
    await expect.poll(() => shelf(page)).toEqual([])
    await context.close()
  })
})

test('a phone that lives by another clock is told whose time it is', async () => {
  const link = await aLink('2026-11-26T05:00:00Z')
  for (const [zone, isTold] of [
    ['Asia/Atyrau', false],
    ['Europe/Moscow', true],
  ] as const) {
    const context = await phoneScreen(zone)
    const page = await context.newPage()
    await page.goto(link)
    const word = page.getByText('Атырау уақытымен')
    await word.waitFor({ state: isTold ? 'visible' : 'hidden' })
    expect(await word.count()).toBe(1)
    await context.close()
  }
})

test('a visit opens beside a dead server', async () => {
  const link = await aLink('2026-11-27T05:00:00Z')
  const context = await phoneScreen()
  const page = await context.newPage()
  await openKept(page, link)
  const closed = it.server.close()
  it.server.server.closeAllConnections() // a browser opens some ahead, which nobody would end
  await closed
  await page.goto(link)
  expect(await page.locator('#saved').isVisible()).toBe(true)
  expect(await page.locator('h1').innerText()).toBe('Сізді күтеміз')
  await context.close()
})
