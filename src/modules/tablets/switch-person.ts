// A tap on one's picture and the PIN: a session of that account, good on this tablet and in this business alone.

import { conflict, notFound } from '#kernel/errors.ts'
import type { StaffId } from '#kernel/ids.ts'
import { tabletIn } from '#modules/accounts/index.ts'
import type { Tablet } from './tablet.ts'
import type { TabletDeps } from './tablet-deps.ts'

/** @throws notFound `not_a_tablet` */
async function openTablet({ sign, store }: TabletDeps, token: string | null): Promise<Tablet> {
  const id = tabletIn(sign, token)
  const tablet = id && (await store.byToken(id))
  if (!tablet) throw notFound('not_a_tablet')
  return tablet
}

interface Wish {
  staffId: StaffId
  pin: string
}

/**
 * @param session what was open on this device before, by PIN or by password; it ends
 * @returns the new session's token
 * @throws as `openTablet`; conflict `no_pin`; invalid `wrong_pin`; limited `pin_locked`
 */
export const switchPerson =
  (deps: TabletDeps) =>
  async (token: string | null, { staffId, pin }: Wish, session: string | null, agent: string): Promise<string> => {
    const { store, accounts, staff, clock } = deps
    const tablet = await openTablet(deps, token)
    const { businessId, id: tabletId, idleMinutes } = tablet
    const userId = (await staff.byId(businessId, staffId))?.userId
    const hash = userId && (await store.pinOf(businessId, userId))
    if (!userId || !hash || !(await staff.memberOf(userId, businessId))) throw conflict('no_pin')
    await accounts.assertPin({ businessId, userId }, pin, hash, tabletId)
    const begun = await deps.inTransaction(async (tx) => {
      const now = clock.now()
      await store.use(tablet, now, tx)
      if (!(await store.usePin(businessId, userId, hash, now, tx))) throw conflict('no_pin')
      return accounts.beginOnTablet(userId, { tabletId, businessId, idleMinutes }, agent, tx)
    })
    if (session) await accounts.signOut(session)
    return begun
  }
