import { routes } from '#platform/http/routes.ts'
import { holidaysFrom } from './holidays.ts'
import type { Locations } from './index.ts'
import { locations as contract } from './locations.contract.ts'

type Api = Pick<
  Locations,
  'ofBusiness' | 'setHours' | 'setPeriods' | 'setException' | 'dropException' | 'setAddress' | 'setServedDistricts'
>

export const locationRoutes = (api: Api) =>
  routes(contract, {
    list: async ({ params }) => ({ locations: await api.ofBusiness(params.businessId) }),

    setHours: async ({ params, body, actor }) =>
      api.setHours(params.businessId, params.locationId, body.week, body.version, actor),

    setPeriods: async ({ params, body, actor }) =>
      api.setPeriods(params.businessId, params.locationId, body.periods, body.version, actor),

    setDay: async ({ params: { businessId, locationId }, body: { date, hours, version }, actor }) =>
      hours
        ? api.setException(businessId, locationId, { date, ...hours }, version, actor)
        : api.dropException(businessId, locationId, date, version, actor),

    setAddress: async ({ params, body: { version, ...place }, actor }) =>
      api.setAddress(params.businessId, params.locationId, place, version, actor),

    setDistricts: async ({ params, body, actor }) =>
      api.setServedDistricts(params.businessId, params.locationId, body.districts, body.version, actor),

    holidays: ({ query }) => holidaysFrom(query.from),
  })
