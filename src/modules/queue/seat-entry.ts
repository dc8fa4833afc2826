// "Next!": who waits becomes a visit of this minute. The visit and the entry's end are one transaction, so nobody sits
// down twice, whoever presses and whatever dies on the way.

import type { Clock } from '#kernel/clock.ts'
import { conflict, invalid, Refusal } from '#kernel/errors.ts'
import type { BusinessId, Ids, StaffId } from '#kernel/ids.ts'
import { toDate, toMinute } from '#kernel/time.ts'
import type { Appointments, Fit, OfficeClient } from '#modules/appointments/index.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { assertSeen, type Entry, type EntryId, stands, type WishedService } from './entry.ts'
import { estimateOf, isNow, nextOf } from './estimate.ts'
import { readToday, tell } from './join-queue.ts'
import type { QueueStore } from './queue.store.ts'

export interface SeatDeps {
  clock: Clock
  ids: Ids
  events: Events
  diaries: Pick<Diaries, 'read'>
  appointments: Pick<Appointments, 'bookByStaff'>
  store: QueueStore
}

export interface SeatWish {
  /** By whom; null: whom he wished, else whoever is free. */
  staffId: StaffId | null
  /** What is done after all; absent: what he said when he came. */
  services?: readonly WishedService[] | undefined
  version: number
}

type User = Extract<Actor, { kind: 'user' }>

/**
 * @throws invalid `queue_service_needed`; conflict `queue_changed`, `queue_no_fit` with why it is not his turn, when it
 * will be, and who fits instead; what booking by staff throws
 */
export const seatEntry =
  (deps: SeatDeps) =>
  async (businessId: BusinessId, id: EntryId, wish: SeatWish, actor: User): Promise<Entry> => {
    const seen = await deps.store.get(businessId, id)
    if (isSeatedBy(seen, wish, actor)) return seen
    assertSeen(seen, wish.version)
    if (!stands(seen)) throw conflict('queue_state', { state: seen.state })
    const services = wish.services?.length ? wish.services : seen.services
    if (services.length === 0) throw invalid('queue_service_needed', { field: 'services' })
    const fit = await fitNow(deps, { ...seen, services }, wish.staffId, actor)
    try {
      return await book(deps, { ...seen, services }, fit, actor)
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
      const now = await deps.store.get(businessId, id)
      if (isSeatedBy(now, wish, actor)) return now // a press that was sent twice at once
      assertSeen(now, wish.version) // another desk was faster: that, not the time it took, is what happened
      throw error
    }
  }

const isSeatedBy = ({ state, version, changedBy }: Entry, wish: SeatWish, actor: User): boolean =>
  state === 'seated' && version === wish.version + 1 && changedBy === actorName(actor)

async function fitNow(deps: SeatDeps, entry: Entry, staffId: StaffId | null, actor: User): Promise<Fit> {
  const now = toMinute(deps.clock.now())
  const { businessId, locationId } = entry
  const window = await readToday(deps, businessId, locationId, now)
  const { fit, at, why } = estimateOf(window, entry, now, staffId ?? entry.staffId)
  if (isNow(fit, now)) return fit
  const others = (await deps.store.standing(entry, entry.day)).filter(({ id }) => id !== entry.id)
  const by = actor.right === 'specialist' ? staffId : null
  const other = nextOf(await readToday(deps, businessId, locationId, now), others, now, by)
  throw conflict('queue_no_fit', {
    why,
    at: at === null ? null : toDate(at).toISOString(),
    other: other && { id: other.entry.id, number: other.entry.number, version: other.entry.version },
  })
}

async function book(deps: SeatDeps, entry: Entry, fit: Fit, actor: User): Promise<Entry> {
  const { businessId, locationId, locale } = entry
  let seated = entry
  await deps.appointments.bookByStaff(
    businessId,
    {
      ...{ client: clientOf(entry), locationId, locale, startTime: toDate(fit.start), lines: fit.lines },
      ...{ prefer: 'least_wait', notes: notesOf(entry) },
    },
    actor,
    `seat:${deps.ids.next<'queueEntry'>()}`,
    {
      isHere: true,
      after: async (visit, tx) => {
        const change = { state: 'seated', visitId: visit.id, changedBy: actorName(actor) } as const
        seated = await deps.store.change(entry, change, deps.clock.now(), tx)
        await tell(deps, 'seated', seated, actor, tx)
      },
    },
  )
  return seated
}

/** Who told no name is one of the unnamed. */
const clientOf = ({ name, phone }: Entry): OfficeClient =>
  name === null ? { kind: 'walk-in' } : { kind: 'new', name, ...(phone ? { phone } : {}) }

/** A phone without a name makes no card; it is told on the visit. */
const notesOf = ({ number, name, phone }: Entry): string =>
  name === null && phone ? `№ ${number} · ${phone}` : `№ ${number}`
