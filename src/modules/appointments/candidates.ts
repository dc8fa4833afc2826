// Who and what could serve a wish: each person who does the service (or nobody, where only a room is needed), with his
// own price and duration, and the units of the resource it needs.

import { conflict, notFound } from '#kernel/errors.ts'
import type { ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Tenge } from '#kernel/money.ts'
import type { Minute } from '#kernel/time.ts'
import {
  type Busy,
  type Plan,
  type PlanService,
  type Subject,
  staffSubject,
  unitSubject,
} from '#modules/diaries/index.ts'
import type { Wish } from './availability.ts'

export interface Unit {
  resourceId: ResourceId
  subject: Subject
}

export interface Candidate {
  staffId: StaffId | null
  /** Minutes */
  duration: number
  price: Tenge
  /** Minutes claimed before and after. */
  before: number
  after: number
  /** Interchangeable units, one of which must be free; empty when the service needs none. */
  units: Unit[]
}

/** Claimed is `from` to `until`; the client is there from `start` to `end`. */
export interface Span {
  from: Minute
  start: Minute
  end: Minute
  until: Minute
}

export const spanOf = ({ before, duration, after }: Candidate, start: Minute): Span => ({
  from: start - before,
  start,
  end: start + duration,
  until: start + duration + after,
})

export const freeUnits = (busy: Busy, { units }: Candidate, { from, until }: Span): Unit[] =>
  units.filter(({ subject }) => busy.of(subject).isFree(from, until))

/** A service as the plan knows it. @throws notFound or conflict `service_unavailable`; conflict `business_unavailable` */
export function bookableService(plan: Plan, serviceId: ServiceId): PlanService {
  if (!plan.rules.isActive) throw conflict('business_unavailable')
  const service = plan.services[serviceId]
  if (!service) throw notFound('service_unavailable')
  if (!service.isActive) throw conflict('service_unavailable')
  return service
}

/** @throws as `bookableService`; notFound or conflict `person_unavailable` */
export function candidatesFor(plan: Plan, { serviceId, staffId }: Wish): Candidate[] {
  const service = bookableService(plan, serviceId)
  const base = {
    duration: service.duration,
    price: service.price,
    before: service.before,
    after: Math.max(service.after, plan.rules.buffer),
    units: unitsFor(plan, service),
  }
  if (service.resource && base.units.length === 0) throw conflict('service_unavailable')
  if (!service.needsPerson) {
    if (staffId) throw conflict('person_unavailable')
    return [{ ...base, staffId: null }]
  }
  if (staffId && !plan.people[staffId]) throw notFound('person_unavailable')
  const able = peopleFor(plan, serviceId).filter((id) => !staffId || id === staffId)
  if (able.length === 0) throw conflict(staffId ? 'person_unavailable' : 'service_unavailable')
  return able.map((id) => ({ ...base, ...plan.people[id]?.services[serviceId], staffId: id }))
}

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

/**
 * "Any specialist" is whoever costs least, since that is the price shown; among equals whoever has the fewest booked
 * minutes that day; then the first in the business's order.
 */
export function fairest(busy: Busy, candidates: readonly Candidate[], day: { from: Minute; until: Minute }): Candidate {
  const [first, ...others] = candidates
  if (!first) throw new Error('nobody to choose from')
  const load = ({ staffId }: Candidate) =>
    staffId ? busy.of(staffSubject(staffId)).busyMinutes(day.from, day.until) : 0
  const isBetter = (one: Candidate, than: Candidate) =>
    one.price === than.price ? load(one) < load(than) : one.price < than.price
  return others.reduce((best, next) => (isBetter(next, best) ? next : best), first)
}
