// W14: home and search over 500 businesses, "free today" on, beside the raw find; and how soon a booking shows there.

import { setTimeout as pause } from 'node:timers/promises'
import { type CommandStartedEvent, MongoClient } from 'mongodb'
import { systemClock } from '#kernel/clock.ts'
import { localDateAt, toDate, toMinute } from '#kernel/time.ts'
import { namesOf } from '#modules/listings/index.ts'
import { createListingsStore } from '#modules/listings/listings.store.ts'
import { questionOf, tellingKeys } from '#modules/listings/question.ts'
import { type SearchQuery, searchListings } from '#modules/listings/search-listings.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'
import { runWorker } from '#platform/worker/worker.ts'
import { UNBUILT } from '#site/document.tsx'
import type { Place } from '../drills/world/place.ts'
import { createRandom } from '../drills/world/random.ts'
import { openSalon, phoneOf } from '../drills/world/salon.ts'
import { createApp, serveApp } from '../src/main/app.ts'
import { catalogue } from '../src/main/demo/catalogue.ts'
import { type BenchReport, isEnough, type Judged, judge, quartiles } from './bench.ts'
import { cityListings } from './city-listings.ts'
import type { BenchOptions } from './w5-book.ts'

const BUSINESSES = 500
const A_BATCH = 12
const A_PAGE = 24
/** A manicure, in the wrong layout. */
const TYPED = 'vfybr.h'
/** To rank, a search looks at every hit. */
const MOST = 200
const TIME_LIMIT_MS = 180_000
const SECRET = 'x'.repeat(32)

type Ask = () => Promise<unknown>

export async function benchW14(
  place: Place,
  { seed, log, timeLimitMs = TIME_LIMIT_MS }: BenchOptions,
): Promise<BenchReport> {
  const began = performance.now()
  const shows = await showsWithin(place, createRandom(seed), log)
  await fillCity(place)
  const contests = contestsOf(place)
  for (const { ours, raw } of contests) for (const ask of [ours, raw]) await batch(ask)
  const quadruples: { ours: [number, number]; raw: [number, number] }[][] = []
  let judged: Judged[] = []
  while (!isEnough(quadruples.length, judged) && performance.now() - began < timeLimitMs) {
    const quadruple = []
    for (const { ours, raw } of contests) {
      const [a1, b1, b2, a2] = [await batch(ours), await batch(raw), await batch(raw), await batch(ours)]
      quadruple.push({ ours: [a1, a2] as [number, number], raw: [b1, b2] as [number, number] })
    }
    quadruples.push(quadruple)
    judged = contests.map(({ name }, i) => {
      const own = quadruples.flatMap((one) => one[i] ?? [])
      const ratios = own.map(({ ours, raw }) => (ours[0] + ours[1]) / (raw[0] + raw[1]))
      return judge(
        { what: `p50, ${name} / the raw find`, bound: 2, kind: 'atMost' },
        ratios,
        own.map(({ raw }) => raw[0] / raw[1]),
      )
    })
    log(`W14: quadruple ${quadruples.length}, ${judged.map(({ ratio }) => ratio.median.toFixed(2)).join(', ')}`)
  }
  const commands = await countPageCommands(place)
  const slowest = Math.max(...commands.map(({ count }) => count))
  const told = contests.map(({ name }, i) => {
    const own = quadruples.flatMap((one) => one[i]?.ours ?? [])
    return `${name}: p50 ${quartiles(own).median.toFixed(1)} ms`
  })
  return {
    ...{ name: 'W14', title: `home and search, ${BUSINESSES} businesses, "free today" on`, seed },
    quadruples: quadruples.length,
    seconds: Math.round((performance.now() - began) / 1000),
    judged,
    exact: [
      { what: 'commands of a page, at most', value: slowest, goal: '≤ 2', verdict: slowest <= 2 ? 'met' : 'missed' },
      {
        what: 'p95 until a booking shows, s',
        value: shows.p95,
        goal: '≤ 5',
        verdict: shows.p95 <= 5 ? 'met' : 'missed',
      },
    ],
    told: [
      ...told,
      `${shows.bookings} bookings, the worker running: shown after ${shows.median} s at the median`,
      ...commands.map(({ url, count }) => `${url}: ${count}`),
    ],
  }
}

async function batch(ask: Ask): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < A_BATCH; i += 1) {
    const asked = performance.now()
    await ask()
    times.push(performance.now() - asked)
  }
  return quartiles(times).median
}

