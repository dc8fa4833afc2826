// How a visit is told to the world outside: no claims, no client id, nothing private on a guest's side.

import type { z } from 'zod'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { textIn } from '#kernel/localized-text.ts'
import { isoOf, wallAt } from '#kernel/time.ts'
import type { OwnTerms, Plan, PlanService } from '#modules/diaries/index.ts'
import type { Alternative } from './alternatives.ts'
import { type Appointment, type Line, variantTextOf, whyNotCancel, whyNotMove } from './appointment.ts'
import type { appointments as contract } from './appointments.contract.ts'
import { peopleFor, variantIn } from './candidates.ts'
import type { DayEntry, DaySheet } from './day-sheet.ts'
import type { Hold } from './hold.ts'
import type { Explanation, Offers } from './offer-times.ts'
import type { Alternatives, AppointmentView, HoldView } from './shapes.contract.ts'
import { termsOf } from './terms.ts'
import type { OutsideVisit } from './visits-outside.ts'

type View = z.infer<typeof AppointmentView>
type Returned<E extends { returns: { 200: z.ZodType } }> = z.infer<E['returns'][200]>

export function viewOf(visit: Appointment, locale: Locale): View {
  return {
    id: visit.id,
    businessId: visit.businessId,
    status: visit.status,
    startTime: visit.startTime.toISOString(),
    endTime: visit.endTime.toISOString(),
    ...visit.wall,
    services: visit.services.map((line) => lineViewOf(line, locale)),
    totalAmount: visit.totalAmount,
    cancelUntil: visit.cancelUntil?.toISOString() ?? null,
    place: visit.place,
    object: visit.object,
    lateMinutes: visit.late?.minutes ?? null,
    version: visit.version,
  }
}

const lineViewOf = (line: Line, locale: Locale): View['services'][number] => ({
  serviceId: line.serviceId,
  staffId: line.staffId,
  name: textIn(line, 'name', locale),
  variant: line.variant ?? null,
  variantName: variantTextOf(line, locale),
  staffName: line.staffName ?? null,
  startTime: line.startTime.toISOString(),
  endTime: line.endTime.toISOString(),
  duration: line.duration,
  price: line.price,
  priceFrom: line.priceFrom,
})

export const holdViewOf = (hold: Hold, locale: Locale): z.infer<typeof HoldView> => ({
  id: hold.id,
  startTime: hold.startTime.toISOString(),
  expiresAt: hold.expiresAt.toISOString(),
  canExtend: !hold.isExtended,
  services: hold.lines.map((line) => lineViewOf(line, locale)),
  totalAmount: hold.lines.reduce((sum, { price }) => sum + price, 0),
})

export const guestViewOf = (visit: Appointment, locale: Locale, now: Date) => ({
  ...viewOf(visit, locale),
  canCancel: whyNotCancel(visit, now) === null,
  canMove: whyNotMove(visit, now) === null,
})

const staffViewOf = ({ visit, clientName, clientPhone }: DayEntry, locale: Locale) => ({
  ...viewOf(visit, locale),
  clientName,
  clientPhone,
  bookedAs: visit.bookedAs,
  forWhom: visit.forWhom,
  notes: visit.notes,
})

export const outsideViewOf = (
  visits: readonly OutsideVisit[],
  locale: Locale,
): Returned<typeof contract.visitsOutside> => ({
  visits: visits.map((one) => ({ ...staffViewOf(one, locale), reasons: one.reasons })),
})

export const dayViewOf = ({ date, zone, columns }: DaySheet, locale: Locale): Returned<typeof contract.day> => ({
  date,
  zone,
  columns: columns.map(({ staffId, name, entries }) => ({
    staffId,
    name,
    appointments: entries.map((entry) => staffViewOf(entry, locale)),
  })),
})

/** A month tells eight thousand times who is free: each id is written once and then meant by its place. */
export function offersViewOf({ plan, days, tooLong }: Offers): Returned<typeof contract.freeTimes> {
  const places = new Map<StaffId, number>()
  const placeOf = (id: StaffId): number => {
    const known = places.get(id)
    if (known === undefined) places.set(id, places.size)
    return known ?? places.size - 1
  }
  const told = days.map(({ date, state, times }) => ({
    date,
    state,
    times: times.map(({ start, staffIds }) => ({
      startTime: isoOf(start),
      time: wallAt(start, plan.zone).time,
      staff: staffIds.map(placeOf),
    })),
  }))
  return { zone: plan.zone, tooLong, people: [...places.keys()], days: told }
}

export const whyViewOf = ({ verdict, alternatives }: Explanation): Returned<typeof contract.why> => ({
  isFree: 'placed' in verdict,
  never: 'never' in verdict ? verdict.never : null,
  reasons: 'reasons' in verdict ? verdict.reasons : [],
  alternatives: alternativesViewOf(alternatives),
})

export const alternativesViewOf = (alternatives: readonly Alternative[]): z.infer<typeof Alternatives> => [
  ...alternatives,
]

/** Services in the business's order that can be booked, each with who does it for how much and how long. */
export const menuViewOf = (plan: Plan, locale: Locale): Returned<typeof contract.menu> => ({
  locationId: plan.locationId,
  zone: plan.zone,
  servedDistricts: plan.servedDistricts ?? [],
  services: inOrder(plan).flatMap((id) => {
    const service = plan.services[id]
    if (!service?.isActive) return []
    const people = peopleFor(plan, id).flatMap((staffId) => {
      const person = plan.people[staffId]
      if (!person) return []
      const [name, title] = [textIn(person, 'name', locale), textIn(person, 'title', locale)]
      return { id: staffId, name, title, ...toldTerms(service, person.services[id]) }
    })
    const { variants, ...whole } = toldTerms(service)
    const { place = 'business', object = null } = service
    const named = variants.map((terms) => {
      const variant = variantIn(service, terms.key)
      return { ...terms, name: variant ? textIn(variant, 'name', locale) : '', image: variant?.image ?? null }
    })
    return { id, name: textIn(service, 'name', locale), ...whole, place, object, variants: named, people }
  }),
})

/** With the variant left open, and by variant. */
const toldTerms = (service: PlanService, own?: OwnTerms) => ({
  ...termsOf(service, own),
  variants: (service.variants ?? []).map(({ key }) => {
    const { duration, price } = termsOf(service, own, key)
    return { key, duration, price }
  }),
})

const inOrder = ({ services }: Plan): ServiceId[] =>
  (Object.keys(services) as ServiceId[]).sort((a, b) => (services[a]?.order ?? 0) - (services[b]?.order ?? 0))
