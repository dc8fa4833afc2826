import type { Db } from 'mongodb'
import { forbidden, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId, StaffId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Sign } from '#platform/http/cookies.ts'
import { type ChangeDeps, leaveQueue, moveEntry, sayOfEntry, switchQueue } from './change-entry.ts'
import { createQueueChecks } from './doctor.store.ts'
import type { Entry, EntryId } from './entry.ts'
import { joinQueue, type QueueDeps } from './join-queue.ts'
import { linkToPlace, placeIn } from './place-link.ts'
import { queueRoutes } from './queue.routes.ts'
import { createQueueStore } from './queue.store.ts'
import { readDoor, readPlace, readQueue } from './read-queue.ts'
import { type SeatDeps, type SeatWish, seatEntry } from './seat-entry.ts'

export { stands } from './entry.ts'
export { queueEntriesCollection, queuesCollection } from './queue.store.ts'
export { serviceNames } from './queue-view.ts'
export type { Door } from './read-queue.ts'

type Given = Omit<QueueDeps & ChangeDeps & SeatDeps, 'store'> & {
  db: Db
  sign: Sign
  staff: Pick<Staff, 'memberOf'>
}
type User = Extract<Actor, { kind: 'user' }>

function createApi({ db, sign, staff, ...rest }: Given) {
  const store = createQueueStore(db)
  const deps = { ...rest, store }
  const seat = seatEntry(deps)
  const read = readQueue(deps)
  const place = readPlace(deps)

  async function planOf(businessId: BusinessId, locationId: LocationId | null) {
    const now = toMinute(deps.clock.now())
    const window = await deps.diaries.read(businessId, locationId, now, now, now)
    if (!window) throw notFound('not_found')
    return window.plan
  }

  /** Whom one may seat with: all, or oneself. @throws forbidden */
  async function ownStaff(businessId: BusinessId, actor: User): Promise<StaffId | 'all'> {
    const member = await staff.memberOf(actor.userId, businessId)
    if (!member) throw forbidden('forbidden')
    return member.right === 'specialist' ? member.staffId : 'all'
  }

  return {
    planOf,
    join: joinQueue(deps),
    say: sayOfEntry(deps),
    move: moveEntry(deps),
    leave: leaveQueue(deps),
    door: readDoor(deps),
    /** Whether clients may join by the code on the door. */
    doorOf: async (businessId: BusinessId, locationId: LocationId): Promise<boolean> =>
      (await store.settings({ businessId, locationId })).byDoor,
    switch: switchQueue({
      ...deps,
      locationOf: async (businessId, wished) => (await planOf(businessId, wished ?? null)).locationId,
    }),

    async read(businessId: BusinessId, locationId: LocationId | null, actor: User) {
      return read(businessId, locationId, await ownStaff(businessId, actor))
    },

    /** A specialist takes whoever it is himself. @throws what `seatEntry` throws */
    async seat(businessId: BusinessId, id: EntryId, wish: SeatWish, actor: User): Promise<Entry> {
      const own = await ownStaff(businessId, actor)
      return seat(businessId, id, own === 'all' ? wish : { ...wish, staffId: own }, actor)
    },

    linkTo: ({ id }: Pick<Entry, 'id'>): string => linkToPlace(sign, id),
    /** @throws notFound `link_invalid` for whatever is not a genuine link, all alike */
    placeBy: async (token: string) => place(placeIn(sign, token)),
  }
}

export type QueueApi = ReturnType<typeof createApi>

/** The live queue: who came without a booking waits for the first time that is really free. */
export function createQueue(given: Given) {
  const api = createApi(given)
  return { api, routes: queueRoutes(api), checks: createQueueChecks(given.db) }
}
