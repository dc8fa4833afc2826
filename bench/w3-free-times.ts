// W3: free times over HTTP of a business that this process has not met, beside the driver alone doing the same one read
// behind node:http.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CommandStartedEvent, MongoClient, ObjectId } from 'mongodb'
import { DAY, toMinute } from '#kernel/time.ts'
import { monthsOf } from '#modules/diaries/index.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'
import type { Place } from '../drills/world/place.ts'
import { createRandom } from '../drills/world/random.ts'
import { examine } from '../drills/world/world.ts'
import type { App } from '../src/main/app.ts'
import { type BenchReport, isEnough, type Judged, judge } from './bench.ts'
import {
  answersOf,
  appOn,
  cold,
  DAYS,
  first,
  freshServer,
  p50,
  p99,
  pathOf,
  timesOf,
  today,
} from './free-times-field.ts'
import { createCaller } from './http-client.ts'
import { openShop, type Shop } from './shop.ts'
import { fillShop } from './shop-visits.ts'
import type { BenchOptions } from './w5-book.ts'

const TIME_LIMIT_MS = 180_000

interface Size {
  businesses: number
  people: number
  visits: number
}

const W3: Size = { businesses: 50, people: 10, visits: 100_000 }

/** Shops with as many visits in all, evenly. */
async function openTown({ database }: Place, app: App, size: Size, seed: number, log: (line: string) => void) {
  const shops: Shop[] = []
  for (let i = 0; i < size.businesses; i += 1) {
    const shop = await openShop(app, { name: `Shop ${i}`, people: size.people, services: 1 })
    const visits = Math.round(size.visits / size.businesses)
    await fillShop(database.db, shop, { today: today(), visits, random: createRandom(seed + i) })
    shops.push(shop)
    if (shops.length % 10 === 0) log(`${shops.length} businesses, ${shops.length * visits} visits`)
  }
  return shops
}

/** The read as one writes it by hand, then bytes that were made before: nothing is computed. */
async function bareServer({ database }: Place, answers: ReadonlyMap<string, Buffer>) {
  const from = toMinute(new Date(`${first()}T00:00:00Z`))
  const month = { $in: ['plan', ...monthsOf(from - 2 * DAY, from + (DAYS + 3) * DAY)] }
  const diaries = database.db.collection('diaries')
  const server = createServer(async (request, response) => {
    const businessId = ObjectId.createFromHexString(request.url?.split('/')[3] ?? '')
    await diaries.find({ businessId, month }).batchSize(1000).toArray()
    const body = answers.get(request.url ?? '')
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body?.length ?? 0 }).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const caller = createCaller((server.address() as AddressInfo).port)
  const close = () => {
    caller.close()
    server.close()
  }
  return { caller, close }
}

export async function benchW3(
  place: Place,
  { seed, log, timeLimitMs = TIME_LIMIT_MS, size = W3 }: BenchOptions & { size?: Size },
): Promise<BenchReport> {
  const app = appOn(place.database)
  const shops = await openTown(place, app, size, seed, log)
  const paths = shops.map((shop) => pathOf(shop))
  const answers = await answersOf(place, paths)
  const bare = await bareServer(place, answers)
  for (const path of paths) {
    if (!(await bare.caller.get(path)).equals(answers.get(path) ?? Buffer.of())) throw new Error('W3: other bytes')
  }
  await cold(place.database, paths)

  const began = performance.now()
  const rounds: { ours: number[][]; bare: number[][] }[] = []
  let judged: Judged[] = []
  while (!isEnough(rounds.length, judged) && performance.now() - began < timeLimitMs) {
    const a1 = await cold(place.database, paths)
    const [b1, b2] = [await timesOf(bare.caller, paths), await timesOf(bare.caller, paths)]
    rounds.push({ ours: [a1, await cold(place.database, paths)], bare: [b1, b2] })
    judged = [p50, p99].map((of, i) =>
      judge(
        { what: `${i === 0 ? 'p50' : 'p99'}, ours / the one read`, bound: i === 0 ? 1.4 : 3, kind: 'atMost' },
        rounds.map(({ ours, bare: [b = [], c = []] }) => of(ours.flat()) / of([...b, ...c])),
        rounds.map(({ bare: [b = [], c = []] }) => of(b) / of(c)),
      ),
    )
    log(`W3: quadruple ${rounds.length}, ${judged.map(({ ratio }) => ratio.median.toFixed(2)).join(', ')}`)
  }
  bare.close()
  const commands = await countFreeTimeCommands(place, shops)
  const most = Math.max(...commands.map(({ count }) => count))
  const findings = await examine(place, app)
  for (const { code, subject } of findings.slice(0, 5)) log(`doctor: ${code} ${subject}`)
  const [ours, theirs] = [rounds.flatMap((one) => one.ours.flat()), rounds.flatMap((one) => one.bare.flat())]
  const kilobytes = Math.round((answers.get(paths[0] ?? '')?.length ?? 0) / 1000)
  return {
    name: 'W3',
    title: `free times over HTTP, cold, ${DAYS} days × ${size.people} people, ${size.businesses} businesses, ${size.visits} visits`,
    ...{ seed, quadruples: rounds.length, seconds: Math.round((performance.now() - began) / 1000), judged },
    exact: [
      { what: 'commands, at most', value: most, goal: '1', verdict: most === 1 ? 'met' : 'missed' },
      {
        ...{ what: "doctor's findings", value: findings.length, goal: '0' },
        verdict: findings.length === 0 ? 'met' : 'missed',
      },
    ],
    told: [
      `ours: p50 ${p50(ours).toFixed(1)} ms, p99 ${p99(ours).toFixed(1)} ms, an answer of ${kilobytes} kB`,
      `the one read: p50 ${p50(theirs).toFixed(1)} ms, p99 ${p99(theirs).toFixed(1)} ms, the same bytes`,
      ...commands.map(({ what, count }) => `${what}: ${count}`),
    ],
  }
}

/** Every command that the question sends, whatever people, days and services. */
export async function countFreeTimeCommands({ uri }: Place, shops: readonly Shop[]) {
  const client = new MongoClient(uri, { monitorCommands: true, ignoreUndefined: true })
  try {
    await client.connect()
    const inTransaction = createInTransaction(client)
    const database = { client, db: client.db(), inTransaction, close: () => client.close() }
    const { caller, close } = await freshServer(database)
    let sent = 0
    client.on('commandStarted', (_: CommandStartedEvent) => {
      sent += 1
    })
    const counted: { what: string; count: number }[] = []
    for (const shop of shops.slice(0, 2)) {
      for (const days of [1, DAYS, 62]) {
        sent = 0
        await caller.get(pathOf(shop, days))
        counted.push({ what: `${shop.people.length} people, ${days} days`, count: sent })
      }
    }
    await close()
    return counted
  } finally {
    await client.close()
  }
}
