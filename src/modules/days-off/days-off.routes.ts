import type { Locale } from '#kernel/localized-text.ts'
import { lineTextOf } from '#modules/appointments/index.ts'
import { answer, routes } from '#platform/http/routes.ts'
import { daysOff } from './days-off.contract.ts'
import type { DaysOffApi, OpenRequest } from './index.ts'
import type { DayOffRequest } from './request.ts'

export const dayOffRoutes = (api: DaysOffApi) =>
  routes(daysOff, {
    open: async ({ params, locale }) => {
      const { zone, requests } = await api.open(params.businessId)
      return { zone, requests: requests.map((one) => openViewOf(one, locale)) }
    },
    own: async ({ params, actor }) => {
      const { requests, ...figures } = await api.own(params.businessId, actor)
      return { ...figures, requests: requests.map(viewOf) }
    },
    ask: async ({ params, body, actor, key }) => {
      const wish = { ...body, from: new Date(body.from), until: new Date(body.until) }
      return answer(201, viewOf(await api.ask(params.businessId, wish, actor, key)))
    },
    answer: async ({ params, body, actor }) =>
      viewOf(await api.answer(params.businessId, params.requestId, body, actor)),

    withdraw: async ({ params, body, actor }) =>
      viewOf(await api.withdraw(params.businessId, params.requestId, body.version, actor)),
  })

const viewOf = ({ id, staffId, from, until, kind, reason, state, answer: word, askedAt, version }: DayOffRequest) => ({
  ...{ id, staffId, kind, reason, state, version },
  answer: word,
  from: from.toISOString(),
  until: until.toISOString(),
  askedAt: askedAt.toISOString(),
})

const openViewOf = ({ request, name, visits }: OpenRequest, locale: Locale) => ({
  ...viewOf(request),
  name,
  visits: visits.map(({ id, startTime, services }) => ({
    ...{ id, startTime: startTime.toISOString() },
    services: services.map((line) => lineTextOf(line, locale)).join(', '),
  })),
})
