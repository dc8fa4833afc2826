import { conflict } from '#kernel/errors.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Appointment, assertLinkWrites, assertMove, whyNotCancel } from './appointment.ts'
import { type MoveDeps, moveStatus } from './move-status.ts'

/**
 * The client takes his visit back by its link, under the rule he was told when he booked. Asking twice is answered with
 * the visit as it is: a lost answer must not look like a failure.
 * @throws conflict `cancellation_off`, `cancellation_closed`, `move_not_allowed`; forbidden `link_invalid` when the link
 * lets one only read
 */
export const cancelByClient =
  (deps: MoveDeps) =>
  async (visit: Appointment, reason: string | null): Promise<Appointment> => {
    if (visit.status === 'cancelled') return visit
    const now = deps.clock.now()
    assertLinkWrites(visit, now)
    const why = whyNotCancel(visit, now)
    if (why) throw conflict(why, { status: visit.status })
    return moveStatus(deps, visit, 'cancelled', 'guest', {
      cancelledBy: 'client',
      cancelledAt: now,
      cancellationReason: reason,
    })
  }

/** The business cancels: final, whatever the notice. @throws conflict `move_not_allowed`, `changed_meanwhile` */
export const cancelByBusiness =
  (deps: MoveDeps) =>
  async (
    visit: Appointment,
    reason: string | null,
    actor: Extract<Actor, { kind: 'user' }>,
    isSilent = false,
  ): Promise<Appointment> => {
    const now = deps.clock.now()
    assertMove(visit, 'cancelled', now, visit.businessDay)
    const trace = { cancelledBy: 'business' as const, cancelledAt: now, cancellationReason: reason }
    return moveStatus(deps, visit, 'cancelled', actor, trace, isSilent ? { isSilent } : {})
  }
