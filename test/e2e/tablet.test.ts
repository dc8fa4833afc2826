// A tablet at the front desk that its people use in turn: made shared, locked, entered by PIN, left alone.

import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const CLIENT = 'Қымбат Жұмабаева'
const PHONE = '+77015550199'
const site = await openBrowserSite()
const { it, salon, browser, origin } = site
const desk = officeDesk(site)
let context: BrowserContext
let page: Page

beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' })
})
afterEach(() => context.close())

const setPin = (account: { id: typeof salon.owner.id }, right: 'owner' | 'specialist', pin: string) =>
  it.app.tablets.setPin(salon.business.id, pin, { kind: 'user', userId: account.id, isAdmin: false, right })
const chip = (name: string) => page.getByRole('button', { name })
const locked = () => page.getByRole('heading', { name: 'Кто вы?' })
const typePin = async (name: string, pin: string) => {
  await chip(name).click()
  for (const digit of pin) await page.locator('.pin-key', { hasText: digit }).click()
}
/** All that this browser keeps of the office. */
const keptHere = () =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opened = indexedDB.open('office', 1)
        opened.onsuccess = () => {
          const all = opened.result.transaction('kept').objectStore('kept').getAll()
          all.onsuccess = () => resolve(JSON.stringify([all.result, { ...localStorage }, { ...sessionStorage }]))
        }
      }),
  )

test('made shared, locked, entered by PIN: acts are of whoever tapped, and nothing of others stays', async () => {
  await setPin(salon.specialist, 'specialist', '2846')
  await setPin(salon.owner, 'owner', '5028')
  await peopleOpened()
  await page.getByRole('button', { name: 'Сделать это устройство общим' }).click()
  await page.locator('dialog[open]').getByRole('button', { name: 'Сделать общим' }).click()
  const visit = await desk.book(page, '2026-11-23T07:00:00Z', salon.anna.id, CLIENT, PHONE)
  await page.getByRole('button', { name: 'Заблокировать' }).first().click()
  await locked().waitFor()
  await page.getByText('12:00–13:00').waitFor()
  expect(await page.locator('body').innerText()).not.toMatch(/Қымбат|555/)
  expect(await complaints(page, 'ru')).toEqual([])
  await expect.poll(keptHere).not.toMatch(/Қымбат|555|@example/)
  await page.goto(`${origin}/office/b/${salon.business.id}/calendar`)
  await locked().waitFor()

  await typePin('Анна', '7777')
  await expect.poll(() => page.locator('.pin-wrong').innerText()).toContain('PIN не подходит')
  await page.keyboard.type('2846')
  await page.waitForURL(/\/today$/)
  const row = page.locator('.today-row', { hasText: CLIENT })
  await row.getByRole('button', { name: /^На месте/ }).click()
  const stored = () => it.app.appointments.get(salon.business.id, visit as never)
  await expect.poll(async () => (await stored()).arrivedAt).toBeInstanceOf(Date)
  const arrived = await it.database.db.collection('events').findOne({ type: 'appointment.arrived' })
  expect(arrived?.actor).toBe(`user:${salon.specialist.id}`)

  await page.getByRole('button', { name: 'Заблокировать' }).first().click()
  await locked().waitFor()
  await expect.poll(keptHere).not.toMatch(/Қымбат|555|@example/)
  await page.keyboard.press('Tab')
  await typePin('Иесі', '5028')
  await page.waitForURL(/\/today$/)
  await page.getByRole('link', { name: 'Специалисты' }).first().waitFor()
})

test('left alone it locks itself, in every window; a password works there too', async () => {
  await setPin(salon.specialist, 'specialist', '2846')
  await peopleOpened()
  await page.getByRole('button', { name: 'Сделать это устройство общим' }).click()
  const marked = page.waitForResponse((one) => one.url().endsWith('/tablets') && one.request().method() === 'POST')
  await page.locator('dialog[open]').getByRole('button', { name: 'Сделать общим' }).click()
  await marked
  const other = await context.newPage()
  await other.goto(`${origin}/office/b/${salon.business.id}/today`)
  await page.clock.install()
  await page.goto(`${origin}/office/b/${salon.business.id}/today`)
  await page.getByRole('heading', { name: 'Сегодня' }).first().waitFor()
  await page.clock.fastForward('02:10')
  await locked().waitFor()
  await other.getByRole('heading', { name: 'Кто вы?' }).waitFor()
  expect((await page.request.get(`${origin}/api/me`)).status()).toBe(401)
  await page.getByRole('button', { name: 'Войти с паролем' }).click()
  await page.locator('[name=email]').waitFor()
})

async function peopleOpened(): Promise<void> {
  page = await desk.open(context, 'people', 'ru')
}
