// Staff agree that the client is told of what they changed. It is an act of its own, after the time to take the change
// back: the visit itself stays as it is, so nobody's version grows old by it.

import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { type Appointment, changedMeanwhile } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'

export interface TellDeps {
  clock: Clock
  inTransaction: InTransaction
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'get' | 'noteTold'>
  events: Events
}

/**
 * The client is to be told how the visit stands; of one state he is told once, whoever says so.
 * @param version the state that he is to be told of
 * @throws notFound `not_found`; conflict `changed_meanwhile` where it stands otherwise by now
 */
export const tellClient =
  ({ clock, inTransaction, staff, store, events }: TellDeps) =>
  async (
    businessId: BusinessId,
    id: AppointmentId,
    version: number,
    actor: Extract<Actor, { kind: 'user' }>,
  ): Promise<Appointment> => {
    const own = await ownColumn({ staff }, businessId, actor)
    return inTransaction(async (tx) => {
      const visit = await store.get(businessId, id, tx)
      if (!isInColumn(own, visit)) throw notFound('not_found')
      if (visit.version !== version) throw changedMeanwhile(visit)
      if (!(await store.noteTold(visit, tx))) return visit
      await events.append(
        {
          businessId,
          type: 'appointment.tell-asked',
          subject: { kind: 'appointment-message', id }, // the visit's own story has no new version
          version,
          actor,
          data: { to: visit.startTime },
          at: clock.now(),
        },
        tx,
      )
      return visit
    })
  }
