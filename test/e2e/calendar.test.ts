// Visits are written beside the calendar in a real browser, time is blocked, a day is printed.

import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { openCalendarSite, piece, pointAt } from '../harness/calendar-site.ts'
import { complaints } from '../harness/reader.ts'

const BUDGET_KB = 60
const ASSETS = resolve('dist/public')

const { it, salon, desk, opened, booked, at, ofTheDay } = await openCalendarSite()
let page: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  page = await desk()
})

test('somebody unnamed is booked in at most six actions', async () => {
  await opened(page)
  let actions = 0
  const click = async (act: () => Promise<void>) => {
    actions += 1
    await act()
  }
  const { x, y } = await pointAt(page, 'Ольга', '15:00')
  await click(() => page.mouse.click(x, y))
  await click(() => page.locator('.piece-draft button').click())
  await click(() => page.getByRole('checkbox', { name: /Стрижка/ }).check())
  await click(() => page.locator('.cal-side-foot .button-primary').click())
  await expect.poll(() => ofTheDay()).toMatchObject([{ status: 'scheduled', startTime: new Date(at('15:00')) }])
  expect(actions).toBeLessThanOrEqual(6)
})

test('a known client is booked in two actions beside typing', async () => {
  await booked(page, '16:00', salon.anna.id, 'Қарлығаш Досова')
  await opened(page)
  await page.locator('[role=gridcell][tabindex="0"]').focus()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Клиент' }).pressSequentially('қарлығ стриж')
  await page.locator('.cal-hit', { hasText: 'Қарлығаш Досова' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.toast', { hasText: 'Записано' }).waitFor()
  const both = await ofTheDay()
  expect(both).toHaveLength(2)
  expect(String(both[0]?.clientId)).toBe(String(both[1]?.clientId))
})

test('what is refused keeps what was written and says why', async () => {
  await booked(page, '15:00', salon.olga.id, 'Ерлан')
  await opened(page)
  await piece(page, 'Ерлан').waitFor()
  const { x, y } = await pointAt(page, 'Ольга', '14:30')
  await page.mouse.click(x, y)
  await page.locator('.piece-draft button').click()
  await page.getByRole('textbox', { name: 'Клиент' }).fill('Салтанат')
  await page.getByRole('checkbox', { name: /Стрижка/ }).check()
  await page.locator('.cal-side-foot .button-primary').click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  expect(await dialog.innerText()).toContain('Ольга: не хватает времени до следующей записи')
  await dialog.locator('.buttons .button').first().click()
  await page.locator('.toast', { hasText: 'Записано' }).waitFor()
  expect(await ofTheDay()).toHaveLength(2)
})

test('time is blocked and freed again; over a visit only when that is said', async () => {
  await booked(page, '11:00', salon.anna.id, 'Мадина')
  await opened(page)
  await piece(page, 'Мадина').waitFor()
  const block = async (time: string, reason: string) => {
    const { x, y } = await pointAt(page, 'Анна', time)
    await page.mouse.click(x, y)
    await page.keyboard.press('b')
    await page.getByRole('textbox', { name: 'Причина' }).fill(reason)
    await page.locator('.cal-side-foot .button-primary').click()
  }
  await block('15:00', 'Банк')
  const band = page.locator('.cal-block', { hasText: 'Банк' })
  await band.waitFor()
  await band.getByRole('button').click()
  await page.getByRole('button', { name: 'Освободить время' }).click()
  await band.waitFor({ state: 'detached' })

  await block('10:45', 'Планёрка')
  const over = page.getByRole('checkbox', { name: /всё равно закрыть/ })
  await over.check()
  await page.locator('.cal-side-foot .button-primary').click()
  await page.locator('.cal-block', { hasText: 'Планёрка' }).waitFor()
  expect(await ofTheDay()).toMatchObject([{ status: 'scheduled' }])
})

test('a day of a person is a page on paper', async () => {
  await booked(page, '11:00', salon.anna.id, 'Мадина')
  await booked(page, '11:00', salon.olga.id, 'Ерлан')
  await opened(page)
  await piece(page, 'Мадина').waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  expect(await page.locator('.cal-print-page').allInnerTexts()).toEqual([
    expect.stringMatching(/^Анна[\s\S]*11:00–12:00[\s\S]*Мадина/),
    expect.stringMatching(/^Ольга[\s\S]*11:00–12:00[\s\S]*Ерлан/),
  ])
  expect(await page.locator('.cal').isVisible()).toBe(false)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.emulateMedia({ media: null })
  expect(await page.locator('.cal-print-page').count()).toBe(0)
})

test('nobody would complain about the grid, the list and the panel', async () => {
  await booked(page, '11:00', salon.anna.id, 'Мадина')
  const found: string[] = []
  const look = async (where: string) => found.push(...(await complaints(page, 'ru')).map((one) => `${where}: ${one}`))
  for (const view of ['day', 'week', 'list']) {
    await opened(page, `&view=${view}`)
    await page.getByText('Мадина').first().waitFor()
    await look(view)
  }
  await opened(page)
  await page.keyboard.press('n')
  await page.locator('.cal-side').waitFor()
  await look('new visit')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Вид', exact: true }).click()
  await look('look')
  expect(found).toEqual([])
})

test('the calendar is within its budget', () => {
  const [script] = readdirSync(ASSETS).filter((name) => /^calendar-.*\.js$/.test(name))
  if (!script) throw new Error('not built')
  expect(gzipSync(readFileSync(resolve(ASSETS, script)), { level: 9 }).length / 1000).toBeLessThanOrEqual(BUDGET_KB)
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
