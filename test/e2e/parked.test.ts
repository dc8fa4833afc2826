// Two calls at once: a visit that is being written is put aside at one desk and finished at another.

import { expect, test } from 'vitest'
import { column, openCalendarSite, piece } from '../harness/calendar-site.ts'
import { complaints } from '../harness/reader.ts'

const { it, browser, signedIn, desk, opened, at, ofTheDay } = await openCalendarSite()

test('what was typed is kept with its time, seen at another desk as a ghost, and finished there', async () => {
  it.clock.set(at('10:30'))
  const one = await desk()
  await opened(one)
  const other = await desk()
  await opened(other)
  await column(other, 'Анна').waitFor()

  await one.getByRole('button', { name: '+ Записать' }).click()
  await one.getByLabel('Клиент', { exact: true }).fill('Гүлназ Ержанова')
  await one
    .getByLabel(/Шаш қию|Стрижка/)
    .first()
    .check()
  await one.getByRole('button', { name: 'Отложить' }).click()
  await one.getByText('Отложено: время держим 5 минут.').waitFor()

  await other.locator('.parked-ghost').waitFor()
  expect(await other.locator('.parked').innerText()).toContain('Гүлназ Ержанова')
  expect(await complaints(other, 'ru')).toEqual([])
  await other.getByRole('button', { name: 'Продолжить' }).click()
  expect(await other.getByLabel('Клиент', { exact: true }).inputValue()).toBe('Гүлназ Ержанова')
  await other.getByRole('button', { name: 'Записать', exact: true }).last().click()
  await piece(other, 'Гүлназ').waitFor()
  expect(await ofTheDay()).toMatchObject([{ startTime: new Date(at('10:30')) }])
  await expect.poll(() => one.locator('.parked-one').count()).toBe(0)
  await expect.poll(() => one.locator('.parked-ghost').count()).toBe(0)
})

test('let go on a phone its time is free; the sheet reads well in Kazakh', async () => {
  it.clock.set(at('10:30'))
  const phone = await signedIn(
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ', hasTouch: true }),
    'kk',
  )
  await opened(phone, '&view=day', 'kk')
  await phone.getByRole('button', { name: '+ Жазу' }).click()
  await phone.getByLabel('Клиент', { exact: true }).fill('Әсел')
  await phone
    .getByLabel(/Шаш қию/)
    .first()
    .check()
  await phone.getByRole('button', { name: 'Қоя тұру' }).click()
  const own = phone.locator('.parked-one', { hasText: 'Әсел' })
  await own.waitFor()
  expect(await complaints(phone, 'kk')).toEqual([])
  await phone.goto(phone.url().replace(/calendar.*/, 'today')) // it lies there too
  await own.getByRole('button', { name: 'Жалғастыру' }).click()
  expect(await phone.getByLabel('Клиент', { exact: true }).inputValue()).toBe('Әсел')
  await phone.getByRole('button', { name: 'Жабу' }).first().click()
  await own.getByRole('button', { name: 'Қойылған жазылуды алып тастау' }).click()
  await expect.poll(() => own.count()).toBe(0)
  expect(await ofTheDay()).toEqual([])
})
