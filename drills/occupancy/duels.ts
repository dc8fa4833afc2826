// Two or three wishes that exclude each other, at once, on two servers: exactly one is granted.

import type { AppointmentId } from '#kernel/ids.ts'
import { type App, createApp } from '../../src/main/app.ts'
import { storageOf } from '../../src/main/storage-config.ts'
import type { Drilling } from '../drill.ts'
import type { Reply } from '../world/ask.ts'
import { bookedIn, createDesk, type Desk, heldIn, isFailure, line, newGuest, type Wish } from '../world/desk.ts'
import { type Office, openOffice } from '../world/office.ts'
import { startAt } from '../world/salon.ts'
import type { World } from '../world/world.ts'
import type { Floor } from './floor.ts'

const MINUTE_MS = 60_000

export interface Arena {
  drilling: Drilling
  floor: Floor
  desk: Desk
  office: Office
  /** The product some minutes ago: what it holds has lapsed by now. */
  past: App
  /** The product when the visits are over: who did not come can be marked. */
  future: App
  wish: Wish
  elsewhere: Wish
  /** The first of two, by turns the one and the other. */
  order: 0 | 1
}

interface Outcome {
  granted: number
  replies: Reply[]
}

export interface Duel {
  name: string
  /** How many may be granted. */
  may: readonly number[]
  fight(arena: Arena): Promise<Outcome>
}

export interface Fought {
  cases: number
  wrong: string[]
  failures: number
}

export async function duels(
  drilling: Drilling,
  floor: Floor,
  rounds: number,
  all: readonly Duel[] = DUELS,
): Promise<Fought> {
  const { world } = drilling
  const desk = createDesk(world, floor.salon.businessId)
  const office = await openOffice(world, floor.salon)
  const [past, future] = [appAt(world, -20), appAt(world, 400 * 24 * 60)]
  const fought: Fought = { cases: 0, wrong: [], failures: 0 }
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, duel] of all.entries()) {
      const place = 2 * (round * all.length + i)
      const [staffId = null] = floor.people.slice(place % floor.people.length)
      const [serviceId] = floor.plain
      if (!serviceId) throw new Error('no service')
      const at = (n: number): Wish => ({
        lines: [line(serviceId, staffId)],
        start: startAt(4 + (Math.floor(n / 40) % 300), (n % 40) * 30),
      })
      const arena = { drilling, floor, desk, office, past, future, wish: at(place), elsewhere: at(place + 1) }
      const { granted, replies } = await duel.fight({ ...arena, order: round % 2 === 0 ? 0 : 1 })
      fought.cases += 1
      fought.failures += replies.filter(isFailure).length
      if (duel.may.includes(granted)) continue
      fought.wrong.push(`${duel.name}, round ${round}: ${granted} granted, ${replies.map(told).join('; ')}`)
    }
  }
  return fought
}

const told = ({ status, body }: Reply): string => `${status} ${status >= 400 ? JSON.parse(body || '{}').code : ''}`

function appAt({ place, secret }: World, minutes: number): App {
  const clock = { now: () => new Date(Date.now() + minutes * MINUTE_MS) }
  return createApp({ database: place.database, secret, clock, files: storageOf({ home: place.folder, s3: null }) })
}

export const booking = ({ desk, drilling }: Arena, wish: Wish, server: number) =>
  desk.book(server, newGuest(), wish, drilling.random.key())

export async function booked(arena: Arena, wish: Wish) {
  const reply = await booking(arena, wish, 0)
  if (reply.status !== 201) throw new Error(`a free time could not be booked: ${reply.status} ${reply.body}`)
  return bookedIn(reply)
}

/** All at once, the last first in every other round. */
export async function atOnce(order: 0 | 1, asked: readonly (() => Promise<Reply>)[]): Promise<Reply[]> {
  return Promise.all((order === 0 ? asked : asked.toReversed()).map((ask) => ask()))
}

export const outcome = (replies: Reply[]): Outcome => ({
  granted: replies.filter(({ status }) => status === 200 || status === 201).length,
  replies,
})

