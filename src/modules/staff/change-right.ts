// Invariants: nobody gives or takes a right higher than the own one, and a business keeps an owner. Two owners who take
// each other's right meet on the plan document, which every change of a member writes. What somebody holds for some
// days only he cannot hand on: given is from the standing right.

import { conflict, forbidden, invalid } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import { includes, type Right } from '#platform/http/rights.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { StaffDeps } from './add-member.ts'
import { changingIn } from './change-member.ts'
import type { Member } from './member.ts'
import type { StaffStore } from './staff.store.ts'

/** The actor's own right in the business, without what he stands in for. */
export async function standingRight(
  store: Pick<StaffStore, 'memberOf'>,
  businessId: BusinessId,
  actor: Actor,
  tx?: Tx,
): Promise<Right | undefined> {
  if (actor.kind !== 'user') return undefined
  return (await store.memberOf(actor.userId, businessId, tx))?.right ?? actor.right
}

/** @throws forbidden `right_too_high` */
export function assertMayGive(held: Right | undefined, right: Right | null): void {
  if (right && !(held && includes(held, right))) throw forbidden('right_too_high')
}

export function changeRight(deps: StaffDeps) {
  const change = changingIn(deps)
  return {
    /**
     * Another right, or null: the account may do nothing here any more and the person stays as one without account.
     * @throws invalid `right_without_account`; forbidden `right_too_high`; conflict `last_owner`, `changed_meanwhile`
     */
    setRight: (businessId: BusinessId, id: StaffId, right: Right | null, seen: number, actor: Actor): Promise<Member> =>
      deps.inTransaction(async (tx) => {
        const type = right ? 'staff.right-changed' : 'staff.account-left'
        const member = await deps.store.byId(businessId, id, tx)
        if (right && member && !member.userId) throw invalid('right_without_account')
        const held = await standingRight(deps.store, businessId, actor, tx)
        assertMayGive(held, right)
        assertMayGive(held, member?.right ?? null)
        const isLast = member?.right === 'owner' && right !== 'owner' && (await deps.store.owners(businessId, tx)) < 2
        if (isLast) throw conflict('last_owner')
        return change(
          businessId,
          id,
          seen,
          type,
          actor,
          () => (right ? { right } : { right, userId: null, standIn: null }),
          tx,
        )
      }),

    /**
     * An account for a person who has none, within the transaction in which an invitation is accepted.
     * @throws notFound `not_found`; conflict `already_member`
     */
    giveAccountIn: (
      businessId: BusinessId,
      id: StaffId,
      { userId, right }: { userId: UserId; right: Right },
      actor: Actor,
      tx: Tx,
    ): Promise<Member> =>
      change(
        ...([businessId, id, null, 'staff.account-joined', actor] as const),
        (member) => {
          if (member.userId && member.userId !== userId) throw conflict('already_member')
          return { userId, right }
        },
        tx,
      ),
  }
}
