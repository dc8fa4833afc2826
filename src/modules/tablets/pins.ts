// A PIN is set by its owner and by nobody else; whoever runs the place can take it away. Set or taken away, it ends what
// was begun with the one before.

import { forbidden, invalid, notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import { includes } from '#platform/http/rights.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { whyNotPin } from './tablet.ts'
import type { TabletDeps, User } from './tablet-deps.ts'

/** @throws invalid `pin_not_four`, `pin_too_simple` */
export const setPin =
  (deps: TabletDeps) =>
  async (businessId: BusinessId, pin: string, actor: User): Promise<void> => {
    const why = whyNotPin(pin)
    if (why) throw invalid(why, { fields: ['pin'] })
    const { userId } = actor
    const hash = await deps.accounts.hashPin({ businessId, userId }, pin)
    await deps.inTransaction(async (tx) => {
      const member = await deps.staff.memberOf(userId, businessId, tx)
      if (!member) throw notFound('not_found')
      await deps.store.setPin(businessId, userId, hash, deps.clock.now(), tx)
      await deps.accounts.endByPin(userId, businessId, tx)
      await told(deps, businessId, 'staff.pin-set', member.staffId, actor, tx)
    })
  }

/** One's own. */
export const dropOwnPin =
  (deps: TabletDeps) =>
  (businessId: BusinessId, actor: User): Promise<void> =>
    deps.inTransaction(async (tx) => {
      const member = await deps.staff.memberOf(actor.userId, businessId, tx)
      if (member) await dropIn(deps, businessId, member.staffId, actor.userId, actor, tx)
    })

/** Another's, whose right is not above one's own. @throws notFound `not_found`; forbidden `right_too_high` */
export const dropPin =
  (deps: TabletDeps) =>
  async (businessId: BusinessId, staffId: StaffId, actor: User): Promise<void> => {
    const member = await deps.staff.byId(businessId, staffId)
    if (!member) throw notFound('not_found')
    const { userId, right } = member
    if (right && !(actor.right && includes(actor.right, right))) throw forbidden('right_too_high')
    if (userId) await deps.inTransaction((tx) => dropIn(deps, businessId, staffId, userId, actor, tx))
  }

async function dropIn(
  deps: TabletDeps,
  businessId: BusinessId,
  staffId: StaffId,
  userId: UserId,
  actor: User,
  tx: Tx,
): Promise<void> {
  if (!(await deps.store.dropPin(businessId, userId, tx))) return
  await deps.accounts.endByPin(userId, businessId, tx)
  await told(deps, businessId, 'staff.pin-removed', staffId, actor, tx)
}

const told = (
  { events, clock }: TabletDeps,
  businessId: BusinessId,
  type: string,
  staffId: StaffId,
  actor: User,
  tx: Tx,
): Promise<void> =>
  // The person's document stays as it is: the number of its version is not this event's.
  events.append({ businessId, type, subject: { kind: 'staff', id: staffId }, version: 0, actor, at: clock.now() }, tx)
