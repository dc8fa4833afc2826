// A small plan for the engine: open Monday to Saturday 10–19, closed 13–14, two people who both cut hair and colour it.

import type { BusinessId, LocationId, ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import { instantOf, type LocalDate, type Minute, type WallTime, wallAt, wallMinutes } from '#kernel/time.ts'
import { freeTimes, placingOf } from '#modules/appointments/availability.ts'
import { type Cart, type CartLine, cartOf } from '#modules/appointments/cart.ts'
import { judge, type Verdict } from '#modules/appointments/explain.ts'
import {
  type Break,
  Busy,
  type Claim,
  type DiaryRead,
  diaryWordsOf,
  emptyWords,
  monthsOf,
  type Plan,
  type PlanPerson,
  type PlanRules,
  type PlanService,
} from '#modules/diaries/index.ts'

const DAY = 1440
const ZONE = 'Asia/Atyrau'
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]

export const CUT = 'a'.repeat(24) as ServiceId
export const COLOUR = 'f'.repeat(24) as ServiceId
export const ANNA = '1'.repeat(24) as StaffId
export const OLGA = '2'.repeat(24) as StaffId
export const ROOM = '3'.repeat(24) as ResourceId
export const TUESDAY = '2026-11-24'
export const LUNCH: Break = { startTime: '13:00', endTime: '14:00' }

export const everyDay = (from: WallTime, to: WallTime, breaks: Break[] = []) =>
  EVERY_DAY.map((day) => ({ day, from, to, breaks }))

export const openFrom = (openTime: WallTime, closeTime: WallTime, breaks: Break[] = []): Plan['hours'] => ({
  week: EVERY_DAY.map((day) => ({ day, isOpen: day !== 0, openTime, closeTime, breaks })),
  exceptions: [],
})

interface Changes {
  zone?: string
  hours?: Plan['hours']
  rules?: Partial<PlanRules>
  cut?: Partial<PlanService>
  colour?: Partial<PlanService>
  anna?: Partial<PlanPerson>
  olga?: Partial<PlanPerson>
  units?: number
}

export function aPlan({ zone = ZONE, hours, rules, cut, colour, anna, olga, units = 1 }: Changes = {}): Plan {
  const service = {
    price: 5000,
    priceFrom: false,
    before: 0,
    after: 0,
    needsPerson: true,
    resource: null,
    isActive: true,
  }
  const person = {
    services: { [CUT]: {}, [COLOUR]: {} },
    schedule: { kind: 'weekly' as const, days: everyDay('09:00', '20:00') },
    isActive: true,
  }
  return {
    number: 1,
    businessId: 'b'.repeat(24) as BusinessId,
    locationId: 'c'.repeat(24) as LocationId,
    zone,
    hours: hours ?? openFrom('10:00', '19:00', [LUNCH]),
    rules: {
      isActive: true,
      mainLocale: 'kk',
      leadTime: 0,
      buffer: 0,
      slotStep: 30,
      horizon: 30,
      allowCancellation: true,
      cancellationPeriod: 2,
      ...rules,
    },
    services: {
      [CUT]: { ...service, name: 'Шаш қию', duration: 60, order: 0, ...cut },
      [COLOUR]: { ...service, name: 'Шаш бояу', duration: 60, order: 1, ...colour },
    },
    people: {
      [ANNA]: { ...person, name: 'Анна', order: 0, ...anna },
      [OLGA]: { ...person, name: 'Ольга', order: 1, ...olga },
    },
    resources: { [ROOM]: { name: 'Кабинет', kind: 'room', units, isActive: true, order: 0 } },
  }
}

export const at = (plan: Plan, time: WallTime, date: LocalDate = TUESDAY): Minute =>
  instantOf(date, wallMinutes(time), plan.zone)

/** Taken time of a day: who, from when, until when. */
export type Taken = [subject: string, from: WallTime, until: WallTime]

export function busyWith(plan: Plan, ...taken: Taken[]): Busy {
  const diaries = new Map<string, number[]>()
  const claims = taken.map(
    ([subject, from, until]): Claim => ({ subject, from: at(plan, from), until: at(plan, until) }),
  )
  for (const { diary, words } of claims.flatMap(diaryWordsOf)) {
    const row = diaries.get(diary) ?? emptyWords()
    for (const { at, mask } of words) row[at] = (row[at] ?? 0) | mask
    diaries.set(diary, row)
  }
  const read = [...diaries].map(([_id, words]): DiaryRead => ({ _id, words }))
  return new Busy(monthsOf(at(plan, '00:00') - 5 * DAY, at(plan, '00:00') + 12 * DAY), read)
}

export const staff = (id: StaffId): string => `staff:${id}`
export const unit = (number: number): string => `resource:${ROOM}-${number}`

export const cartWith = (...lines: (Partial<CartLine> & { serviceId: ServiceId })[]): Cart => ({
  lines: lines.map((line) => ({ staffId: null, ...line })),
  prefer: 'least_wait',
})

interface Question {
  cart?: Cart
  busy?: Busy
  date?: LocalDate
  now?: Minute
}

const early = (plan: Plan, date: LocalDate): Minute => at(plan, '00:00', date) - DAY

export function dayOf(
  plan: Plan,
  { cart = cartOf(CUT, ANNA), busy = busyWith(plan), date = TUESDAY, now = early(plan, date) }: Question = {},
) {
  const midnight = at(plan, '00:00', date)
  const [day] = freeTimes(placingOf(plan, busy, cart, midnight, midnight + DAY), { from: date, days: 1, now })
  if (!day) throw new Error('no day')
  return { ...day, walls: day.times.map(({ start }) => wallAt(start, plan.zone).time) }
}

/** Wall times of the free starts of a day. */
export const timesOf = (plan: Plan, question?: Question): WallTime[] => dayOf(plan, question).walls

export function judgeAt(
  plan: Plan,
  time: WallTime,
  { cart = cartOf(CUT, ANNA), busy = busyWith(plan), date = TUESDAY, now = early(plan, date) }: Question = {},
): Verdict {
  const start = at(plan, time, date)
  return judge(placingOf(plan, busy, cart, start, start), start, now)
}
