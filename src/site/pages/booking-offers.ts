// From what the engine offers to what the steps of booking show.

import type { BusinessId, ServiceId, StaffId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { addDays, daysBetween, type LocalDate, localDateAt, toMinute, wallAt } from '#kernel/time.ts'
import { cartOf, type Offers, peopleFor } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { Location } from '#modules/locations/index.ts'
import type { ServiceBrief } from '#site/components/briefs.ts'
import type { NextFree } from './book-person.page.tsx'
import type { SiteDeps } from './site-deps.ts'

/** Days in the strip. */
export const STRIP = 7

interface Asked {
  business: { id: BusinessId }
  place: Pick<Location, 'id' | 'zone'>
  choice: { service: ServiceId }
}

/** @param day a day of the strip that is asked for; strips follow each other from today on. Absent: the first */
export function offerOf(
  { appointments, clock }: SiteDeps,
  { business, place, choice }: Asked,
  { staffId, day, days }: { staffId: StaffId | null; day?: LocalDate | undefined; days: number },
): Promise<Offers> {
  const today = localDateAt(toMinute(clock.now()), place.zone)
  const from = day && day > today ? addDays(today, Math.floor(daysBetween(today, day) / STRIP) * STRIP) : today
  return appointments.offer(business.id, { cart: cartOf(choice.service, staffId), locationId: place.id, from, days })
}

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
  const first = days.find(({ times }) => times.length > 0)
  const start = first?.times[0]?.start
  return first && start !== undefined ? { day: first.date, time: wallAt(start, plan.zone).time } : null
}

/** The nearest free time of each person. */
export function nextByPerson({ plan, days }: Offers): Map<StaffId, NextFree> {
  const next = new Map<StaffId, NextFree>()
  for (const { date, times } of days) {
    for (const { start, staffIds } of times) {
      for (const staffId of staffIds) {
        if (!next.has(staffId)) next.set(staffId, { day: date, time: wallAt(start, plan.zone).time })
      }
    }
  }
  return next
}

export function dayStrip({ plan, days, today }: Offers, chosen: LocalDate) {
  const first = days[0]?.date ?? today
  const last = addDays(today, plan.rules.horizon)
  const later = addDays(first, STRIP)
  const earlier = addDays(first, -STRIP)
  return {
    days: days.flatMap(({ date, state, times }) => (state === 'too_far' ? [] : [{ date, state, count: times.length }])),
    times: (days.find(({ date }) => date === chosen)?.times ?? []).map(({ start }) => wallAt(start, plan.zone).time),
    earlier: first > today ? (earlier > today ? earlier : today) : null,
    later: later <= last ? later : null,
  }
}
