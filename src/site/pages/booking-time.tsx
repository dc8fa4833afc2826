// Step 3 as data: days with their counts, the times of one of them, and the plan of the chosen time.

import { Refusal } from '#kernel/errors.ts'
import { instantOf, type LocalDate, localDateAt, type Minute, toMinute, wallAt } from '#kernel/time.ts'
import { type Cart, type Offers, termsOf } from '#modules/appointments/index.ts'
import { hoursOf, openStretches } from '#modules/locations/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { type Slot, slotValue } from '#site/components/slots.tsx'
import { renderPage } from '#site/document.tsx'
import { sayIn } from '#site/say.ts'
import { shellOf } from '#site/shell.ts'
import { addressOf, type Booking, hasPeople, startOf, stepsOf } from './booking-choice.ts'
import { dayStrip, firstFree, STRIP, serviceBrief, stripFrom } from './booking-offers.ts'
import { BookTimePage, type ChosenPlan } from './booking-time.page.tsx'
import { alternativesIn, alternativeTimes, askedFor, planLines, withPeople } from './booking-views.ts'
import { businessBrief, type SiteDeps } from './site-deps.ts'

/** Days in which the nearest free time is looked for when the strip has none. */
const FAR = 31

export async function timeStep(deps: SiteDeps, booking: Booking, refused: Refusal | null = null): Promise<PageAnswer> {
  const { business, plan, cart, locale, lost } = booking
  const offers = await offersOf(deps, booking)
  const [quoted, nearest] = await Promise.all([quoteOf(deps, booking), nearestOf(deps, booking, offers)])
  const problem = refused ?? (quoted instanceof Refusal ? quoted : null)
  const say = sayIn(locale)
  const day = dayOf(booking, offers)
  const { days, earlier, later } = dayStrip(offers)
  const to = (changes: Parameters<typeof addressOf>[1]) => addressOf(booking, { step: 'time', ...changes })
  const strip = (first: LocalDate | null) => first && to({ day: first, start: undefined })
  const html = renderPage(
    <BookTimePage
      shell={shellOf(booking, deps.assets)}
      business={businessBrief(business, locale)}
      steps={stepsOf(booking, 'time')}
      back={addressOf(booking, { step: hasPeople(booking) ? 'people' : 'services' })}
      changeServices={addressOf(booking, { step: 'services' })}
      changePeople={hasPeople(booking) ? addressOf(booking, { step: 'people' }) : null}
      services={cart.lines.map((line) => ({
        service: serviceBrief(plan, line, locale),
        person: askedFor(say, plan, line),
      }))}
      days={days}
      earlier={strip(earlier)}
      later={strip(later)}
      day={day}
      firstFreeDay={firstFreeDay(offers, nearest, day)}
      dayHref={(date) => to({ day: date, start: undefined })}
      slots={slotsOf(deps, booking, offers, day)}
      chosen={booking.day && booking.start ? slotValue({ day: booking.day, time: booking.start }) : null}
      plan={quoted instanceof Refusal ? null : quoted}
      nearest={nearest && { ...nearest, href: to({ day: nearest.day, start: undefined }) }}
      isTooLong={offers.tooLong}
      carried={{
        services: servicesIn(booking),
        prefer: cart.prefer,
        ...(booking.holdId ? { hold: booking.holdId } : {}),
      }}
      problem={problem ? { code: problem.code, details: problem.details } : lost && { code: lost }}
      alternatives={
        problem
          ? alternativeTimes(plan, alternativesIn(problem.details), locale, ({ day: date, time, who }) =>
              to({ day: date, start: time, lines: withPeople(cart.lines, who.split(',')) }),
            )
          : []
      }
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}

/** The cart as a form carries it. */
export const servicesIn = (booking: Booking): string =>
  new URL(addressOf({ ...booking, isDecided: true }), 'http://here').searchParams.get('services') ?? ''

function offersOf({ appointments, clock }: SiteDeps, booking: Booking): Promise<Offers> {
  const { business, cart, place, hold, day } = booking
  const today = localDateAt(toMinute(clock.now()), place.zone)
  const from = stripFrom(today, day)
  return appointments.offer(business.id, { cart, locationId: place.id, own: hold?.claims, from, days: STRIP })
}

/** The plan of the chosen time, why it cannot be had, or null when none is chosen. */
async function quoteOf({ appointments }: SiteDeps, booking: Booking): Promise<ChosenPlan | Refusal | null> {
  const { business, cart, place, hold, locale } = booking
  const start = startOf(booking)
  if (start === null || !booking.day) return null
  try {
    const { lines, wait, plan } = await appointments.quote(
      business.id,
      { cart, locationId: place.id, own: hold?.claims },
      start,
    )
    return { day: booking.day, lines: planLines(lines, plan.zone, locale, plan), wait }
  } catch (error) {
    if (error instanceof Refusal && (error.kind === 'conflict' || error.kind === 'invalid')) return error
    throw error
  }
}

/** The business day to show: that of the chosen time, the chosen one, or the first that is free. */
function dayOf(booking: Booking, { days, today }: Offers): LocalDate {
  const start = startOf(booking)
  const ofStart = days.find(({ times }) => times.some((time) => time.start === start))
  if (ofStart) return ofStart.date
  if (booking.day && booking.day >= today) return booking.day
  return days.find(({ times }) => times.length > 0)?.date ?? today
}

async function nearestOf({ appointments }: SiteDeps, booking: Booking, offers: Offers) {
  const day = dayOf(booking, offers)
  if (offers.tooLong || offers.days.some(({ date, times }) => date === day && times.length > 0)) return null
  const { business, cart, place, hold } = booking
  return (
    firstFree(offers) ??
    firstFree(await appointments.offer(business.id, { cart, locationId: place.id, own: hold?.claims, days: FAR }))
  )
}

function firstFreeDay({ days }: Offers, nearest: { day: LocalDate } | null, chosen: LocalDate): LocalDate | null {
  const first = days.find(({ times }) => times.length > 0)?.date ?? nearest?.day ?? null
  return first === chosen ? null : first
}

/** Free times, and between them those of the opening hours that are taken. */
function slotsOf({ clock }: SiteDeps, booking: Booking, offers: Offers, day: LocalDate): Slot[] {
  const { plan } = offers
  const times = offers.days.find(({ date }) => date === day)?.times ?? []
  const free = new Set(times.map(({ start }) => start))
  const earliest = toMinute(clock.now()) + plan.rules.leadTime
  const isOpen = offers.days.some(({ date, state }) => date === day && (state === 'free' || state === 'full'))
  const taken = isOpen && !offers.tooLong ? startsIn(booking, day).filter((at) => at >= earliest && !free.has(at)) : []
  return [...free, ...taken]
    .sort((a, b) => a - b)
    .map((at) => {
      const { date, time } = wallAt(at, plan.zone)
      const choice = { day: date, start: time }
      const isFree = free.has(at)
      const href = isFree
        ? addressOf(booking, { step: 'time', ...choice })
        : addressOf(booking, choice).replace('/book?', '/book/why?')
      return { day: date, time, isFree, href }
    })
}

/** Every start at which the services would end before closing. */
function startsIn({ place, plan, cart }: Booking, day: LocalDate): Minute[] {
  const step = plan.rules.slotStep
  const length = lengthOf(plan, cart)
  const midnight = instantOf(day, 0, place.zone)
  return openStretches(hoursOf(place), place.zone, day, 1).flatMap(({ from, until }) => {
    const first = midnight + Math.ceil((from - midnight) / step) * step
    const count = Math.max(Math.floor((until - length - first) / step) + 1, 0)
    return Array.from({ length: count }, (_, i) => first + i * step)
  })
}

function lengthOf(plan: Booking['plan'], { lines, prefer }: Cart): number {
  const lengths = lines.map(({ serviceId, variant }) => {
    const service = plan.services[serviceId]
    return service ? termsOf(service, {}, variant).duration : 0
  })
  return prefer === 'parallel' ? Math.max(...lengths) : lengths.reduce((sum, length) => sum + length, 0)
}
