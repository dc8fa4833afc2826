// Invariant: nobody fills a queue from behind a device that proves nothing: what may stand in it is counted in the
// transaction that joins, which every other that joins this queue waits for.

import type { Clock } from '#kernel/clock.ts'
import { conflict, invalid, limited, notFound } from '#kernel/errors.ts'
import type { BusinessId, Ids, LocationId, StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import { DAY, type Minute, toMinute } from '#kernel/time.ts'
import { businessDayAt, cleanName, variantIn } from '#modules/appointments/index.ts'
import type { Diaries, Plan, Window } from '#modules/diaries/index.ts'
import { openNow } from '#modules/locations/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Entry, type EntryId, inOrder, stands, type Way, type WishedService } from './entry.ts'
import { estimates } from './estimate.ts'
import type { QueueStore } from './queue.store.ts'

/** Who waits in one place at once, when the last of them came by the door. */
const MOST_WAITING = 40
/** Of one phone at once: a family. */
const OF_PHONE = 3
/** Of one device in a day, whatever became of them. */
const OF_DEVICE = 5

export interface JoinWish {
  services: readonly WishedService[]
  staffId: StaffId | null
  name?: string | undefined
  phone?: string | undefined
  /** Absent: the business's default location */
  locationId?: LocationId | undefined
  how: Way
  locale: Locale
}

export interface QueueDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  diaries: Pick<Diaries, 'read'>
  store: QueueStore
}

/**
 * Somebody stands at the end of the queue. A device that waits already is shown where.
 * @throws notFound `not_found` `service_unavailable` `person_unavailable`; conflict `variant_unavailable` `queue_off`; invalid
 * `name_required` `name_too_long` `phone_invalid` `queue_needs_cookie` `key_reused`; by the door also conflict
 * `queue_closed` `queue_too_far`, limited `queue_full` `queue_too_often`
 */
export const joinQueue =
  (deps: QueueDeps) =>
  async (businessId: BusinessId, wish: JoinWish, actor: Actor, key: string): Promise<Entry> => {
    const joinedBy = joinerOf(actor)
    const { locale, ...body } = wish
    return deps.idempotency.once(
      { scope: businessId, actor: joinedBy, key, body: { queue: body } },
      async (remember) => {
        const contact = contactOf(wish)
        const now = deps.clock.now()
        const window = await readToday(deps, businessId, wish.locationId ?? null, toMinute(now))
        assertOffered(window.plan, wish)
        if (wish.how === 'door') assertOpen(window.plan, toMinute(now))
        const { locationId } = window.plan
        const day = businessDayAt(window.plan, toMinute(now))
        return deps.inTransaction(async (tx) => {
          const number = await deps.store.takeNumber({ businessId, locationId }, day, wish.how, tx)
          const before = await deps.store.ofDay({ businessId, locationId }, day, tx)
          const already = wish.how === 'door' && before.find((one) => one.joinedBy === joinedBy && stands(one))
          if (already) return already
          const entry: Entry = {
            ...{ id: deps.ids.next<'queueEntry'>(), businessId, locationId, day, number, ...contact, locale, joinedBy },
            ...{ services: wish.services, staffId: wish.staffId, how: wish.how, joinedAt: now },
            place: Math.max(0, ...before.filter(stands).map(({ place }) => place)) + 1,
            ...{ state: 'waiting', changedBy: joinedBy, visitId: null, version: 1 },
          }
          if (wish.how === 'door') assertRoom({ plan: window.plan, busy: window.busy.copy() }, entry, before)
          await remember({ entryId: entry.id }, tx)
          await deps.store.insert(entry, tx)
          await tell(deps, 'joined', entry, actor, tx)
          return entry
        })
      },
      async ({ entryId = '' }) => deps.store.get(businessId, entryId as EntryId),
    )
  }

/** Plan and diaries of the business day that runs. @throws notFound `not_found` */
export async function readToday(
  { diaries }: Pick<QueueDeps, 'diaries'>,
  businessId: BusinessId,
  locationId: LocationId | null,
  now: Minute,
): Promise<Window> {
  const window = await diaries.read(businessId, locationId, now - 2 * DAY, now + 3 * DAY, now)
  if (!window) throw notFound('not_found')
  return window
}

/** What is told of an entry: numbers, no names. */
export async function tell(
  { events, clock }: Pick<QueueDeps, 'events' | 'clock'>,
  what: string,
  { businessId, id, version, number, how }: Entry,
  actor: Actor,
  tx: Tx,
): Promise<void> {
  await events.append(
    {
      ...{ businessId, type: `queue.${what}`, subject: { kind: 'queue', id }, version, actor },
      data: { number, how },
      at: clock.now(),
    },
    tx,
  )
}

/** @throws invalid `queue_needs_cookie` */
function joinerOf(actor: Actor): string {
  if (actor.kind === 'user') return actorName(actor)
  if (!actor.device) throw invalid('queue_needs_cookie')
  return `device:${actor.device}`
}

/** Both may be left out. */
function contactOf({ name, phone }: Pick<JoinWish, 'name' | 'phone'>): Pick<Entry, 'name' | 'phone'> {
  const number = phone?.trim() ? parsePhone(phone) : null
  if (phone?.trim() && !number) throw invalid('phone_invalid', { field: 'phone' })
  return { name: name?.trim() ? cleanName(name) : null, phone: number }
}

function assertOffered({ services, people }: Plan, wish: JoinWish): void {
  for (const { serviceId, variant } of wish.services) {
    const service = services[serviceId]
    if (!service?.isActive) throw notFound('service_unavailable')
    if (variant !== undefined && !variantIn(service, variant)) throw conflict('variant_unavailable')
  }
  if (wish.staffId && !people[wish.staffId]?.isActive) throw notFound('person_unavailable')
}

/** @throws conflict `queue_closed` */
function assertOpen({ hours, zone }: Plan, now: Minute): void {
  if (!openNow(hours, zone, now).isOpen) throw conflict('queue_closed')
}

/** @throws limited `queue_full` `queue_too_often`; conflict `queue_too_far` where it would not be his turn today */
function assertRoom(window: Window, entry: Entry, before: readonly Entry[]): void {
  const waiting = inOrder(before.filter(stands))
  if (waiting.length >= MOST_WAITING) throw limited('queue_full')
  const ofPhone = entry.phone ? waiting.filter(({ phone }) => phone === entry.phone).length : 0
  const ofDevice = before.filter(({ joinedBy }) => joinedBy === entry.joinedBy).length
  if (ofPhone >= OF_PHONE || ofDevice >= OF_DEVICE) throw limited('queue_too_often')
  const own = estimates(window, [...waiting, entry], toMinute(entry.joinedAt)).at(-1)
  if (own?.at === null) throw conflict('queue_too_far')
}
