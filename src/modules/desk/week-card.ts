// What is looked at when a week begins: who is away, who has not said that he comes, what was booked online while the
// place was closed. Nothing of it is stored but what was ticked off.

import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { BusinessId, StaffId, UserId } from '#kernel/ids.ts'
import { addDays, DAY, type LocalDate, type Minute, toDate, toMinute, wallAt, weekday } from '#kernel/time.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Tick, TicksStore } from './ticks.store.ts'

export interface WeekDeps {
  clock: Clock
  appointments: Pick<Appointments, 'calendar' | 'outside' | 'guests'>
  ticks: TicksStore
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

type User = Extract<Actor, { kind: 'user' }>
type Calendar = Awaited<ReturnType<Appointments['calendar']>>
type GuestVisit = Awaited<ReturnType<Appointments['guests']['since']>>[number]

/** The lines of the list; a visit that was booked online is ticked by itself, as `visit:<id>`. */
const ITEMS = ['off', 'unconfirmed', 'online', 'gaps', 'outside'] as const
const VISIT_KEY = /^visit:[0-9a-f]{24}$/

export interface WeekCard {
  /** Its Monday. */
  week: LocalDate
  /** The morning of the first day of the week on which the place is open. */
  isFirstMorning: boolean
  off: { staffId: StaffId; name: string; dates: LocalDate[] }[]
  unconfirmed: number
  /** Since the last closing. */
  online: GuestVisit[]
  since: Date
  outside: number
  ticks: (Tick & { byName: string | null })[]
}

const NOON = 12 * 60

/** @param seesOutside whether the asker decides about visits outside of hours */
export const readWeekCard =
  (deps: WeekDeps) =>
  async (businessId: BusinessId, actor: User, seesOutside: boolean): Promise<WeekCard> => {
    const { today } = await deps.appointments.calendar(businessId, { days: 1 }, actor)
    const week = addDays(today, -((weekday(today) + 6) % 7))
    // The week before tells when the place was closed last.
    const calendar = await deps.appointments.calendar(businessId, { from: addDays(week, -7), days: 14 }, actor)
    const { now, plan } = calendar
    const since = toDate(lastClosing(calendar, now) ?? now - DAY)
    const [online, outside, ticks] = await Promise.all([
      deps.appointments.guests.since(businessId, since),
      seesOutside ? deps.appointments.outside(businessId) : [],
      deps.ticks.of(businessId, week),
    ])
    const people = [...new Set(ticks.map(({ by }) => by))]
    const names = people.length > 0 ? await deps.namesOf(people) : new Map<UserId, string>()
    const firstOpen = calendar.days.find(({ date, open }) => date >= week && open.length > 0)
    return {
      ...{ week, online, since, outside: outside.length },
      isFirstMorning: firstOpen?.date === today && minutesOf(now, plan.zone) < NOON,
      off: awayIn(calendar, week),
      unconfirmed: calendar.visits.filter(
        ({ visit, walkIn }) =>
          visit.status === 'scheduled' && !visit.confirmedAt && walkIn === null && toMinute(visit.startTime) > now,
      ).length,
      ticks: ticks.map((tick) => ({ ...tick, byName: names.get(tick.by) ?? null })),
    }
  }

/** Ticked twice it is ticked. @throws invalid `invalid_input` for a line that there is not */
export const tickWeek =
  ({ clock, ticks }: WeekDeps) =>
  async (
    businessId: BusinessId,
    { week, keys, isDone }: { week: LocalDate; keys: readonly string[]; isDone: boolean },
    actor: User,
  ): Promise<void> => {
    const isLine = (key: string) => (ITEMS as readonly string[]).includes(key) || VISIT_KEY.test(key)
    if (!keys.every(isLine)) throw invalid('invalid_input', { fields: ['keys'] })
    if (isDone) return ticks.tick(businessId, week, keys, actor.userId, clock.now())
    return ticks.untick(businessId, week, keys)
  }

const minutesOf = (now: Minute, zone: string): number => {
  const { time } = wallAt(now, zone)
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** When the place was closed for the last time before now; null: it has not been open for a week. */
function lastClosing({ days }: Calendar, now: Minute): Minute | null {
  const closings = days.flatMap(({ open }) => open.at(-1)?.until ?? []).filter((until) => until <= now)
  return closings.length > 0 ? Math.max(...closings) : null
}

/** Whoever is away on some days of the week, in the business's order. */
function awayIn({ days, people, plan }: Calendar, week: LocalDate): WeekCard['off'] {
  const ofWeek = days.filter(({ date }) => date >= week)
  return people.flatMap(({ id, off }) => {
    const dates = ofWeek
      .filter(({ start }) => off.some(({ from, until }) => from < start + DAY && until > start))
      .map(({ date }) => date)
    return dates.length > 0 ? [{ staffId: id, name: plan.people[id]?.name ?? '', dates }] : []
  })
}
