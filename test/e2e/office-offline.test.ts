// The network goes in the middle of the day: what was read stays readable, what is done waits, is sent once and in
// order, and what meets a change of others is told.

import { ObjectId } from 'mongodb'
import type { BrowserContext, Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AppointmentId } from '#kernel/ids.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { officeDesk } from '../harness/office-desk.ts'
import { complaints } from '../harness/reader.ts'

const site = await openBrowserSite()
const { it, salon, origin, phoneScreen } = site
const desk = officeDesk(site)
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString()

/** Each test has a day of its own. */
const DAYS = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-30', '2026-12-08', '2026-12-10']
let day = ''
let context: BrowserContext

beforeEach(async () => {
  day = DAYS.shift() ?? ''
  it.clock.set(at(day, '11:05'))
  context = await phoneScreen()
})
afterEach(() => context.close())

const row = (page: Page, name: string) => page.locator('.today-row', { hasText: name })
const banner = (page: Page) => page.locator('.network-banners')
const stored = (id: string) => it.database.db.collection('appointments').findOne({ _id: new ObjectId(id) })
const walkIns = async () => (await desk.visits()).filter(({ businessDay, walkIn }) => businessDay === day && walkIn)

/** All that is kept in this browser for the office. */
const keptHere = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('office', 1)
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
      asked.onupgradeneeded = () => asked.result.createObjectStore('kept')
    })
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const asked = database.transaction('kept').objectStore('kept').getAllKeys()
      asked.onsuccess = () => resolve(asked.result)
    })
    database.close()
    const shelves = (await caches.keys()).filter((name) => name.startsWith('office'))
    return [...keys.map(String), ...shelves]
  })

/** Built files that the page has loaded and that would not open without a network. */
const unkept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const shelf = await caches.open('office-files')
    const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/assets/'))
    const found = await Promise.all(loaded.map(({ name }) => shelf.match(name)))
    return loaded.length < 10 ? 10 : found.filter((one) => !one).length
  })

/** The day is open and everything is fetched that a network's failing would need. */
async function ready(page: Page): Promise<Page> {
  await expect
    .poll(() => keptHere(page), { timeout: 20_000 })
    .toEqual(expect.arrayContaining(['reads', 'office-pages']))
  await expect.poll(() => unkept(page), { timeout: 20_000 }).toBe(0)
  return page
}

const today = () => desk.open(context, 'today')

async function walkIn(page: Page): Promise<void> {
  await page.locator('.today-row', { hasText: 'Ольга' }).getByRole('button').last().click()
  await page.locator('.cal-service input[type=checkbox]').first().check()
  await page.locator('.cal-save .button').last().click()
}

