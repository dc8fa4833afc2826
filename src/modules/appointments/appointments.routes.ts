import type { Clock } from '#kernel/clock.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import { routes } from '#platform/http/routes.ts'
import { appointments as contract } from './appointments.contract.ts'
import type { Appointments } from './index.ts'
import type { Mark } from './mark-appointment.ts'
import { dayViewOf, guestViewOf, menuViewOf, offersViewOf, viewOf } from './views.ts'

export function appointmentRoutes(api: Appointments, clock: Clock) {
  const markAs =
    (to: Mark) =>
    async ({ params, body, actor, locale }: MarkAsked) =>
      viewOf(await api.mark(params.businessId, params.appointmentId, { to, ...body }, actor), locale)

  return routes(contract, {
    menu: async ({ params, query, locale }) => menuViewOf(await api.menu(params.businessId, query.locationId), locale),

    freeTimes: async ({ params, query }) =>
      offersViewOf(await api.offer(params.businessId, { ...query, staffId: query.staffId ?? null })),

    book: async ({ params, body, actor, key, locale }) => {
      const wish = {
        ...body,
        staffId: body.staffId ?? null,
        startTime: new Date(body.startTime),
        locale: body.locale ?? locale,
        source: 'api',
      }
      const visit = await api.book(params.businessId, wish, actor, key)
      return { appointment: guestViewOf(visit, locale, clock.now()), link: api.linkTo(visit) }
    },

    visit: async ({ params, locale }) => guestViewOf(await api.byLink(params.token), locale, clock.now()),

    cancelVisit: async ({ params, body, locale }) => {
      const cancelled = await api.cancelByClient(await api.byLink(params.token), body.reason ?? null)
      return guestViewOf(cancelled, locale, clock.now())
    },

    day: async ({ params, query, actor, locale }) =>
      dayViewOf(await api.day(params.businessId, query.date ?? null, actor), locale),

    complete: markAs('completed'),
    noShow: markAs('no-show'),
    undo: markAs('scheduled'),
    cancel: markAs('cancelled'),
  })
}

interface MarkAsked {
  params: { businessId: BusinessId; appointmentId: AppointmentId }
  body: { version: number; reason?: string | undefined }
  actor: Extract<Actor, { kind: 'user' }>
  locale: Parameters<typeof viewOf>[1]
}
