// How the outbox stands: for the doctor and for the figures that an operator watches.

import { type Db, ObjectId } from 'mongodb'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import { eventsCollection } from './events.store.ts'

/** Longer than all tries of an event take: who waits longer is not waited for by any worker. */
const TOO_LONG_MS = 3_600_000
const TOLD = 100

export interface OutboxFigures {
  /** By listener. */
  readonly pending: ReadonlyMap<string, number>
  readonly dead: ReadonlyMap<string, number>
  /** Of the event that has waited longest, in seconds; 0 when none waits. */
  readonly oldestSeconds: number
}

// When an event was really stored is in its id: `createdAt` may lie in the days of a demo.
const bornAt = (id: ObjectId): Date => id.getTimestamp()
const bornBefore = (date: Date): ObjectId => ObjectId.createFromTime(Math.floor(date.getTime() / 1000))

export function createOutboxFigures(db: Db) {
  const events = collectionOf(db, eventsCollection)
  const countBy = async (list: 'pending' | 'dead', name: string): Promise<Map<string, number>> => {
    const counted = await events
      .aggregate<{ _id: string; count: number }>([
        { $match: { [name]: { $gt: '' } } },
        { $unwind: `$${list}` },
        { $group: { _id: `$${name}`, count: { $sum: 1 } } },
      ])
      .toArray()
    return new Map(counted.map(({ _id, count }) => [_id, count]))
  }
  return async (now: Date): Promise<OutboxFigures> => {
    const [pending, dead, oldest] = await Promise.all([
      countBy('pending', 'pending'),
      countBy('dead', 'dead.listener'),
      events
        .find({ pending: { $gt: '' } }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .limit(1)
        .next(),
    ])
    const age = oldest?._id ? now.getTime() - bornAt(oldest._id).getTime() : 0
    return { pending, dead, oldestSeconds: Math.max(0, age / 1000) }
  }
}

/** What no worker will hear any more: shelved, or waiting for nobody. */
export function createOutboxChecks(db: Db, now: () => Date = () => new Date()): Check[] {
  const events = collectionOf(db, eventsCollection)

  async function shelved({ repair }: { repair: boolean }): Promise<Finding[]> {
    const dead = await events
      .find({ 'dead.listener': { $gt: '' } })
      .sort({ _id: 1 })
      .limit(TOLD)
      .toArray()
    for (const one of repair ? dead : []) {
      const names = one.dead?.map(({ listener }) => listener) ?? []
      await events.updateOne(
        { _id: one._id, businessId: one.businessId, dead: one.dead ?? [] },
        { $addToSet: { pending: { $each: names } }, $unset: { dead: '' } },
      )
    }
    return dead.flatMap(({ _id, type, dead: shelf = [] }) =>
      shelf.map(({ listener, error }) => ({
        code: 'event_shelved',
        subject: `events/${_id}`,
        found: { type, listener, error },
        expected: 'heard; --repair lets it be tried anew',
        repaired: repair,
      })),
    )
  }

  async function forgotten(): Promise<Finding[]> {
    const waiting = await events
      .find({ pending: { $gt: '' }, _id: { $lt: bornBefore(new Date(now().getTime() - TOO_LONG_MS)) } })
      .sort({ _id: 1 })
      .limit(TOLD)
      .toArray()
    return waiting.map(({ _id, type, pending }) => ({
      code: 'event_waits',
      subject: `events/${_id}`,
      found: { type, pending, since: _id && bornAt(_id) },
      expected: 'heard within the hour: is a worker running?',
      repaired: false,
    }))
  }

  return [
    {
      name: 'events heard by all who must',
      run: async (options) => [...(await shelved(options)), ...(await forgotten())],
    },
  ]
}
