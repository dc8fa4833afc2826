import { routes } from '#platform/http/routes.ts'
import type { Staff } from './index.ts'
import type { Member } from './member.ts'
import { staff as contract } from './staff.contract.ts'

export const staffRoutes = (api: Staff) =>
  routes(contract, {
    list: async ({ params }) => ({ staff: (await api.ofBusiness(params.businessId)).map(viewOf) }),

    addTimeOff: async ({ params, body: { from, until, kind, version }, actor }) => {
      const timeOff = { from: new Date(from), until: new Date(until), kind }
      return viewOf(await api.addTimeOff(params.businessId, params.staffId, timeOff, version, actor))
    },

    dropTimeOff: async ({ params, body: { from, until, version }, actor }) => {
      const span = { from: new Date(from), until: new Date(until) }
      return viewOf(await api.dropTimeOff(params.businessId, params.staffId, span, version, actor))
    },

    setDay: async ({ params, body: { date, shifts, version }, actor }) =>
      viewOf(await api.setDay(params.businessId, params.staffId, date, shifts, version, actor)),

    setServing: async ({ params, body: { version, ...serving }, actor }) =>
      viewOf(await api.setServing(params.businessId, params.staffId, serving, version, actor)),

    setStandIn: async ({ params, body, actor }) =>
      viewOf(await api.setStandIn(params.businessId, params.staffId, body.standIn, body.version, actor)),

    stopOnline: async ({ params, body, actor }) =>
      viewOf(await api.stopOnline(params.businessId, params.staffId, body.stop, body.version, actor)),
  })

export const viewOf = (member: Member) => ({
  id: member.id,
  name: member.name,
  title: member.title,
  translations: member.translations,
  photo: member.photo,
  hasAccount: member.userId !== null,
  services: member.services,
  right: member.right,
  standIn: member.standIn && {
    ...{ right: member.standIn.right, first: member.standIn.first, last: member.standIn.last },
  },
  isActive: member.isActive,
  serves: member.serves,
  gender: member.gender,
  schedule: member.schedule,
  exceptions: member.exceptions,
  timeOff: member.timeOff.map(({ from, until, kind }) => ({
    from: from.toISOString(),
    until: until.toISOString(),
    kind,
  })),
  onlineStop: member.onlineStop,
  version: member.version,
})
