import type { Db } from 'mongodb'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { tabletIn } from '#modules/accounts/index.ts'
import { lockedScreen } from './locked-screen.ts'
import { changeTablet, endTablet, markTablet } from './mark-tablet.ts'
import { dropOwnPin, dropPin, setPin } from './pins.ts'
import { switchPerson } from './switch-person.ts'
import type { TabletDeps } from './tablet-deps.ts'
import { tabletRoutes } from './tablets.routes.ts'
import { createTabletsStore } from './tablets.store.ts'

export { pinsCollection, tabletsCollection } from './tablets.store.ts'

type Given = Omit<TabletDeps, 'store'> & { db: Db }

/** Devices that people of one business use in turn, and the PINs by which they do. */
export function createTablets(given: Given) {
  const api = createApi(given)
  return { api, routes: tabletRoutes(api, given.sign) }
}

function createApi({ db, ...rest }: Given) {
  const store = createTabletsStore(db)
  const deps: TabletDeps = { ...rest, store }
  return {
    mark: markTablet(deps),
    change: changeTablet(deps),
    end: endTablet(deps),
    switch: switchPerson(deps),
    locked: lockedScreen(deps),
    setPin: setPin(deps),
    dropOwnPin: dropOwnPin(deps),
    dropPin: dropPin(deps),

    /** The shared tablet that a browser is; null: none. */
    by: async (token: string | null) => {
      const id = tabletIn(deps.sign, token)
      return id && store.byToken(id)
    },

    hasPin: async (businessId: BusinessId, userId: UserId) => (await store.pinOf(businessId, userId)) !== null,

    /** With the people who have a PIN. */
    async list(businessId: BusinessId) {
      const [tablets, users, members] = await Promise.all([
        store.ofBusiness(businessId),
        store.withPin(businessId),
        deps.staff.ofBusiness(businessId),
      ])
      return {
        tablets,
        withPin: members.flatMap(({ id, userId }) => (userId && users.has(userId) ? [id] : [])),
      }
    },
  }
}

export type TabletsApi = ReturnType<typeof createApi>
