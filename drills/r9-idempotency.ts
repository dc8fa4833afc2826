// One key, one effect: sent fifty times over two servers, with another body, after a crash, in two businesses.

import { setTimeout as pause } from 'node:timers/promises'
import { toObjectId } from '#platform/mongo/collection.ts'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { askJson, inParallel, type Reply, tally } from './world/ask.ts'
import { openSalon, phoneOf, type Salon, startAt } from './world/salon.ts'

const SIZES = {
  small: { twins: 50, kills: 2, underLoad: 80 },
  long: { twins: 50, kills: 20, underLoad: 200 },
} as const

const LANES = 24
/**
 * How long a client goes on with the same key when he is told to come back. What a killed process left open in the
 * database holds its documents until the engine gives it up, after 60 s (transactionLifetimeLimitSeconds).
 */
const PATIENCE_MS = 90_000

export const idempotency: Drill = {
  name: 'R9',
  title: 'idempotency: same key × 50, other body, after a crash, across tenants',
  async run(drilling) {
    const { twins, kills, underLoad } = SIZES[drilling.size]
    const salon = await openSalon(drilling.world.app, { name: 'Once', people: 4, durations: [30] })
    await sameKey(drilling, salon, twins)
    await twoBusinesses(drilling, salon)
    await crashes(drilling, kills, underLoad)
    await doctorClean(drilling, 'at the end')
  },
}

interface Order {
  salon: Salon
  key: string
  phone: string
  person: number
  start: Date
  name?: string
}

const send = (port: number, { salon, key, phone, person, start, name = 'Әсел' }: Order): Promise<Reply> =>
  askJson(
    port,
    'POST',
    `/api/businesses/${salon.businessId}/appointments`,
    {
      services: [{ serviceId: salon.services[0]?.id, staffId: salon.people[person % salon.people.length] }],
      startTime: start.toISOString(),
      name,
      phone,
    },
    { 'idempotency-key': key },
  )

/** Sends until there is an answer that is not "come back later". */
async function insist(port: number, order: Order): Promise<Reply & { retries: number }> {
  for (let retries = 0, deadline = Date.now() + PATIENCE_MS; ; retries += 1) {
    const reply = await send(port, order)
    if ((reply.status !== 503 && reply.status !== 0) || Date.now() > deadline) return { ...reply, retries }
    await pause(250)
  }
}

async function sameKey(drilling: Drilling, salon: Salon, twins: number): Promise<void> {
  const { world, random, figure } = drilling
  const order = { salon, key: random.key(), phone: phoneOf(random.int(9_000_000)), person: 0, start: startAt(0, 60) }
  const replies = await Promise.all(Array.from({ length: twins }, (_, i) => send(world.port(i), order)))
  figure(exactly(`same key × ${twins} over two servers: 201`, tally(replies)[201] ?? 0, twins))
  figure(exactly('different bodies among the answers', new Set(replies.map(({ body }) => body)).size, 1))
  const effects = await effectsOf(drilling, [order])
  figure(exactly('effects of the key (visit, event, record; the client counted once)', effects, 1))

  const others = [
    { ...order, name: 'Айжан' },
    { ...order, start: startAt(0, 120) },
    { ...order, person: 1 },
  ]
  const refused = await Promise.all(others.map((other, i) => send(world.port(i), other)))
  figure(exactly('same key, other body: 422 key_reused', refused.filter(isReused).length, others.length))
  figure(exactly('effects of the key after that', await effectsOf(drilling, [order]), 1))
}

const isReused = ({ status, body }: Reply): boolean => status === 422 && JSON.parse(body).code === 'key_reused'

async function twoBusinesses(drilling: Drilling, salon: Salon): Promise<void> {
  const { world, random, figure } = drilling
  const other = await openSalon(world.app, { name: 'Elsewhere', people: 1, durations: [30] })
  const order = { salon, key: random.key(), phone: phoneOf(random.int(9_000_000)), person: 0, start: startAt(1, 0) }
  const orders = [order, { ...order, salon: other }]
  const replies = await Promise.all(orders.map((one, i) => send(world.port(i), one)))
  figure(exactly('same key and phone in two businesses: 201', tally(replies)[201] ?? 0, 2))
  figure(exactly('visits of the two', new Set(replies.map(idIn)).size, 2))
  figure(exactly('effects of the key in the two', await effectsOf(drilling, orders), 2))
}

