// Wishes of staff that exclude each other or a guest's, at once, on two servers.

import type { Reply } from '../world/ask.ts'
import { type StaffPlan, seenIn } from '../world/office.ts'
import { type Arena, atOnce, booked, booking, type Duel, outcome } from './duels.ts'

const MINUTE_MS = 60_000
/** As long as the floor's first service. */
const LENGTH = 30

const planOf = ({ wish: { lines } }: Arena, startTime: Date, duration?: number): StaffPlan => ({
  startTime,
  lines: lines.map(({ serviceId, staffId }) => ({ serviceId, staffId, ...(duration ? { duration } : {}) })),
})

const spanOf = ({ wish: { lines } }: Arena, from: Date, minutes = LENGTH) => ({
  staffId: lines[0]?.staffId ?? null,
  resourceId: null,
  from,
  until: new Date(+from + minutes * MINUTE_MS),
})

const after = (start: Date): Date => new Date(+start + LENGTH * MINUTE_MS)

/** How many visits the answers tell of. */
const visits = (replies: Reply[]) => {
  const granted = replies.filter(({ status }) => status === 201).map((reply) => seenIn(reply).id)
  return { granted: new Set(granted).size, replies }
}

export const STAFF_DUELS: readonly Duel[] = [
  {
    name: 'two receptionists move one visit',
    may: [1],
    async fight(arena) {
      const { office, wish, elsewhere, order } = arena
      const { id } = await booked(arena, wish)
      const far = new Date(+elsewhere.start + 40 * 24 * 60 * MINUTE_MS)
      return outcome(
        await atOnce(order, [
          () => office.rearrange(0, id, 1, planOf(arena, elsewhere.start)),
          () => office.rearrange(1, id, 1, planOf(arena, far)),
        ]),
      )
    },
  },
  {
    name: 'a visit made longer into a time that a guest wants',
    may: [1],
    async fight(arena) {
      const { office, wish, elsewhere, order } = arena
      const { id } = await booked(arena, wish)
      return outcome(
        await atOnce(order, [
          () => office.rearrange(0, id, 1, planOf(arena, wish.start, 2 * LENGTH)),
          () => booking(arena, elsewhere, 1),
        ]),
      )
    },
  },
  {
    name: 'a move by staff and a move by the guest himself',
    may: [1],
    async fight(arena) {
      const { office, desk, wish, elsewhere, order } = arena
      const { id, token } = await booked(arena, wish)
      return outcome(
        await atOnce(order, [
          () => office.rearrange(0, id, 1, planOf(arena, elsewhere.start)),
          () => desk.move(1, token, 1, after(elsewhere.start)),
        ]),
      )
    },
  },
  {
    name: 'an override of a visit that is being cancelled, its time wanted by a guest',
    may: [2, 3],
    async fight(arena) {
      const { office, desk, drilling, wish, order } = arena
      const { token } = await booked(arena, wish)
      const plan = { ...planOf(arena, wish.start), override: { reason: 'drill' } }
      return outcome(
        await atOnce(order, [
          () => office.book(0, plan, drilling.random.key()),
          () => desk.cancel(1, token),
          () => booking(arena, wish, 0),
        ]),
      )
    },
  },
  {
    name: 'what stands over a visit is moved away, the time under it wanted by a guest',
    may: [1],
    async fight(arena) {
      const { office, drilling, wish, elsewhere, order } = arena
      await booked(arena, wish)
      const over = { ...planOf(arena, wish.start), override: { reason: 'drill' } }
      const { id } = seenIn(await office.book(0, over, drilling.random.key()))
      const replies = await atOnce(order, [
        () => office.rearrange(0, id, 1, planOf(arena, elsewhere.start)),
        () => booking(arena, wish, 1),
      ])
      return outcome([...replies, await booking(arena, wish, 0)])
    },
  },
  {
    name: 'a block, a booking by staff and one by a guest',
    may: [1],
    async fight(arena) {
      const { office, drilling, wish, order } = arena
      return outcome(
        await atOnce(order, [
          () => office.block(0, spanOf(arena, wish.start), drilling.random.key()),
          () => office.book(1, planOf(arena, wish.start), drilling.random.key()),
          () => booking(arena, wish, 0),
        ]),
      )
    },
  },
  {
    name: 'a block that grows and a booking',
    may: [1],
    async fight(arena) {
      const { office, drilling, wish, elsewhere, order } = arena
      const { id } = seenIn(await office.block(0, spanOf(arena, wish.start), drilling.random.key()))
      return outcome(
        await atOnce(order, [
          () => office.changeBlock(0, id, 1, spanOf(arena, wish.start, 2 * LENGTH)),
          () => booking(arena, elsewhere, 1),
        ]),
      )
    },
  },
  {
    name: 'a block taken away while a guest wants its time; who was too early asks again',
    may: [1],
    async fight(arena) {
      const { office, drilling, wish, order } = arena
      const { id } = seenIn(await office.block(0, spanOf(arena, wish.start), drilling.random.key()))
      const replies = await atOnce(order, [() => office.removeBlock(0, id, 1), () => booking(arena, wish, 1)])
      if (replies.some(({ status }) => status === 409)) replies.push(await booking(arena, wish, 1))
      return outcome(replies)
    },
  },
  {
    name: 'one walk-in sent twice by its key, its time wanted by a guest',
    may: [1],
    async fight(arena) {
      const { office, drilling, wish, order } = arena
      const key = drilling.random.key()
      const send = (server: number) => () => office.book(server, planOf(arena, wish.start), key)
      const replies = await atOnce(order, [send(0), send(1), () => booking(arena, wish, 0)])
      const [first, second] = order === 0 ? replies : replies.toReversed()
      const isOnce =
        first?.status === second?.status && visits([first, second].filter((one) => one !== undefined)).granted <= 1
      const isGuest = replies.at(order === 0 ? 2 : 0)?.status === 201
      return { granted: isOnce ? Number(first?.status === 201) + Number(isGuest) : 99, replies }
    },
  },
]
