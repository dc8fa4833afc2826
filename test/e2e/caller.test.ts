// The phone rings: four digits, who it is, the usual in one press; agreed by phone. And the office installs as an app.

import { expect, test } from 'vitest'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const site = await openBrowserSite()
const { it, salon, browser, origin, phoneScreen } = site
const desk = officeDesk(site)
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()

test('who calls is found by four digits and booked as usual, and has agreed by phone', async () => {
  it.clock.set(at('2026-11-24', '09:00'))
  const context = await phoneScreen()
  const page = await desk.open(context, 'today')
  const id = await desk.book(page, at('2026-11-24', '15:00'), salon.anna.id, 'Сәуле Тілеп', '+77015550193')
  it.clock.set(at('2026-11-24', '17:00'))
  const complete = `${origin}/api/businesses/${salon.business.id}/appointments/${id}/complete`
  expect((await page.request.post(complete, { headers: { origin }, data: { version: 1 } })).status()).toBe(200)

  await page.locator('.bar-search').click()
  await page.locator('dialog[open] input').fill('0193')
  await page.locator('.hit', { hasText: /01.93/ }).click()
  const dialog = page.locator('dialog[open]')
  await dialog.getByRole('button', { name: 'Әдеттегідей жазу' }).click()
  const take = dialog.getByRole('button', { name: '15:00' })
  await take.waitFor()
  expect(await complaints(page, 'kk')).toEqual([])

  await take.click()
  await page.locator('.toast', { hasText: '15:00' }).waitFor()
  const found = await it.database.db
    .collection('appointments')
    .findOne({ startTime: new Date(at('2026-12-01', '15:00')) })
  expect(found?.status).toBe('scheduled')

  await page.locator('.bar-search').click()
  await page.locator('dialog[open] input').fill('0193')
  await page.locator('.hit', { hasText: /01.93/ }).click()
  await dialog.locator('summary').click()
  await dialog.getByRole('button', { name: 'Айттым, клиент келісті' }).click()
  await dialog.getByText('Мәтін нұсқасы').waitFor()
  expect(await complaints(page, 'kk')).toEqual([])

  await context.close()
})

test('nothing stands against installing the office', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 900 } })
  const page = await desk.open(context, 'calendar', 'ru')
  const devtools = await context.newCDPSession(page)
  const { manifest, errors } = (await devtools.send('Page.getAppManifest')) as { manifest?: unknown; errors: unknown[] }
  expect([manifest, errors]).toEqual([manifest, []])
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // A private window, as a test's is, installs nothing.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  await context.close()
})
