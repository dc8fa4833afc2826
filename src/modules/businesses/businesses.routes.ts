import { notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { textIn } from '#kernel/localized-text.ts'
import { routes } from '#platform/http/routes.ts'
import type { Business } from './business.ts'
import { businesses as contract } from './businesses.contract.ts'
import type { Businesses } from './index.ts'

type Api = Pick<
  Businesses,
  | 'listActive'
  | 'byId'
  | 'stopOnline'
  | 'setNotice'
  | 'changeProfile'
  | 'changeSettings'
  | 'changeSlug'
  | 'setKaspiLink'
>

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

    standing: async ({ params }) => standingOf(await present(api, params.businessId)),
    whole: async ({ params }) => present(api, params.businessId),

    stopOnline: async ({ params, body, actor }) =>
      standingOf(await api.stopOnline(params.businessId, body.stop, body.version, actor)),

    setNotice: async ({ params, body, actor }) =>
      standingOf(await api.setNotice(params.businessId, body.notice, body.version, actor)),

    changeProfile: async ({ params, body: { version, ...profile }, actor }) =>
      api.changeProfile(params.businessId, profile, version, actor),

    changeSettings: async ({ params, body, actor }) =>
      api.changeSettings(params.businessId, body.settings, body.version, actor),

    changeSlug: async ({ params, body, actor }) => api.changeSlug(params.businessId, body.slug, body.version, actor),

    setKaspiLink: async ({ params, body, actor, ...from }) =>
      api.setKaspiLink(params.businessId, body.kaspiQrLink, body.version, actor, from),
  })

async function present(api: Pick<Api, 'byId'>, businessId: BusinessId): Promise<Business> {
  const business = await api.byId(businessId)
  if (!business) throw notFound('not_found')
  return business
}

const standingOf = ({ isActive, onlineStop, notice, version }: Business) => ({ isActive, onlineStop, notice, version })
