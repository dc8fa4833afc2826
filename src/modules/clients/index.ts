import type { Db } from 'mongodb'
import { createClientsStore } from './clients.store.ts'
import { createHouseholds } from './household.store.ts'
import { createOfficeCards } from './office-cards.store.ts'
import { createReach } from './reach.store.ts'
import { createServedCards } from './served-cards.store.ts'

export { clientNotesCollection } from './client-notes.store.ts'
export { clientsCollection } from './clients.store.ts'
export { createClientChecks } from './doctor.store.ts'
export type { Household } from './household.store.ts'
export type { ClientBrief } from './office-cards.store.ts'
export type { Reach } from './reach.store.ts'
export { searchKeysOf } from './search-keys.ts'
export type { ClientCard, ForWhom, Served } from './served.ts'
export * from './told.ts'

/**
 * The memory of a business: a card per phone, and one for each person booked for by that phone, with figures that
 * change in the transaction of their cause.
 */
export const createClients = ({ db }: { db: Db }) => ({
  ...createClientsStore(db),
  ...createServedCards(db),
  ...createOfficeCards(db),
  ...createHouseholds(db),
  ...createReach(db),
})

export type Clients = ReturnType<typeof createClients>
