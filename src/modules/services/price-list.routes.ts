import { answer, routes } from '#platform/http/routes.ts'
import type { Services } from './index.ts'
import { priceList } from './price-list.contract.ts'

type Api = Pick<Services, 'ofBusiness' | 'addAll' | 'change' | 'archive' | 'putInOrder'>

export const priceListRoutes = (api: Api) =>
  routes(priceList, {
    list: async ({ params }) => ({ services: await api.ofBusiness(params.businessId) }),

    add: async ({ params, body, actor, key }) =>
      answer(201, { services: await api.addAll(params.businessId, body.services, actor, key) }),

    change: async ({ params, body, actor }) =>
      api.change(params.businessId, params.serviceId, body.changes, body.version, actor),

    archive: async ({ params, body, actor }) => api.archive(params.businessId, params.serviceId, body.version, actor),

    putInOrder: async ({ params, body, actor }) => ({
      services: await api.putInOrder(params.businessId, body.order, actor),
    }),
  })
