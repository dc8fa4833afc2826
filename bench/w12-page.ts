// W12: the way to a visit on slow 4G in a real browser, beside the same document as a static file without a script.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { Place } from '../drills/world/place.ts'
import { createRandom } from '../drills/world/random.ts'
import { createApp, serveApp } from '../src/main/app.ts'
import { assetsIn } from '../src/main/product.ts'
import { launchBrowser } from '../test/harness/browser.ts'
import { fight } from './abba.ts'
import { type BenchReport, quartiles } from './bench.ts'
import { openShop, ZONE } from './shop.ts'
import { fillShop } from './shop-visits.ts'
import type { BenchOptions } from './w5-book.ts'
import { pressAll, type Seen, visitPage } from './w12-visit.ts'

const SERVICES = 6
const PEOPLE = 10
const VISITS = 900
const BUILT = resolve('dist/public')

interface Step {
  name: string
  path: string
  /** What is pressed there without leaving the page. */
  controls: string
}

/** The built pages of a shop, served by this process. */
export async function openStreet({ database }: Place, seed: number) {
  const app = createApp({ database, secret: 'x'.repeat(32) })
  const shop = await openShop(app, { name: 'Terezesi', people: PEOPLE, services: SERVICES })
  const today = localDateAt(toMinute(new Date()), ZONE)
  await fillShop(database.db, shop, { today, visits: VISITS, random: createRandom(seed) })
  const server = serveApp(app, database, {
    ...{ assets: assetsIn(BUILT), assetsFolder: BUILT, origins: () => [], secure: false },
    log: { level: 'silent' },
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const book = `/kk/b/${shop.slug}/book`
  const steps: Step[] = [
    { name: 'services', path: book, controls: 'main label:has(input)' },
    { name: 'times', path: `${book}?services=${shop.services[0]}:any`, controls: 'main summary' },
  ]
  return { origin: originOf(server.server.address()), steps, close: () => server.close() }
}

const originOf = (address: AddressInfo | string | null): string =>
  `http://127.0.0.1:${(address as AddressInfo | null)?.port}`

/** The documents as they are, but for the script, shortened as far as it goes. */
async function staticPeer(origin: string, steps: readonly Step[]) {
  const files = new Map<string, Buffer>()
  for (const { path } of steps) {
    const html = await (await fetch(`${origin}${path}`)).text()
    if (!html.includes('<style>')) throw new Error('the document has no stylesheet in it')
    files.set(path, brotliCompressSync(html.replace(/<script type="module"[^>]*><\/script>/, '')))
  }
  const server = createServer(({ url = '' }, response) => {
    const html = files.get(url)
    if (html) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br' }).end(html)
    } else if (url.endsWith('.woff2')) {
      response
        .writeHead(200, { 'content-type': 'font/woff2' })
        .end(readFileSync(join(BUILT, url.split('/').at(-1) ?? '')))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { origin: originOf(server.address()), close: () => server.close() }
}

export async function benchW12(place: Place, { seed, log, timeLimitMs }: BenchOptions): Promise<BenchReport> {
  const began = performance.now()
  const street = await openStreet(place, seed)
  const peer = await staticPeer(street.origin, street.steps)
  const browser = await launchBrowser()
  try {
    const seen: Seen[] = []
    const plain: Seen[] = []
    const load = (origin: string, path: string, into: Seen[]) => async () => {
      const one = await visitPage(browser, `${origin}${path}`)
      into.push(one)
      return one.lcp
    }
    for (const { path } of street.steps) for (const { origin } of [street, peer]) await load(origin, path, [])() // warm
    const { judged, quadruples } = await fight(
      street.steps.map(({ name, path }) => ({
        goal: { what: `LCP of ${name}, ours / a static file`, bound: 1.2, kind: 'atMost' },
        ours: load(street.origin, path, seen),
        peer: load(peer.origin, path, plain),
      })),
      timeLimitMs === undefined ? {} : { timeLimitMs },
    )
    let pressed = 0
    let inp = 0
    for (const { path, controls } of street.steps) {
      const one = await pressAll(browser, `${street.origin}${path}`, controls)
      pressed += one.pressed
      inp = Math.max(inp, one.inp)
    }
    log(`W12: ${seen.length} loads, ${pressed} controls pressed`)
    const told = (name: string, all: readonly Seen[]) =>
      `${name}: LCP ${Math.round(quartiles(all.map(({ lcp }) => lcp)).median)} ms at the median`
    return {
      ...{ name: 'W12', title: `the way to a visit, slow 4G, CPU ÷ 4, ${SERVICES} services, ${PEOPLE} people`, seed },
      ...{ quadruples, seconds: Math.round((performance.now() - began) / 1000), judged },
      exact: [...weights(seen), atMost(`INP of ${pressed} controls, ms`, inp, 100)],
      told: [told('ours', seen), told('a static file', plain)],
    }
  } finally {
    await browser.close()
    peer.close()
    await street.close()
  }
}

/** What is no matter of luck: the heaviest load, and what moved or was waited for in any. */
const weights = (seen: readonly Seen[]): BenchReport['exact'] => {
  const most = (of: (one: Seen) => number) => Math.max(...seen.map(of))
  return [
    atMost(
      'script, kB over the wire',
      most(({ bytes }) => bytes.script / 1000),
      30,
    ),
    atMost(
      'everything, kB over the wire',
      most(({ bytes }) => bytes.all / 1000),
      120,
    ),
    atMost(
      'files that painting waits for',
      most(({ blocking }) => blocking),
      0,
    ),
    atMost(
      'CLS',
      most(({ cls }) => cls),
      0.02,
    ),
  ]
}

const atMost = (what: string, value: number, bound: number): BenchReport['exact'][number] => ({
  ...{ what, value: Number(value.toFixed(3)), goal: bound === 0 ? '0' : `≤ ${bound}` },
  verdict: value <= bound ? 'met' : 'missed',
})
