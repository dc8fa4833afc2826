// Invariant: an event is heard by one process at a time for each listener, and never before an earlier event of its
// subject has been heard or shelved. First it is taken by a conditional update (`take`), then it is looked at what
// others hold (`clear`): whoever finds an earlier one in other hands gives his own back. An earlier event is always
// seen with a later one, because the later is committed after it.

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
const WINDOW = 2
/** How long who finds something in other hands leaves it there, in ms; by chance, so that two do not meet again. */
const ASIDE_MS = { least: 20, spread: 180 }

export function createOutboxStore(db: Db) {
  // The names of fields depend on the listener, so the driver's types cannot know them.
  const events = db.collection(eventsCollection.name)

  const update = async (listener: Listener, holder: string, taken: readonly Taken[], change: Document) => {
    const _id = { $in: taken.map(({ event }) => toObjectId(event.id)) }
    const held = { _id, [field(listener, 'holder')]: holder }
    const { matchedCount } = await events.updateMany(held, change)
    return matchedCount
  }

  const heldByOthers = (listener: Listener, { holder, taken }: Group, now: Date): Promise<Stored[]> =>
    events
      .find<Stored>({
        businessId: toObjectId(taken[0]?.event.businessId ?? ''),
        pending: listener.name,
        [field(listener, 'holder')]: { $exists: true, $ne: holder },
        [field(listener, 'until')]: { $gt: now },
      })
      .limit(1)
      .toArray()

  /** What must be heard before the last of the group and is not in it, in order. */
  async function earlierOnes(listener: Listener, { holder, taken }: Group): Promise<Stored[]> {
    const last = taken.at(-1)?.event
    if (!last) return []
    const { businessId, subject, version } = last
    const found = await events
      .find<Stored>({
        businessId: toObjectId(businessId),
        'subject.id': toObjectId(subject.id),
        version: { $lte: version },
      })
      .sort({ version: 1, _id: 1 })
      .toArray()
    // `pending` is looked at here: in the filter it would lead some servers past the index of the subject.
    return found.filter((one) => one.pending.includes(listener.name) && one.hearing?.[listener.name]?.holder !== holder)
  }

  return {
    /** Leases what waits, oldest first, for at most so many groups. */
    async take(
      listener: Listener,
      { groups: most, now, until }: { groups: number; now: Date; until: Date },
    ): Promise<Group[]> {
      const waits = { pending: listener.name, [field(listener, 'until')]: { $not: { $gt: now } } }
      const window = await events
        .find<Stored>(waits, { projection: { businessId: 1, 'subject.id': 1 } })
        .sort({ _id: 1 })
        .limit(most * WINDOW)
        .toArray()
      if (window.length === 0) return []
      const chosen = chooseGroups(listener, window, most)
      const which = listener.coalesce
        ? { pending: listener.name, businessId: { $in: chosen.map(({ businessId }) => businessId) } }
        : { _id: { $in: chosen.map(({ _id }) => _id) } }
      const holder = randomUUID()
      await events.updateMany(
        { ...waits, ...which },
        { $set: { [field(listener, 'holder')]: holder, [field(listener, 'until')]: until } },
      )
      const mine = await events
        .find<Stored>({ ...which, [field(listener, 'holder')]: holder })
        .sort({ version: 1, _id: 1 })
        .toArray()
      return [...Map.groupBy(mine, (one) => keyOf(listener, one)).values()].map((group) => ({
        holder,
        taken: group
          .map((one) => ({ event: toEvent(one), tries: one.hearing?.[listener.name]?.tries ?? 0 }))
          .sort(listener.coalesce ? byId : byVersion),
      }))
    },

    /** Looks, after the lease, at what others hold: how many of the group may be heard, and when the rest. */
    async clear(listener: Listener, group: Group, now: Date): Promise<{ count: number; until: Date }> {
      const { taken } = group
      const [other] = await (listener.coalesce ? heldByOthers(listener, group, now) : earlierOnes(listener, group))
      if (!other) return { count: taken.length, until: now }
      const soon = new Date(now.getTime() + ASIDE_MS.least + Math.random() * ASIDE_MS.spread)
      const { holder, until } = other.hearing?.[listener.name] ?? {}
      return {
        count: listener.coalesce ? 0 : taken.filter((one) => byVersion(one, { event: toEvent(other) }) < 0).length,
        // Behind one that waits for its next try, wait as long.
        until: !holder && until && until > soon ? until : soon,
      }
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

const field = ({ name }: Listener, part: 'holder' | 'until' | 'tries') => `hearing.${name}.${part}`

const keyOf = ({ coalesce }: Listener, { businessId, subject }: Stored): string =>
  String(coalesce ? businessId : subject.id)

// From a random place on: workers that look at the same moment should not take the same.
function chooseGroups(listener: Listener, window: readonly Stored[], most: number): Stored[] {
  const keys = [...new Set(window.map((one) => keyOf(listener, one)))]
  const from = Math.floor(Math.random() * Math.max(0, keys.length - most))
  const chosen = new Set(keys.slice(from, from + most))
  return window.filter((one) => chosen.has(keyOf(listener, one)))
}

type Told = Pick<Taken, 'event'>
const byId = (a: Told, b: Told): number => (a.event.id < b.event.id ? -1 : 1)
const byVersion = (a: Told, b: Told): number => a.event.version - b.event.version || byId(a, b)

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
