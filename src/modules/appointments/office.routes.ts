import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { toMinute } from '#kernel/time.ts'
import type { Actor } from '#platform/http/contract.ts'
import { routes } from '#platform/http/routes.ts'
import type { Appointment } from './appointment.ts'
import type { WishedLine } from './arrange-office.ts'
import type { Appointments } from './index.ts'
import { office as contract } from './office.contract.ts'
import { calendarViewOf, cardViewOf, officeVisitOf, whatIfViewOf } from './office-views.ts'
import type { Stamp } from './stamp-appointment.ts'
import { viewOf } from './views.ts'

export function officeRoutes(api: Appointments) {
  const told = async (visit: Appointment, locale: Locale) => {
    const [one] = await api.withClients(visit.businessId, [visit])
    if (!one) throw new Error('a visit was not told')
    return officeVisitOf(one, locale)
  }
  const stamp =
    (what: Stamp) =>
    async ({ params, body, actor, locale }: StampAsked) =>
      viewOf(await api.stamp(params.businessId, params.appointmentId, what, body.version, actor), locale)

  return routes(contract, {
    calendar: async ({ params, query, actor, locale }) =>
      calendarViewOf(await api.calendar(params.businessId, query, actor), locale),

    bookByStaff: async ({ params, body, actor, key, locale }) => {
      const { parkedId, ...typed } = body
      const wish = { ...typed, ...timesIn(body), locale }
      return told(
        await api.bookByStaff(params.businessId, wish, actor, key, api.parked.along(params, parkedId, actor)),
        locale,
      )
    },

    rearrange: async ({ params, body, actor, locale }) => {
      const wish = { ...body, ...timesIn(body) }
      return told(await api.rearrange(params.businessId, params.appointmentId, wish, actor), locale)
    },

    rearrangeTogether: async ({ params, body, actor, locale }) => {
      const moves = body.visits.map((one) => ({ ...timesIn(one), id: one.appointmentId, version: one.version }))
      const done = await api.rearrangeTogether(params.businessId, moves, body.override, actor)
      const visits = await api.withClients(params.businessId, done)
      return { visits: visits.map((one) => officeVisitOf(one, locale)) }
    },

    tell: async ({ params, body, actor, locale }) =>
      viewOf(await api.tell(params.businessId, params.appointmentId, body.version, actor), locale),

    whatIf: async ({ params, body, actor }) =>
      whatIfViewOf(await api.whatIf(params.businessId, { ...body, ...timesIn(body), prefer: 'least_wait' }, actor)),

    card: async ({ params, actor, locale }) =>
      cardViewOf(await api.card(params.businessId, params.appointmentId, actor), locale),

    confirm: stamp('confirm'),
    arrive: stamp('arrive'),
    unconfirm: stamp('unconfirm'),
    unarrive: stamp('unarrive'),

    setNotes: async ({ params, body, actor, locale }) =>
      viewOf(await api.setNotes(params.businessId, params.appointmentId, body.notes, body.version, actor), locale),

    setClient: async ({ params, body, actor, locale }) => {
      const seen = { version: body.version, locale }
      return told(await api.setClient(params.businessId, params.appointmentId, body.client, seen, actor), locale)
    },
  })
}

interface StampAsked {
  params: { businessId: BusinessId; appointmentId: AppointmentId }
  body: { version: number }
  actor: Extract<Actor, { kind: 'user' }>
  locale: Locale
}

interface TimedBody {
  startTime: string
  lines: readonly (Omit<WishedLine, 'start'> & { startTime?: string | undefined })[]
}

const timesIn = ({ startTime, lines }: TimedBody) => ({
  startTime: new Date(startTime),
  lines: lines.map(
    ({ startTime: own, ...line }): WishedLine => ({ ...line, ...(own ? { start: toMinute(new Date(own)) } : {}) }),
  ),
})
