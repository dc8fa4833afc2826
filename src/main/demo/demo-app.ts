import type { Accounts } from '#modules/accounts/index.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Onboarding } from '#modules/onboarding/index.ts'
import type { QueueApi } from '#modules/queue/index.ts'
import type { Resources } from '#modules/resources/index.ts'
import type { Services } from '#modules/services/index.ts'
import type { Staff } from '#modules/staff/index.ts'

/** The use cases that the demo is loaded through: the same that people use. */
export interface DemoApp {
  accounts: Pick<Accounts, 'createUser'>
  onboarding: Onboarding
  services: Pick<Services, 'add'>
  staff: Pick<Staff, 'add'>
  resources: Pick<Resources, 'add'>
  queue: Pick<QueueApi, 'switch'>
  appointments: Pick<Appointments, 'offer' | 'book' | 'mark' | 'cancelByClient'>
}

export type Log = (line: string) => void
