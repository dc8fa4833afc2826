// Every collection of the platform, and the dated migrations: what `migrate` makes and doctor compares with.

import {
  accountCodesCollection,
  loginAttemptsCollection,
  sessionsCollection,
  usersCollection,
} from '#modules/accounts/index.ts'
import {
  appointmentsCollection,
  bookingBarsCollection,
  holdsCollection,
  parkedCollection,
} from '#modules/appointments/index.ts'
import { seenMarksCollection } from '#modules/audit/index.ts'
import { blocksCollection } from '#modules/blocks/index.ts'
import { businessesCollection } from '#modules/businesses/index.ts'
import { clientConsentsCollection } from '#modules/callers/index.ts'
import { clientNotesCollection, clientsCollection } from '#modules/clients/index.ts'
import { dayOffRequestsCollection } from '#modules/days-off/index.ts'
import { callsCollection, weekTicksCollection } from '#modules/desk/index.ts'
import { diariesCollection } from '#modules/diaries/index.ts'
import { draftsCollection } from '#modules/drafts/index.ts'
import { listingsCollection } from '#modules/listings/index.ts'
import { locationsCollection } from '#modules/locations/index.ts'
import { paymentsCollection } from '#modules/payments/index.ts'
import { photosCollection } from '#modules/photos/index.ts'
import { queueEntriesCollection, queuesCollection } from '#modules/queue/index.ts'
import { resourcesCollection } from '#modules/resources/index.ts'
import { servicesCollection } from '#modules/services/index.ts'
import { invitationsCollection, staffCollection } from '#modules/staff/index.ts'
import { pinsCollection, tabletsCollection } from '#modules/tablets/index.ts'
import { eventsCollection } from '#platform/events/events.store.ts'
import { idempotencyCollection } from '#platform/idempotency/idempotency.store.ts'
import { jobsCollection } from '#platform/jobs/jobs.store.ts'
import { mailsCollection } from '#platform/mail/mails.store.ts'
import type { CollectionDefinition } from '#platform/mongo/collection.ts'
import { leasesCollection } from '#platform/mongo/lease.ts'
import { type Migration, migrationsCollection } from '#platform/mongo/migrate.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { adoptForeignDatabase } from '../../migrations/2026-11-22-adopt-foreign-database.ts'
import { clientSearchKeys } from '../../migrations/2026-11-23-client-search-keys.ts'

export const collections: readonly CollectionDefinition[] = [
  // of the specification
  usersCollection,
  businessesCollection,
  servicesCollection,
  clientsCollection,
  appointmentsCollection,
  clientNotesCollection,
  paymentsCollection,
  // ours
  sessionsCollection,
  loginAttemptsCollection,
  accountCodesCollection,
  mailsCollection,
  locationsCollection,
  staffCollection,
  invitationsCollection,
  tabletsCollection,
  pinsCollection,
  dayOffRequestsCollection,
  resourcesCollection,
  photosCollection,
  diariesCollection,
  draftsCollection,
  listingsCollection,
  holdsCollection,
  parkedCollection,
  bookingBarsCollection,
  clientConsentsCollection,
  blocksCollection,
  queuesCollection,
  queueEntriesCollection,
  seenMarksCollection,
  callsCollection,
  weekTicksCollection,
  eventsCollection,
  idempotencyCollection,
  leasesCollection,
  jobsCollection,
  migrationsCollection,
]

export const migrations = (inTransaction: InTransaction): Migration[] => [
  adoptForeignDatabase(inTransaction),
  clientSearchKeys,
]
