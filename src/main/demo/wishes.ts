// Who wants to come when: the demo's weeks, thought out before they are lived.

import { addDays, daysBetween, type LocalDate, weekday } from '#kernel/time.ts'
import type { OpenedCity } from './open-city.ts'
import { between, type Random, randomFrom } from './random.ts'

export interface VisitWish {
  business: OpenedCity
  date: LocalDate
  /** The day on which it is booked. */
  asked: LocalDate
  fate: 'comes' | 'cancels' | 'is cancelled' | 'stays away'
  random: Random
}

export interface Span {
  today: LocalDate
  pastDays: number
  comingDays: number
}

/** Where the demo's accounts look first, there is more to see. */
const BUSY_HOUSES: Readonly<Record<string, number>> = { 'aq-zhaiyq-barber': 4, 'sulu-beauty': 4, 'ak-tis-dental': 2 }
const WEEKDAYS = [0.8, 0.7, 0.8, 0.9, 1, 1.3, 1.5]
const LONGEST_NOTICE = 9

/** Wishes of all businesses, at most `visits`, in the order in which they are asked. */
export function thinkOut(
  businesses: readonly OpenedCity[],
  { today, pastDays, comingDays }: Span,
  visits: number,
  seed: string,
): VisitWish[] {
  const open = businesses.filter(({ bookable }) => bookable.length > 0)
  const first = addDays(today, -pastDays)
  const dates = Array.from({ length: pastDays + comingDays + 1 }, (_, day) => addDays(first, day))
  const weights = open.flatMap((business) =>
    dates.map((date) => ({ business, date, weight: weightOf(business, date, today, comingDays) })),
  )
  const whole = weights.reduce((sum, { weight }) => sum + weight, 0)
  const streams = new Map(open.map((business) => [business, randomFrom(`${seed}/${business.source.slug}`)]))
  let owed = 0
  const wishes = weights.flatMap(({ business, date, weight }) => {
    // What a day cannot have as a fraction goes to the next, so that the sum comes out.
    owed += (weight / whole) * visits
    const count = Math.floor(owed)
    owed -= count
    const random = streams.get(business) ?? randomFrom(seed)
    return Array.from({ length: count }, () => wishFor(business, date, { first, today, random }))
  })
  return wishes.sort((a, b) => (a.asked < b.asked ? -1 : a.asked > b.asked ? 1 : 0))
}

function weightOf({ source }: OpenedCity, date: LocalDate, today: LocalDate, comingDays: number): number {
  const day = source.workingHours.find((hours) => hours.day === weekday(date))
  if (!day?.isOpen) return 0
  const ahead = Math.max(0, daysBetween(today, date))
  const thinning = ahead === 0 ? 1 : 0.8 * (1 - ahead / (comingDays + 4))
  return (BUSY_HOUSES[source.slug] ?? 1) * (WEEKDAYS[weekday(date)] ?? 1) * thinning
}

function wishFor(
  business: OpenedCity,
  date: LocalDate,
  { first, today, random }: { first: LocalDate; today: LocalDate; random: Random },
): VisitWish {
  const notice = Math.floor(random() * random() * (LONGEST_NOTICE + 1))
  const early = addDays(date, -Math.max(notice, daysBetween(today, date) + between(random, 0, 3)))
  const wished = date > today ? early : addDays(date, -notice)
  const asked = wished < first ? first : wished
  const fates = random()
  const fate = fates < 0.06 ? 'cancels' : fates < 0.08 ? 'is cancelled' : fates < 0.13 ? 'stays away' : 'comes'
  return { business, date, asked, fate, random }
}
