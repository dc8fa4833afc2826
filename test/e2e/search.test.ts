// Finding a place from the front page in a real browser, with a script and without.

import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenSalon } from '../factories/open-salon.ts'
import { type BrowserSite, openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

let salon: OpenSalon
let origin: string
let phoneScreen: BrowserSite['phoneScreen']

beforeAll(async () => {
  ;({ salon, origin, phoneScreen } = await openBrowserSite())
})

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('a stranger %s', (_, javaScript) => {
  test('finds a service typed in the wrong layout, and goes on from one of its next times', async () => {
    const context = await phoneScreen(javaScript)
    const page = await context.newPage()
    const looks = async () => (javaScript ? await complaints(page, 'kk') : [])
    await page.goto(`${origin}/kk`)
    expect(await looks()).toEqual([])
    expect(await page.locator('[data-near]').isVisible()).toBe(javaScript)
    await page.locator('input[name=q]').fill('ifi 0b.')
    await page.locator('input[name=q]').press('Enter')
    await page.waitForURL(/q=ifi/)
    expect(await looks()).toEqual([])
    expect(await page.locator('h1').innerText()).toContain('шаш қию')
    expect(await page.getByRole('link', { name: salon.business.name, exact: true }).isVisible()).toBe(true)
    const times = page.locator('a.next-time')
    expect(await times.count()).toBe(3)
    const box = await times.first().boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(await times.first().getAttribute('href')).toContain(
      `/book?service=${salon.cut.id}&staff=any&day=2026-11-23&start=10:00`,
    )
    await context.close()
  })

  test('is told what was understood when nothing is found, and shown what is near', async () => {
    const context = await phoneScreen(javaScript)
    const page = await context.newPage()
    await page.goto(`${origin}/kk?q=${encodeURIComponent('қасапхана')}`)
    expect(javaScript ? await complaints(page, 'kk') : []).toEqual([])
    expect(await page.locator('.empty').innerText()).toContain('«қасапхана»')
    expect(await page.locator('.result').count()).toBeGreaterThan(0)
    await page.locator('.empty a').first().click()
    await page.waitForURL(/today=1/)
    expect(await page.locator('a.chip[aria-current=true]').count()).toBe(1)
    await context.close()
  })
})
