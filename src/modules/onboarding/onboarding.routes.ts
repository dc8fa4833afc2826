import { type Locale, textIn } from '#kernel/localized-text.ts'
import { answer, routes } from '#platform/http/routes.ts'
import type { Onboarding } from './index.ts'
import { onboarding as contract } from './onboarding.contract.ts'
import type { Readiness } from './publish.ts'
import { templateOf } from './templates.ts'

export const onboardingRoutes = (api: Onboarding) =>
  routes(contract, {
    open: async ({ body, actor, key }) => {
      const { id, slug } = await api.openFirst(body, actor, key)
      return answer(201, { businessId: id, slug })
    },

    template: ({ params, locale }) => ({ services: templateOf(params.category, locale), locale }),

    readiness: async ({ params, locale }) => viewOf(await api.readiness(params.businessId), locale),

    publish: async ({ params, body, actor, locale }) =>
      viewOf(await api.setPublished(params.businessId, body.isActive, body.version, actor), locale),
  })

const viewOf = ({ business: { slug, isActive, version }, lacking }: Readiness, locale: Locale) => ({
  slug,
  isActive,
  version,
  lacking: lacking.map((one) => ({
    ...one,
    services: one.services.map((service) => ({ id: service.id, name: textIn(service, 'name', locale) })),
  })),
})
