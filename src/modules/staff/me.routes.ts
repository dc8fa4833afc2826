import { notFound, unauthenticated } from '#kernel/errors.ts'
import type { Accounts } from '#modules/accounts/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import { routes } from '#platform/http/routes.ts'
import type { Staff } from './index.ts'
import { me } from './me.contract.ts'

interface MeDeps {
  /** The shared tablet that a browser is, if it is one. */
  tabletBy: (token: string | null) => Promise<{ idleMinutes: number } | null>
  accounts: Pick<Accounts, 'byId' | 'setBusiness'>
  businesses: Pick<Businesses, 'byId'>
  staff: Pick<Staff, 'businessesOf' | 'memberOf'>
}

export const meRoutes = ({ accounts, businesses, staff, tabletBy }: MeDeps) =>
  routes(me, {
    me: async ({ actor: { userId, tabletOf }, tablet: token }) => {
      const [user, all, tablet] = await Promise.all([
        accounts.byId(userId),
        staff.businessesOf(userId),
        tabletBy(token),
      ])
      if (!user) throw unauthenticated('sign_in_required')
      const rights = tabletOf ? all.filter(({ businessId }) => businessId === tabletOf) : all
      const found = await Promise.all(
        rights.map(async ({ businessId, right, staffId, standInUntil }) => {
          const business = await businesses.byId(businessId)
          return business
            ? [{ id: businessId, name: business.name, slug: business.slug, right, staffId, standInUntil }]
            : []
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
        tablet: tablet && { idleMinutes: tablet.idleMinutes, byPin: tabletOf !== undefined },
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
