// A guest who has been here is offered what he had last time, in one tap: the same services with the same people.

import { cartOfVisit, linesText } from '#modules/appointments/index.ts'
import { bookPath } from '#site/links.ts'
import { type Booking, offeredOf } from './booking-choice.ts'
import { personName, serviceBrief } from './booking-offers.ts'
import type { AsLastTime } from './booking-services.page.tsx'
import type { SiteDeps } from './site-deps.ts'

/** Null without such a visit from this device, and where any of it can no longer be booked. */
export async function asLastTime({ appointments }: SiteDeps, booking: Booking): Promise<AsLastTime | null> {
  const { business, actor, plan, locale } = booking
  const visits = await appointments.lastOfDevice(business.id, actor)
  const last = visits.find(({ status }) => status !== 'cancelled')
  if (!last || !plan.rules.isActive) return null
  const { prefer, lines } = cartOfVisit(
    last,
    last.services.map(({ staffId }) => staffId),
  )
  if (offeredOf(plan, { lines: [...lines], isDecided: true }).lost) return null
  const people = lines.flatMap(({ staffId }) => personName(plan, staffId, locale) ?? [])
  return {
    href: bookPath(locale, business.slug, { services: linesText(lines), prefer, step: 'time' }),
    services: lines.map((line) => serviceBrief(plan, line, locale).name).join(' + '),
    people: [...new Set(people)].join(', '),
  }
}
