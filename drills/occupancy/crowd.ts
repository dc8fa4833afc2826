// Many guests at once do all that guests can do, within a few hours that reach over the end of a UTC month.

import type { HoldId } from '#kernel/ids.ts'
import { PREFERENCES } from '#modules/appointments/index.ts'
import type { Drilling } from '../drill.ts'
import { inParallel, type Reply } from '../world/ask.ts'
import {
  type Booked,
  bookedIn,
  createDesk,
  createPatience,
  type Guest,
  heldIn,
  isFailure,
  newGuest,
  type Wish,
} from '../world/desk.ts'
import { startAt } from '../world/salon.ts'
import { type Floor, someCart } from './floor.ts'

const LANES = 16
const STEP = 15
/** Starts from which to choose: few, so that all are in each other's way. */
const STARTS = 24
const WEIGHTS = { book: 34, hold: 22, confirm: 16, extend: 4, release: 6, move: 12, cancel: 10 } as const
type Act = keyof typeof WEIGHTS

export interface Crowded {
  acts: Record<string, number>
  failures: Reply[]
  strange: Reply[]
  /** Times at which somebody was told to come back with the same key. */
  cameBack: number
}

interface Standing {
  visits: Booked[]
  holds: { id: HoldId; guest: Guest; wish: Wish }[]
}

export async function crowd({ world, random }: Drilling, floor: Floor, count: number): Promise<Crowded> {
  const { send, cameBack } = createPatience()
  const desk = createDesk(world, floor.salon.businessId, send)
  const [day, first] = monthsEnd()
  const start = () => startAt(day, first + STEP * random.int(STARTS))
  const taken = <Item>(items: Item[]): Item | undefined => items.splice(random.int(items.length), 1)[0]
  const standing: Standing = { visits: [], holds: [] }
  const acts: Record<string, number> = {}
  const told = (act: Act, { status }: Reply) => {
    const name = `${act} ${status}`
    acts[name] = (acts[name] ?? 0) + 1
  }
  const wish = (): Wish => ({
    lines: someCart(random, floor),
    start: start(),
    prefer: PREFERENCES[random.int(PREFERENCES.length)] ?? 'least_wait',
  })
  const one = async (act: Act, server: number): Promise<Reply | null> => {
    if (act === 'book') {
      const reply = await desk.book(server, newGuest(), wish(), random.key())
      if (reply.status === 201) standing.visits.push(bookedIn(reply))
      return reply
    }
    if (act === 'hold') {
      const held = { guest: newGuest(), wish: wish() }
      const reply = await desk.hold(server, held.guest, held.wish, random.key())
      if (reply.status === 201) standing.holds.push({ ...held, id: heldIn(reply) })
      return reply
    }
    if (act === 'move' || act === 'cancel') return change(act, server)
    const hold = taken(standing.holds)
    if (!hold) return null
    if (act === 'release') return desk.release(server, hold.guest, hold.id)
    if (act === 'extend') {
      standing.holds.push(hold)
      return desk.extend(server, hold.guest, hold.id)
    }
    const reply = await desk.book(server, hold.guest, { ...hold.wish, holdId: hold.id }, random.key())
    if (reply.status === 201) standing.visits.push(bookedIn(reply))
    return reply
  }
  const change = async (act: 'move' | 'cancel', server: number): Promise<Reply | null> => {
    const visit = taken(standing.visits)
    if (!visit) return null
    if (act === 'cancel') return desk.cancel(server, visit.token)
    const reply = await desk.move(server, visit.token, visit.version, start())
    const version = reply.status === 200 ? Number(JSON.parse(reply.body).version) : visit.version
    standing.visits.push({ ...visit, version })
    return reply
  }
  const chosen = Array.from({ length: count }, () => weighted(random.next()))
  const replies = await inParallel(chosen, LANES, async (act, i) => {
    const reply = await one(act, i)
    if (reply) told(act, reply)
    return reply
  })
  const answered = replies.filter((reply) => reply !== null)
  return { acts, failures: answered.filter(isFailure), strange: answered.filter(isStrange), cameBack: cameBack() }
}

/** What an honest guest is never told. */
const isStrange = ({ status }: Reply): boolean => status >= 400 && status < 500 && status !== 409 && status !== 404

function weighted(chance: number): Act {
  const acts = Object.entries(WEIGHTS) as [Act, number][]
  const drawn = chance * acts.reduce((sum, [, weight]) => sum + weight, 0)
  const upTo = (index: number) => acts.slice(0, index + 1).reduce((sum, [, weight]) => sum + weight, 0)
  return acts.find((_, i) => drawn < upTo(i))?.[0] ?? 'book'
}

/** Day and minute of the place some hours before a UTC month ends. */
function monthsEnd(): [day: number, minute: number] {
  const before = 2 * 60
  for (let day = 1; day < 62; day += 1) {
    for (let minute = before; minute < 22 * 60; minute += STEP) {
      const at = startAt(day, minute)
      if (at.getUTCDate() === 1 && at.getUTCHours() === 0 && at.getUTCMinutes() === 0) return [day, minute - before]
    }
  }
  throw new Error('a month without an end')
}
