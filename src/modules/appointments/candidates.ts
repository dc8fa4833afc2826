// Who and what could serve a line of the cart: each person who does the service (or nobody, where only a room is
// needed), with his own price and duration, and the units of the resource it needs.

import { conflict, notFound } from '#kernel/errors.ts'
import type { ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Tenge } from '#kernel/money.ts'
import type { LocalDate } from '#kernel/time.ts'
import {
  CELL,
  type OwnTerms,
  type Plan,
  type PlanService,
  type ServiceVariant,
  type Subject,
  staffSubject,
  unitSubject,
} from '#modules/diaries/index.ts'
import type { CartLine } from './cart.ts'
import { type Terms, termsOf } from './terms.ts'

export interface Unit {
  resourceId: ResourceId
  subject: Subject
}

export interface Candidate extends Terms {
  serviceId: ServiceId
  staffId: StaffId | null
  /** Absent: whoever serves decides. */
  variant?: string | undefined
  /** Cells claimed before the start, while it lasts, and after it: the service's own, and the place's buffer. */
  before: number
  length: number
  after: number
  buffer: number
  /** Interchangeable units, one of which must be free; empty when the service needs none. */
  units: Unit[]
  /** The last day without online booking of this service, this person or the whole place. */
  stoppedUntil: LocalDate | null
}

const cellsOf = (minutes: number): number => Math.ceil(minutes / CELL)

/** A service as the plan knows it. @throws notFound or conflict `service_unavailable`; conflict `business_unavailable` */
function bookableService(plan: Plan, serviceId: ServiceId): PlanService {
  if (!plan.rules.isActive) throw conflict('business_unavailable')
  const service = plan.services[serviceId]
  if (!service) throw notFound('service_unavailable')
  if (!service.isActive) throw conflict('service_unavailable')
  return service
}

/** @throws as `bookableService`; conflict `variant_unavailable`; notFound or conflict `person_unavailable` */
export function candidatesFor(plan: Plan, { serviceId, staffId, gender, variant }: CartLine): Candidate[] {
  const service = bookableService(plan, serviceId)
  if (variant !== undefined && !variantIn(service, variant)) throw conflict('variant_unavailable')
  const base = {
    serviceId,
    variant,
    units: unitsFor(plan, service),
    before: cellsOf(service.before),
    after: cellsOf(service.after),
    buffer: cellsOf(Math.max(service.after, plan.rules.buffer)),
  }
  const offered = (own?: OwnTerms, stopped?: LocalDate) => {
    const terms = termsOf(service, own, variant)
    const stops = [plan.rules.phoneOnlyUntil, service.stoppedUntil, stopped].flatMap((date) => date ?? [])
    return { ...terms, length: cellsOf(terms.duration), stoppedUntil: stops.sort().at(-1) ?? null }
  }
  if (service.resource && base.units.length === 0) throw conflict('service_unavailable')
  if (!service.needsPerson) {
    if (staffId) throw conflict('person_unavailable')
    return [{ ...base, ...offered(), staffId: null }]
  }
  if (staffId && !plan.people[staffId]) throw notFound('person_unavailable')
  const able = peopleFor(plan, serviceId).filter((id) =>
    staffId ? id === staffId : !gender || plan.people[id]?.gender === gender,
  )
  if (able.length === 0) throw conflict(staffId || gender ? 'person_unavailable' : 'service_unavailable')
  return able.map((id) => ({
    ...base,
    ...offered(plan.people[id]?.services[serviceId], plan.people[id]?.stoppedUntil),
    staffId: id,
  }))
}

/** What the office may set otherwise than the price list says. */
export interface OfficeLine extends Pick<CartLine, 'serviceId' | 'staffId' | 'variant'> {
  /** Minutes */
  duration?: number | undefined
  price?: Tenge | undefined
}

/**
 * Who and what serves a line as the office wants it, able or not: what speaks against it is for the office to weigh.
 * @throws notFound `service_unavailable`, `person_unavailable`; conflict `variant_unavailable`, `person_unavailable`
 */
export function officeCandidate(plan: Plan, { serviceId, staffId, variant, ...set }: OfficeLine): Candidate {
  const service = plan.services[serviceId]
  if (!service) throw notFound('service_unavailable')
  if (variant !== undefined && !variantIn(service, variant)) throw conflict('variant_unavailable')
  if (staffId && !plan.people[staffId]) throw notFound('person_unavailable')
  if (!staffId && service.needsPerson) throw conflict('person_unavailable')
  const terms = termsOf(service, staffId ? plan.people[staffId]?.services[serviceId] : undefined, variant)
  const duration = set.duration ?? terms.duration
  return {
    ...terms,
    serviceId,
    staffId,
    variant,
    duration,
    price: set.price ?? terms.price,
    priceFrom: set.price === undefined && terms.priceFrom,
    before: cellsOf(service.before),
    length: cellsOf(duration),
    after: cellsOf(service.after),
    buffer: cellsOf(Math.max(service.after, plan.rules.buffer)),
    units: unitsFor(plan, service),
    stoppedUntil: null,
  }
}

export const variantIn = (service: PlanService | undefined, wished: string | undefined): ServiceVariant | undefined =>
  service?.variants?.find(({ key }) => key === wished)

/** Active people who do the service, in the order the business shows them. */
export const peopleFor = (plan: Plan, serviceId: ServiceId): StaffId[] =>
  (Object.keys(plan.people) as StaffId[])
    .filter((id) => plan.people[id]?.isActive && plan.people[id]?.services[serviceId])
    .sort((a, b) => (plan.people[a]?.order ?? 0) - (plan.people[b]?.order ?? 0))

function unitsFor(plan: Plan, { resource }: PlanService): Unit[] {
  if (!resource) return []
  const fits = (id: ResourceId) =>
    'resourceId' in resource ? id === resource.resourceId : plan.resources[id]?.kind === resource.kind
  return (Object.keys(plan.resources) as ResourceId[])
    .filter((id) => plan.resources[id]?.isActive && fits(id))
    .sort((a, b) => (plan.resources[a]?.order ?? 0) - (plan.resources[b]?.order ?? 0))
    .flatMap((resourceId) =>
      Array.from({ length: plan.resources[resourceId]?.units ?? 0 }, (_, i) => ({
        resourceId,
        subject: unitSubject(resourceId, i + 1),
      })),
    )
}

/** What a candidate keeps busy. */
export const subjectOf = ({ staffId }: Candidate): Subject | null => (staffId ? staffSubject(staffId) : null)
