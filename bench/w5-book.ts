// W5: book a visit, durable, 32 clients, one request in ten for a time that is being taken.

import { type CommandStartedEvent, MongoClient } from 'mongodb'
import { Refusal } from '#kernel/errors.ts'
import type { StaffId } from '#kernel/ids.ts'
import { cartOf } from '#modules/appointments/index.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'
import type { Place } from '../drills/world/place.ts'
import { createRandom, type Random } from '../drills/world/random.ts'
import type { Salon } from '../drills/world/salon.ts'
import { examine } from '../drills/world/world.ts'
import { type App, createApp } from '../src/main/app.ts'
import { type BenchReport, isEnough, type Judged, judge, quartiles } from './bench.ts'
import { bareWrites, bookByHand } from './w5-by-hand.ts'
import { batchOf, CLIENTS, type Order, openField, orderOf } from './w5-orders.ts'

type Book = (order: Order) => Promise<boolean>

interface Contestant {
  name: string
  book: Book
  salons: Salon[]
  batches: number
}

interface Timed {
  /** Milliseconds of the middle booking. */
  p50: number
  /** Bookings a second. */
  throughput: number
}

interface Quadruple {
  ours: [Timed, Timed]
  peer: [Timed, Timed]
  bare: [Timed, Timed]
}

const TIME_LIMIT_MS = 240_000

export interface BenchOptions {
  seed: number
  log: (line: string) => void
  timeLimitMs?: number
}

export async function benchW5(
  place: Place,
  { seed, log, timeLimitMs = TIME_LIMIT_MS }: BenchOptions,
): Promise<BenchReport> {
  const began = performance.now()
  const random = createRandom(seed)
  const app = createApp({ database: place.database, secret: 'x'.repeat(32) })
  const contestant = async (name: string, book: Book): Promise<Contestant> => ({
    name,
    book,
    salons: await openField(app, name),
    batches: 0,
  })
  const ours = await contestant('ours', bookBy(app))
  const peer = await contestant('by hand', bookByHand(place.database))
  const bare = await contestant('bare writes', bareWrites(place.database))
  for (const { salons } of [ours, peer, bare]) await makeDiaries(app, salons, random)
  for (const one of [ours, peer, bare]) await batch(one, random) // warm, and checked for the same answers
  await sameDocuments(place, ours, peer)
  const commands = await countCommands(place, ours, random)

  const quadruples: Quadruple[] = []
  let judged: Judged[] = []
  while (!isEnough(quadruples.length, judged) && performance.now() - began < timeLimitMs) {
    const [a1, b1, c1] = [await batch(ours, random), await batch(peer, random), await batch(bare, random)]
    const [c2, b2, a2] = [await batch(bare, random), await batch(peer, random), await batch(ours, random)]
    quadruples.push({ ours: [a1, a2], peer: [b1, b2], bare: [c1, c2] })
    judged = judgedFrom(quadruples)
    log(`W5: quadruple ${quadruples.length}, p50 ours / by hand ${judged[0]?.ratio.median.toFixed(3)}`)
  }

  const findings = await examine(place, app)
  const overlaps = findings.filter(({ code }) => code === 'overlap').length
  for (const { code, subject } of findings.slice(0, 5)) log(`doctor: ${code} ${subject}`)
  return {
    name: 'W5',
    title: `book a visit, durable, ${CLIENTS} clients, 10 % collisions`,
    seed,
    quadruples: quadruples.length,
    seconds: Math.round((performance.now() - began) / 1000),
    judged,
    exact: [
      exact('commands before the commit', commands.all.length, 8),
      exact('of them reads', commands.reads.length, 2),
      exact('overlaps', overlaps, 0),
      exact("doctor's findings", findings.length, 0),
    ],
    told: [
      ...told(
        'ours',
        quadruples.flatMap((one) => one.ours),
      ),
      ...told(
        'by hand',
        quadruples.flatMap((one) => one.peer),
      ),
      ...told(
        'bare writes',
        quadruples.flatMap((one) => one.bare),
      ),
      `commands of one booking: ${commands.all.join(' ')}`,
    ],
  }
}

/** Our contestant alone, with its diaries made. */
export async function openOurs({ database }: Place, random: Random): Promise<Pick<Contestant, 'salons' | 'batches'>> {
  const app = createApp({ database, secret: 'x'.repeat(32) })
  const salons = await openField(app, 'ours')
  await makeDiaries(app, salons, random)
  return { salons, batches: 0 }
}

const bookBy =
  (app: App): Book =>
  async ({ salon, staffId, start, key, phone, name }) => {
    const serviceId = salon.services[0]?.id
    if (!serviceId) throw new Error('no service')
    const wish = {
      cart: cartOf(serviceId, staffId as StaffId),
      startTime: start,
      name,
      phone,
      locale: 'kk',
      source: 'bench',
    } as const
    try {
      await app.appointments.book(salon.businessId, wish, { kind: 'guest', device: null }, key)
      return true
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'conflict') return false
      throw error
    }
  }

