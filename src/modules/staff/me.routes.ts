import { unauthenticated } from '#kernel/errors.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import { routes } from '#platform/http/routes.ts'
import type { Staff } from './index.ts'
import { me } from './me.contract.ts'

interface MeDeps {
  accounts: Pick<Accounts, 'byId'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'businessesOf'>
}

export const meRoutes = ({ accounts, businesses, staff }: MeDeps) =>
  routes(me, {
    me: async ({ actor: { userId } }) => {
      const [user, rights] = await Promise.all([accounts.byId(userId), staff.businessesOf(userId)])
      if (!user) throw unauthenticated('sign_in_required')
      const found = await Promise.all(
        rights.map(async ({ businessId, right, staffId }) => {
          const business = await businesses.byId(businessId)
          return business ? [{ id: businessId, name: business.name, slug: business.slug, right, staffId }] : []
        }),
      )
      return { user: { ...user, image: user.image ?? null }, businesses: found.flat() }
    },
  })
