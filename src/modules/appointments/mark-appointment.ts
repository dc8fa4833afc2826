import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Appointment, assertMove, changedMeanwhile } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { cancelByBusiness } from './cancel-appointment.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'
import { type MoveDeps, moveStatus } from './move-status.ts'

export type Mark = 'completed' | 'no-show' | 'scheduled' | 'cancelled'

export interface MarkDeps extends MoveDeps {
  staff: DayDeps['staff']
  store: MoveDeps['store'] & Pick<AppointmentsStore, 'get'>
}

export interface MarkWish {
  to: Mark
  /** The version on the screen where the button was pressed. */
  version: number
  reason?: string | undefined
  /** The client is told nothing. */
  isSilent?: boolean
}

/**
 * Staff say what became of a visit, or take it back (`scheduled` undoes completed and no-show). A specialist marks the
 * own visits only.
 * @throws notFound `not_found`; conflict `changed_meanwhile`, `move_not_allowed`, `too_early`, `undo_too_late`,
 * `slot_taken`
 */
export const markAppointment =
  (deps: MarkDeps) =>
  async (
    businessId: BusinessId,
    id: AppointmentId,
    { to, version: seen, reason, isSilent }: MarkWish,
    actor: Extract<Actor, { kind: 'user' }>,
  ): Promise<Appointment> => {
    const own = await ownColumn(deps, businessId, actor)
    const visit = await deps.store.get(businessId, id)
    if (!isInColumn(own, visit)) throw notFound('not_found')
    // A double tap asks for what is already so: that is an answer, not a quarrel.
    if (visit.status === to && visit.version === seen + 1) return visit
    if (visit.version !== seen) throw changedMeanwhile(visit)
    if (to === 'cancelled') return cancelByBusiness(deps)(visit, reason?.trim().slice(0, 300) || null, actor, isSilent)
    const now = deps.clock.now()
    assertMove(visit, to, now, localDateAt(toMinute(now), visit.wall.zone))
    return moveStatus(deps, visit, to, actor)
  }
