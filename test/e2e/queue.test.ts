// The live queue: somebody joins at the door with a phone that runs no scripts, the desk calls "next!".

import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { at } from '../factories/front-desk.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const site = await openBrowserSite(async (it, salon) => {
  it.clock.set(at('12:00'))
  await it.app.queue.switch(salon.business.id, { isOn: true, byDoor: true, version: 0 }, salon.actor)
})
const { it, salon, browser, origin, phoneScreen } = site
const desk = officeDesk(site)
const door = `${origin}/kk/b/${salon.business.slug}/queue`
const DAYS = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']
let day = ''

beforeEach(() => {
  day = DAYS.shift() ?? ''
  it.clock.set(at('12:00', day))
})

const wide = () => browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' })
const row = (page: Page, number: number) => page.locator(`[data-entry="${number}"]`)
const visits = () => it.database.db.collection('appointments').find({ businessDay: day }).toArray()

async function joinAtDoor(page: Page, name: string) {
  await page.goto(door)
  await page.locator('select').selectOption(salon.cut.id)
  await page.getByLabel('Атыңыз').fill(name)
  await page.getByRole('button', { name: 'Кезекке тұру' }).click()
  await page.locator('.queue-number').waitFor()
}

describe('the live queue', () => {
  test('a phone without scripts joins at the door, the desk calls and takes him, and his page follows', async () => {
    const phone = await (await phoneScreen(false)).newPage()
    await joinAtDoor(phone, 'Серік')
    expect(await phone.locator('.queue-number').innerText()).toBe('1')

    const office = await desk.open(await wide(), 'queue', 'ru')
    await row(office, 1).getByText('Серік').waitFor()
    await row(office, 1)
      .getByRole('button', { name: /^Вызвать/ })
      .click()
    await row(office, 1).getByText('вызов сделан').waitFor()
    await phone.reload()
    expect(await phone.locator('main').innerText()).toContain('Сіздің кезегіңіз!')

    await office.getByRole('button', { name: 'Следующий: № 1' }).click()
    await office.getByText('В очереди никого нет').waitFor()
    expect(await visits()).toMatchObject([{ startTime: new Date(at('12:00', day)), status: 'scheduled' }])
    await phone.reload()
    expect(await phone.locator('main').innerText()).toContain('Сізді қабылдады')
  })

  test('the desk sees who joins without asking, puts one before another and back, and sees who leaves', async () => {
    const office = await desk.open(await wide(), 'queue', 'ru')
    const phone = await (await phoneScreen()).newPage()
    await joinAtDoor(phone, 'Әсел')
    await row(office, 1).getByText('Әсел').waitFor()
    await office.getByRole('button', { name: 'Добавить в очередь' }).click()
    await office.getByLabel('Клиент').fill('Болат')
    await office.getByLabel('Шаш қию').or(office.getByLabel('Стрижка')).check()
    await office.locator('dialog[open]').getByRole('button', { name: 'Добавить в очередь' }).click()
    await row(office, 2).getByText('Болат').waitFor()

    const order = () =>
      office.locator('[data-entry]').evaluateAll((all) => all.map((one) => one.getAttribute('data-entry')))
    await row(office, 2).locator('.menu-button').click()
    await row(office, 2).getByRole('button', { name: 'Выше' }).click()
    await expect.poll(order).toEqual(['2', '1'])
    await office.locator('.toast').last().getByRole('button', { name: 'Вернуть' }).click()
    await expect.poll(order).toEqual(['1', '2'])

    await phone.getByRole('button', { name: 'Кезектен шығу' }).click()
    await phone.getByText('Кезектен шықтыңыз').waitFor()
    await expect.poll(order).toEqual(['2'])
  })

  test('who does not fit now is told why and when', async () => {
    const office = await desk.open(await wide(), 'queue', 'ru')
    for (const { id } of [salon.anna, salon.olga]) {
      await desk.book(office, at('12:30', day), id, 'Клиент на полпервого')
    }
    const phone = await (await phoneScreen()).newPage()
    await joinAtDoor(phone, 'Ерлан')
    await expect.poll(() => row(office, 1).innerText()).toContain('13:30')
    await office.getByText('Прямо сейчас никто не помещается').waitFor()
    await row(office, 1)
      .getByRole('button', { name: /^Принять/ })
      .click()
    await office.locator('dialog[open]').getByRole('button', { name: 'Принять' }).click()
    const dialog = office.locator('dialog[open]', { hasText: 'Самое раннее время: 13:30' })
    await dialog.getByText('не хватает времени до следующей записи').waitFor()
    expect(await visits()).toHaveLength(2)
  })

  test('reads well on a phone and a desk, in both languages, by day and night', async () => {
    const wish = { services: [{ serviceId: salon.cut.id }], staffId: null, how: 'desk', locale: 'kk' } as const
    for (const name of ['Гүлжан Әбдірахманова-Төлегенқызы', '', 'Нұрлан', '']) {
      await it.app.queue.join(salon.business.id, { ...wish, name }, salon.actor, `look-${name}-${Math.random()}`)
    }
    for (const [locale, width, colorScheme] of LOOKS) {
      const context = await browser.newContext({
        viewport: { width, height: 844 },
        colorScheme,
        locale: `${locale}-KZ`,
      })
      const office = await desk.open(context, `queue?locale=${locale}`, locale)
      await row(office, 4).waitFor()
      expect(await complaints(office, locale), `office ${locale} ${width} ${colorScheme}`).toEqual([])
      const guest = await context.newPage()
      await guest.goto(door.replace('/kk/', `/${locale}/`))
      expect(await complaints(guest, locale), `door ${locale} ${width} ${colorScheme}`).toEqual([])
      await context.close()
    }
  })
})

const LOOKS = [
  ['kk', 390, 'light'],
  ['ru', 1280, 'dark'],
] as const
