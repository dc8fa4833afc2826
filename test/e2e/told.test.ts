// The last step asks what a visit at home or a car needs, at 390 px in Kazakh: with JavaScript and without; the next time
// one tap tells it again. It is the fourth screen, and there is no fifth.

import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '#platform/server-process/free-port.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
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
  const { business, location, actor } = salon
  const shift = { from: '10:00', to: '19:00', breaks: [] }
  const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }
  for (const [name, person, asks] of [
    ['Үй жинау', 'Гүлназ', { place: 'client' as const }],
    ['Май ауыстыру', 'Серік', { object: 'car' as const }],
  ] as const) {
    const { id } = await it.app.services.add(business.id, { name, duration: 60, price: 9000, ...asks }, actor)
    await it.app.staff.add(business.id, { name: person, services: [{ serviceId: id }], schedule }, actor)
  }
  await it.app.locations.setServedDistricts(business.id, location.id, ['Авангард', 'Балықшы'], 1, actor)
  await it.server.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await it?.server.close()
})

const phoneScreen = (javaScriptEnabled: boolean): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ', hasTouch: true, javaScriptEnabled })
const next = (page: Page) => page.locator('.foot button[type=submit]')
const chip = (page: Page, text: string) => page.locator('button.chip', { hasText: text })
const typedIn = (page: Page, name: string) => page.locator(`[name="${name}"]`).inputValue()
const visitOf = (name: string) =>
  it.database.db.collection('appointments').findOne({ bookedAs: name }, { sort: { _id: -1 } })

/** From the time to the last step; each service has one person, so nobody is to be chosen. */
async function toLastStep(page: Page): Promise<void> {
  await page.locator('.slot-pick').nth(1).click()
  await next(page).click()
  await page.locator('form#contact').waitFor()
}

test.each([
  ['with JavaScript', true, 'Жанар', '8 701 555 61 01'],
  ['without JavaScript', false, 'Мөлдір', '8 701 555 61 02'],
])(
  'a home to clean and a car, %s: asked on the last step, and told again by one tap',
  async (_, scripts, name, phone) => {
    const context = await phoneScreen(scripts)
    const page = await context.newPage()
    const found: string[] = []
    const look = async () => {
      // axe needs scripts: where they are off, only the walk itself is judged.
      if (scripts) found.push(...(await complaints(page, 'kk')).map((one) => `${page.url()} ${one}`))
    }
    await page.goto(`${origin}/kk/b/${salon.business.slug}/book`)
    await page.locator('label.pick-row', { hasText: 'Үй жинау' }).click()
    await page.locator('label.pick-row', { hasText: 'Май ауыстыру' }).click()
    await next(page).click()
    await page.locator('form#time').waitFor()
    await toLastStep(page)
    await look()
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=phone]').fill(phone)
    await page.locator('[name="place.street"]').fill('Абай')
    await page.locator('[name="place.building"]').fill('12')
    await page.locator('[name="object.plate"]').fill('05 abc 06')
    await next(page).click()
    await page.locator('a[href="#place.district"]').waitFor()
    await look()
    expect(await typedIn(page, 'place.street')).toBe('Абай')
    expect(await typedIn(page, 'object.plate')).toBe('05 abc 06')
    await page.locator('[name="place.district"]').selectOption('Балықшы')
    await next(page).click()
    await page.waitForURL(/\/kk\/v\//)
    await look()
    expect(await page.locator('h1').innerText()).not.toContain('күтеміз')
    expect(await visitOf(name)).toMatchObject({
      ...{ place: { district: 'Балықшы', street: 'Абай', building: '12' }, object: { plate: '05ABC06' } },
    })

    await page.goto(`${origin}/kk/b/${salon.business.slug}/book`)
    await look()
    await page.locator('a.again').click()
    await page.locator('form#time').waitFor()
    await toLastStep(page)
    await page.locator('[name=name]').fill(name)
    await page.locator('[name=phone]').fill(phone)
    await chip(page, 'Балықшы, Абай 12').click()
    await page.waitForURL(/#told-place/)
    expect(await typedIn(page, 'place.district')).toBe('Балықшы')
    expect(await typedIn(page, 'name')).toBe(name)
    await chip(page, '05 ABC 06').click()
    await page.waitForURL(/#told-object/)
    expect(await typedIn(page, 'object.plate')).toBe('05ABC06')
    expect(await typedIn(page, 'place.street')).toBe('Абай')
    await look()
    await next(page).click()
    await page.waitForURL(/\/kk\/v\//)
    expect(found).toEqual([])
    await context.close()
  },
)