describe('without a network', () => {
  test('the day is read, marked and walked into; it is sent in order, once, and what meets others is told', async () => {
    const page = await today()
    const aigerim = await desk.book(page, at(day, '11:00'), salon.anna.id, 'Айгерім Серік', '+77015550101')
    const saule = await desk.book(page, at(day, '12:00'), salon.anna.id, 'Сәуле Ахмет', '+77015550102')
    await page.reload()
    await row(page, 'Сәуле').waitFor()
    await ready(page)
    await context.setOffline(true)

    await row(page, 'Айгерім')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await expect.poll(() => banner(page).innerText()).toContain('1 әрекет кезекте')
    await row(page, 'Айгерім')
      .getByRole('button', { name: /^Аяқталды/ })
      .click()
    await row(page, 'Сәуле')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await walkIn(page)
    await expect.poll(() => banner(page).innerText()).toContain('4 әрекет кезекте')
    expect(await complaints(page, 'kk')).toEqual([])

    await page.reload()
    await row(page, 'Сәуле').waitFor()
    await expect.poll(() => banner(page).innerText()).toContain('4 әрекет кезекте')
    expect((await stored(aigerim))?.status).toBe('scheduled')

    const seen = await stored(saule)
    const cancelled = { to: 'cancelled' as const, version: seen?.version }
    await it.app.appointments.mark(salon.business.id, saule as AppointmentId, cancelled, salon.actor as never)
    await context.setOffline(false)
    await expect.poll(() => banner(page).innerText(), { timeout: 20_000 }).toContain('1 әрекет қабылданбады')
    expect(await stored(aigerim)).toMatchObject({ status: 'completed', version: 3 })
    expect((await stored(saule))?.status).toBe('cancelled')
    await expect.poll(async () => (await walkIns()).length).toBe(1)

    await banner(page).getByRole('link').click()
    await page.locator('.conflict-act').waitFor()
    await expect.poll(() => page.locator('.conflict-act').innerText()).toContain('Бас тартылды')
    expect(await complaints(page, 'kk')).toEqual([])
    await page.getByRole('button', { name: 'Сервердегідей қалсын' }).click()
    await page.goto(`${origin}/office/b/${salon.business.id}/today`)
    const todo = page.getByRole('region', { name: 'Қолмен істелетіндер' })
    await expect.poll(() => todo.innerText()).toContain('Сәуле Ахмет')
    expect((await stored(saule))?.status).toBe('cancelled')
    await todo.getByRole('button').click()
    await expect.poll(() => todo.count()).toBe(0)
  })

  test('an answer that was lost is not a second walk-in', async () => {
    const page = await ready(await today())
    let tries = 0
    await page.route('**/appointments/by-staff', async (route) => {
      tries += 1
      if (tries > 1) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await walkIn(page)
    await expect.poll(() => tries, { timeout: 20_000 }).toBe(2)
    await expect.poll(() => banner(page).innerText()).toBe('')
    expect(await walkIns()).toHaveLength(1)
  })

  test('a walk-in of before can be marked before the server knows it', async () => {
    const page = await ready(await today())
    await context.setOffline(true)
    await walkIn(page)
    await row(page, 'Жазылусыз')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await expect.poll(() => banner(page).innerText()).toContain('2 әрекет кезекте')
    await context.setOffline(false)
    await expect.poll(() => banner(page).innerText(), { timeout: 20_000 }).toBe('')
    expect(await walkIns()).toEqual([expect.objectContaining({ arrivedAt: expect.any(Date) })])
  })

  test('what is days old is not sent by itself; nothing of it is lost', async () => {
    const page = await ready(await today())
    const id = await desk.book(page, at(day, '11:00'), salon.anna.id, 'Болат Ержан', '+77015550103')
    await page.getByText('Болат Ержан').first().waitFor()
    await context.setOffline(true)
    await row(page, 'Болат')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await expect.poll(() => banner(page).innerText()).toContain('1 әрекет кезекте')
    it.clock.set(at('2026-12-03', '11:05'))
    await context.setOffline(false)
    await expect.poll(() => banner(page).innerText(), { timeout: 20_000 }).toContain('қабылданбады')
    expect((await stored(id))?.arrivedAt ?? null).toBeNull()
    await banner(page).getByRole('link').click()
    await expect.poll(() => page.locator('.conflict-act').innerText()).toContain('бір күннен көп')
    await page.getByRole('button', { name: 'Менікі өтсін' }).click()
    await expect.poll(async () => (await stored(id))?.arrivedAt).toBeInstanceOf(Date)
  })

  test('what rests on a refused act is not sent, though its version would fit by chance', async () => {
    const page = await ready(await today())
    const id = await desk.book(page, at(day, '11:00'), salon.anna.id, 'Қайрат Сейіт', '+77015550105')
    await page.getByText('Қайрат Сейіт').first().waitFor()
    await context.setOffline(true)
    await row(page, 'Қайрат')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await row(page, 'Қайрат')
      .getByRole('button', { name: /^Аяқталды/ })
      .click()
    await expect.poll(() => banner(page).innerText()).toContain('2 әрекет кезекте')
    // One change of another desk, which makes the second act's version the present one.
    await it.app.appointments.setNotes(salon.business.id, id as AppointmentId, 'асығады', 1, salon.actor as never)
    await context.setOffline(false)
    await expect.poll(() => banner(page).innerText(), { timeout: 20_000 }).toContain('2 әрекет қабылданбады')
    expect(await stored(id)).toMatchObject({ status: 'scheduled', version: 2, notes: 'асығады' })
  })

  test('signing out says what was not sent, and leaves nothing', async () => {
    const page = await ready(await today())
    await desk.book(page, at(day, '11:00'), salon.anna.id, 'Ғалия Нұр', '+77015550104')
    await page.getByText('Ғалия Нұр').first().waitFor()
    await context.setOffline(true)
    await row(page, 'Ғалия')
      .getByRole('button', { name: /^Келді/ })
      .click()
    await expect.poll(() => banner(page).innerText()).toContain('1 әрекет кезекте')
    await page.locator('.office-bar .menu-button').click()
    await page.getByRole('button', { name: 'Шығу' }).click()
    const dialog = page.locator('dialog[open]')
    await expect.poll(() => dialog.innerText()).toContain('1 әрекет')
    await page.route('**/api/**', (route) => route.abort()) // it is not sent meanwhile
    await context.setOffline(false)
    await dialog.getByRole('button', { name: 'Шығу' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/office/b/'))
    // The sign-in page's own files are everybody's.
    expect((await keptHere(page)).filter((one) => one !== 'office-files')).toEqual([])
  })
})
