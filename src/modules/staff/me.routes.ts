import { notFound, unauthenticated } from '#kernel/errors.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import { routes } from '#platform/http/routes.ts'
import type { Staff } from './index.ts'
import { me } from './me.contract.ts'

interface MeDeps {
  accounts: Pick<Accounts, 'byId' | 'setBusiness'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'businessesOf' | 'memberOf'>
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
      const open = found.flat()
      return {
        user: {
          ...user,
          image: user.image ?? null,
          isVerified: user.emailVerified !== undefined,
          locale: user.locale ?? null,
        },
        businesses: open,
        businessId: (open.find(({ id }) => id === user.businessId) ?? open[0])?.id ?? null,
      }
    },
    switchBusiness: async ({ actor: { userId }, body: { businessId } }) => {
      if (!(await staff.memberOf(userId, businessId))) throw notFound('not_found')
      await accounts.setBusiness(userId, businessId)
      return null
    },
  })
