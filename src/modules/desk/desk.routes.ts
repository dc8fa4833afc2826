import type { z } from 'zod'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { showPhone } from '#kernel/phone.ts'
import type { Appointment } from '#modules/appointments/index.ts'
import { includes, MAY } from '#platform/http/rights.ts'
import { routes } from '#platform/http/routes.ts'
import type { Call } from './call.ts'
import type { CallRow } from './call-list.ts'
import { desk as contract } from './desk.contract.ts'
import type { Desk } from './index.ts'

export const deskRoutes = (desk: Desk) =>
  routes(contract, {
    callList: async ({ params, query, actor, locale }) => {
      const { date, rows } = await desk.callList(params.businessId, query.date, actor)
      return { date, rows: rows.map((row) => rowViewOf(row, locale)) }
    },

    readAloud: async ({ params, actor, locale }) =>
      rowViewOf(await desk.readAloud(params.businessId, params.appointmentId, actor), locale),

    call: async ({ params, body, actor, key }) => {
      const call = await desk.call(params.businessId, params.appointmentId, body, actor, key)
      return { call: call && callViewOf(call, null) }
    },

    setByPhone: async ({ params, body, actor }) => {
      await desk.setByPhone(params.businessId, params.clientId, body.byPhone, actor)
      return null
    },

    weekCard: async ({ params, actor, locale }) => {
      const seesOutside = includes(actor.right, MAY.seeOutside)
      const { since, online, ticks, ...card } = await desk.weekCard(params.businessId, actor, seesOutside)
      return {
        ...card,
        since: since.toISOString(),
        online: online.map(({ visit, client }) => ({
          ...{ id: visit.id, date: visit.wall.date, time: visit.wall.time, services: linesOf(visit, locale) },
          clientName: visit.forWhom?.name ?? client?.name ?? visit.bookedAs ?? '',
        })),
        ticks: ticks.map(({ key, byName, at }) => ({ key, by: byName, at: at.toISOString() })),
      }
    },

    tickWeek: async ({ params, body, actor }) => {
      await desk.tickWeek(params.businessId, body, actor)
      return null
    },
  })

const linesOf = ({ services }: Appointment, locale: Locale) =>
  services.map((line) => ({ name: textIn(line, 'name', locale), staffName: line.staffName ?? null }))

const callViewOf = ({ outcome, at, again, tries }: Call, by: string | null) => ({
  ...{ outcome, tries, by, at: at.toISOString() },
  again: again?.toISOString() ?? null,
})

function rowViewOf(row: CallRow, locale: Locale): z.infer<(typeof contract.readAloud.returns)[200]> {
  const { visit, client, phone, why, byPhone, isWrong, call, aloud } = row
  return {
    ...{ id: visit.id, version: visit.version, date: visit.wall.date, time: visit.wall.time },
    ...{ clientId: visit.clientId, clientName: visit.forWhom?.name ?? client.name },
    ...{ phone, phoneShown: phone && showPhone(phone), why, byPhone, isWrong, aloud },
    services: linesOf(visit, locale),
    isConfirmed: visit.confirmedAt !== null,
    call: call && callViewOf(call, call.byName),
  }
}
