import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import {
  assertBecomes,
  assertSeen,
  type Entry,
  type EntryId,
  placeBehind,
  type QueueSettings,
  type State,
  stands,
} from './entry.ts'
import { tell } from './join-queue.ts'
import type { QueueStore } from './queue.store.ts'

export interface ChangeDeps {
  clock: Clock
  inTransaction: InTransaction
  events: Events
  store: QueueStore
}

/** What the office says of an entry; sitting down is a booking (seat-entry.ts). */
export type Said = Exclude<State, 'seated'>

const TOLD: Readonly<Record<Said, string>> = { waiting: 'back', called: 'called', left: 'left', gone: 'gone' }

/**
 * He is called, goes, is not there, or waits on after all. Said twice it stands as it is.
 * @throws notFound `not_found`; conflict `queue_changed`, `queue_state` for what he cannot become
 */
export const sayOfEntry =
  (deps: ChangeDeps) =>
  async (businessId: BusinessId, id: EntryId, to: Said, seen: number, actor: Actor): Promise<Entry> => {
    const entry = await deps.store.get(businessId, id)
    if (entry.version === seen + 1 && entry.state === to) return entry
    assertSeen(entry, seen)
    assertBecomes(entry, to)
    return change(deps, entry, { state: to }, TOLD[to], actor)
  }

/**
 * He stands behind another now, or before everybody.
 * @throws notFound `not_found`; conflict `queue_changed`, also when the other does not stand there any more
 */
export const moveEntry =
  (deps: ChangeDeps) =>
  async (businessId: BusinessId, id: EntryId, after: EntryId | null, seen: number, actor: Actor): Promise<Entry> => {
    const entry = await deps.store.get(businessId, id)
    const others = (await deps.store.standing(entry, entry.day)).filter((one) => one.id !== id)
    const before = others.findLast(({ place }) => place < entry.place)?.id ?? null
    if (entry.version === seen + 1 && before === after) return entry
    assertSeen(entry, seen)
    const place = placeBehind(others, after)
    if (place === null || !stands(entry)) throw conflict('queue_changed', { version: entry.version })
    return change(deps, entry, { place }, 'moved', actor)
  }

/** The client himself goes, by his link; who is not in the queue any more has gone. */
export const leaveQueue =
  (deps: ChangeDeps) =>
  async (entry: Entry, actor: Actor): Promise<void> => {
    if (stands(entry)) await change(deps, entry, { state: 'left' }, 'left', actor)
  }

/** @throws notFound `not_found`; conflict `queue_changed` */
export const switchQueue =
  (deps: ChangeDeps & { locationOf: (businessId: BusinessId, wished?: LocationId) => Promise<LocationId | null> }) =>
  async (
    businessId: BusinessId,
    wish: Pick<QueueSettings, 'isOn' | 'byDoor' | 'version'> & { locationId?: LocationId | undefined },
    actor: Actor,
  ): Promise<QueueSettings> => {
    const locationId = await deps.locationOf(businessId, wish.locationId)
    if (!locationId) throw notFound('not_found')
    const { isOn, version } = wish
    const byDoor = isOn && wish.byDoor
    const seen = await deps.store.settings({ businessId, locationId })
    if (seen.version === version + 1 && seen.isOn === isOn && seen.byDoor === byDoor) return seen
    if (seen.version !== version) throw conflict('queue_changed', { version: seen.version })
    return deps.inTransaction(async (tx) => {
      const at = deps.clock.now()
      const changed = await deps.store.switch({ businessId, locationId, isOn, byDoor, version }, at, tx)
      await deps.events.append(
        {
          ...{ businessId, type: 'queue.switched', subject: { kind: 'queue', id: locationId }, actor, at },
          ...{ version: changed.version, data: { isOn, byDoor } },
        },
        tx,
      )
      return changed
    })
  }

const change = (deps: ChangeDeps, entry: Entry, changes: Partial<Entry>, what: string, actor: Actor): Promise<Entry> =>
  deps.inTransaction(async (tx) => {
    const changedBy = actorName(actor)
    const changed = await deps.store.change(entry, { ...changes, changedBy }, deps.clock.now(), tx)
    await tell(deps, what, changed, actor, tx)
    return changed
  })
