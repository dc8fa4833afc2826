// The modules that describe a business, composed on a test database, and a salon opened through their use cases.

import type { Clock } from '#kernel/clock.ts'
import type { UserId } from '#kernel/ids.ts'
import { businessesCollection, createBusinesses } from '#modules/businesses/index.ts'
import { createDiaries, diariesCollection } from '#modules/diaries/index.ts'
import { createLocations, locationsCollection } from '#modules/locations/index.ts'
import { createOnboarding, type OpenBusiness } from '#modules/onboarding/index.ts'
import { createResources, resourcesCollection } from '#modules/resources/index.ts'
import { createServices, servicesCollection } from '#modules/services/index.ts'
import { createStaff, staffCollection } from '#modules/staff/index.ts'
import { createEvents, eventsCollection } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import { createIdempotency, idempotencyCollection } from '#platform/idempotency/idempotency.store.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { objectIds } from '#platform/mongo/object-ids.ts'
import { clockAt, TODAY } from './salon.ts'

const definitions = [
  businessesCollection,
  locationsCollection,
  servicesCollection,
  staffCollection,
  resourcesCollection,
  diariesCollection,
  eventsCollection,
  idempotencyCollection,
]

export async function catalogueDeps(database: Database, clock = clockAt(TODAY)) {
  await migrate(database.db, definitions)
  return composeCatalogue(database, clock)
}

export function composeCatalogue({ db, inTransaction }: Database, clock: Clock) {
  const idempotency = createIdempotency(db, clock)
  const deps = { db, clock, ids: objectIds, inTransaction, events: createEvents(db), idempotency }
  const diaries = createDiaries({ db, inTransaction })
  const businesses = createBusinesses({
    ...{ ...deps, diaries, isProved: async () => true },
    kaspiChanged: async () => undefined,
  })
  const locations = createLocations({ ...deps, diaries, businesses })
  const resources = createResources({ ...deps, diaries, locations })
  const services = createServices({ ...deps, diaries, resources })
  const staff = createStaff({ ...deps, diaries, services })
  const accounts = { becomeOwner: async () => undefined, byId: async () => ({ name: 'Гүлназ' }) }
  const onboarding = createOnboarding({ ...deps, businesses, locations, services, staff, accounts })
  return { ...deps, diaries, businesses, locations, resources, services, staff, onboarding }
}

export type CatalogueDeps = Awaited<ReturnType<typeof catalogueDeps>>

const week = [1, 2, 3, 4, 5].map((day) => ({
  day,
  isOpen: true,
  openTime: '09:00',
  closeTime: '19:00',
  breaks: [{ startTime: '13:00', endTime: '14:00' }],
}))

export const aPage = (userId: UserId, changes: Partial<OpenBusiness['profile']> = {}): OpenBusiness => ({
  owner: { userId, name: 'Гүлназ', title: 'Шебер' },
  profile: {
    name: 'Сұлу',
    category: 'beauty-salon',
    description: 'Сұлулық салоны',
    mainLocale: 'kk',
    translations: { ru: { name: 'Сулу' } },
    ...changes,
  },
  location: {
    name: 'Сұлу',
    zone: 'Asia/Atyrau',
    address: { street: 'Азаттық даңғылы', building: '48', city: 'Атырау' },
    geo: [51.92, 47.1],
    workingHours: week,
  },
})

/** A business of a new owner, with all that reading and changing it needs. */
export async function aBusiness(deps: CatalogueDeps, changes: Partial<OpenBusiness['profile']> = {}) {
  const userId = deps.ids.next<'user'>() as UserId
  const actor: Actor = { kind: 'user', userId, isAdmin: false }
  const { business, location, owner } = await deps.onboarding.openBusiness(aPage(userId, changes), actor)
  const plan = async () => {
    const window = await deps.diaries.read(business.id, location.id, 0, 1, 0)
    if (!window) throw new Error('no plan')
    return window.plan
  }
  return { business, location, owner, userId, actor, plan }
}
