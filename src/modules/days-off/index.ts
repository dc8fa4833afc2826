import type { Db } from 'mongodb'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId } from '#kernel/ids.ts'
import type { Appointment, Appointments } from '#modules/appointments/index.ts'
import type { Diaries } from '#modules/diaries/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { answerDayOff, askDayOff, type DaysOffDeps, withdrawDayOff } from './ask-day-off.ts'
import { dayOffRoutes } from './days-off.routes.ts'
import { createDaysOffStore } from './days-off.store.ts'
import type { DayOffRequest } from './request.ts'

export { dayOffRequestsCollection } from './days-off.store.ts'

type Given = Omit<DaysOffDeps, 'store'> & {
  db: Db
  diaries: Pick<Diaries, 'plan'>
  staff: Pick<Staff, 'memberOf' | 'addTimeOffIn' | 'ofBusiness'>
  appointments: Pick<Appointments, 'servedBetween' | 'ownFigures'>
}

/** A request with whoever asks, and the visits that he would not be there for. */
export interface OpenRequest {
  request: DayOffRequest
  name: string
  visits: Appointment[]
}

/** Days off that people ask for and whoever runs the place answers. */
export function createDaysOff(given: Given) {
  const api = createApi(given)
  return { routes: dayOffRoutes(api) }
}

function createApi({ db, diaries, appointments, ...rest }: Given) {
  const store = createDaysOffStore(db)
  const deps = { ...rest, store }
  const zoneOf = async (businessId: BusinessId): Promise<string> => {
    const plan = await diaries.plan(businessId, null)
    if (!plan) throw notFound('not_found')
    return plan.zone
  }
  return {
    ask: askDayOff(deps),
    answer: answerDayOff(deps),
    withdraw: withdrawDayOff(deps),

    /** @throws notFound `not_found` */
    async open(businessId: BusinessId): Promise<{ zone: string; requests: OpenRequest[] }> {
      const [zone, open] = await Promise.all([zoneOf(businessId), store.open(businessId, deps.clock.now())])
      if (open.length === 0) return { zone, requests: [] }
      const names = new Map((await deps.staff.ofBusiness(businessId)).map(({ id, name }) => [id, name]))
      const requests = open.map(async (request) => ({
        request,
        name: names.get(request.staffId) ?? '',
        visits: await appointments.servedBetween(businessId, request.staffId, request.from, request.until),
      }))
      return { zone, requests: await Promise.all(requests) }
    },

    /** Of who asks, and of nobody else. @throws notFound `not_found` */
    async own(businessId: BusinessId, { userId }: Extract<Actor, { kind: 'user' }>) {
      const member = await deps.staff.memberOf(userId, businessId)
      if (!member) throw notFound('not_found')
      const [zone, figures, requests] = await Promise.all([
        zoneOf(businessId),
        appointments.ownFigures(businessId, member.staffId),
        store.askedBy(businessId, userId),
      ])
      return { zone, ...figures, requests }
    },
  }
}

export type DaysOffApi = ReturnType<typeof createApi>