async function fillCity({ database }: Place): Promise<void> {
  const store = createListingsStore(database.db)
  for (const listing of cityListings(new Date(), BUSINESSES)) await store.put(listing)
}

/** The raw find: the same documents by the same keys as the driver gives them; nothing counted, read or ranked. */
function contestsOf({ database }: Place): { name: string; ours: Ask; raw: Ask }[] {
  const { db } = database
  const search = searchListings({
    clock: systemClock,
    store: createListingsStore(db),
    namesOf,
    zone: catalogue.timeZone,
  })
  const raw = (filter: Record<string, unknown>, limit: number) => () => {
    const now = toMinute(new Date())
    const free = { days: { $elemMatch: { date: localDateAt(now, catalogue.timeZone), until: { $gte: now } } } }
    const found = db.collection('listings').find({ ...filter, ...free }, { projection: { searchKeys: 0 } })
    return found.sort({ soonest: 1 }).limit(limit).batchSize(limit).toArray()
  }
  const ours = (query: SearchQuery) => () => search({ ...query, freeToday: true })
  return [
    { name: 'home', ours: ours({}), raw: raw({}, A_PAGE) },
    {
      name: 'search',
      ours: ours({ q: TYPED }),
      raw: raw({ searchKeys: { $in: tellingKeys(questionOf(TYPED)) } }, MOST),
    },
  ]
}

/** Every command that a page sends, whatever it is for. */
export async function countPageCommands({ uri }: Place): Promise<{ url: string; count: number }[]> {
  const client = new MongoClient(uri, { monitorCommands: true, ignoreUndefined: true })
  try {
    await client.connect()
    const database = {
      client,
      db: client.db(),
      inTransaction: createInTransaction(client),
      close: () => client.close(),
    }
    const server = serveApp(createApp({ database, secret: SECRET }), database, {
      assets: UNBUILT,
      origins: () => ['http://localhost'],
      secure: false,
      log: { level: 'silent' },
    })
    let sent = 0
    client.on('commandStarted', (_: CommandStartedEvent) => {
      sent += 1
    })
    const counted: { url: string; count: number }[] = []
    for (const query of ['', '?today=1', '?q=vfybr.h&today=1', '?q=vjybr.h', '?q=qqqqqqq&today=1', '?near=47.1,51.9']) {
      sent = 0
      const { statusCode } = await server.inject(`/kk${query}`)
      if (statusCode !== 200) throw new Error(`/kk${query} is answered ${statusCode}`)
      counted.push({ url: `/kk${query}`, count: sent })
    }
    await server.close()
    return counted
  } finally {
    await client.close()
  }
}

const BOOKINGS = 40
const LOOK_EVERY_MS = 10
const GIVE_UP_MS = 30_000

/** Books the first free time again and again, and looks how long the listing still offers it. */
async function showsWithin({ database }: Place, random: ReturnType<typeof createRandom>, log: (line: string) => void) {
  const app = createApp({ database, secret: SECRET })
  const salon = await openSalon(app, { name: 'Seen', people: 1, durations: [60] })
  const worker = runWorker({ db: database.db, listeners: app.listeners, jobs: app.jobs, log })
  const store = createListingsStore(database.db)
  const firstTime = async () => (await store.whole(salon.businessId))[0]?.services[0]?.times[0] ?? null
  const [serviceId, staffId] = [salon.services[0]?.id, salon.people[0]]
  if (!serviceId || !staffId) throw new Error('nothing to book')
  const seconds: number[] = []
  await app.listings.rewrite(salon.businessId)
  for (let i = 0; i < BOOKINGS; i += 1) {
    const start = await firstTime()
    if (start === null) throw new Error('nothing is free')
    const wish = {
      ...{ cart: { lines: [{ serviceId, staffId }], prefer: 'least_wait' as const }, startTime: toDate(start) },
      ...{ name: 'Әсел', phone: phoneOf(7_000_000 + i), locale: 'kk' as const, source: 'bench' },
    }
    await app.appointments.book(salon.businessId, wish, { kind: 'guest', device: null }, random.key())
    const booked = performance.now()
    while ((await firstTime()) === start && performance.now() - booked < GIVE_UP_MS) await pause(LOOK_EVERY_MS)
    seconds.push((performance.now() - booked) / 1000)
  }
  await worker.close()
  const sorted = seconds.sort((a, b) => a - b)
  const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(2))
  return { bookings: BOOKINGS, p95: at(0.95), median: at(0.5) }
}
