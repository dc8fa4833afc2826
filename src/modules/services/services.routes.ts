import { routes } from '#platform/http/routes.ts'
import type { Services } from './index.ts'
import { services as contract } from './services.contract.ts'

export const serviceRoutes = (api: Pick<Services, 'stopOnline'>) =>
  routes(contract, {
    stopOnline: async ({ params, body, actor }) => {
      const service = await api.stopOnline(params.businessId, params.serviceId, body.stop, body.version, actor)
      const { id, name, isActive, onlineStop, version } = service
      return { id, name, isActive, onlineStop, version }
    },
  })
