// Reception on a tablet: a lost link goes out by one tap, and visits that no longer fit are found from the day.

import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { freePort } from '#platform/server-process/free-port.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
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
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date('2026-11-24T10:30:00Z') }
  const who = { name: 'Гүлшат', phone: '+77015556901', locale: 'kk' as const, source: 'site' }
  await it.app.appointments.book(salon.business.id, { ...wish, ...who }, GUEST, 'office-link-1')
})

afterAll(async () => {
  await browser?.close()
  await it?.server.close()
})

async function signedIn(javaScriptEnabled: boolean): Promise<Page> {
  const viewport = { width: 820, height: 1180 }
  const context = await browser.newContext({ viewport, locale: 'ru-RU', javaScriptEnabled })
  const page = await context.newPage()
  await context.route('https://wa.me/**', (route) => route.fulfill({ body: 'WhatsApp' }))
  await page.goto(`${origin}/office/sign-in?locale=ru`)
  await page.locator('[name=email]').fill(salon.owner.email)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('form.sign-in button[type=submit]').click()
  await page.waitForURL(/\/office\/b\//)
  await page.goto(`${origin}/office?day=2026-11-24`)
  return page
}

test('one tap opens WhatsApp; without a script it is a second tap', async () => {
  const page = await signedIn(true)
  await page.getByRole('button', { name: /Прислать ссылку/ }).click()
  await page.waitForURL(/^https:\/\/wa\.me\/77015556901\?text=/)
  await page.context().close()

  const still = await signedIn(false)
  await still.getByRole('button', { name: /Прислать ссылку/ }).click()
  const link = still.locator('a[data-go]')
  expect(await link.getAttribute('href')).toMatch(/^https:\/\/wa\.me\/77015556901\?text=/)
  expect(await still.locator('main').innerText()).toContain('/kk/v/')
  await still.context().close()
})

test('visits that no longer fit are told on the day and listed, and nobody would complain about a page', async () => {
  const { business, location, actor } = salon
  const closed = { date: '2026-11-24', isOpen: false, openTime: '10:00', closeTime: '19:00', breaks: [] }
  await it.app.locations.setException(business.id, location.id, closed, location.version, actor)
  const page = await signedIn(true)
  expect(await complaints(page, 'ru')).toEqual([])
  await page.getByRole('link', { name: '1 запись больше не помещается' }).click()
  await page.getByText('В это время закрыто.').waitFor()
  expect(await complaints(page, 'ru')).toEqual([])
  await page.context().close()
})
