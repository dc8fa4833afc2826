// What the desk goes through: the calls of tomorrow, false bookings gone in one act, the password before the Kaspi link.

import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const site = await openBrowserSite()
const { it, salon, browser, phoneScreen } = site
const desk = officeDesk(site)
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()
const stored = (filter: object) => it.database.db.collection('appointments').find(filter).toArray()
const toast = (page: Page) => page.locator('.toast').last()
const wide = () => browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' })

const guestBooks = (time: string, phone: string, device: string) =>
  it.app.appointments.book(
    salon.business.id,
    {
      ...{ cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date(at('2026-11-26', time)), name: 'Пранк' },
      ...{ phone, locale: 'ru', source: 'site' },
    },
    { kind: 'guest', device },
    randomUUID(),
  )

test('tomorrow is called through on a phone: what to say in his language, and that he comes', async () => {
  it.clock.set(at('2026-11-23', '17:00'))
  const phone = await phoneScreen()
  const page = await desk.open(phone, 'today/calls')
  await desk.book(page, at('2026-11-24', '15:30'), salon.anna.id, 'Серік Апа', '+77122555181')
  await page.reload()
  const row = page.locator('.call-row', { hasText: 'Серік' })
  await row.getByText('Клиентке оқып беру').click()
  await expect.poll(() => row.locator('blockquote').innerText()).toMatch(/сейсенбі, сағат 15:30\. Маман: Анна\./)
  expect(await complaints(page, 'kk')).toEqual([])
  await row.getByRole('button', { name: /^Келеді/ }).click()
  await expect.poll(async () => (await stored({ confirmedAt: { $exists: true } })).length).toBe(1)
  await row.locator('.outcomes').waitFor({ state: 'detached' })
  await phone.close()
})

test('false bookings of one device go in one act; the bar is taken back', async () => {
  it.clock.set(at('2026-11-25', '12:00'))
  for (const [time, phone] of [
    ['10:00', '+77017770001'],
    ['11:00', '+77017770002'],
  ] as const)
    await guestBooks(time, phone, 'spammer')
  await guestBooks('12:00', '+77017770003', 'somebody')
  const context = await wide()
  const page = await desk.open(context, 'today/guests', 'ru')
  const device = page.getByLabel('Устройство', { exact: true })
  await device.locator('option', { hasText: '2 записи' }).waitFor({ state: 'attached' })
  await device.selectOption({ index: 1 })
  await page.getByLabel('Выбрать все (2)').check()
  expect(await complaints(page, 'ru')).toEqual([])
  await page.getByRole('button', { name: 'Отменить 2 записи' }).click()
  const dialog = page.locator('dialog[open]')
  await expect.poll(() => dialog.innerText()).toContain('Клиентам ничего не сообщим')
  await dialog.getByRole('button', { name: 'Отменить 2 записи' }).click()
  await expect.poll(async () => (await stored({ status: 'cancelled', cancellationReason: 'spam' })).length).toBe(2)
  const bars = () => it.database.db.collection('bookingBars').countDocuments()
  await expect.poll(() => toast(page).innerText()).toContain('Отменено 2 записи')
  expect(await bars()).toBe(1)
  await toast(page).getByRole('button', { name: 'Вернуть' }).click()
  await expect.poll(bars).toBe(0)
  expect(await stored({ status: 'scheduled', source: 'site' })).toHaveLength(1)
  await context.close()
})

test('the Kaspi link asks for the password, keeps what was typed and goes on by itself', async () => {
  it.clock.set(at('2026-11-26', '12:00'))
  const context = await wide()
  const page = await desk.open(context, 'settings/kaspi', 'ru')
  const link = page.getByLabel(/Kaspi/)
  await link.first().fill('https://pay.kaspi.kz/pay/sulu')
  it.clock.set(at('2026-11-26', '12:30'))
  await page.getByRole('button', { name: 'Сохранить' }).click()
  const dialog = page.locator('dialog[open]')
  await dialog.getByLabel('Пароль').fill('не тот пароль')
  await dialog.getByRole('button', { name: 'Подтвердить и сохранить' }).click()
  await expect.poll(() => dialog.innerText()).toContain('не подходит')
  expect((await complaints(page, 'ru')).filter((one) => one.startsWith('axe'))).toEqual([])
  await dialog.getByLabel('Пароль').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Подтвердить и сохранить' }).click()
  const saved = () => it.app.businesses.byId(salon.business.id)
  await expect.poll(async () => (await saved())?.kaspiQrLink).toBe('https://pay.kaspi.kz/pay/sulu')
  await dialog.waitFor({ state: 'detached' })
  await context.close()
})
