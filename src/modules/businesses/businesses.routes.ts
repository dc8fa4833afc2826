import { notFound } from '#kernel/errors.ts'
import { textIn } from '#kernel/localized-text.ts'
import { routes } from '#platform/http/routes.ts'
import type { Business } from './business.ts'
import { businesses as contract } from './businesses.contract.ts'
import type { Businesses } from './index.ts'

type Api = Pick<Businesses, 'listActive' | 'byId' | 'stopOnline' | 'setNotice'>

export const businessRoutes = (api: Api) =>
  routes(contract, {
    list: async ({ query, locale }) => ({
      businesses: (await api.listActive(query)).map((business) => ({
        id: business.id,
        slug: business.slug,
        name: textIn(business, 'name', locale),
        category: business.category,
        description: textIn(business, 'description', locale),
        phone: business.contacts.phone ?? null,
        address: business.address,
        features: business.features,
      })),
    }),

    standing: async ({ params }) => {
      const business = await api.byId(params.businessId)
      if (!business) throw notFound('not_found')
      return standingOf(business)
    },

    stopOnline: async ({ params, body, actor }) =>
      standingOf(await api.stopOnline(params.businessId, body.stop, body.version, actor)),

    setNotice: async ({ params, body, actor }) =>
      standingOf(await api.setNotice(params.businessId, body.notice, body.version, actor)),
  })

const standingOf = ({ isActive, onlineStop, notice, version }: Business) => ({ isActive, onlineStop, notice, version })
