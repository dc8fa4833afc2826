// Who may come between whom: each scene is prepared, then two or three act on two servers at once.

import type { AppointmentId, HoldId } from '#kernel/ids.ts'
import { type Appointment, cartOf } from '#modules/appointments/index.ts'
import type { App } from '../../src/main/app.ts'
import type { Floor } from '../occupancy/floor.ts'
import type { Random } from '../world/random.ts'
import { phoneOf } from '../world/salon.ts'

export interface Arena {
  floor: Floor
  random: Random
  /** The product as it is, for what is there before. */
  app: App
  /** The product some minutes ago: what it holds has lapsed by now. */
  past: App
  /** Three starts that nobody else wants. */
  starts: readonly [Date, Date, Date]
}

/** What is not counted as granted answers null. */
export type Act = (server: App) => Promise<unknown>

export interface Scene {
  name: string
  /** How many acts may be granted. */
  may: readonly number[]
  /** The acts happen when the visits are over: who came and who did not can be marked. */
  isLater?: boolean
  /** @returns the acts, by turns of the one server and of the other */
  prepare(arena: Arena): Promise<Act[]>
}

const wishOf = ({ floor }: Arena, startTime: Date) => ({
  startTime,
  lines: [{ serviceId: floor.plain[0] ?? ('' as never), staffId: floor.people[0] ?? ('' as never) }],
  prefer: 'least_wait' as const,
  locale: 'ru' as const,
})

function byStaff(arena: Arena, startTime: Date, override?: { reason: string }) {
  const { floor, random } = arena
  const wish = { ...wishOf(arena, startTime), client: { kind: 'walk-in' as const }, override }
  const key = random.key()
  return (server: App): Promise<Appointment> =>
    server.appointments.bookByStaff(floor.salon.businessId, wish, floor.salon.owner, key)
}

function byGuest(arena: Arena, startTime: Date, device: string | null = null, holdId?: HoldId) {
  const { floor, random } = arena
  const { startTime: _, ...cart } = cartFor(arena, startTime)
  const wish = { ...cart, startTime, name: 'Әсел', phone: phoneOf(random.int(9_000_000)), locale: 'kk' as const }
  const key = random.key()
  return (server: App): Promise<Appointment> =>
    server.appointments.book(
      floor.salon.businessId,
      { ...wish, source: 'drill', holdId },
      { kind: 'guest', device },
      key,
    )
}

const cartFor = ({ floor }: Arena, startTime: Date) => ({
  cart: cartOf(floor.plain[0] ?? ('' as never), floor.people[0] ?? null),
  startTime,
})

const moving =
  (arena: Arena, id: AppointmentId, startTime: Date): Act =>
  (server) => {
    const { businessId, owner } = arena.floor.salon
    const { lines } = wishOf(arena, startTime)
    return server.appointments.rearrange(businessId, id, { version: 1, startTime, lines }, owner)
  }

export const SCENES: readonly Scene[] = [
  {
    name: 'two receptionists move one visit',
    may: [1],
    async prepare(arena) {
      const [start, one, other] = arena.starts
      const { id } = await byStaff(arena, start)(arena.app)
      return [moving(arena, id, one), moving(arena, id, other)]
    },
  },
  {
    name: 'a late confirmation, the sweep and another taker',
    may: [1],
    async prepare(arena) {
      const [start] = arena.starts
      const { businessId } = arena.floor.salon
      const device = arena.random.key()
      const guest = { kind: 'guest' as const, device }
      const key = arena.random.key()
      const { id } = await arena.past.appointments.hold(businessId, cartFor(arena, start), guest, key)
      return [
        byGuest(arena, start, device, id),
        (server) => server.appointments.sweepHolds().then(() => null),
        byGuest(arena, start),
      ]
    },
  },
  {
    name: 'a move and a cancellation by the link',
    may: [1, 2],
    async prepare(arena) {
      const [start, one] = arena.starts
      const { businessId } = arena.floor.salon
      const { id } = await byStaff(arena, start)(arena.app)
      return [
        moving(arena, id, one),
        async (server) => server.appointments.cancelByClient(await server.appointments.get(businessId, id), null),
      ]
    },
  },
  {
    name: 'two marks and an undo',
    may: [1, 2],
    isLater: true,
    async prepare(arena) {
      const [start] = arena.starts
      const { businessId, owner } = arena.floor.salon
      const { id } = await byStaff(arena, start)(arena.app)
      const mark =
        (to: 'completed' | 'no-show'): Act =>
        (server) =>
          server.appointments.mark(businessId, id, { to, version: 1 }, owner)
      const undo: Act = async (server) => {
        const { status, version } = await server.appointments.get(businessId, id)
        if (status === 'scheduled') return null
        return server.appointments.mark(businessId, id, { to: 'scheduled', version }, owner)
      }
      return [mark('completed'), mark('no-show'), undo]
    },
  },
  {
    name: 'an override of a visit that is cancelled, its time wanted by a guest',
    may: [2, 3],
    async prepare(arena) {
      const [start] = arena.starts
      const { businessId } = arena.floor.salon
      const { id } = await byGuest(arena, start)(arena.app)
      return [
        byStaff(arena, start, { reason: 'drill' }),
        async (server) => server.appointments.cancelByClient(await server.appointments.get(businessId, id), null),
        byGuest(arena, start),
      ]
    },
  },
  {
    name: 'a block and a move onto it',
    may: [1],
    async prepare(arena) {
      const [start, onto] = arena.starts
      const { salon, people } = arena.floor
      const { id } = await byStaff(arena, start)(arena.app)
      const until = new Date(+onto + 30 * 60_000)
      const wish = { staffId: people[0] ?? null, resourceId: null, from: onto, until, reason: '', over: false }
      const key = arena.random.key()
      return [moving(arena, id, onto), (server) => server.blocks.add(salon.businessId, wish, salon.owner, key)]
    },
  },
]
