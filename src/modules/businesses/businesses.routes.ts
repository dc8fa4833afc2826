import { textIn } from '#kernel/localized-text.ts'
import { routes } from '#platform/http/routes.ts'
import { businesses as contract } from './businesses.contract.ts'
import type { Businesses } from './index.ts'

export const businessRoutes = (api: Pick<Businesses, 'listActive'>) =>
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
  })
