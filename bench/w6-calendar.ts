// W6: a week of ten people's calendar over HTTP with the names of its clients, beside the driver alone: two finds behind
// node:http. A server that knows the business, as one does whose calendar is looked at all day.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CommandStartedEvent, type Document, MongoClient, type ObjectId } from 'mongodb'
import { addDays, DAY, instantOf, toDate } from '#kernel/time.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'
import type { Place } from '../drills/world/place.ts'
import { createRandom } from '../drills/world/random.ts'
import { examine } from '../drills/world/world.ts'
import type { App } from '../src/main/app.ts'
import { type BenchReport, isEnough, type Judged, judge } from './bench.ts'
import { appOn, first, freshServer, p50, timesOf, today } from './free-times-field.ts'
import { type Caller, createCaller } from './http-client.ts'
import { openShop, type Shop, ZONE } from './shop.ts'
import { fillShop } from './shop-visits.ts'
import type { BenchOptions } from './w5-book.ts'

const TIME_LIMIT_MS = 240_000
const FEW = 1_000
const HISTORY = 100_000
const WEEK = 7
const A_BATCH = 8

const pathOf = ({ businessId }: Shop) => `/api/businesses/${businessId}/calendar?from=${first()}&days=${WEEK}`

/** A shop with a history, and its owner's session. */
export async function openDesk({ database }: Place, app: App, name: string, visits: number, seed: number) {
  const shop = await openShop(app, { name, people: 10, services: 3 })
  await fillShop(database.db, shop, { today: today(), visits, random: createRandom(seed) })
  const owner = await app.accounts.byEmail(`${name.toLowerCase()}@bench.example`)
  if (!owner) throw new Error('a shop without an owner')
  const token = await app.accounts.begin(owner.id, 'bench')
  return { shop, path: pathOf(shop), headers: { cookie: `session=${token}` } }
}

type Desk = Awaited<ReturnType<typeof openDesk>>
type Read = (desk: Desk) => Promise<Document[]>

const weekOf = ({ shop }: Desk) => ({
  businessId: toObjectId(shop.businessId),
  startTime: {
    $gte: toDate(instantOf(first(), 0, ZONE)),
    $lt: toDate(instantOf(addDays(first(), WEEK), 0, ZONE) + DAY), // a night goes on after midnight: as ours reads
  },
})

/** The visits of the week, then the clients of the visits. */
const twoFinds =
  ({ database: { db } }: Place): Read =>
  async (desk) => {
    const week = weekOf(desk)
    const visits = await db.collection('appointments').find(week).sort({ startTime: 1 }).batchSize(1000).toArray()
    const ids = [...new Map(visits.map(({ clientId }) => [String(clientId), clientId as ObjectId])).values()]
    const clients = await db
      .collection('clients')
      .find({ businessId: week.businessId, _id: { $in: ids } }, { projection: { name: 1, phone: 1 } })
      .batchSize(1000)
      .toArray()
    const names = new Map(clients.map(({ _id, name }) => [String(_id), name]))
    return visits.map((visit) => ({ ...visit, clientName: names.get(String(visit.clientId)) }))
  }

const byLookup =
  ({ database: { db } }: Place): Read =>
  async (desk) => {
    const client = { from: 'clients', localField: 'clientId', foreignField: '_id', as: 'client' }
    const visits = await db
      .collection('appointments')
      .aggregate([{ $match: weekOf(desk) }, { $sort: { startTime: 1 } }, { $lookup: client }], { batchSize: 1000 })
      .toArray()
    return visits.map((visit) => ({ ...visit, clientName: visit.client[0]?.name }))
  }

