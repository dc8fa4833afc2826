import { routes } from '#platform/http/routes.ts'
import { clients as contract } from './clients.contract.ts'
import type { Clients } from './index.ts'

export const clientRoutes = (api: Pick<Clients, 'search'>) =>
  routes(contract, {
    find: async ({ params, query }) => ({
      clients: (await api.search(params.businessId, query.q)).map(({ lastAppointment, ...client }) => ({
        ...client,
        lastAppointment: lastAppointment?.toISOString() ?? null,
      })),
    }),
  })
