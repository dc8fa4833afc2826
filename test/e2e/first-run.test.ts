// An account without a business, on a phone, in Kazakh: from the first question of the guide to a page clients book by.

import { resolve } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '#platform/server-process/free-port.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { launchBrowser } from '../harness/browser.ts'
import { complaints } from '../harness/reader.ts'

const EMAIL = 'first-run@example.kz'

let it: TestApp
let browser: Browser
let context: BrowserContext
let page: Page
let origin: string
const said: string[] = []

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  it = await testApp({ assetsFolder: resolve('dist/public'), origins: () => [origin] })
  await it.app.accounts.createUser({ name: 'Гүлназ', email: EMAIL, password: PASSWORD, role: 'client' })
  await it.server.listen({ port, host: '127.0.0.1' })
  browser = await launchBrowser()
  context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ' })
  page = await context.newPage()
  page.on('pageerror', (error) => said.push(error.message))
})

afterAll(async () => {
  await browser?.close()
  await it?.server.close()
})

const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const sound = async () => expect(await complaints(page, 'kk')).toEqual([])

describe('the guide', () => {
  test('begins where the office would be, with the name of the place', async () => {
    await page.goto(`${origin}/office?locale=kk`)
    await page.fill('input[name=email]', EMAIL)
    await page.fill('input[name=password]', PASSWORD)
    await page.click('button[type=submit]')
    await heading('Мекемеңіз қалай аталады?')
    await sound()
    await press('Әрі қарай')
    await page.getByRole('alert').waitFor() // without a name it stays, and says so
    await page.getByLabel('Мекеме атауы').fill('Гүлназ студиясы')
    await page.getByLabel('Санаты').selectOption('nails')
    await press('Әрі қарай')
    await heading('Қызметтер мен бағалар')
  })

  test('proposes services with prices, to be ticked and changed', async () => {
    await sound()
    const boxes = page.getByRole('checkbox')
    const count = await boxes.count()
    expect(count).toBeGreaterThan(3)
    await boxes.last().uncheck()
    await page.getByLabel('Баға, ₸').first().fill('7700')
    await press(/қызметті қосу/)
    await heading('Қашан жұмыс істейсіз?')
  })

  test('takes hours, a place, a phone and people, and goes on where it was left', async () => {
    await sound()
    await press('Әрі қарай')
    await heading('Қайда және қай нөмірмен?')
    await page.goto(`${origin}/office/start`)
    await heading('Қайда және қай нөмірмен?') // another phone, another day: it goes on here
    await sound()
    await page.getByLabel('Телефон').fill('8 701 555 04 04')
    await page.getByLabel('Көше').fill('Азаттық даңғылы')
    await page.getByLabel('Үй').fill('48')
    await press('Әрі қарай')
    await heading('Кім қабылдайды?')
    await sound()
    await press('Әрі қарай')
    await heading('Суреттер')
    await press('Кейінге қалдыру')
    await heading('Kaspi сілтемесі')
    await page.getByLabel('Kaspi Pay сілтемесі').fill('https://pay.example.kz/1')
    await press('Сақтау')
    await page.getByText('Бұл Kaspi мекенжайы емес', { exact: false }).waitFor()
    expect(await page.getByLabel('Kaspi Pay сілтемесі').inputValue()).toBe('https://pay.example.kz/1')
    await press('Кейінге қалдыру')
    await heading('Сілтемеңіз')
    await sound()
  })

  test('publishes, and the page shows the services; a trial visit comes and goes', async () => {
    await press('Әрі қарай')
    await heading('Жариялаймыз ба?')
    await page.getByText('Сурет жоқ').waitFor()
    await sound()
    await press('Жариялау')
    await heading('Бетіңіз жұмыс істеп тұр')
    await press('Өзімді жазып көру')
    await page.getByRole('link', { name: 'Клиент көзімен' }).waitFor()
    await sound()
    await press('Сынақ пен мысалдарды өшіру')
    await page.getByRole('link', { name: 'Клиент көзімен' }).waitFor({ state: 'detached' })
    expect(await it.database.db.collection('appointments').countDocuments()).toBe(0)

    await page.getByRole('link', { name: 'Мекеме беті' }).click()
    await heading('Гүлназ студиясы')
    const text = await page.locator('main').innerText()
    expect(text).toContain('7\u00a0700\u00a0₸')
    expect(text).toContain('Азаттық даңғылы, 48')
    await sound()
    expect(said).toEqual([])
  })
})
