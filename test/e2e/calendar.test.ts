// The calendar in a real browser: dragged by mouse and by finger, walked by keyboard, written beside.

import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { ObjectId } from 'mongodb'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import { addDays, weekday } from '#kernel/time.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

const BUDGET_KB = 60
const ASSETS = resolve('dist/public')

const { it, salon, browser, origin, phoneScreen } = await openBrowserSite()
/** Each test has a day of its own. */
let day = '2026-11-23'

beforeEach(() => {
  do day = addDays(day, 1)
  while (weekday(day) === 0)
})

const visits = () => it.database.db.collection('appointments')

async function signedIn(context: BrowserContext, locale: Locale = 'ru'): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${origin}/office/sign-in?locale=${locale}`)
  await page.locator('[name=email]').fill(salon.owner.email)
  await page.locator('[name=password]').fill(PASSWORD)
  await page.locator('form.sign-in button[type=submit]').click()
  await page.waitForURL(/\/office$|\/office\/b\//)
  return page
}

const desk = (locale = 'ru-RU') => browser.newContext({ viewport: { width: 1280, height: 900 }, locale })

async function opened(page: Page, query = `?day=${day}`, locale: Locale = 'ru'): Promise<void> {
  await page.goto(`${origin}/office/b/${salon.business.id}/calendar${query}${query ? '&' : '?'}locale=${locale}`)
  await page.locator('[data-column]').first().waitFor()
}

let serial = 0

/** Books by the API, as another desk would. */
async function booked(
  page: Page,
  time: string,
  staff: string | string[],
  name: string,
  phone?: string,
): Promise<string> {
  serial += 1
  const { businessId, serviceId } = { businessId: salon.business.id, serviceId: salon.cut.id }
  const response = await page.request.post(`${origin}/api/businesses/${businessId}/appointments/by-staff`, {
    headers: { origin, 'idempotency-key': `book-${salon.business.id}-${serial}` },
    data: {
      startTime: `${day}T${time}:00+05:00`,
      lines: [staff].flat().map((staffId) => ({ serviceId, staffId })),
      client: { kind: 'new', name, ...(phone ? { phone } : {}) },
    },
  })
  expect(response.status(), await response.text()).toBe(201)
  return ((await response.json()) as { id: string }).id
}

const piece = (page: Page, name: string) => page.locator('.piece:not(.piece-ghost)', { hasText: name })
const column = (page: Page, name: string) => page.getByRole('row', { name }).locator('[data-column]')

/** The point of a column at a wall time. */
async function pointAt(page: Page, name: string, time: string): Promise<{ x: number; y: number }> {
  const body = column(page, name)
  const hour = await page.locator('.cal-hour').first().innerText()
  const [h = 0, m = 0] = time.split(':').map(Number)
  const scale = await page
    .locator('.cal-canvas')
    .evaluate((one) => Number.parseFloat((one as HTMLElement).style.getPropertyValue('--hour')))
  const box = await body.boundingBox()
  if (!box) throw new Error(`no column of ${name}`)
  return { x: box.x + box.width / 2, y: box.y + (h + m / 60 - Number(hour.slice(0, 2))) * scale + 2 }
}

async function drag(page: Page, name: string, to: { x: number; y: number }): Promise<void> {
  const box = await piece(page, name).boundingBox()
  if (!box) throw new Error(`${name} is not on the screen`)
  await page.mouse.move(box.x + box.width / 2, box.y + 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 10, box.y + 12)
  await page.mouse.move(to.x, to.y, { steps: 5 })
}

const ofTheDay = () => visits().find({ businessDay: day }).toArray()
const stored = async (id: string) => {
  const visit = await visits().findOne({ _id: new ObjectId(id) })
  if (!visit) throw new Error('no such visit')
  const [line] = visit.services
  return { start: visit.startTime.toISOString(), staff: String(line.staffId), end: visit.endTime.toISOString(), visit }
}
const at = (time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()

describe('on a desk', () => {
  let context: BrowserContext
  let page: Page
  beforeAll(async () => {
    context = await desk()
    page = await signedIn(context)
  })
  afterAll(() => context.close())

  test('a visit is dragged to another person and time, and the undo takes it back', async () => {
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    await piece(page, 'Мадина').waitFor()
    await drag(page, 'Мадина', await pointAt(page, 'Ольга', '14:00'))
    expect(await page.locator('.piece-ghost .drag-time').innerText()).toBe('14:00–15:00')
    expect(await column(page, 'Ольга').getAttribute('data-target')).toBe('')
    await page.mouse.up()
    await page.locator('.toast', { hasText: '14:00–15:00' }).waitFor()
    expect(await stored(id)).toMatchObject({ start: at('14:00'), staff: salon.olga.id })

    await page.keyboard.press('u')
    await expect.poll(() => stored(id)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })
    await column(page, 'Анна').locator('.piece', { hasText: 'Мадина' }).waitFor()
  })

  test('a visit of two people is one thing: its parts light each other and move together; the client is told if so ticked', async () => {
    const id = await booked(page, '11:00', [salon.anna.id, salon.olga.id], 'Мадина', '+77015550177')
    await opened(page)
    const [own, other] = [column(page, 'Анна').locator('.piece'), column(page, 'Ольга').locator('.piece')]
    await own.hover()
    expect(await other.getAttribute('data-lit')).toBe('')
    const box = await own.boundingBox()
    if (!box) throw new Error('not on the screen')
    await page.mouse.move(box.x + 60, box.y + 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, box.y + 20)
    const { y } = await pointAt(page, 'Анна', '13:00')
    await page.mouse.move(box.x + 60, y, { steps: 4 })
    expect(await page.locator('.piece-ghost').count()).toBe(2)
    await page.mouse.up()
    const said = page.locator('.toast', { hasText: '13:00–14:00' })
    await said.getByRole('checkbox', { name: 'Сообщить клиенту' }).check()
    await said.getByRole('button', { name: 'Закрыть' }).click()
    await expect
      .poll(() =>
        it.database.db.collection('events').countDocuments({ 'subject.id': new ObjectId(id), 'data.tellClient': true }),
      )
      .toBe(1)
    const { visit } = await stored(id)
    expect(visit.services.map((line: { startTime: Date }) => line.startTime.toISOString())).toEqual([
      at('13:00'),
      at('14:00'),
    ])
    await other.filter({ hasText: '14:00–15:00' }).waitFor()
  })

  test('the lower edge makes a visit longer', async () => {
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    const box = await piece(page, 'Мадина').boundingBox()
    if (!box) throw new Error('not on the screen')
    await page.mouse.move(box.x + 60, box.y + box.height - 3)
    await page.mouse.down()
    await page.mouse.move(box.x + 60, box.y + box.height + 20)
    const { y } = await pointAt(page, 'Анна', '12:30')
    await page.mouse.move(box.x + 60, y)
    await page.mouse.up()
    await expect.poll(() => stored(id)).toMatchObject({ start: at('11:00'), end: at('12:30') })
  })

  test('where it cannot lie the reason stands at the pointer, and the drop is explained with what could be done', async () => {
    await booked(page, '14:00', salon.olga.id, 'Ерлан')
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    await piece(page, 'Мадина').waitFor()
    await drag(page, 'Мадина', await pointAt(page, 'Ольга', '14:00'))
    expect(await page.locator('.drag-reason').innerText()).toContain('Ерлан')
    expect(await page.locator('.piece-ghost').first().getAttribute('data-forbidden')).toBe('')
    await page.mouse.up()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.innerText()).toContain('Ольга: в это время с другим клиентом')
    expect(await dialog.locator('.buttons .button').count()).toBeGreaterThan(0)
    expect(await complaints(page, 'ru')).toEqual([])
    expect(await stored(id)).toMatchObject({ start: at('11:00') })

    await dialog.getByRole('button', { name: 'Всё равно записать' }).click()
    await dialog.getByText('Напишите причину.').waitFor()
    await dialog.getByRole('textbox').fill('постоянная клиентка')
    await dialog.getByRole('button', { name: 'Всё равно записать' }).click()
    await expect.poll(async () => (await stored(id)).visit.override?.reason).toBe('постоянная клиентка')
    await page.locator('.piece-over', { hasText: 'Мадина' }).waitFor()
  })

  test('Escape while dragging leaves everything where it was', async () => {
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    await piece(page, 'Мадина').waitFor()
    await drag(page, 'Мадина', await pointAt(page, 'Ольга', '14:00'))
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await page.locator('.piece-ghost').count()).toBe(0)
    expect(await stored(id)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })
  })

  test('by keyboard alone a visit is found, carried, and marked', async () => {
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    await piece(page, 'Мадина').waitFor()
    await page.locator('[role=gridcell][tabindex="0"]').focus()
    const focused = () =>
      page.evaluate(() => document.activeElement?.querySelector('.hidden-visually')?.textContent ?? '')
    for (let n = 0; n < 40 && !(await focused()).includes('Мадина'); n += 1) await page.keyboard.press('ArrowDown')
    expect(await focused()).toBe('11:00–12:00, Мадина, Стрижка, Анна, не подтверждена')

    await page.keyboard.press('m')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('p[role=status]').innerText()).toBe('11:15–12:15, Ольга')
    await page.keyboard.press('Enter')
    await expect.poll(() => stored(id)).toMatchObject({ start: at('11:15'), staff: salon.olga.id })
    await expect.poll(focused).toContain('11:15–12:15, Мадина, Стрижка, Ольга')

    await page.keyboard.press('c')
    await expect.poll(async () => (await stored(id)).visit.confirmedAt).toBeInstanceOf(Date)
    await expect.poll(focused).toContain('подтверждена')
    await page.keyboard.press('Enter')
    await page.locator('.cal-side', { hasText: 'Мадина' }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.cal-side').waitFor({ state: 'detached' })
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
    await click(() => page.locator('.cal-side-foot button').click())
    await expect
      .poll(() => visits().findOne({ startTime: new Date(at('15:00')) }))
      .toMatchObject({ status: 'scheduled' })
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
    await page.locator('.cal-side-foot button').click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.innerText()).toContain('Ольга: не хватает времени до следующей записи')
    await dialog.locator('.buttons .button').first().click()
    await page.locator('.toast', { hasText: 'Записано' }).waitFor()
    expect(await ofTheDay()).toHaveLength(2)
  })

  test('what another desk does is seen at once, and stops a drag of it with a word', async () => {
    const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
    await opened(page)
    await piece(page, 'Мадина').waitFor()
    await drag(page, 'Мадина', await pointAt(page, 'Ольга', '14:00'))
    const { visit } = await stored(id)
    const response = await page.request.post(
      `${origin}/api/businesses/${salon.business.id}/appointments/${id}/rearrange`,
      {
        headers: { origin },
        data: {
          version: visit.version,
          startTime: at('12:00'),
          lines: [{ serviceId: salon.cut.id, staffId: salon.anna.id }],
        },
      },
    )
    expect(response.status(), await response.text()).toBe(200)
    await page.locator('.toast', { hasText: 'изменил кто-то другой' }).waitFor()
    expect(await page.locator('.piece-ghost').count()).toBe(0)
    await page.mouse.up()
    await column(page, 'Анна').locator('.piece', { hasText: '12:00–13:00' }).waitFor()
    expect(await stored(id)).toMatchObject({ start: at('12:00'), staff: salon.anna.id })
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
      await page.locator('.cal-side-foot button').click()
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
    await page.locator('.cal-side-foot button').click()
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
      await page.goto(`${origin}/office/b/${salon.business.id}/calendar?day=${day}&view=${view}`)
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
})

describe('on a phone', () => {
  test('a finger that rests lifts a visit, and one that moves scrolls', async () => {
    const context = await phoneScreen()
    const page = await signedIn(context, 'kk')
    const id = await booked(page, '17:00', salon.anna.id, 'Айша')
    await opened(page, `?day=${day}`, 'kk')
    await piece(page, 'Айша').waitFor()
    await piece(page, 'Айша').scrollIntoViewIfNeeded()
    expect(await complaints(page, 'kk')).toEqual([])
    const cdp = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      cdp.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] })
    const box = await piece(page, 'Айша').boundingBox()
    if (!box) throw new Error('not on the screen')
    const [x, y] = [box.x + 40, box.y + 10]
    await touch('touchStart', x, y)
    await page.locator('.piece-ghost').waitFor()
    const scale = 64
    for (let step = 1; step <= 4; step += 1) await touch('touchMove', x, y - (step * scale) / 4)
    expect(await page.locator('.piece-ghost .drag-time').innerText()).toBe('16:00–17:00')
    await touch('touchEnd')
    await expect.poll(() => stored(id)).toMatchObject({ start: at('16:00') })
    expect(await complaints(page, 'kk')).toEqual([])
    await context.close()
  })
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
