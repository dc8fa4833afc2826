import { answer, routes } from '#platform/http/routes.ts'
import type { Resources } from './index.ts'
import { resources as contract } from './resources.contract.ts'

export const resourceRoutes = (api: Pick<Resources, 'ofBusiness' | 'addOnce' | 'change'>) =>
  routes(contract, {
    list: async ({ params }) => ({ resources: await api.ofBusiness(params.businessId) }),

    add: async ({ params, body: { locationId, ...resource }, actor, key }) =>
      answer(201, await api.addOnce(params.businessId, locationId, resource, actor, key)),

    change: async ({ params, body, actor }) =>
      api.change(params.businessId, params.resourceId, body.changes, body.version, actor),
  })
