// A device becomes a shared tablet by the act of who is signed in on it, and is one until somebody ends it.

import { notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { type TabletId, tabletIn } from '#modules/accounts/index.ts'
import { actorName } from '#platform/events/actor-name.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import type { Tablet } from './tablet.ts'
import type { TabletDeps, User } from './tablet-deps.ts'

export interface TabletWish {
  name: string
  idleMinutes: number
}

/** By a key; what the device was before ends with it. @throws invalid `key_reused` */
export const markTablet =
  (deps: TabletDeps) =>
  (businessId: BusinessId, wish: TabletWish, before: string | null, actor: User, key: string): Promise<Tablet> =>
    deps.idempotency.once(
      { scope: businessId, actor: actorName(actor), key, body: { tablet: wish } },
      async (remember) => {
        const at = deps.clock.now()
        const id = deps.ids.next<'tablet'>()
        const made: Tablet = { id, businessId, ...wish, markedBy: actor.userId, markedAt: at, version: 1 }
        const old = tabletIn(deps.sign, before)
        return deps.inTransaction(async (tx) => {
          await remember({ tabletId: id }, tx)
          if (old) await endIn(deps, businessId, old, actor, tx)
          await deps.store.insert(made, tx)
          await told(deps, 'tablet.marked', made, actor, tx)
          return made
        })
      },
      async ({ tabletId = '' }) => {
        const made = await deps.store.byId(businessId, tabletId as TabletId)
        if (!made) throw notFound('not_found')
        return made
      },
    )

/** @throws notFound `not_found`; conflict `changed_meanwhile` */
export const changeTablet =
  (deps: TabletDeps) =>
  (businessId: BusinessId, id: TabletId, wish: TabletWish, seen: number, actor: User): Promise<Tablet> =>
    deps.inTransaction(async (tx) => {
      const tablet = await deps.store.byId(businessId, id, tx)
      if (!tablet) throw notFound('not_found')
      const isSo = tablet.name === wish.name && tablet.idleMinutes === wish.idleMinutes
      if (isSo && tablet.version === seen + 1) return tablet
      const version = await deps.store.change({ businessId, id, version: seen }, wish, deps.clock.now(), tx)
      const changed = { ...tablet, ...wish, version }
      await told(deps, 'tablet.changed', changed, actor, tx)
      return changed
    })

/** Whoever is on it is signed out at once; nothing where it has ended already. */
export const endTablet =
  (deps: TabletDeps) =>
  (businessId: BusinessId, id: TabletId, actor: User): Promise<void> =>
    deps.inTransaction((tx) => endIn(deps, businessId, id, actor, tx))

async function endIn(deps: TabletDeps, businessId: BusinessId, id: TabletId, actor: User, tx: Tx): Promise<void> {
  const tablet = await deps.store.byId(businessId, id, tx)
  if (!tablet) return
  const at = deps.clock.now()
  const version = await deps.store.change(tablet, { endedAt: at }, at, tx)
  await deps.accounts.endOfTablet(id, tx)
  await told(deps, 'tablet.ended', { ...tablet, version }, actor, tx)
}

const told = ({ events, clock }: TabletDeps, type: string, tablet: Tablet, actor: User, tx: Tx): Promise<void> =>
  events.append(
    {
      ...{ businessId: tablet.businessId, type, actor, version: tablet.version, at: clock.now() },
      subject: { kind: 'tablet', id: tablet.id },
      data: { name: tablet.name, idleMinutes: tablet.idleMinutes },
    },
    tx,
  )
