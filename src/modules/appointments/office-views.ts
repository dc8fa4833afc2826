// How visits and days are told to the office.

import type { z } from 'zod'
import type { StaffId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { isMobile, showPhone } from '#kernel/phone.ts'
import { isoOf } from '#kernel/time.ts'
import { blockViewOf } from '#modules/blocks/index.ts'
import type { Claim, OwnTerms, Plan } from '#modules/diaries/index.ts'
import type { Calendar, OfficeVisit } from './calendar.ts'
import { peopleFor } from './candidates.ts'
import type { Stretch } from './hours.ts'
import type { office as contract } from './office.contract.ts'
import type { CalendarVisit } from './office-shapes.contract.ts'
import { termsOf } from './terms.ts'
import { viewOf } from './views.ts'
import type { VisitCard } from './visit-card.ts'
import type { WhatIf } from './what-if.ts'

type Returned<E extends { returns: { 200: z.ZodType } }> = z.infer<E['returns'][200]>

const spanOf = ({ from, until }: Stretch) => ({ from: isoOf(from), until: isoOf(until) })

export function officeVisitOf({ visit, client, walkIn }: OfficeVisit, locale: Locale): z.infer<typeof CalendarVisit> {
  return {
    ...viewOf(visit, locale),
    clientId: visit.clientId,
    clientName: client.name,
    clientPhone: client.phone,
    bookedAs: visit.bookedAs,
    forWhom: visit.forWhom,
    notes: visit.notes,
    isNewClient: walkIn === null && client.totalAppointments <= 1,
    paymentStatus: visit.paymentStatus,
    confirmedAt: visit.confirmedAt?.toISOString() ?? null,
    arrivedAt: visit.arrivedAt?.toISOString() ?? null,
    override: visit.override && { reason: visit.override.reason },
    walkIn,
    source: visit.source,
    anyStaff: visit.anyStaff,
    claims: visit.claims.map(claimViewOf),
    businessDay: visit.businessDay,
    createdAt: visit.createdAt.toISOString(),
  }
}

/** `staff:<id>` · `resource:<id>-<unit>` */
export function claimViewOf({ subject, from, until }: Claim): z.infer<typeof CalendarVisit>['claims'][number] {
  const [kind, rest = ''] = subject.split(':')
  const id = rest.split('-')[0] ?? ''
  type Told = z.infer<typeof CalendarVisit>['claims'][number]
  return {
    staffId: kind === 'staff' ? (id as NonNullable<Told['staffId']>) : null,
    resourceId: kind === 'resource' ? (id as NonNullable<Told['resourceId']>) : null,
    ...spanOf({ from, until }),
  }
}

export const calendarViewOf = (
  { plan, now, today, days, people, visits, blocks }: Calendar,
  locale: Locale,
): Returned<typeof contract.calendar> => ({
  locationId: plan.locationId,
  zone: plan.zone,
  now: isoOf(now),
  today,
  step: plan.rules.slotStep,
  graceMinutes: plan.rules.graceMinutes ?? GRACE,
  days: days.map(({ date, start, open }) => ({ date, start: isoOf(start), open: open.map(spanOf) })),
  people: people.map(({ id, shifts, off }) => {
    const person = plan.people[id]
    return {
      id,
      name: person ? textIn(person, 'name', locale) : '',
      title: person ? textIn(person, 'title', locale) : '',
      services: inOrder(plan).filter((serviceId) => peopleFor(plan, serviceId).includes(id)),
      shifts: shifts.map(spanOf),
      off: off.map(spanOf),
      ownPrices: ownPricesOf(plan, id),
    }
  }),
  servedDistricts: plan.servedDistricts ?? [],
  resources: Object.entries(plan.resources)
    .filter(([, { isActive }]) => isActive)
    .sort(([, a], [, b]) => a.order - b.order)
    .map(([id, { name, kind, units }]) => ({ id: id as keyof Plan['resources'], name, kind, units })),
  services: inOrder(plan).flatMap((id) => {
    const service = plan.services[id]
    if (!service) return []
    const { before, after, needsPerson, place = 'business', object = null, minAge = null, variants = [] } = service
    return {
      id,
      ...{ place, object, minAge },
      name: textIn(service, 'name', locale),
      ...termsOf(service),
      before,
      after,
      needsPerson,
      variants: variants.map((variant) => ({
        key: variant.key,
        name: textIn(variant, 'name', locale),
        duration: variant.duration,
        price: variant.price,
      })),
    }
  }),
  visits: visits.map((one) => officeVisitOf(one, locale)),
  blocks: blocks.map(blockViewOf),
})

function ownPricesOf({ people, services }: Plan, staffId: StaffId) {
  const own = Object.entries(people[staffId]?.services ?? {}) as [keyof Plan['services'], OwnTerms][]
  return own.flatMap(([serviceId, terms]) => {
    const service = services[serviceId]
    if (!service) return []
    const ways = service.variants ? service.variants.map(({ key }) => key) : [undefined]
    return ways.flatMap((variant) => {
      const { price } = termsOf(service, terms, variant)
      return price === termsOf(service, {}, variant).price ? [] : [{ serviceId, variant: variant ?? null, price }]
    })
  })
}

/** Minutes for which a late client is still served, where the place says nothing. */
const GRACE = 15

const inOrder = ({ services }: Plan) =>
  (Object.keys(services) as (keyof Plan['services'])[]).sort(
    (a, b) => (services[a]?.order ?? 0) - (services[b]?.order ?? 0),
  )

export const cardViewOf = (card: VisitCard, locale: Locale): Returned<typeof contract.card> => ({
  visit: officeVisitOf(card, locale),
  client: {
    id: card.client.id,
    name: card.client.name,
    phone: card.client.phone,
    phoneShown: card.client.phone && showPhone(card.client.phone),
    hasMessenger: card.client.phone !== null && isMobile(card.client.phone),
    totalAppointments: card.client.totalAppointments,
    lastAppointment: card.client.lastAppointment?.toISOString() ?? null,
    noShows: card.noShows,
  },
  history: card.history.map(({ type, at, by, actor, data }) => ({
    type,
    at: at.toISOString(),
    by,
    actor,
    from: startIn(data.from),
    to: startIn(data.to),
    override: typeof data.override === 'string' ? data.override : null,
  })),
})

/** A move tells its start, alone or with all that was planned. */
function startIn(told: unknown): string | null {
  const start = told instanceof Date ? told : (told as { startTime?: unknown } | undefined)?.startTime
  return start instanceof Date ? start.toISOString() : null
}

export const whatIfViewOf = ({
  never,
  reasons,
  arrangement,
  alternatives,
  collides,
  blocks,
}: WhatIf): Returned<typeof contract.whatIf> => ({
  ok: never === null && reasons.length === 0,
  never,
  why: reasons,
  alternatives,
  lines: arrangement.lines.map(({ serviceId, staffId, startTime, endTime, duration, price }) => ({
    serviceId,
    staffId,
    startTime: startTime.toISOString(),
    endTime: endTime.toISOString(),
    duration,
    price,
  })),
  totalAmount: arrangement.lines.reduce((sum, { price }) => sum + price, 0),
  collides: collides.map((one) => ({
    appointmentId: one.visit.id,
    startTime: one.visit.startTime.toISOString(),
    clientName: one.client.name,
  })),
  blocks: blocks.map(blockViewOf),
})
