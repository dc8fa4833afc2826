// A higher right for some days: it begins and ends by itself, since what an account may do is worked out at each request.

import { checked } from '#kernel/checked.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import { addDays, daysBetween, instantOf, type LocalDate, localDateAt, toDate, toMinute } from '#kernel/time.ts'
import type { Actor } from '#platform/http/contract.ts'
import { includes, type Right } from '#platform/http/rights.ts'
import type { StaffDeps } from './add-member.ts'
import { changingIn } from './change-member.ts'
import { assertMayGive, standingRight } from './change-right.ts'
import type { Member } from './member.ts'
import { StandInInput } from './staff.contract.ts'

/** Longer is no stand-in: then the right itself is changed. */
const MOST_DAYS = 92

export interface StandInWish {
  right: Right
  first: LocalDate
  /** Included. */
  last: LocalDate
}

/**
 * Days are those of the business's zone. Null takes it back, also one under way.
 * @throws invalid `invalid_input`, `right_without_account`, `stand_in_not_higher`, `stand_in_days`; forbidden
 * `right_too_high`; notFound `not_found`; conflict `changed_meanwhile`
 */
export const setStandIn =
  (deps: StaffDeps) =>
  async (
    businessId: BusinessId,
    id: StaffId,
    wished: StandInWish | null,
    seen: number,
    actor: Actor,
  ): Promise<Member> => {
    const wish = wished && checked(StandInInput, wished)
    const plan = await deps.diaries.plan(businessId, null)
    if (!plan) throw notFound('not_found')
    if (wish) assertDays(wish, localDateAt(toMinute(deps.clock.now()), plan.zone))
    const midnight = (date: LocalDate) => toDate(instantOf(date, 0, plan.zone))
    const standIn = wish && { ...wish, from: midnight(wish.first), until: midnight(addDays(wish.last, 1)) }
    return deps.inTransaction(async (tx) => {
      const member = await deps.store.byId(businessId, id, tx)
      if (!member) throw notFound('not_found')
      const held = await standingRight(deps.store, businessId, actor, tx)
      assertMayGive(held, member.right)
      if (standIn) {
        if (!member.right) throw invalid('right_without_account')
        assertMayGive(held, standIn.right)
        if (includes(member.right, standIn.right)) throw invalid('stand_in_not_higher', { fields: ['right'] })
      }
      const type = standIn ? 'staff.stand-in-given' : 'staff.stand-in-ended'
      return changingIn(deps)(businessId, id, seen, type, actor, () => ({ standIn }), tx)
    })
  }

function assertDays({ first, last }: StandInWish, today: LocalDate): void {
  const isSound = first <= last && last >= today && daysBetween(first, last) < MOST_DAYS
  if (!isSound) throw invalid('stand_in_days', { fields: ['last'], max: MOST_DAYS })
}
