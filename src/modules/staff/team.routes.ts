import { answer, routes } from '#platform/http/routes.ts'
import type { Staff } from './index.ts'
import { viewOf } from './staff.routes.ts'
import { team } from './team.contract.ts'

type Api = Pick<Staff, 'addOnce' | 'setDetails' | 'setSkills' | 'setSchedule' | 'setActive'>

export const teamRoutes = (api: Api) =>
  routes(team, {
    add: async ({ params, body, actor, key }) =>
      answer(201, viewOf(await api.addOnce(params.businessId, body, actor, key))),

    setDetails: async ({ params, body: { version, ...details }, actor }) =>
      viewOf(await api.setDetails(params.businessId, params.staffId, details, version, actor)),

    setSkills: async ({ params, body, actor }) =>
      viewOf(await api.setSkills(params.businessId, params.staffId, body.services, body.version, actor)),

    setSchedule: async ({ params, body, actor }) =>
      viewOf(await api.setSchedule(params.businessId, params.staffId, body.schedule, body.version, actor)),

    setActive: async ({ params, body, actor }) =>
      viewOf(await api.setActive(params.businessId, params.staffId, body.isActive, body.version, actor)),
  })
