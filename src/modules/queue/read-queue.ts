import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId, ServiceId, StaffId } from '#kernel/ids.ts'
import { type LocalDate, type Minute, toMinute } from '#kernel/time.ts'
import { businessDayAt } from '#modules/appointments/index.ts'
import type { Diaries, Plan } from '#modules/diaries/index.ts'
import { openNow } from '#modules/locations/index.ts'
import type { Entry, EntryId, QueueSettings } from './entry.ts'
import { type Estimate, estimateOf, estimates, type Next, nextOf } from './estimate.ts'
import { readToday } from './join-queue.ts'
import type { QueueStore } from './queue.store.ts'

export interface ReadDeps {
  clock: Clock
  diaries: Pick<Diaries, 'read'>
  store: QueueStore
}

export interface Standing {
  entry: Entry
  estimate: Estimate
}

export interface Queue {
  plan: Plan
  now: Minute
  day: LocalDate
  isOpen: boolean
  settings: QueueSettings
  standing: Standing[]
  /** Whom to take now; by anybody, or by the one who asks. */
  next: Next<Entry> | null
  /** Whom each person could take now. */
  people: { staffId: StaffId; next: EntryId | null }[]
}

/** The queue of today. @param own who sees to the own clients only @throws notFound `not_found` */
export const readQueue =
  (deps: ReadDeps) =>
  async (businessId: BusinessId, wished: LocationId | null, own: StaffId | 'all'): Promise<Queue> => {
    const now = toMinute(deps.clock.now())
    const { plan, busy } = await readToday(deps, businessId, wished, now)
    const { locationId } = plan
    const day = businessDayAt(plan, now)
    const place = { businessId, locationId }
    const [settings, entries] = await Promise.all([deps.store.settings(place), deps.store.standing(place, day)])
    // Each question takes the time of those before, so each begins with the diaries as they are.
    const window = () => ({ plan, busy: busy.copy() })
    const next = (staffId: StaffId | null) => nextOf(window(), entries, now, staffId)
    const found = estimates(window(), entries, now)
    return {
      ...{ plan, now, day, settings, isOpen: openNow(plan.hours, plan.zone, now).isOpen },
      standing: entries.flatMap((entry, i) => (found[i] ? { entry, estimate: found[i] } : [])),
      next: next(own === 'all' ? null : own),
      people: peopleIn(plan, own).map((staffId) => ({ staffId, next: next(staffId)?.entry.id ?? null })),
    }
  }

export interface Door {
  plan: Plan
  isOn: boolean
  isOpen: boolean
  waiting: number
  /** Of the device that asks. */
  own: Entry | null
  /** When it would be the turn of one who joins now, by service; null: not today. */
  services: { serviceId: ServiceId; at: Minute | null }[]
  now: Minute
}

/** What is shown to whoever stands before the door: numbers, nobody's name. @throws notFound `not_found` */
export const readDoor =
  (deps: ReadDeps) =>
  async (businessId: BusinessId, wished: LocationId | null, device: string | null): Promise<Door> => {
    const now = toMinute(deps.clock.now())
    const window = await readToday(deps, businessId, wished, now)
    const { plan } = window
    const place = { businessId, locationId: plan.locationId }
    const [settings, entries] = await Promise.all([
      deps.store.settings(place),
      deps.store.standing(place, businessDayAt(plan, now)),
    ])
    estimates(window, entries, now)
    const offered = (Object.keys(plan.services) as ServiceId[])
      .filter((id) => plan.services[id]?.isActive)
      .sort((a, b) => (plan.services[a]?.order ?? 0) - (plan.services[b]?.order ?? 0))
    return {
      ...{ plan, now, waiting: entries.length, isOn: settings.isOn && settings.byDoor },
      own: (device && entries.find(({ joinedBy }) => joinedBy === `device:${device}`)) || null,
      isOpen: openNow(plan.hours, plan.zone, now).isOpen,
      services: offered.map((serviceId) => ({
        serviceId,
        at: estimateOf(window, { services: [{ serviceId }], staffId: null }, now).at,
      })),
    }
  }

export interface OwnPlace {
  entry: Entry
  plan: Plan
  now: Minute
  /** The day it was is the one that runs. */
  isToday: boolean
  /** How many stand before him. */
  before: number
  at: Minute | null
}

/** Where somebody stands, for himself. @throws notFound `link_invalid` */
export const readPlace =
  (deps: ReadDeps) =>
  async (id: EntryId | null): Promise<OwnPlace> => {
    const entry = id && (await deps.store.byLink(id))
    if (!entry) throw notFound('link_invalid')
    const now = toMinute(deps.clock.now())
    const window = await readToday(deps, entry.businessId, entry.locationId, now)
    const standing = await deps.store.standing(entry, entry.day)
    const before = standing.findIndex((one) => one.id === entry.id)
    const [own] = before < 0 ? [] : estimates(window, standing.slice(0, before + 1), now).slice(-1)
    const isToday = businessDayAt(window.plan, now) === entry.day
    return { entry, plan: window.plan, now, isToday, before: Math.max(before, 0), at: own?.at ?? null }
  }

const peopleIn = ({ people }: Plan, own: StaffId | 'all'): StaffId[] =>
  (Object.keys(people) as StaffId[])
    .filter((id) => people[id]?.isActive && (own === 'all' || id === own))
    .sort((a, b) => (people[a]?.order ?? 0) - (people[b]?.order ?? 0))
