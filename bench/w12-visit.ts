// One visit of a page by a cheap phone on slow 4G, in a browser that has never seen it.

import type { Browser, Page } from 'playwright-core'

const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWER_CPU = 4
const PHONE = { width: 390, height: 844 }
/** Long enough for a late picture or a late shift to show. */
const SETTLE_MS = 400

export interface Seen {
  /** Milliseconds until the largest thing was painted. */
  lcp: number
  /** How much moved by itself. */
  cls: number
  /** Files other than the document that painting waited for. */
  blocking: number
  /** Bytes as they came over the wire, headers included. */
  bytes: { all: number; script: number }
}

interface Watched {
  lcp: number
  cls: number
  slowest: number
}

interface Watching {
  watched: Watched
}

/** Runs in the page, before anything of its own. */
function watch(): void {
  const watched: Watched = { lcp: 0, cls: 0, slowest: 0 }
  Object.assign(window, { watched })
  const on = (type: string, see: (entry: PerformanceEntry & { value?: number; hadRecentInput?: boolean }) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) see(entry)
    }).observe({
      type,
      buffered: true,
      ...(type === 'event' ? { durationThreshold: 16 } : {}),
    } as PerformanceObserverInit)
  on('largest-contentful-paint', ({ startTime }) => {
    watched.lcp = startTime
  })
  on('layout-shift', ({ value = 0, hadRecentInput }) => {
    if (!hadRecentInput) watched.cls += value
  })
  on('event', ({ duration }) => {
    watched.slowest = Math.max(watched.slowest, duration)
  })
}

export async function visitPage(browser: Browser, url: string): Promise<Seen> {
  const { page, bytes, close } = await openSlowly(browser, url)
  try {
    const { lcp, cls } = await readWatched(page)
    const blocking = await page.evaluate(
      () =>
        (performance.getEntriesByType('resource') as (PerformanceEntry & { renderBlockingStatus?: string })[]).filter(
          ({ renderBlockingStatus }) => renderBlockingStatus === 'blocking',
        ).length,
    )
    return { lcp, cls, blocking, bytes }
  } finally {
    await close()
  }
}

/** Milliseconds of the slowest answer to pressing each of some controls in turn, and how many were pressed. */
export async function pressAll(
  browser: Browser,
  url: string,
  selector: string,
): Promise<{ inp: number; pressed: number }> {
  const { page, close } = await openSlowly(browser, url)
  try {
    const controls = await page.locator(selector).all()
    for (const control of controls) {
      await control.tap()
      await page.waitForTimeout(SETTLE_MS)
    }
    const { slowest } = await readWatched(page)
    return { inp: slowest, pressed: controls.length }
  } finally {
    await close()
  }
}

const readWatched = (page: Page): Promise<Watched> => page.evaluate(() => (window as unknown as Watching).watched)

async function openSlowly(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', SLOW_4G)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU })
  const kinds = new Map<string, string>()
  const bytes = { all: 0, script: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength
    if (kinds.get(requestId) === 'Script') bytes.script += encodedDataLength
  })
  await page.addInitScript(watch)
  await page.goto(url, { waitUntil: 'load' })
  await page.waitForTimeout(SETTLE_MS)
  return { page, bytes, close: () => context.close() }
}
