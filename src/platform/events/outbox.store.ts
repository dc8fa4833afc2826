// Invariant: an event is heard by one process at a time for each listener, and never before an earlier event of its
// subject has been heard or shelved. First all that waits of a subject is taken by a conditional update, then it is
// looked at what others hold: whoever finds an earlier one in other hands gives his own back. An earlier event is
// always seen with a later one, because the later is committed after it.

import { randomUUID } from 'node:crypto'
import type { Db, Document, ObjectId } from 'mongodb'
import { type DocumentOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import { eventsCollection } from './events.store.ts'
import type { Listener, StoredEvent } from './listener.ts'

type Stored = DocumentOf<typeof eventsCollection> & { _id: ObjectId }

export interface Taken {
  readonly event: StoredEvent
  /** How often this listener has failed with it. */
  readonly tries: number
}

/** What belongs together, a subject or a coalesced business: heard in this order by one holder. */
export interface Group {
  readonly holder: string
  readonly taken: readonly Taken[]
}

/** Events looked at for each group wanted, so that workers find different ones. */
const WINDOW = 8
/** How long who finds something in other hands leaves it there, in ms; by chance, so that two do not meet again. */
const ASIDE_MS = { least: 20, spread: 180 }

export function createOutboxStore(db: Db) {
  // The names of fields depend on the listener, so the driver's types cannot know them.
  const events = db.collection(eventsCollection.name)

  const update = async (listener: Listener, holder: string, taken: readonly Taken[], change: Document) => {
    const _id = { $in: taken.map(({ event }) => toObjectId(event.id)) }
    const held = { pending: listener.name, [field(listener, 'holder')]: holder, _id }
    const { matchedCount } = await events.updateMany(held, change)
    return matchedCount
  }

  return {
    /** Leases what waits, oldest first, for at most so many groups. */
    async take(listener: Listener, { groups: most, now, until }: { groups: number; now: Date; until: Date }) {
      const waits = { pending: listener.name, [field(listener, 'until')]: { $not: { $gt: now } } }
      const window = await events
        .find<Stored>(waits, { projection: { businessId: 1, 'subject.id': 1 } })
        .sort({ _id: 1 })
        .limit(most * WINDOW)
        .toArray()
      if (window.length === 0) return []
      const among = amongOf(listener, window, most)
      const holder = randomUUID()
      await events.updateMany(
        { ...waits, ...among },
        {
          $set: { [field(listener, 'holder')]: holder, [field(listener, 'until')]: until },
        },
      )
      const all = await events
        .find<Stored>({ pending: listener.name, ...among })
        .sort({ version: 1, _id: 1 })
        .toArray()
      const taken: Group[] = []
      for (const group of Map.groupBy(all, (one) => keyOf(listener, one)).values()) {
        const { mine, aside, until: later } = divide(listener, group, holder, now)
        if (mine.length > 0) taken.push({ holder, taken: mine })
        if (aside.length > 0) await this.giveBack(listener, holder, aside, later)
      }
      return taken
    },

    /** @returns how many of them were still ours: another may have taken over what we held too long */
    done: (listener: Listener, holder: string, taken: readonly Taken[]): Promise<number> =>
      update(listener, holder, taken, {
        $pull: { pending: listener.name },
        $unset: { [`hearing.${listener.name}`]: '' },
      }),

    /** @param until nobody takes it before */
    giveBack: (listener: Listener, holder: string, taken: readonly Taken[], until: Date): Promise<number> =>
      update(listener, holder, taken, {
        $set: { [field(listener, 'until')]: until },
        $unset: { [field(listener, 'holder')]: '' },
      }),

    failed: (listener: Listener, holder: string, taken: readonly Taken[], tries: number, until: Date) =>
      update(listener, holder, taken, {
        $set: { [field(listener, 'until')]: until, [field(listener, 'tries')]: tries },
        $unset: { [field(listener, 'holder')]: '' },
      }),

    shelve: (listener: Listener, holder: string, taken: readonly Taken[], error: string, at: Date) =>
      update(listener, holder, taken, {
        $pull: { pending: listener.name },
        $unset: { [`hearing.${listener.name}`]: '' },
        $push: { dead: { listener: listener.name, error, at } },
      }),

    async prolong(listener: Listener, holders: readonly string[], until: Date): Promise<void> {
      const held = { pending: listener.name, [field(listener, 'holder')]: { $in: holders } }
      await events.updateMany(held, { $set: { [field(listener, 'until')]: until } })
    },
  }
}

export type OutboxStore = ReturnType<typeof createOutboxStore>

const field = ({ name }: Listener, part: 'holder' | 'until' | 'tries') => `hearing.${name}.${part}`

const keyOf = ({ coalesce }: Listener, { businessId, subject }: Stored): string =>
  String(coalesce ? businessId : subject.id)

// From a random place on: workers that look at the same moment should not take the same.
function amongOf(listener: Listener, window: Stored[], most: number): Document {
  const first = [...new Map(window.map((one) => [keyOf(listener, one), one])).values()]
  const from = first.length > most ? Math.floor(Math.random() * (first.length - most)) : 0
  const chosen = first.slice(from, from + most)
  const businessId = { $in: chosen.map((one) => one.businessId) }
  return listener.coalesce ? { businessId } : { businessId, 'subject.id': { $in: chosen.map((one) => one.subject.id) } }
}

interface Division {
  mine: Taken[]
  aside: Taken[]
  until: Date
}

function divide(listener: Listener, group: Stored[], holder: string, now: Date): Division {
  const hearing = (one: Stored) => one.hearing?.[listener.name]
  const isMine = (one: Stored): boolean => hearing(one)?.holder === holder
  const isHeldByAnother = (one: Stored): boolean => {
    const { holder: other, until } = hearing(one) ?? {}
    return other !== undefined && other !== holder && until !== undefined && until > now
  }
  const inTheWay = group.find((one) => (listener.coalesce ? isHeldByAnother(one) : !isMine(one)))
  const upTo = inTheWay ? (listener.coalesce ? 0 : group.indexOf(inTheWay)) : group.length
  const soon = new Date(now.getTime() + ASIDE_MS.least + Math.random() * ASIDE_MS.spread)
  // Behind one that waits for its next try, wait as long.
  const waits = inTheWay && !isHeldByAnother(inTheWay) ? hearing(inTheWay)?.until : undefined
  const taken = (some: Stored[]): Taken[] =>
    some.filter(isMine).map((one) => ({ event: toEvent(one), tries: hearing(one)?.tries ?? 0 }))
  return {
    mine: taken(group.slice(0, upTo)).sort(listener.coalesce ? byId : () => 0),
    aside: taken(group.slice(upTo)),
    until: waits && waits > soon ? waits : soon,
  }
}

const byId = (a: Taken, b: Taken): number => (a.event.id < b.event.id ? -1 : 1)

const toEvent = ({ _id, businessId, type, subject, version, actor, data, createdAt }: Stored): StoredEvent => ({
  id: toId(_id),
  businessId: toId(businessId),
  type,
  subject: { kind: subject.kind, id: toId(subject.id) },
  version,
  actor,
  data: data ?? {},
  at: createdAt,
})