async function crashes(drilling: Drilling, kills: number, underLoad: number): Promise<void> {
  const { world, random, figure, remark } = drilling
  const sum = {
    answered: 0,
    unanswered: 0,
    doubled: 0,
    lost: 0,
    changed: 0,
    effects: 0,
    keys: 0,
    retries: 0,
    slowest: 0,
  }
  const began = performance.now()
  for (let kill = 0; kill < kills; kill += 1) {
    const salon = await openSalon(world.app, { name: `Crash ${kill}`, people: 4, durations: [30] })
    const orders = Array.from({ length: underLoad }, (_, i) => ({
      salon,
      key: random.key(),
      phone: phoneOf(kill * 1000 + i),
      person: i,
      start: startAt(Math.floor(i / 160), (Math.floor(i / 4) % 40) * 30),
    }))
    const [victim, survivor] = world.servers
    if (!victim || !survivor) throw new Error('two servers are needed')
    const killAfter = 1 + random.int(underLoad - LANES)
    let answers = 0
    let dead: Promise<void> | null = null
    const first = await inParallel(orders, LANES, async (order) => {
      const reply = await send(victim.port, order)
      if (reply.status > 0) answers += 1
      if (answers >= killAfter) dead ??= victim.kill()
      return reply
    })
    await dead
    const helped = await giveUpAbandoned(drilling, kill)
    const resent = performance.now()
    // All of them again, also what was answered: the client cannot know what became of the others.
    const second = await inParallel(orders, LANES, (order) => insist(survivor.port, order))
    if (!helped) sum.slowest = Math.max(sum.slowest, performance.now() - resent)
    world.servers[0] = await world.startServer()
    for (const [i, before] of first.entries()) {
      const after = second[i]
      if (before.status > 0) sum.answered += 1
      else sum.unanswered += 1
      if (after?.status !== 201) {
        sum.lost += 1
        remark(`after the crash: ${after?.status} ${after?.body.slice(0, 200)}`)
      } else if (before.status === 201 && before.body !== after.body) sum.changed += 1
      sum.retries += after?.retries ?? 0
    }
    const effects = await effectsOf(drilling, orders)
    sum.effects += effects
    sum.keys += orders.length
    const businessId = toObjectId(salon.businessId)
    const visits = await world.place.database.db.collection('appointments').countDocuments({ businessId })
    sum.doubled += Math.max(0, visits - orders.length)
    world.log(`R9: crash ${kill + 1} of ${kills}, ${answers} of ${underLoad} had been answered`)
  }
  const took = ((performance.now() - began) / 1000).toFixed(1)
  const what = `kill -9 of a server × ${kills}, ${underLoad} bookings each`
  figure({
    what,
    value: `${sum.answered} answered, ${sum.unanswered} not, ${sum.retries} told to come back, in ${took} s`,
  })
  if (sum.slowest > 0) {
    const seconds = (sum.slowest / 1000).toFixed(1)
    figure({ what: 'until all were booked, the engine ending abandoned transactions by itself', value: `${seconds} s` })
  }
  figure({
    what: 'requests left without an answer by the kills',
    value: sum.unanswered,
    must: '≥ 1',
    held: sum.unanswered > 0,
  })
  figure(exactly('keys with exactly one effect', sum.effects, sum.keys))
  figure(none('sent again, not booked', sum.lost))
  figure(none('answered before, another answer after', sum.changed))
  figure(none('doubled', sum.doubled))
}

/**
 * Spares the minute's wait where the whole server is ours to command; the first crash of a long run is waited out.
 * @returns whether it did
 */
async function giveUpAbandoned({ world, size }: Drilling, kill: number): Promise<boolean> {
  if (!world.place.isOurs || (size === 'long' && kill === 0)) return false
  await world.place.database.db.admin().command({ killAllSessions: [] })
  return true
}

const idIn = ({ body }: Reply): unknown => JSON.parse(body).appointment?.id

/** How many of the keys have one record, one visit and one event, all of one another. */
async function effectsOf({ world }: Drilling, orders: readonly Order[]): Promise<number> {
  const { db } = world.place.database
  let whole = 0
  for (const { salon, key, phone } of orders) {
    const records = await db.collection('idempotency').find({ scope: salon.businessId, key }).toArray()
    const [record] = records
    if (records.length !== 1 || !record) continue
    const _id = toObjectId(record.result.appointmentId)
    const [visits, events, client] = await Promise.all([
      db.collection('appointments').countDocuments({ _id }),
      db.collection('events').countDocuments({ businessId: toObjectId(salon.businessId), 'subject.id': _id }),
      db.collection('clients').findOne({ businessId: toObjectId(salon.businessId), phoneKey: phone }),
    ])
    if (visits === 1 && events === 1 && client?.totalAppointments === 1) whole += 1
  }
  return whole
}
