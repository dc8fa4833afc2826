import type { Clock } from '#kernel/clock.ts'
import type { Ids } from '#kernel/ids.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Sign } from '#platform/http/cookies.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import type { TabletsStore } from './tablets.store.ts'

export interface TabletDeps {
  clock: Clock
  ids: Ids
  inTransaction: InTransaction
  sign: Sign
  events: Events
  idempotency: Pick<Idempotency, 'once'>
  accounts: Pick<Accounts, 'hashPin' | 'assertPin' | 'beginOnTablet' | 'endOfTablet' | 'endByPin' | 'signOut'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'byId' | 'ofBusiness' | 'memberOf'>
  appointments: Pick<Appointments, 'dayPlan'>
  store: TabletsStore
}

export type User = Extract<Actor, { kind: 'user' }>
