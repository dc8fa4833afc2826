import { answer, routes } from '#platform/http/routes.ts'
import type { Appointments } from './index.ts'
import { sampleVisits } from './sample-visits.contract.ts'

export const sampleVisitRoutes = (api: Pick<Appointments, 'addSamples' | 'removeSamples' | 'linkTo'>) =>
  routes(sampleVisits, {
    add: async ({ params, body, actor, key }) => {
      const made = await api.addSamples(params.businessId, body, actor, key)
      const visits = made.map((visit) => ({
        id: visit.id,
        date: visit.wall?.date ?? visit.businessDay,
        time: visit.wall?.time ?? '',
        services: visit.services.map(({ name }) => name),
        link: api.linkTo(visit),
      }))
      return answer(201, { visits })
    },

    remove: async ({ params, actor }) => ({ removed: await api.removeSamples(params.businessId, actor) }),
  })
