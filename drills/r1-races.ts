// Races for one time over HTTP, two server processes. The winner is whoever the database lets; everybody else is told
// 409, and nothing of his stays behind.

import { toObjectId } from '#platform/mongo/collection.ts'
import { type Drill, type Drilling, doctorClean, exactly, none } from './drill.ts'
import { askJson, inParallel, type Reply, tally } from './world/ask.ts'
import { HOURS_A_DAY, openSalon, phoneOf, type Salon, startAt } from './world/salon.ts'

const SIZES = {
  small: { crowded: { slots: 2, racers: 100 }, wide: { slots: 200, racers: 4 } },
  long: { crowded: { slots: 20, racers: 200 }, wide: { slots: 10_000, racers: 4 } },
} as const

/** Races that run at the same time in the wide part. */
const LANES = 12

export const races: Drill = {
  name: 'R1',
  title: 'races for one time over HTTP, two server processes',
  async run(drilling) {
    const { crowded, wide } = SIZES[drilling.size]
    await crowd(drilling, crowded)
    await spread(drilling, wide)
    await fullDay(drilling)
  },
}

interface Wish {
  salon: Salon
  staffId: string
  serviceId: string
  start: Date
}

let racer = 0

function send({ world, random }: Drilling, { salon, staffId, serviceId, start }: Wish): Promise<Reply> {
  racer += 1
  const body = {
    services: [{ serviceId, staffId }],
    startTime: start.toISOString(),
    name: 'Әсел',
    phone: phoneOf(racer),
  }
  return askJson(world.port(racer), 'POST', `/api/businesses/${salon.businessId}/appointments`, body, {
    'idempotency-key': random.key(),
  })
}

async function crowd(drilling: Drilling, { slots, racers }: { slots: number; racers: number }): Promise<void> {
  const salon = await openSalon(drilling.world.app, { name: 'Crowd', people: 1, durations: [30] })
  const [staffId = ''] = salon.people
  const serviceId = salon.services[0]?.id ?? ''
  const began = performance.now()
  const replies: Reply[][] = []
  for (let slot = 0; slot < slots; slot += 1) {
    const wish = { salon, staffId, serviceId, start: startAt(0, slot * 60) }
    replies.push(await Promise.all(Array.from({ length: racers }, () => send(drilling, wish))))
  }
  await judge(drilling, `${slots} slots × ${racers} racers`, salon, replies, began)
}

// Half of the races are for one and the same range. In the other half the four ranges are unequal but all hold the same
// quarter of an hour, so that still only one can win.
const UNEQUAL = [
  { offset: 0, duration: 30 },
  { offset: 15, duration: 30 },
  { offset: 15, duration: 45 },
  { offset: 0, duration: 60 },
]

async function spread(drilling: Drilling, { slots, racers }: { slots: number; racers: number }): Promise<void> {
  const { world } = drilling
  const [people, days] = [4, 28]
  const count = Math.ceil(slots / (people * days * HOURS_A_DAY))
  const salons: Salon[] = []
  for (let i = 0; i < count; i += 1)
    salons.push(await openSalon(world.app, { name: `Spread ${i}`, people, durations: [30, 45, 60] }))
  const began = performance.now()
  let done = 0
  const replies = await inParallel(
    Array.from({ length: slots }, (_, slot) => slot),
    LANES,
    async (slot) => {
      const salon = salons[slot % count]
      if (!salon) throw new Error('no salon')
      const place = Math.floor(slot / count)
      const staffId = salon.people[place % people] ?? ''
      const hour = Math.floor(place / people)
      const from = (hour % HOURS_A_DAY) * 60
      const ranges = slot % 2 === 0 ? UNEQUAL.slice(0, 1) : UNEQUAL
      const answers = await Promise.all(
        Array.from({ length: racers }, (_, i) => {
          const { offset, duration } = ranges[i % ranges.length] ?? { offset: 0, duration: 30 }
          const serviceId = salon.services.find((service) => service.duration === duration)?.id ?? ''
          const start = startAt(Math.floor(hour / HOURS_A_DAY), from + offset)
          return send(drilling, { salon, staffId, serviceId, start })
        }),
      )
      done += 1
      if (done % 500 === 0) world.log(`R1: ${done} of ${slots} races, ${seconds(began)} s`)
      return answers
    },
  )
  await judge(drilling, `${slots} slots × ${racers}, half overlapping unequally`, salons, replies, began)
}

async function judge(
  drilling: Drilling,
  what: string,
  salon: Salon | readonly Salon[],
  races: readonly Reply[][],
  began: number,
): Promise<void> {
  const { world, figure, remark } = drilling
  const took = seconds(began)
  const all = races.flat()
  const statuses = tally(all)
  const odd = races.filter(
    (replies) => tally(replies)[201] !== 1 || replies.some(({ status }) => status !== 201 && status !== 409),
  )
  figure({ what, value: `${show(statuses)} in ${took} s` })
  figure(none(`${what}: races with another outcome than 1 × 201, the rest 409`, odd.length))
  figure(none(`${what}: 5xx or no answer`, all.filter(({ status }) => status === 0 || status >= 500).length))
  for (const replies of odd.slice(0, 3))
    remark(`a race ended ${show(tally(replies))}: ${replies.find(({ status }) => status >= 500)?.body ?? ''}`)
  const businesses = [salon].flat().map(({ businessId }) => businessId)
  const { visits, events } = await stored(drilling, businesses)
  figure(exactly(`${what}: visits stored`, visits, races.length))
  figure(exactly(`${what}: events stored`, events, races.length))
  const findings = await world.doctor()
  figure(none(`${what}: overlaps`, findings.filter(({ code }) => code === 'overlap').length))
  await doctorClean(drilling, `after ${what}`)
}

async function fullDay(drilling: Drilling): Promise<void> {
  const { world, figure } = drilling
  const salon = await openSalon(world.app, { name: 'Full days', people: 1, durations: [15] })
  const [staffId = ''] = salon.people
  const serviceId = salon.services[0]?.id ?? ''
  const slots = 100
  const began = performance.now()
  const wishes = Array.from({ length: slots }, (_, i) => ({
    salon,
    staffId,
    serviceId,
    start: startAt(Math.floor(i / 50), (i % 50) * 15),
  }))
  const replies = await Promise.all(drilling.random.shuffled(wishes).map((wish) => send(drilling, wish)))
  const what = `${slots} different slots of one person at once`
  figure({ what, value: `${show(tally(replies))} in ${seconds(began)} s` })
  figure(exactly(`${what}: booked`, tally(replies)[201] ?? 0, slots))
  figure(exactly(`${what}: visits stored`, (await stored(drilling, [salon.businessId])).visits, slots))
  await doctorClean(drilling, `after ${what}`)
}

async function stored(
  { world }: Drilling,
  businessIds: readonly string[],
): Promise<{ visits: number; events: number }> {
  let [visits, events] = [0, 0]
  for (const id of businessIds) {
    const businessId = toObjectId(id)
    visits += await world.place.database.db.collection('appointments').countDocuments({ businessId })
    const booked = { businessId, type: 'appointment.booked' }
    events += await world.place.database.db.collection('events').countDocuments(booked)
  }
  return { visits, events }
}

const seconds = (began: number): string => ((performance.now() - began) / 1000).toFixed(1)
const show = (statuses: Record<string, number>): string =>
  Object.entries(statuses)
    .map(([status, count]) => `${count} × ${status}`)
    .join(', ')
