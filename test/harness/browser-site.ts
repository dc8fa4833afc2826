// The whole product on a port of its own with a salon in it, and a real browser before it; both end with the test file.

import { resolve } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll } from 'vitest'
import { freePort } from '#platform/server-process/free-port.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { type TestApp, testApp } from './app.ts'
import { launchBrowser } from './browser.ts'

export interface BrowserSite {
  it: TestApp
  salon: OpenSalon
  browser: Browser
  /** `http://127.0.0.1:34567` */
  origin: string
  /** A phone of 390 px that speaks Kazakh. */
  phoneScreen: (javaScriptEnabled?: boolean) => Promise<BrowserContext>
}

/** @param prepare what the salon has beside, before the site opens */
export async function openBrowserSite(
  prepare: (it: TestApp, salon: OpenSalon) => Promise<void> = async () => undefined,
): Promise<BrowserSite> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const it = await testApp({ assetsFolder: resolve('dist/public'), origins: () => [origin] })
  const salon = await openSalon(it.app)
  await prepare(it, salon)
  await it.app.listings.rebuildAll()
  await it.server.listen({ port, host: '127.0.0.1' })
  const browser = await launchBrowser()
  afterAll(async () => {
    await browser.close()
    await it.server.close()
  })
  const phoneScreen = (javaScriptEnabled = true) =>
    browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'kk-KZ', hasTouch: true, javaScriptEnabled })
  return { it, salon, browser, origin, phoneScreen }
}
