// What guests were about when something died: each with a time of his own, so that it is known what must come of it.

import type { HoldId, StaffId } from '#kernel/ids.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import type { Drilling } from '../drill.ts'
import { inParallel, type Reply } from '../world/ask.ts'
import { type Booked, bookedIn, type Desk, type Guest, heldIn, line, newGuest } from '../world/desk.ts'
import { type Salon, startAt } from '../world/salon.ts'
import type { World } from '../world/world.ts'

const KINDS = ['book', 'confirm', 'move', 'cancel'] as const

export interface Errand {
  kind: (typeof KINDS)[number]
  guest: Guest
  staffId: StaffId
  start: Date
  /** Where a visit is moved to. */
  to: Date
  keys: { hold: string; book: string }
}

/** What was answered with success. */
export interface Answered {
  holdId?: HoldId
  booked?: Booked
  /** The answer to the booking, byte by byte. */
  body?: string
  moved?: boolean
  cancelled?: boolean
}

const LANES = 24
const SLOTS_A_DAY = 40

export const errandsIn = ({ random }: Drilling, { people }: Salon, count: number): Errand[] =>
  Array.from({ length: count }, (_, i) => {
    const slot = Math.floor(i / people.length)
    const [day, minutes] = [Math.floor(slot / SLOTS_A_DAY), (slot % SLOTS_A_DAY) * 30]
    return {
      kind: KINDS[(i + slot) % KINDS.length] ?? 'book',
      guest: newGuest(),
      staffId: people[i % people.length] ?? ('' as StaffId),
      start: startAt(day, minutes),
      to: startAt(day + 5, minutes),
      keys: { hold: random.key(), book: random.key() },
    }
  })

/** Goes as far as there are answers; what was known before is not asked again. */
async function run(
  { desk, salon }: { desk: Desk; salon: Salon },
  { kind, guest, staffId, start, to, keys }: Errand,
  send: (ask: () => Promise<Reply>) => Promise<Reply>,
  server: number,
  known: Answered = {},
): Promise<Answered> {
  const [service] = salon.services
  if (!service) throw new Error('no service')
  const wish = { lines: [line(service.id, staffId)], start }
  const answered: Answered = known.holdId ? { holdId: known.holdId } : {}
  if (kind === 'confirm' && !answered.holdId) {
    const reply = await send(() => desk.hold(server, guest, wish, keys.hold))
    if (reply.status !== 201) return answered
    answered.holdId = heldIn(reply)
  }
  const reply = await send(() => desk.book(server, guest, { ...wish, holdId: answered.holdId }, keys.book))
  if (reply.status !== 201) return answered
  answered.booked = bookedIn(reply)
  answered.body = reply.body
  const { token } = answered.booked
  if (kind === 'move') answered.moved = (await send(() => desk.move(server, token, 1, to))).status === 200
  if (kind === 'cancel') answered.cancelled = (await send(() => desk.cancel(server, token))).status === 200
  return answered
}

/** All errands at once, until `isOver`. */
export const runAll = (
  place: { desk: Desk; salon: Salon },
  errands: readonly Errand[],
  send: (ask: () => Promise<Reply>) => Promise<Reply>,
  server: number,
  known: readonly Answered[] = [],
): Promise<Answered[]> => inParallel(errands, LANES, (errand, i) => run(place, errand, send, server, known[i]))

interface Visit {
  status: string
  startTime: Date
}

/** What was answered and is not stored. */
export async function lostOf(
  { place }: World,
  { businessId }: Salon,
  errands: readonly Errand[],
  answers: readonly Answered[],
): Promise<string[]> {
  const { db } = place.database
  const owned = (id: string) => ({ _id: toObjectId(id), businessId: toObjectId(businessId) })
  const lost: string[] = []
  for (const [i, { booked, holdId, moved, cancelled }] of answers.entries()) {
    const { kind = 'book', to } = errands[i] ?? {}
    const id = booked?.id ?? holdId
    if (!id) continue
    const visit = await db.collection<Visit>('appointments').findOne(owned(id) as never)
    const hold = booked ? null : await db.collection('holds').findOne(owned(id) as never)
    if (!visit && !hold) lost.push(`${kind}: ${booked ? 'the visit' : 'the hold'}`)
    if (visit && moved && visit.startTime.getTime() !== to?.getTime()) lost.push(`${kind}: the move`)
    if (visit && cancelled && visit.status !== 'cancelled') lost.push(`${kind}: the cancellation`)
  }
  return lost
}

/** Errands that did not come to what they had to, visits too many, and holds left. */
export async function endOf({ place }: World, { businessId }: Salon, errands: readonly Errand[]) {
  const { db } = place.database
  const business = { businessId: toObjectId(businessId) }
  let wrong = 0
  for (const { kind, guest, start, to } of errands) {
    const client = await db.collection('clients').findOne({ ...business, phoneKey: guest.phone })
    const visits = await db
      .collection('appointments')
      .find({ ...business, clientId: client?._id })
      .toArray()
    const [visit] = visits
    const isRight =
      visits.length === 1 &&
      visit?.status === (kind === 'cancel' ? 'cancelled' : 'scheduled') &&
      visit.startTime.getTime() === (kind === 'move' ? to : start).getTime() &&
      client?.totalAppointments === (kind === 'cancel' ? 0 : 1)
    if (!isRight) wrong += 1
  }
  const visits = await db.collection('appointments').countDocuments(business)
  return {
    wrong,
    doubled: Math.max(0, visits - errands.length),
    holds: await db.collection('holds').countDocuments(business),
  }
}

/** Answers of before that are others now. */
export const changedBetween = (
  errands: readonly Errand[],
  before: readonly Answered[],
  after: readonly Answered[],
): number =>
  errands.filter(({ kind }, i) => {
    const [first, second] = [before[i], after[i]]
    if (!first?.booked) return false
    const isChanged = kind === 'move' || kind === 'cancel'
    return isChanged ? first.booked.id !== second?.booked?.id : first.body !== second?.body
  }).length
