// A day run from its list: marks in one press with the way back, a visit's card, gaps, times to send.

import { ObjectId } from 'mongodb'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AppointmentId } from '#kernel/ids.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const site = await openBrowserSite()
const { it, salon, browser, origin, phoneScreen } = site
const desk = officeDesk(site)
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()

/** Each test has a day of its own. */
const DAYS = [
  '2026-11-24',
  '2026-11-26',
  '2026-11-30',
  '2026-12-02',
  '2026-12-04',
  '2026-12-08',
  '2026-12-10',
  '2026-12-14',
  '2026-12-16',
  '2026-12-18',
]
let day = ''
let context: BrowserContext
let page: Page

const wide = (locale = 'ru-RU') =>
  browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale,
    permissions: ['clipboard-read', 'clipboard-write'],
  })

beforeEach(async () => {
  day = DAYS.shift() ?? ''
  it.clock.set(at(day, '11:05'))
  context = await wide()
  page = await desk.open(context, 'today', 'ru')
})
afterEach(() => context.close())

const stored = (id: string) => it.database.db.collection('appointments').findOne({ _id: new ObjectId(id) })
const stack = (name: string) => page.getByRole('region', { name })
const row = (name: string) => page.locator('.today-row', { hasText: name })
const toast = () => page.locator('.toast').last()
const card = () => page.locator('.cal-side')

async function booked(name: string, time: string, staffId: string = salon.anna.id, phone?: string): Promise<string> {
  const id = await desk.book(page, at(day, time), staffId, name, phone)
  await row(name).waitFor()
  return id
}

describe('one press', () => {
  test('the client is here, then served; the last press is taken back', async () => {
    const id = await booked('Айгерім Серік', '11:00')
    await expect.poll(() => page.locator('.today-figures').innerText()).toContain('1 запись, не подтверждено: 1')
    await row('Айгерім')
      .getByRole('button', { name: /^На месте/ })
      .click()
    await expect.poll(async () => (await stored(id))?.arrivedAt).toBeInstanceOf(Date)
    await row('Айгерім')
      .getByRole('button', { name: /^Завершить/ })
      .click()
    await expect.poll(async () => (await stored(id))?.status).toBe('completed')
    await page.locator('.toast', { hasText: 'Отмечено: завершена.' }).waitFor()
    await toast().getByRole('button', { name: 'Вернуть' }).click()
    await expect.poll(async () => (await stored(id))?.status).toBe('scheduled')
    await stack('Сейчас').getByText('Айгерім').waitFor()
  })

  test('by keyboard alone: to the row, here, served, taken back', async () => {
    const id = await booked('Гүлзат Әлі', '11:00')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('a')
    await expect.poll(async () => (await stored(id))?.arrivedAt).toBeInstanceOf(Date)
    await page.keyboard.press('d')
    await expect.poll(async () => (await stored(id))?.status).toBe('completed')
    await page.locator('.toast', { hasText: 'Отмечено: завершена.' }).waitFor()
    await page.keyboard.press('u')
    await expect.poll(async () => (await stored(id))?.status).toBe('scheduled')
  })

  test('a press that is refused puts the row back and says why', async () => {
    const id = await booked('Болат Ержан', '11:00')
    // Nobody tells the next screen what another desk does, from its first moment on.
    await context.close()
    context = await wide()
    await context.route('**/live', (route) => route.abort())
    page = await desk.open(context, 'today', 'ru')
    const arrived = row('Болат').getByRole('button', { name: /^На месте/ })
    await arrived.waitFor()
    // Nor does it read anew from here on: what it shows is what it makes of the refusal itself.
    await page.route('**/calendar?*', (route) => route.abort())
    const noShow = { to: 'no-show' as const, version: 1 }
    await it.app.appointments.mark(salon.business.id, id as AppointmentId, noShow, salon.actor as never)
    const refused = page.waitForResponse('**/appointments/*/arrive')
    await arrived.click()
    expect((await refused).status()).toBe(409)
    await expect.poll(() => toast().innerText()).toContain('тем временем изменили')
    await arrived.waitFor()

    await page.unroute('**/calendar?*')
    await page.reload()
    await stack('Отмеченные').getByText('Болат').waitFor()
    expect((await stored(id))?.status).toBe('no-show')
  })

  test('what ended without a mark is asked about and not marked; cancelling says what follows', async () => {
    const ended = await booked('Ғалия Нұр', '10:00')
    const coming = await booked('Дина Оспан', '15:00')
    it.clock.set(at(day, '12:00'))
    await page.reload()
    await expect.poll(() => stack('Требует внимания').innerText()).toContain('Записей без отметки: 1')
    expect((await stored(ended))?.status).toBe('scheduled')
    await row('Ғалия').locator('.menu-button').click()
    await row('Ғалия').getByRole('button', { name: 'Неявка' }).click()
    await expect.poll(async () => (await stored(ended))?.status).toBe('no-show')

    await row('Дина').locator('.menu-button').click()
    await row('Дина').getByRole('button', { name: 'Отменить запись' }).click()
    const dialog = page.locator('dialog[open]')
    await expect.poll(() => dialog.innerText()).toContain('Отмену вернуть нельзя')
    await dialog.getByLabel('Причина отмены').fill('мастер заболел')
    await dialog.getByRole('button', { name: 'Отменить запись' }).click()
    await expect.poll(() => stored(coming)).toMatchObject({ status: 'cancelled', cancellationReason: 'мастер заболел' })
  })
})

