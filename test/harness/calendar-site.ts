// The calendar of an open salon as a browser test goes about it: each test on a day of its own.

import { ObjectId } from 'mongodb'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeEach, expect } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import { addDays, weekday } from '#kernel/time.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { openBrowserSite } from './browser-site.ts'

interface Point {
  x: number
  y: number
}

export async function openCalendarSite() {
  const site = await openBrowserSite()
  const { it, salon, browser, origin } = site
  const visits = () => it.database.db.collection('appointments')
  let day = TODAY.slice(0, 10)
  let serial = 0
  beforeEach(() => {
    do day = addDays(day, 1)
    while (weekday(day) === 0)
  })

  const signedIn = async (context: BrowserContext, locale: Locale = 'ru'): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${origin}/office/sign-in?locale=${locale}`)
    await page.locator('[name=email]').fill(salon.owner.email)
    await page.locator('[name=password]').fill(PASSWORD)
    await page.locator('form.sign-in button[type=submit]').click()
    await page.waitForURL(/\/office$|\/office\/b\//)
    return page
  }

  return {
    ...site,
    signedIn,
    /** A desk where somebody works in Russian. */
    desk: async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'ru-RU' })
      return signedIn(context)
    },
    /** The test's day, with its people. */
    opened: async (page: Page, more = '', locale: Locale = 'ru'): Promise<void> => {
      await page.goto(`${origin}/office/b/${salon.business.id}/calendar?day=${day}&locale=${locale}${more}`)
      await page.locator('.cal').waitFor()
    },
    /** Books by the API, as another desk would. @returns its id */
    booked: async (page: Page, time: string, staff: string | string[], name: string, phone?: string) => {
      serial += 1
      const response = await page.request.post(`${origin}/api/businesses/${salon.business.id}/appointments/by-staff`, {
        headers: { origin, 'idempotency-key': `book-${salon.business.id}-${serial}` },
        data: {
          startTime: `${day}T${time}:00+05:00`,
          lines: [staff].flat().map((staffId) => ({ serviceId: salon.cut.id, staffId })),
          client: { kind: 'new', name, ...(phone ? { phone } : {}) },
        },
      })
      expect(response.status(), await response.text()).toBe(201)
      return ((await response.json()) as { id: string }).id
    },
    at: (time: string): string => new Date(`${day}T${time}:00+05:00`).toISOString(),
    ofTheDay: () => visits().find({ businessDay: day }).toArray(),
    stored: async (id: string) => {
      const visit = await visits().findOne({ _id: new ObjectId(id) })
      if (!visit) throw new Error('no such visit')
      const { startTime, endTime, services } = visit
      const staff = String(services[0]?.staffId)
      return { start: startTime.toISOString(), end: endTime.toISOString(), staff, visit }
    },
  }
}

export const piece = (page: Page, name: string) => page.locator('.piece:not(.piece-ghost)', { hasText: name })
export const column = (page: Page, name: string) => page.getByRole('row', { name }).locator('[data-column]')

/** The point of a column at a wall time. */
export async function pointAt(page: Page, name: string, time: string): Promise<Point> {
  const first = await page.locator('.cal-hour').first().innerText()
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const scale = await page
    .locator('.cal-canvas')
    .evaluate((one) => Number.parseFloat((one as HTMLElement).style.getPropertyValue('--hour')))
  const box = await column(page, name).boundingBox()
  if (!box) throw new Error(`no column of ${name}`)
  return { x: box.x + box.width / 2, y: box.y + (hour + minute / 60 - Number(first.slice(0, 2))) * scale + 2 }
}

/** Takes a visit at its upper edge and leaves it in the air over a point. */
export async function drag(page: Page, name: string, to: Point): Promise<void> {
  const box = await piece(page, name).boundingBox()
  if (!box) throw new Error(`${name} is not on the screen`)
  await page.mouse.move(box.x + box.width / 2, box.y + 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 10, box.y + 12)
  await page.mouse.move(to.x, to.y, { steps: 5 })
}
