import type { Clock } from '#kernel/clock.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import { type Appointment, changedMeanwhile } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'
import { cleanNotes } from './guest-text.ts'

export interface StampDeps {
  clock: Clock
  inTransaction: InTransaction
  staff: DayDeps['staff']
  store: Pick<AppointmentsStore, 'change' | 'get'>
  events: Events
}

export type Stamp = 'confirm' | 'arrive' | 'unconfirm' | 'unarrive'

type User = Extract<Actor, { kind: 'user' }>
type Change = Partial<Pick<Appointment, 'confirmedAt' | 'arrivedAt' | 'notes'>>

const TYPES: Readonly<Record<Stamp, string>> = {
  confirm: 'confirmed',
  arrive: 'arrived',
  unconfirm: 'confirmation-taken-back',
  unarrive: 'arrival-taken-back',
}

/** Whoever has arrived will hardly say any more that he comes. */
function stamped(visit: Appointment, stamp: Stamp, at: Date): Change {
  if (stamp === 'arrive') return { arrivedAt: visit.arrivedAt ?? at, confirmedAt: visit.confirmedAt ?? at }
  if (stamp === 'confirm') return { confirmedAt: visit.confirmedAt ?? at }
  return stamp === 'unarrive' ? { arrivedAt: null } : { confirmedAt: null, arrivedAt: null }
}

/**
 * Staff note that the client will come, or has come, or that this was a mistake.
 * @throws notFound `not_found`; conflict `changed_meanwhile`, `move_not_allowed` for a visit that is over or cancelled
 */
export const stampAppointment =
  (deps: StampDeps) =>
  (businessId: BusinessId, id: AppointmentId, stamp: Stamp, seen: number, actor: User): Promise<Appointment> =>
    change(deps, businessId, id, seen, actor, `appointment.${TYPES[stamp]}`, (visit) => {
      if (visit.status !== 'scheduled') {
        // Whoever saw another version is told that it changed, not that he pressed what cannot be pressed.
        throw visit.version === seen ? conflict('move_not_allowed', { from: visit.status }) : changedMeanwhile(visit)
      }
      return stamped(visit, stamp, deps.clock.now())
    })

/** @throws invalid `note_too_long`; notFound `not_found`; conflict `changed_meanwhile` */
export const noteAppointment =
  (deps: StampDeps) =>
  async (businessId: BusinessId, id: AppointmentId, typed: string, seen: number, actor: User): Promise<Appointment> => {
    const notes = cleanNotes(typed)
    return change(deps, businessId, id, seen, actor, 'appointment.noted', () => ({ notes }))
  }

async function change(
  deps: StampDeps,
  businessId: BusinessId,
  id: AppointmentId,
  seen: number,
  actor: User,
  type: string,
  changeOf: (visit: Appointment) => Change,
): Promise<Appointment> {
  const own = await ownColumn(deps, businessId, actor)
  const visit = await deps.store.get(businessId, id)
  if (!isInColumn(own, visit)) throw notFound('not_found')
  const changes = changeOf(visit)
  // A double tap asks for what is already so.
  if (visit.version === seen + 1 && isSo(visit, changes)) return visit
  if (visit.version !== seen) throw changedMeanwhile(visit)
  const at = deps.clock.now()
  return deps.inTransaction(async (tx) => {
    const changed = await deps.store.change(visit, { ...changes, updatedAt: at }, tx)
    await deps.events.append(
      {
        businessId,
        type,
        subject: { kind: 'appointment', id },
        version: changed.version,
        actor,
        at,
      },
      tx,
    )
    return changed
  })
}

const isSo = (visit: Appointment, { notes, ...times }: Change): boolean =>
  (notes === undefined || visit.notes === notes) &&
  Object.entries(times).every(([name, time]) => (visit[name as keyof typeof times] === null) === (time === null))
