import type { Db } from 'mongodb'
import { createClientsStore } from './clients.store.ts'

export { clientNotesCollection } from './client-notes.store.ts'
export { type ClientCard, clientsCollection } from './clients.store.ts'
export { createNoteChecks } from './doctor.store.ts'

/** The memory of a business: a card per phone, with figures that change in the transaction of their cause. */
export const createClients = ({ db }: { db: Db }) => createClientsStore(db)

export type Clients = ReturnType<typeof createClients>
