// Somebody signed in to the office of a browser site.

import type { BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Locale } from '#kernel/localized-text.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import type { BrowserSite } from './browser-site.ts'

export function officeDesk({ salon, origin, it }: BrowserSite) {
  let serial = 0
  return {
    /** Signs in and opens a screen. */
    open: async (context: BrowserContext, path: string, locale: Locale = 'kk', email = salon.owner.email) => {
      const page = await context.newPage()
      await page.goto(`${origin}/office/sign-in?locale=${locale}`)
      await page.locator('[name=email]').fill(email)
      await page.locator('[name=password]').fill(PASSWORD)
      await page.locator('form.sign-in button[type=submit]').click()
      await page.waitForURL(/\/office$|\/office\/b\//)
      await page.goto(`${origin}/office/b/${salon.business.id}/${path}`)
      await page.locator('h1').first().waitFor()
      return page
    },
    /** Books by the API, as another desk would. */
    book: async (page: Page, startTime: string, staffId: string, name: string, phone?: string): Promise<string> => {
      serial += 1
      const response = await page.request.post(`${origin}/api/businesses/${salon.business.id}/appointments/by-staff`, {
        headers: { origin, 'idempotency-key': `desk-${salon.business.id}-${serial}` },
        data: {
          startTime,
          lines: [{ serviceId: salon.cut.id, staffId }],
          client: { kind: 'new', name, ...(phone ? { phone } : {}) },
        },
      })
      expect(response.status(), await response.text()).toBe(201)
      return ((await response.json()) as { id: string }).id
    },
    /** All visits that are stored, by whom they are of. */
    visits: () => it.database.db.collection('appointments').find().toArray(),
  }
}
