// Visits as the work of the people who serve: a day as a plan without clients, what falls into somebody's days off, and
// what somebody has done and earned.

import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { BusinessId, StaffId } from '#kernel/ids.ts'
import type { Tenge } from '#kernel/money.ts'
import { addDays, DAY, instantOf, type LocalDate, toDate, toMinute } from '#kernel/time.ts'
import type { Diaries, Plan } from '#modules/diaries/index.ts'
import type { Appointment } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { businessDayAt } from './timeline.ts'

export interface StaffVisitsDeps {
  clock: Clock
  diaries: Pick<Diaries, 'plan'>
  store: Pick<AppointmentsStore, 'ofDays' | 'ofPerson'>
}

export interface Figures {
  count: number
  sum: Tenge
}

export function staffVisits({ clock, diaries, store }: StaffVisitsDeps) {
  const planOf = async (businessId: BusinessId): Promise<Plan> => {
    const plan = await diaries.plan(businessId, null)
    if (!plan) throw notFound('not_found')
    return plan
  }
  const today = (plan: Plan): LocalDate => businessDayAt(plan, toMinute(clock.now()))

  return {
    /** The visits of today that are not cancelled. @throws notFound `not_found` */
    async dayPlan(businessId: BusinessId): Promise<{ date: LocalDate; zone: string; visits: Appointment[] }> {
      const plan = await planOf(businessId)
      const date = today(plan)
      const [from, until] = [instantOf(date, 0, plan.zone), instantOf(date, DAY, plan.zone)]
      const all = await store.ofDays(businessId, { first: date, last: date, from, until })
      return { date, zone: plan.zone, visits: all.filter(({ status }) => status !== 'cancelled') }
    },

    /** Scheduled visits that somebody serves, in whole or in part, within a span. */
    servedBetween: (businessId: BusinessId, staffId: StaffId, from: Date, until: Date): Promise<Appointment[]> =>
      store.ofPerson(businessId, staffId, { from, until, status: 'scheduled' }),

    /**
     * What a person has completed today and in this month: as many visits, and the prices of the own services in them.
     * @throws notFound `not_found`
     */
    async ownFigures(businessId: BusinessId, staffId: StaffId): Promise<{ today: Figures; month: Figures }> {
      const plan = await planOf(businessId)
      const day = today(plan)
      const first = `${day.slice(0, 8)}01`
      const span = {
        from: toDate(instantOf(first, 0, plan.zone)),
        until: toDate(instantOf(addDays(day, 2), 0, plan.zone)), // a night goes on after midnight
      }
      const done = await store.ofPerson(businessId, staffId, { ...span, status: 'completed' })
      const month = done.filter(({ businessDay }) => businessDay >= first && businessDay <= day)
      return {
        today: figuresOf(
          staffId,
          month.filter(({ businessDay }) => businessDay === day),
        ),
        month: figuresOf(staffId, month),
      }
    },
  }
}

const figuresOf = (staffId: StaffId, visits: readonly Appointment[]): Figures => ({
  count: visits.length,
  sum: visits
    .flatMap(({ services }) => services)
    .filter((line) => line.staffId === staffId)
    .reduce((sum, { price }) => sum + price, 0),
})
