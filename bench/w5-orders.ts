// The same orders for whoever books them: each of 32 clients has a person of his own, and one request in ten is for the
// time that a neighbour is booking at that moment.

import type { Random } from '../drills/world/random.ts'
import { openSalon, phoneOf, type Salon, startAt } from '../drills/world/salon.ts'
import type { App } from '../src/main/app.ts'

export const CLIENTS = 32
const BOOKINGS_EACH = 2
const COLLISIONS = 0.1
const PEOPLE = 8
const SLOTS_A_DAY = 45
export const DURATION = 30
export const PRICE = 3000

export interface Order {
  salon: Salon
  staffId: string
  start: Date
  key: string
  phone: string
  name: string
}

/** Businesses of one contestant, so that none meets what another has booked. */
export async function openField(app: App, name: string): Promise<Salon[]> {
  const salons: Salon[] = []
  for (let i = 0; i < CLIENTS / PEOPLE; i += 1)
    salons.push(await openSalon(app, { name: `${name} ${i}`, people: PEOPLE, durations: [DURATION] }))
  return salons
}

/** Days from tomorrow to the second of next month: all slots lie in one diary a person. */
const firstDay = (): number => {
  const today = new Date()
  const second = Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 2)
  return Math.ceil((second - today.getTime()) / 86_400_000)
}

let serial = 0

export function orderOf(salons: readonly Salon[], client: number, slot: number, random: Random): Order {
  const salon = salons[Math.floor(client / PEOPLE)]
  const staffId = salon?.people[client % PEOPLE]
  if (!salon || !staffId) throw new Error('no such client')
  serial += 1
  const start = startAt(firstDay() + Math.floor(slot / SLOTS_A_DAY), (slot % SLOTS_A_DAY) * DURATION)
  return { salon, staffId, start, key: random.key(), phone: phoneOf(serial), name: 'Әсел Нұрланқызы' }
}

export interface Batch {
  /** Per client, one after another. */
  orders: Order[][]
  wins: number
  collisions: number
}

/** One batch: new slots for every client, and collisions with a neighbour's. */
export function batchOf(salons: readonly Salon[], batch: number, random: Random): Batch {
  const slotOf = (i: number) => 1 + batch * BOOKINGS_EACH + i
  const orders = Array.from({ length: CLIENTS }, (_, client) =>
    Array.from({ length: BOOKINGS_EACH }, (_, i) => orderOf(salons, client, slotOf(i), random)),
  )
  const wins = CLIENTS * BOOKINGS_EACH
  const collisions = Math.round((wins * COLLISIONS) / (1 - COLLISIONS))
  for (const client of random.shuffled([...orders.keys()]).slice(0, collisions)) {
    const i = random.int(BOOKINGS_EACH)
    orders[client]?.splice(i, 0, orderOf(salons, (client + 1) % CLIENTS, slotOf(i), random))
  }
  return { orders, wins, collisions }
}
