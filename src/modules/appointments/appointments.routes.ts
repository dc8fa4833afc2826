import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import type { Actor } from '#platform/http/contract.ts'
import { routes } from '#platform/http/routes.ts'
import { appointments as contract } from './appointments.contract.ts'
import { asCart, type Cart, type CartLine, linesIn } from './cart.ts'
import type { Appointments } from './index.ts'
import type { Mark } from './mark-appointment.ts'
import {
  alternativesViewOf,
  dayViewOf,
  guestViewOf,
  holdViewOf,
  menuViewOf,
  offersViewOf,
  outsideViewOf,
  viewOf,
  whyViewOf,
} from './views.ts'

export function appointmentRoutes(api: Appointments, clock: Clock) {
  const markAs =
    (to: Mark) =>
    async ({ params, body, actor, locale }: MarkAsked) =>
      viewOf(await api.mark(params.businessId, params.appointmentId, { to, ...body }, actor), locale)

  return routes(contract, {
    menu: async ({ params, query, locale }) => menuViewOf(await api.menu(params.businessId, query.locationId), locale),

    freeTimes: async ({ params, query }) =>
      offersViewOf(await api.offer(params.businessId, { ...query, cart: cartIn(query) })),

    why: async ({ params, query }) => {
      const wish = { cart: cartIn(query), locationId: query.locationId }
      return whyViewOf(await api.explain(params.businessId, wish, toMinute(new Date(query.startTime))))
    },

    hold: async ({ params, body, actor, key, locale }) => {
      const { locationId } = body
      const wish = { locationId, cart: cartOfBody(body), startTime: new Date(body.startTime) }
      return holdViewOf(await api.hold(params.businessId, wish, actor, key), locale)
    },

    extendHold: async ({ params, actor, locale }) =>
      holdViewOf(await api.extendHold(params.businessId, params.holdId, actor), locale),

    releaseHold: async ({ params, actor }) => ({
      released: await api.releaseHold(params.businessId, params.holdId, actor),
    }),

    book: async ({ params, body, actor, key, locale }) => {
      const { services, prefer, ...rest } = body
      const wish = {
        ...rest,
        cart: cartOfBody({ services, prefer }),
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

    visitFreeTimes: async ({ params, query }) =>
      offersViewOf(await api.offerMove(await api.byLink(params.token), { ...query, anyone: query.anyone === 'yes' })),

    moveVisit: async ({ params, body, locale }) => {
      const wish = { ...body, startTime: new Date(body.startTime) }
      return guestViewOf(await api.move(await api.byLink(params.token), wish), locale, clock.now())
    },

    lateVisit: async ({ params, body, locale }) => {
      const visit = await api.sayLate(await api.byLink(params.token), body.minutes)
      const { stillFits, alternatives } = await api.lateAdvice(visit, body.minutes)
      return {
        appointment: guestViewOf(visit, locale, clock.now()),
        stillFits,
        alternatives: alternativesViewOf(alternatives),
      }
    },

    day: async ({ params, query, actor, locale }) =>
      dayViewOf(await api.day(params.businessId, query.date ?? null, actor), locale),

    visitsOutside: async ({ params, locale }) => outsideViewOf(await api.outside(params.businessId), locale),

    keepOutside: async ({ params, body, actor, locale }) =>
      viewOf(await api.keepOutside(params.businessId, params.appointmentId, body, actor), locale),

    complete: markAs('completed'),
    noShow: markAs('no-show'),
    undo: markAs('scheduled'),
    cancel: markAs('cancelled'),
  })
}

/** @throws invalid `invalid_input` for what is no cart; `cart_too_long` before anything is read */
function cartIn({ services, prefer }: { services: string; prefer: Cart['prefer'] }): Cart {
  const lines = linesIn(services)
  if (!lines) throw invalid('invalid_input', { fields: ['services'] })
  return asCart(lines, prefer)
}

const cartOfBody = ({ services, prefer }: CartBody): Cart =>
  asCart(
    services.map(({ staffId, ...line }) => ({ ...line, staffId: staffId ?? null })),
    prefer,
  )

interface CartBody {
  services: (Omit<CartLine, 'staffId'> & { staffId?: CartLine['staffId'] | undefined })[]
  prefer: Cart['prefer']
}

interface MarkAsked {
  params: { businessId: BusinessId; appointmentId: AppointmentId }
  body: { version: number; reason?: string | undefined }
  actor: Extract<Actor, { kind: 'user' }>
  locale: Parameters<typeof viewOf>[1]
}
