// A day that does not keep to its plan, in a real browser: two swap, one runs over, one is late.

import { ObjectId } from 'mongodb'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { TODAY } from '../factories/salon.ts'
import { column, drag, openCalendarSite, piece, pointAt } from '../harness/calendar-site.ts'
import { complaints } from '../harness/reader.ts'

const { it, salon, origin, desk, opened, booked, at, stored } = await openCalendarSite()
let page: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  page = await desk()
})
afterEach(() => it.clock.set(TODAY))

const arrive = async (id: string): Promise<void> => {
  const { visit } = await stored(id)
  const address = `${origin}/api/businesses/${salon.business.id}/appointments/${id}/arrive`
  const response = await page.request.post(address, { headers: { origin }, data: { version: visit.version } })
  expect(response.status(), await response.text()).toBe(200)
}
const told = (id: string) =>
  it.database.db.collection('events').countDocuments({ 'subject.id': new ObjectId(id), type: 'appointment.tell-asked' })

test('a visit dropped on another offers to swap; both move by one act, and one undo takes both back', async () => {
  const theirs = await booked(page, '14:00', salon.olga.id, 'Ерлан')
  const mine = await booked(page, '11:00', salon.anna.id, 'Мадина')
  await opened(page)
  await piece(page, 'Мадина').waitFor()
  await drag(page, 'Мадина', await pointAt(page, 'Ольга', '14:00'))
  await page.mouse.up()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Поменять местами: Ерлан, 14:00' }).click()
  await page.locator('.toast', { hasText: 'Поменялись местами: Мадина, Ерлан' }).waitFor()
  expect(await stored(mine)).toMatchObject({ start: at('14:00'), staff: salon.olga.id })
  expect(await stored(theirs)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })

  await page.keyboard.press('u')
  await expect.poll(() => stored(theirs)).toMatchObject({ start: at('14:00'), staff: salon.olga.id })
  expect(await stored(mine)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })
  await column(page, 'Анна').locator('.piece', { hasText: 'Мадина' }).waitFor()
})

test('carried by keyboard over another, one letter swaps them', async () => {
  const theirs = await booked(page, '11:00', salon.olga.id, 'Ерлан')
  const mine = await booked(page, '11:00', salon.anna.id, 'Мадина')
  await opened(page)
  await piece(page, 'Мадина').waitFor()
  await page.locator('[role=gridcell][tabindex="0"]').focus()
  const focused = () =>
    page.evaluate(() => document.activeElement?.querySelector('.hidden-visually')?.textContent ?? '')
  for (let n = 0; n < 40 && !(await focused()).includes('Мадина'); n += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('m')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('s')
  await expect.poll(() => stored(mine)).toMatchObject({ start: at('11:00'), staff: salon.olga.id })
  expect(await stored(theirs)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })
})

test('who runs over grows with the present, shows whom that delays, and one press makes room and tells the next', async () => {
  const long = await booked(page, '11:00', salon.anna.id, 'Мадина')
  const next = await booked(page, '12:00', salon.anna.id, 'Ерлан', '+77015550178')
  await arrive(long)
  it.clock.set(at('12:05'))
  await opened(page)
  const late = column(page, 'Анна').locator('.piece-delayed', { hasText: 'Ерлан' })
  await late.waitFor()
  expect(await late.locator('.piece-minutes').innerText()).toBe('+5′')
  expect(await piece(page, 'Мадина').locator('.hidden-visually').innerText()).toContain('идёт дольше на 5 мин')
  expect((await stored(long)).end).toBe(at('12:00'))
  expect(await complaints(page, 'ru')).toEqual([])

  await page.getByRole('button', { name: '+15 мин: Мадина, следующие позже' }).click()
  const said = page.locator('.toast', { hasText: 'Теперь до 12:15. Сдвинуто записей: 1' })
  await said.waitFor()
  expect(await stored(long)).toMatchObject({ start: at('11:00'), end: at('12:15') })
  expect(await stored(next)).toMatchObject({ start: at('12:15'), end: at('13:15') })
  expect(await said.getByRole('checkbox', { name: 'Сообщить клиенту' }).isChecked()).toBe(true)
  expect(await told(next)).toBe(0)
  await said.getByRole('button', { name: 'Закрыть' }).click()
  await expect.poll(() => told(next)).toBe(1)
  expect((await stored(next)).visit.version).toBe(2)
})

