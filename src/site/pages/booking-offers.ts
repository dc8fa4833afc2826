// From what the engine offers to what the steps of booking show.

import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { addDays, daysBetween, type LocalDate, wallAt } from '#kernel/time.ts'
import { type Offers, peopleFor } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { ServiceBrief } from '#site/components/briefs.ts'
import type { NextFree } from './booking-people.page.tsx'

/** Days in the strip. */
export const STRIP = 7

/** First day of the strip that a day stands in; strips follow each other from today on. */
export const stripFrom = (today: LocalDate, day: LocalDate | undefined): LocalDate =>
  day && day > today ? addDays(today, Math.floor(daysBetween(today, day) / STRIP) * STRIP) : today

export function personBriefs(plan: Plan, serviceId: ServiceId, locale: Locale) {
  const service = plan.services[serviceId]
  return peopleFor(plan, serviceId).flatMap((id) => {
    const person = plan.people[id]
    if (!person) return []
    const { price, duration } = person.services[serviceId] ?? {}
    return {
      id,
      name: textIn(person, 'name', locale),
      title: textIn(person, 'title', locale),
      ...(price !== undefined && price !== service?.price ? { price } : {}),
      ...(duration !== undefined && duration !== service?.duration ? { duration } : {}),
    }
  })
}

export const personName = (plan: Plan, staffId: StaffId | null, locale: Locale): string | null => {
  const person = staffId && plan.people[staffId]
  return person ? textIn(person, 'name', locale) : null
}

/** With the chosen person's own price and duration; with anyone, the least price, marked where people's prices differ. */
export function serviceBrief(plan: Plan, serviceId: ServiceId, staffId: StaffId | null, locale: Locale): ServiceBrief {
  const service = plan.services[serviceId]
  const own = staffId ? plan.people[staffId]?.services[serviceId] : undefined
  const prices = peopleFor(plan, serviceId).map(
    (id) => plan.people[id]?.services[serviceId]?.price ?? service?.price ?? 0,
  )
  const least = prices.length > 0 ? Math.min(...prices) : (service?.price ?? 0)
  return {
    id: serviceId,
    name: service ? textIn(service, 'name', locale) : '',
    duration: own?.duration ?? service?.duration ?? 0,
    price: staffId ? (own?.price ?? service?.price ?? 0) : least,
    priceFrom: (service?.priceFrom ?? false) || (!staffId && new Set(prices).size > 1),
  }
}

export function firstFree({ plan, days }: Offers): NextFree {
  const start = days.find(({ times }) => times.length > 0)?.times[0]?.start
  if (start === undefined) return null
  const { date, time } = wallAt(start, plan.zone)
  return { day: date, time }
}

/** The nearest free time of each person. */
export function nextByPerson({ plan, days }: Offers): Map<StaffId, NextFree> {
  const next = new Map<StaffId, NextFree>()
  for (const { start, staffIds } of days.flatMap(({ times }) => times)) {
    const { date, time } = wallAt(start, plan.zone)
    for (const staffId of staffIds) if (!next.has(staffId)) next.set(staffId, { day: date, time })
  }
  return next
}

/** The strip of days with the ways to the strips beside it. */
export function dayStrip({ plan, days, today }: Offers) {
  const first = days[0]?.date ?? today
  const later = addDays(first, STRIP)
  const earlier = addDays(first, -STRIP)
  return {
    days: days.flatMap(({ date, state, times }) => (state === 'too_far' ? [] : [{ date, state, count: times.length }])),
    earlier: first > today ? (earlier > today ? earlier : today) : null,
    later: later <= addDays(today, plan.rules.horizon) ? later : null,
  }
}