/** Reads as one writes it by hand, then sends bytes that were made before: nothing is computed. */
async function bareServer(read: Read, desk: Desk, body: Buffer) {
  const server = createServer(async (_, response) => {
    await read(desk)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const caller = createCaller((server.address() as AddressInfo).port)
  const close = () => {
    caller.close()
    server.close()
  }
  return { caller, close }
}

/** Visits with their clients' names, as the answer tells them: the peer must have read the same. */
async function sameVisits(answer: Buffer, read: Read, desk: Desk): Promise<void> {
  const end = toDate(instantOf(addDays(first(), WEEK), 0, ZONE))
  const told = (await read(desk)).filter(({ startTime }) => startTime < end)
  const theirs = told.map(({ _id, clientName }) => `${_id} ${clientName}`).sort()
  const { visits } = JSON.parse(String(answer)) as { visits: { id: string; clientName: string }[] }
  const ours = visits.map(({ id, clientName }) => `${id} ${clientName}`).sort()
  if (ours.length === 0 || ours.join() !== theirs.join()) throw new Error('W6: other visits or other names')
}

export async function benchW6(
  place: Place,
  { seed, log, timeLimitMs = TIME_LIMIT_MS, most = HISTORY }: BenchOptions & { most?: number },
): Promise<BenchReport> {
  const app = appOn(place.database)
  const old = await openDesk(place, app, 'Old', most, seed)
  const young = await openDesk(place, app, 'Young', FEW, seed)
  log(`W6: ${most} and ${FEW} visits`)
  const servers = [await freshServer(place.database, old.headers), await freshServer(place.database, young.headers)]
  const answer = (await servers[0]?.caller.get(old.path)) ?? Buffer.of()
  for (const read of [twoFinds(place), byLookup(place)]) await sameVisits(answer, read, old)
  const bare = await bareServer(twoFinds(place), old, answer)
  const joined = await bareServer(byLookup(place), old, answer)
  const batchOf = (caller: Caller | undefined, path: string) => async () => {
    if (!caller) throw new Error('no server')
    return p50(await timesOf(caller, Array<string>(A_BATCH).fill(path)))
  }
  const ours = batchOf(servers[0]?.caller, old.path)
  const oursYoung = batchOf(servers[1]?.caller, young.path)
  const raw = batchOf(bare.caller, '/')
  for (const batch of [ours, oursYoung, raw]) await batch() // warm

  const began = performance.now()
  const rounds: { ours: [number, number]; raw: [number, number]; young: [number, number] }[] = []
  let judged: Judged[] = []
  while (!isEnough(rounds.length, judged) && performance.now() - began < timeLimitMs) {
    const [a1, b1, c1] = [await ours(), await raw(), await oursYoung()]
    const [c2, b2, a2] = [await oursYoung(), await raw(), await ours()]
    rounds.push({ ours: [a1, a2], raw: [b1, b2], young: [c1, c2] })
    judged = judgedFrom(rounds, most)
    log(`W6: quadruple ${rounds.length}, ${judged.map(({ ratio }) => ratio.median.toFixed(2)).join(', ')}`)
  }
  const lookup = await batchOf(joined.caller, '/')()
  for (const { close } of [bare, joined, ...servers]) await close()
  const { right, data, trips } = await countCalendarCommands(place, old)
  const findings = await examine(place, app)
  const visits = (JSON.parse(String(answer)) as { visits: unknown[] }).visits.length
  const told = (name: string, times: readonly number[]) => `${name}: p50 ${p50(times).toFixed(1)} ms`
  return {
    name: 'W6',
    title: `a week's calendar over HTTP, 10 people, ${visits} visits with names, a history of ${most}`,
    ...{ seed, quadruples: rounds.length, seconds: Math.round((performance.now() - began) / 1000), judged },
    exact: [
      {
        ...{ what: 'round trips one after another, whose it is aside', value: trips, goal: '≤ 2' },
        verdict: trips <= 2 ? 'met' : 'missed',
      },
      {
        ...{ what: "doctor's findings", value: findings.length, goal: '0' },
        verdict: findings.length === 0 ? 'met' : 'missed',
      },
    ],
    told: [
      told(
        `ours, an answer of ${Math.round(answer.length / 1000)} kB`,
        rounds.flatMap((one) => one.ours),
      ),
      told(
        'the two finds',
        rounds.flatMap((one) => one.raw),
      ),
      told('the same by $lookup', [lookup]),
      `commands: ${right} for session and right, ${data} for the calendar`,
    ],
  }
}

function judgedFrom(
  rounds: readonly { ours: [number, number]; raw: [number, number]; young: [number, number] }[],
  most: number,
): Judged[] {
  const sum = ([a, b]: [number, number]) => a + b
  return [
    judge(
      { what: 'p50, ours / the two finds', bound: 1.3, kind: 'atMost' },
      rounds.map(({ ours, raw }) => sum(ours) / sum(raw)),
      rounds.map(({ raw: [b, c] }) => b / c),
    ),
    judge(
      { what: `p50 at ${most} visits / at ${FEW}`, bound: 1.15, kind: 'atMost' },
      rounds.map(({ ours, young }) => sum(ours) / sum(young)),
      rounds.map(({ young: [b, c] }) => b / c),
    ),
  ]
}

const RIGHT = new Set(['sessions', 'users', 'staff'])

/** What one calendar asks: commands for session and right, those for itself, and how often it waits for an answer. */
export async function countCalendarCommands({ uri }: Place, { path, headers }: Pick<Desk, 'path' | 'headers'>) {
  const client = new MongoClient(uri, { monitorCommands: true, ignoreUndefined: true, minPoolSize: 5 })
  try {
    await client.connect()
    const database = {
      client,
      db: client.db(),
      inTransaction: createInTransaction(client),
      close: () => client.close(),
    }
    const { caller, close } = await freshServer(database, headers)
    await caller.get(path) // connections are opened
    const sent = { right: 0, data: 0, trips: 0 }
    let open = 0
    client.on('commandStarted', ({ command, commandName }: CommandStartedEvent) => {
      if (RIGHT.has(command[commandName])) {
        sent.right += 1
        return
      }
      sent.data += 1
      if (open === 0) sent.trips += 1
      open += 1
    })
    client.on('commandSucceeded', ({ commandName }) => {
      if (open > 0 && commandName !== 'hello') open -= 1
    })
    await caller.get(path)
    const counted = { ...sent } // whoever closes says good-bye
    await close()
    return counted
  } finally {
    await client.close()
  }
}