describe('the card of a visit', () => {
  test('services and people change with their price; what was saved is taken back', async () => {
    const id = await booked('Еркін Сапар', '12:00', salon.anna.id, '+77015550105')
    await row('Еркін').locator('.today-open').click()
    await expect.poll(() => card().innerText()).toContain('+7 701 555 01 05')
    await card().getByRole('button', { name: 'Изменить время и услуги' }).click()
    await card().getByLabel('Специалист').selectOption({ label: 'Ольга' })
    await card().getByLabel('Цена, ₸').fill('7000')
    await expect.poll(() => card().locator('.plan-verdict').innerText()).toMatch(/7\s000/)
    await card().getByRole('button', { name: 'Сохранить' }).click()
    await expect.poll(async () => (await stored(id))?.totalAmount).toBe(7000)
    expect((await stored(id))?.services[0].staffId.toString()).toBe(salon.olga.id)
    await toast().getByRole('button', { name: 'Вернуть' }).click()
    await expect.poll(async () => (await stored(id))?.totalAmount).toBe(5000)
    await card().getByText('История').click()
    await expect.poll(() => card().locator('.visit-history').innerText()).toContain('Запись изменена')
  })

  test('what collides is said while it is typed, and done only with a reason', async () => {
    await booked('Жанна Кемел', '13:00')
    const id = await booked('Зере Асан', '15:00')
    await row('Зере').locator('.today-open').click()
    await card().getByRole('button', { name: 'Изменить время и услуги' }).click()
    await card().getByLabel('Начало').fill('13:30')
    await expect.poll(() => card().locator('.plan-verdict').innerText()).toContain('с другим клиентом')
    await card().getByRole('button', { name: 'Сохранить' }).click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByRole('button', { name: 'Всё равно записать' }).click()
    await expect.poll(() => dialog.innerText()).toContain('Напишите причину')
    await dialog.getByLabel(/напишите почему/).fill('сёстры, согласны вместе')
    await dialog.getByRole('button', { name: 'Всё равно записать' }).click()
    await expect
      .poll(() => stored(id))
      .toMatchObject({ wall: { time: '13:30' }, override: { reason: 'сёстры, согласны вместе' } })
  })

  test('the same in four weeks; another client; a note', async () => {
    const id = await booked('Ирина Ким', '16:00')
    await row('Ирина').locator('.today-open').click()
    await card().getByRole('button', { name: 'Записать снова' }).click()
    await page
      .locator('dialog[open]')
      .getByRole('button', { name: /^Записать:/ })
      .click()
    await expect.poll(async () => (await desk.visits()).filter(({ wall }) => wall.time === '16:00').length).toBe(2)

    await card().getByRole('button', { name: 'Другой клиент' }).click()
    const dialog = page.locator('dialog[open]')
    await dialog.getByLabel('Клиент').fill('Камила Есен')
    await dialog.getByRole('button', { name: 'Сохранить' }).click()
    await expect.poll(() => card().locator('h2').first().innerText()).toBe('Камила Есен')
    await card().getByLabel('Комментарий').fill('аллергия на аммиак')
    await card().getByRole('button', { name: 'Сохранить' }).click()
    await expect.poll(async () => (await stored(id))?.notes).toBe('аллергия на аммиак')
  })
})

test('times to send, a gap booked, and nothing to complain of on a phone and a desk', async () => {
  await booked('Ләззат Мұрат', '11:00')
  await page.getByRole('button', { name: 'Поделиться свободным временем' }).click()
  const dialog = page.locator('dialog[open]')
  await dialog.getByRole('radio', { name: 'Қазақша' }).check()
  await expect.poll(() => dialog.locator('.today-text').innerText()).toMatch(/^Шаш қию, бос уақыт:[\s\S]+\/kk\/b\//)
  await dialog.getByRole('button', { name: 'Скопировать' }).click()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('Шаш қию')
  const found = await complaints(page, 'kk') // the text is Kazakh
  expect(found.filter((one) => one.startsWith('axe'))).toEqual([])
  await page.keyboard.press('Escape')
  expect(await complaints(page, 'ru')).toEqual([])
  await row('Ләззат').locator('.today-open').click()
  await card().getByText('История').click()
  expect(await complaints(page, 'ru')).toEqual([])

  const phone = await phoneScreen()
  const small = await desk.open(phone, 'today')
  await small.locator('.today-row', { hasText: 'Ләззат' }).waitFor()
  expect(await complaints(small, 'kk')).toEqual([])
  await small.locator('.today-row', { hasText: 'Ләззат' }).locator('.today-open').click()
  await small.locator('dialog[open] .visit-head').waitFor()
  expect(await complaints(small, 'kk')).toEqual([])
  await phone.close()
})

test('the palette finds a client by the last digits and opens the coming visit', async () => {
  const id = await booked('Мәди Тоқтар', '17:00', salon.anna.id, '+77015550177')
  await page.keyboard.press('/')
  await page.locator('dialog[open] input').fill('0177')
  // The client's card may be found before his visit is: the one that Enter opens is the one that is marked.
  await page.locator('.hit[aria-selected="true"]', { hasText: 'Мәди' }).filter({ hasText: 'Стрижка' }).waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(`${origin}/office/b/${salon.business.id}/visits/${id}`)
  await expect.poll(() => card().locator('h2').first().innerText()).toBe('Мәди Тоқтар')
})
