// Visits are moved in the calendar in a real browser: by mouse, by finger, by keyboard, and by another desk meanwhile.

import { ObjectId } from 'mongodb'
import { beforeAll, expect, test } from 'vitest'
import { column, drag, openCalendarSite, piece, pointAt } from '../harness/calendar-site.ts'
import { complaints } from '../harness/reader.ts'

const { it, salon, origin, phoneScreen, signedIn, desk, opened, booked, at, stored } = await openCalendarSite()
let page: Awaited<ReturnType<typeof desk>>
beforeAll(async () => {
  page = await desk()
})

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
      it.database.db
        .collection('events')
        .countDocuments({ 'subject.id': new ObjectId(id), type: 'appointment.tell-asked' }),
    )
    .toBe(1)
  const { visit } = await stored(id)
  expect(visit.version).toBe(2)
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

test('a finger that rests lifts a visit, and one that moves scrolls', async () => {
  const context = await phoneScreen()
  const page = await signedIn(context, 'kk')
  const id = await booked(page, '17:00', salon.anna.id, 'Айша')
  await opened(page, '', 'kk')
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
  // A finger lets go where it did not mean to: nothing moves before a second word.
  const sheet = page.getByRole('dialog', { name: '17:00–18:00 → 16:00–17:00, Анна?' })
  await sheet.waitFor()
  expect(await stored(id)).toMatchObject({ start: at('17:00') })
  expect(await complaints(page, 'kk')).toEqual([])
  await sheet.getByRole('button', { name: 'Ауыстыру' }).click()
  await expect.poll(() => stored(id)).toMatchObject({ start: at('16:00') })
  expect(await complaints(page, 'kk')).toEqual([])
  await context.close()
})
