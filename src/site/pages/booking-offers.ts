// From what the engine offers to what the steps of booking show.

import type { StaffId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { addDays, daysBetween, type LocalDate, wallAt } from '#kernel/time.ts'
import { type CartLine, type Offers, peopleFor, termsOf, variantIn } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { ServiceBrief } from '#site/components/briefs.ts'
import type { NextFree } from './booking-people.page.tsx'

/** Days in the strip. */
export const STRIP = 7

/** First day of the strip that a day stands in; strips follow each other from today on. */
export const stripFrom = (today: LocalDate, day: LocalDate | undefined): LocalDate =>
  day && day > today ? addDays(today, Math.floor(daysBetween(today, day) / STRIP) * STRIP) : today

export function personBriefs(plan: Plan, { serviceId, variant }: CartLine, locale: Locale) {
  const service = plan.services[serviceId]
  return peopleFor(plan, serviceId).flatMap((id) => {
    const person = plan.people[id]
    if (!person || !service) return []
    const usual = termsOf(service, {}, variant)
    const { price, duration } = termsOf(service, person.services[serviceId], variant)
    return {
      id,
      name: textIn(person, 'name', locale),
      title: textIn(person, 'title', locale),
      ...(price === usual.price ? {} : { price }),
      ...(duration === usual.duration ? {} : { duration }),
    }
  })
}

export const personName = (plan: Plan, staffId: StaffId | null, locale: Locale): string | null => {
  const person = staffId && plan.people[staffId]
  return person ? textIn(person, 'name', locale) : null
}

/**
 * With the chosen person's own price and duration; with anyone, the least price, marked where people's prices differ.
 * A variant that was chosen is named, and its time and price count.
 */
export function serviceBrief(plan: Plan, { serviceId, staffId, variant }: CartLine, locale: Locale): ServiceBrief {
  const service = plan.services[serviceId]
  if (!service) return { id: serviceId, name: '', duration: 0, price: 0, priceFrom: false }
  const chosen = variantIn(service, variant)
  const termsBy = (id?: StaffId) => termsOf(service, id && plan.people[id]?.services[serviceId], chosen?.key)
  const usual = termsBy()
  const people = staffId ? [staffId] : peopleFor(plan, serviceId)
  const terms = people.length > 0 ? people.map((id) => termsBy(id)) : [usual]
  const prices = terms.map(({ price }) => price)
  return {
    id: serviceId,
    name: [textIn(service, 'name', locale), chosen && textIn(chosen, 'name', locale)].filter(Boolean).join(' · '),
    duration: (staffId ? terms[0] : usual)?.duration ?? 0,
    price: Math.min(...prices),
    priceFrom: terms.some(({ priceFrom }) => priceFrom) || new Set(prices).size > 1,
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
