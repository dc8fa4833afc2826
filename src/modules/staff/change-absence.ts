// When a person is away from the schedule. What can make a free time unfree is in the plan of the same transaction, so
// nobody books a sick person; visits already booked are never touched, whoever works on the person decides about them.

import { checked } from '#kernel/checked.ts'
import { conflict } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import type { LocalDate } from '#kernel/time.ts'
import type { Shift } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { StaffDeps } from './add-member.ts'
import { changing, changingIn } from './change-member.ts'
import type { Member, TimeOff } from './member.ts'
import { DatedShiftsInput, TimeOffInput } from './staff.contract.ts'

/** Of one person, told at once; the plan is read with every booking, so it must stay small. */
const MOST = 200

type Span = Pick<TimeOff, 'from' | 'until'>

const isSame = (a: Span, b: Span): boolean => +a.from === +b.from && +a.until === +b.until

const withTimeOff =
  (added: TimeOff) =>
  ({ timeOff }: Member): Pick<Member, 'timeOff'> => {
    const others = timeOff.filter((one) => !isSame(one, added))
    if (others.length >= MOST) throw conflict('too_much_time_off', { max: MOST })
    return { timeOff: [...others, added].sort((a, b) => +a.from - +b.from || +a.until - +b.until) }
  }

/** Time off within the transaction that grants it. @throws invalid `invalid_input`; conflict `too_much_time_off` */
export const addTimeOffIn =
  (deps: StaffDeps) =>
  (businessId: BusinessId, id: StaffId, wished: TimeOff, actor: Actor, tx: Tx): Promise<Member> => {
    const added = checked(TimeOffInput, wished)
    return changingIn(deps)(businessId, id, null, 'staff.time-off-added', actor, withTimeOff(added), tx)
  }

/**
 * Each takes the version that its changer saw.
 * @throws invalid `invalid_input`; notFound `not_found`; conflict `changed_meanwhile`, `too_much_time_off`
 */
export function changeAbsence(deps: StaffDeps) {
  const change = changing(deps)
  return {
    /** The same span told again replaces its kind. */
    async addTimeOff(
      businessId: BusinessId,
      id: StaffId,
      wished: TimeOff,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const added = checked(TimeOffInput, wished)
      return change(businessId, id, seen, 'staff.time-off-added', actor, withTimeOff(added))
    },

    async dropTimeOff(businessId: BusinessId, id: StaffId, span: Span, seen: number, actor: Actor): Promise<Member> {
      return change(businessId, id, seen, 'staff.time-off-dropped', actor, ({ timeOff }) => ({
        timeOff: timeOff.filter((one) => !isSame(one, span)),
      }))
    },

    /** Other shifts on one day than the schedule says, none for a day off; null: as the schedule says. */
    async setDay(
      businessId: BusinessId,
      id: StaffId,
      date: LocalDate,
      shifts: Shift[] | null,
      seen: number,
      actor: Actor,
    ): Promise<Member> {
      const day = checked(DatedShiftsInput, { date, shifts: shifts ?? [] })
      return change(businessId, id, seen, 'staff.day-changed', actor, ({ exceptions }) => {
        const others = exceptions.filter((one) => one.date !== date)
        if (shifts && others.length >= MOST) throw conflict('too_much_time_off', { max: MOST })
        return { exceptions: shifts ? [...others, day].sort((a, b) => (a.date < b.date ? -1 : 1)) : others }
      })
    },
  }
}
