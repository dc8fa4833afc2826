// A guest with a phone of 390 px books in Kazakh, with JavaScript and without; the owner sees it and says what came of it.

import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { type OpenSalon, PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import type { TestApp } from '../harness/app.ts'
import { type BrowserSite, openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

let it: TestApp
let salon: OpenSalon
let browser: Browser
let origin: string
let phoneScreen: BrowserSite['phoneScreen']

beforeAll(async () => {
  ;({ it, salon, browser, origin, phoneScreen } = await openBrowserSite())
})

/** Walks from the list to the form; `look` is called on each page. */
async function walkToForm(page: Page, look: () => Promise<void>): Promise<void> {
  await page.goto(`${origin}/kk`)
  await look()
  await page.getByRole('link', { name: salon.business.name, exact: true }).click()
  await look()
  await page.locator(`a[href*="service=${salon.cut.id}"]`).first().click()
  await look()
  await next(page).click()
  await page.locator('form#time').waitFor()
  await look()
  await page.locator('.slot-pick').first().click()
  await next(page).click()
  await page.locator('form#contact').waitFor()
  await look()
}

const next = (page: Page) => page.locator('.foot button[type=submit]')

async function fillIn(page: Page, name: string, phone: string): Promise<void> {
  await page.locator('[name=name]').fill(name)
  await page.locator('[name=phone]').fill(phone)
}

describe.each([
  ['with JavaScript', true, 'Қымбат Жұмабаева', '8 701 555 11 01'],
  ['without JavaScript', false, 'Әсел Нұрланқызы', '87015551102'],
])('a guest %s', (_, javaScript, name, phone) => {
  test('books in Kazakh, and nobody would complain about a page', async () => {
    const context = await phoneScreen(javaScript)
    const page = await context.newPage()
    const found: string[] = []
    // axe needs scripts: where they are off, only the walk itself is judged.
    const look = async () => {
      if (javaScript) found.push(...(await complaints(page, 'kk')).map((one) => `${page.url()} ${one}`))
    }
    await walkToForm(page, look)

    await fillIn(page, name, '701')
    await next(page).click()
    await page.locator('[aria-invalid=true]').waitFor()
    expect(await page.locator('[name=name]').inputValue()).toBe(name)
    await look()

    await fillIn(page, name, phone)
    await next(page).click()
    await page.waitForURL(/\/kk\/v\//)
    expect(await page.locator('h1').innerText()).toBe('Жазылдыңыз')
    await look()
    expect(found).toEqual([])

    const stored = await it.database.db.collection('appointments').findOne({ bookedAs: name })
    expect(stored).toMatchObject({ status: 'scheduled', paymentStatus: 'pending', totalAmount: 5000 })
    await context.close()
  })
})

test('two quick taps make one visit', async () => {
  const context = await phoneScreen()
  const page = await context.newPage()
  await walkToForm(page, async () => undefined)
  await fillIn(page, 'Бекзат', '+7 701 555 11 03')
  await next(page).dblclick()
  await page.waitForURL(/\/kk\/v\//)
  expect(await it.database.db.collection('appointments').countDocuments({ bookedAs: 'Бекзат' })).toBe(1)
  await context.close()
})

test('the guest cancels by the link, after being told what follows', async () => {
  const context = await phoneScreen()
  const page = await context.newPage()
  await walkToForm(page, async () => undefined)
  await fillIn(page, 'Мирас', '+7 701 555 11 04')
  await next(page).click()
  await page.waitForURL(/\/kk\/v\//)
  await page.locator('a[href$="/cancel"]').click()
  await page.locator('button.button-danger').waitFor()
  expect(await complaints(page, 'kk')).toEqual([])
  await page.locator('button.button-danger').click()
  await page.waitForURL(/\/v\/[^/]+$/)
  expect(await it.database.db.collection('appointments').findOne({ bookedAs: 'Мирас' })).toMatchObject({
    status: 'cancelled',
    cancelledBy: 'client',
  })
  expect(await complaints(page, 'kk')).toEqual([])
  await context.close()
})

test('the owner sees the visit on the day and marks it done, and takes it back', async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' })
  const page = await context.newPage()
  const visit = await it.database.db.collection('appointments').findOne({ bookedAs: 'Қымбат Жұмабаева' })
  if (!visit) throw new Error('the guest has not booked')
  const { date, time } = visit.wall as { date: string; time: string }
  await page.goto(`${origin}/office/sign-in?locale=ru`)
  expect(await complaints(page, 'ru')).toEqual([])
  await page.locator('[name=email]').fill(salon.owner.email)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('form.sign-in button[type=submit]').click()
  await page.waitForURL(/\/office\/b\//)
  it.clock.set(visit.endTime.toISOString())
  await page.goto(`${origin}/office?day=${date}`)
  expect(await complaints(page, 'ru')).toEqual([])
  const row = page.locator('li.visit', { hasText: 'Қымбат Жұмабаева' })
  expect(await row.innerText()).toContain(time)
  await row.locator('button').first().click()
  await page.locator('li.visit-completed', { hasText: 'Қымбат Жұмабаева' }).waitFor()
  await page.locator('li.visit', { hasText: 'Қымбат Жұмабаева' }).locator('button').first().click()
  await page.locator('li.visit-scheduled', { hasText: 'Қымбат Жұмабаева' }).waitFor()
  it.clock.set(TODAY)
  await context.close()
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