/** A first booking in each diary, so that nobody has to make it while the clock runs. */
async function makeDiaries(app: App, salons: readonly Salon[], random: Random): Promise<void> {
  for (let client = 0; client < CLIENTS; client += 1) await bookBy(app)(orderOf(salons, client, 0, random))
}

async function batch(contestant: Contestant, random: Random): Promise<Timed> {
  const { orders, wins, collisions } = batchOf(contestant.salons, contestant.batches, random)
  contestant.batches += 1
  const times: number[] = []
  let lost = 0
  const began = performance.now()
  await Promise.all(
    orders.map(async (own) => {
      for (const order of own) {
        const sent = performance.now()
        if (await contestant.book(order)) times.push(performance.now() - sent)
        else lost += 1
      }
    }),
  )
  const took = performance.now() - began
  if (times.length !== wins || lost !== collisions) {
    throw new Error(`${contestant.name} booked ${times.length} and refused ${lost}, not ${wins} and ${collisions}`)
  }
  return { p50: quartiles(times).median, throughput: (1000 * wins) / took }
}

const mean = ([a, b]: [Timed, Timed], of: keyof Timed): number => (a[of] + b[of]) / 2

function judgedFrom(quadruples: readonly Quadruple[]): Judged[] {
  const ratios = (of: keyof Timed, beside: 'peer' | 'bare') =>
    quadruples.map((one) => mean(one.ours, of) / mean(one[beside], of))
  const band = (of: keyof Timed, beside: 'peer' | 'bare') => quadruples.map(({ [beside]: [a, b] }) => a[of] / b[of])
  return [
    judge({ what: 'p50, ours / by hand', bound: 1.3, kind: 'atMost' }, ratios('p50', 'peer'), band('p50', 'peer')),
    judge(
      { what: 'throughput, ours / by hand', bound: 0.75, kind: 'atLeast' },
      ratios('throughput', 'peer'),
      band('throughput', 'peer'),
    ),
    judge({ what: 'p50, ours / bare writes', bound: 1.8, kind: 'atMost' }, ratios('p50', 'bare'), band('p50', 'bare')),
  ]
}

const exact = (what: string, value: number, most: number) => ({
  what,
  value,
  goal: most === 0 ? '0' : `≤ ${most}`,
  verdict: value <= most ? ('met' as const) : ('missed' as const),
})

function told(name: string, timed: readonly Timed[]): string[] {
  const [p50, throughput] = [quartiles(timed.map((one) => one.p50)), quartiles(timed.map((one) => one.throughput))]
  return [`${name}: p50 ${p50.median.toFixed(1)} ms, ${throughput.median.toFixed(1)} bookings a second`]
}

/** Both leave documents of the same fields; else the comparison would be one of different things. */
async function sameDocuments({ database }: Place, ours: Contestant, peer: Contestant): Promise<void> {
  for (const name of ['appointments', 'events', 'idempotency', 'clients']) {
    const fields = async ({ salons }: Contestant) => {
      const businessId = salons[0]?.businessId ?? ''
      const filter =
        name === 'idempotency'
          ? { scope: businessId }
          : { businessId: toObjectId(businessId), type: { $ne: 'business.opened' } }
      const [found] = await database.db.collection(name).find(filter).sort({ _id: -1 }).limit(1).toArray()
      return Object.keys(found ?? {})
        .sort()
        .join()
    }
    const [a, b] = [await fields(ours), await fields(peer)]
    if (a !== b || a === '') throw new Error(`${name}: ours has ${a}, by hand ${b}`)
  }
}

const READS = new Set(['find', 'aggregate', 'count', 'distinct', 'getMore'])

/** What one undisturbed booking sends before its commit, in order. */
export async function countCommands(
  { uri }: Place,
  { salons, batches }: Pick<Contestant, 'salons' | 'batches'>,
  random: Random,
): Promise<{ all: string[]; reads: string[] }> {
  const client = new MongoClient(uri, { monitorCommands: true, ignoreUndefined: true, writeConcern: { w: 'majority' } })
  try {
    await client.connect()
    const database = {
      client,
      db: client.db(),
      inTransaction: createInTransaction(client),
      close: () => client.close(),
    }
    const app = createApp({ database, secret: 'x'.repeat(32) })
    const order = orderOf(salons, 0, 1 + 2 * batches + 800, random)
    const names: string[] = []
    client.on('commandStarted', ({ commandName }: CommandStartedEvent) => names.push(commandName))
    if (!(await bookBy(app)(order))) throw new Error('the counted booking was refused')
    const all = names.slice(0, names.indexOf('commitTransaction'))
    return { all, reads: all.filter((name) => READS.has(name)) }
  } finally {
    await client.close()
  }
}
