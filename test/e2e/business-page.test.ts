// A business's page and its sheets of paper, as a phone and a wide screen show them.

import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { OpenSalon } from '../factories/open-salon.ts'
import { openBrowserSite } from '../harness/browser-site.ts'
import { complaints } from '../harness/reader.ts'

let salon: OpenSalon
let browser: Browser
let origin: string

beforeAll(async () => {
  ;({ salon, browser, origin } = await openBrowserSite())
})

describe.each([
  ['kk', 360, 'light'],
  ['ru', 1280, 'dark'],
] as const)('in %s at %i px, %s', (locale, width, colorScheme) => {
  test('nobody would complain, and the policy has nothing to refuse', async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
    const page = await context.newPage()
    const said: string[] = []
    page.on('console', (message) => message.type() === 'error' && said.push(message.text()))
    await page.goto(`${origin}/${locale}/b/${salon.business.slug}`)
    said.push(...(await complaints(page, locale)))
    for (const sheet of ['prices', 'door']) {
      await page.goto(`${origin}/${locale}/b/${salon.business.slug}/${sheet}`)
      // Paper speaks both languages on purpose.
      said.push(...(await complaints(page, locale)).filter((one) => !one.startsWith('not in ')))
    }
    expect(said).toEqual([])
    await context.close()
  })
})

test('the print button prints, and without scripts a hint stands in its place', async () => {
  const address = `${origin}/kk/b/${salon.business.slug}/prices`
  const page = await browser.newPage()
  await page.addInitScript('window.print = () => { document.title = "printed" }')
  await page.goto(address)
  await page.locator('button[data-print]').click()
  expect(await page.title()).toBe('printed')
  await page.close()

  const context = await browser.newContext({ javaScriptEnabled: false })
  const plain = await context.newPage()
  await plain.goto(address)
  expect(await plain.locator('button[data-print]').isVisible()).toBe(false)
  expect(await plain.locator('noscript p').isVisible()).toBe(true)
  await context.close()
})

test.each([
  ['door', [595, 842]],
  ['door?paper=a5', [420, 595]],
  ['prices', [595, 842]],
])('%s fits one sheet of its size', async (sheet, size) => {
  const page = await browser.newPage()
  await page.goto(`${origin}/kk/b/${salon.business.slug}/${sheet}`)
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
  const box = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)
  expect([Math.round(Number(box?.[1])), Math.round(Number(box?.[2]))]).toEqual(size)
  await page.close()
})