test('who has not come when the grace is over looks late; what he said himself stands on the visit', async () => {
  const silent = await booked(page, '11:00', salon.anna.id, 'Мадина')
  const said = await booked(page, '11:00', salon.olga.id, 'Ерлан')
  it.clock.set(at('11:05'))
  await it.app.appointments.sayLate(await it.app.appointments.get(salon.business.id, said as never), 30)
  it.clock.set(at('11:20'))
  await opened(page)
  await column(page, 'Анна').locator('.look-late', { hasText: 'Мадина' }).waitFor()
  expect(await piece(page, 'Мадина').locator('.hidden-visually').innerText()).toContain('опаздывает')
  const spoken = piece(page, 'Ерлан').locator('.hidden-visually')
  expect(await spoken.innerText()).toContain('предупреждение об опоздании, Опоздает на 30 мин')
  expect(await piece(page, 'Ерлан').locator('.piece-minutes').innerText()).toBe('+30′')
  expect((await stored(silent)).visit.status).toBe('scheduled')
  expect(await complaints(page, 'ru')).toEqual([])
})

test('from the card a visit is swapped with another of its day', async () => {
  const theirs = await booked(page, '15:00', salon.olga.id, 'Ерлан')
  const mine = await booked(page, '11:00', salon.anna.id, 'Мадина')
  await opened(page, `&visit=${mine}`)
  const card = page.locator('.cal-side')
  await card.getByRole('button', { name: 'Поменять местами' }).click()
  const dialog = page.getByRole('dialog', { name: 'С кем поменять местами' })
  await dialog.getByRole('button', { name: 'Ерлан' }).click()
  await expect.poll(() => stored(mine)).toMatchObject({ start: at('15:00'), staff: salon.olga.id })
  expect(await stored(theirs)).toMatchObject({ start: at('11:00'), staff: salon.anna.id })
})

test('a no-show whose time was given away is taken back at another time, in the same dialog', async () => {
  const id = await booked(page, '11:00', salon.anna.id, 'Мадина')
  it.clock.set(at('11:20'))
  const address = `${origin}/api/businesses/${salon.business.id}/appointments/${id}/no-show`
  await page.request.post(address, { headers: { origin }, data: { version: 1 } })
  await booked(page, '11:00', salon.anna.id, 'Ерлан')
  await opened(page, `&visit=${id}`)
  await page.locator('.cal-side').getByRole('button', { name: 'Снять отметку' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Анна: в это время с другим клиентом').waitFor()
  expect(await complaints(page, 'ru')).toEqual([])
  const [first] = await dialog.locator('.conflict-instead .button').all()
  await first?.click()
  await page.locator('.toast', { hasText: 'Мадина: запись снова в силе' }).waitFor()
  expect((await stored(id)).visit).toMatchObject({ status: 'scheduled', version: 3, services: [{}] })
})

test('a client who wants somebody who is away is offered her next days beside somebody else now', async () => {
  const { app } = it
  const anna = await app.staff.byId(salon.business.id, salon.anna.id)
  const away = { from: new Date(at('10:00')), until: new Date(at('19:00')), kind: 'other' as const }
  await app.staff.addTimeOff(salon.business.id, salon.anna.id, away, anna?.version ?? 1, salon.actor)
  const id = await booked(page, '11:00', salon.olga.id, 'Мадина')
  await opened(page)
  await piece(page, 'Мадина').waitFor()
  await drag(page, 'Мадина', await pointAt(page, 'Анна', '12:00'))
  await page.mouse.up()
  const dialog = page.getByRole('dialog')
  const days = dialog.locator('section', { hasText: 'Анна: ближайшие свободные дни' })
  await days.locator('.buttons').nth(2).waitFor()
  expect(await dialog.getByText('В это же время, другой специалист').count()).toBe(1)
  expect(await complaints(page, 'ru')).toEqual([])
  await days.getByRole('button').first().click()
  await expect.poll(async () => (await stored(id)).staff).toBe(salon.anna.id)
  expect((await stored(id)).start > at('23:59')).toBe(true)
})