const DUELS: readonly Duel[] = [
  {
    name: 'a hold and a booking of one time',
    may: [1],
    async fight(arena) {
      const { desk, wish, drilling, order } = arena
      return outcome(
        await atOnce(order, [
          () => desk.hold(0, newGuest(), wish, drilling.random.key()),
          () => booking(arena, wish, 1),
          () => booking(arena, wish, 0),
        ]),
      )
    },
  },
  {
    name: 'a lapsed hold confirmed late, the time wanted by others, nobody sweeping',
    may: [1],
    async fight(arena) {
      const { desk, past, wish, floor, drilling, order } = arena
      const guest = newGuest()
      const cart = { lines: wish.lines, prefer: 'least_wait' } as const
      const { id: holdId } = await past.appointments.hold(
        floor.salon.businessId,
        { cart, startTime: wish.start },
        { kind: 'guest', device: guest.device },
        drilling.random.key(),
      )
      return outcome(
        await atOnce(order, [
          () => desk.book(0, guest, { ...wish, holdId }, drilling.random.key()),
          () => booking(arena, wish, 1),
          () => desk.hold(0, newGuest(), wish, drilling.random.key()),
        ]),
      )
    },
  },
  {
    name: 'one hold confirmed with two keys',
    may: [1],
    async fight({ desk, wish, drilling, order }) {
      const guest = newGuest()
      const holdId = heldIn(await desk.hold(0, guest, wish, drilling.random.key()))
      const confirm = (server: number) => () => desk.book(server, guest, { ...wish, holdId }, drilling.random.key())
      return outcome(await atOnce(order, [confirm(0), confirm(1)]))
    },
  },
  {
    name: 'a hold given back while it is confirmed, and wanted by another',
    may: [1],
    async fight(arena) {
      const { desk, wish, drilling, order } = arena
      const guest = newGuest()
      const holdId = heldIn(await desk.hold(0, guest, wish, drilling.random.key()))
      const replies = await atOnce(order, [
        () => desk.book(0, guest, { ...wish, holdId }, drilling.random.key()),
        () => desk.release(1, guest, holdId),
      ])
      const last = await booking(arena, wish, 0)
      const visits = [...replies, last].filter(({ status }) => status === 201)
      return { granted: visits.length, replies: [...replies, last] }
    },
  },
  {
    name: 'a no-show taken back, its time wanted by others',
    may: [1],
    async fight(arena) {
      const { future, floor, wish, order } = arena
      const { salon } = floor
      const { id } = await booked(arena, wish)
      const mark = (to: 'no-show' | 'scheduled', version: number) =>
        future.appointments.mark(salon.businessId, id as AppointmentId, { to, version }, salon.owner)
      await mark('no-show', 1)
      const undo = () =>
        mark('scheduled', 2).then(
          () => answer(200),
          (error) => answer(409, { code: error.code }),
        )
      return outcome(await atOnce(order, [undo, () => booking(arena, wish, 0), () => booking(arena, wish, 1)]))
    },
  },
  {
    name: 'two visits moved to one start',
    may: [1],
    async fight(arena) {
      const { desk, wish, elsewhere, order } = arena
      const later = { ...elsewhere, start: new Date(elsewhere.start.getTime() + 30 * MINUTE_MS * 40 * 24) }
      const [one, two] = [await booked(arena, elsewhere), await booked(arena, later)]
      return outcome(
        await atOnce(order, [
          () => desk.move(0, one.token, 1, wish.start),
          () => desk.move(1, two.token, 1, wish.start),
        ]),
      )
    },
  },
  {
    name: 'two visits that change places',
    may: [0, 1],
    async fight(arena) {
      const { desk, wish, elsewhere, order } = arena
      const [one, two] = [await booked(arena, wish), await booked(arena, elsewhere)]
      return outcome(
        await atOnce(order, [
          () => desk.move(0, one.token, 1, elsewhere.start),
          () => desk.move(1, two.token, 1, wish.start),
        ]),
      )
    },
  },
  {
    name: 'a visit moved and cancelled at once',
    may: [1, 2],
    async fight(arena) {
      const { desk, wish, elsewhere, order } = arena
      const { token } = await booked(arena, wish)
      return outcome(await atOnce(order, [() => desk.move(0, token, 1, elsewhere.start), () => desk.cancel(1, token)]))
    },
  },
  {
    name: 'a visit cancelled while another wants its time; who was too early asks again',
    may: [2],
    async fight(arena) {
      const { desk, wish, order } = arena
      const { token } = await booked(arena, wish)
      const replies = await atOnce(order, [() => desk.cancel(0, token), () => booking(arena, wish, 1)])
      if (replies.some(({ status }) => status === 409)) replies.push(await booking(arena, wish, 1))
      return outcome(replies)
    },
  },
]

const answer = (status: number, body: unknown = {}): Reply => ({
  status,
  headers: {},
  body: JSON.stringify(body),
  ms: 0,
})
