import type { z } from 'zod'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { isoOf } from '#kernel/time.ts'
import { variantIn } from '#modules/appointments/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import { includes, MAY, type Right } from '#platform/http/rights.ts'
import type { Entry } from './entry.ts'
import type { queue as contract } from './queue.contract.ts'
import type { Queue } from './read-queue.ts'

type Returned<E extends { returns: { 200: z.ZodType } }> = z.infer<E['returns'][200]>

export interface Reader {
  locale: Locale
  right: Right
}

/** What he waits for, as it is called now. */
export function serviceNames(plan: Plan, services: Entry['services'], locale: Locale): string[] {
  return services.map(({ serviceId, variant }) => {
    const service = plan.services[serviceId]
    const kind = variantIn(service, variant)
    const name = service ? textIn(service, 'name', locale) : ''
    return kind ? `${name}, ${textIn(kind, 'name', locale)}` : name
  })
}

export function entryViewOf(entry: Entry, plan: Plan, { locale, right }: Reader): Returned<typeof contract.seat> {
  const names = serviceNames(plan, entry.services, locale)
  return {
    ...{ id: entry.id, number: entry.number, state: entry.state, how: entry.how, staffId: entry.staffId },
    services: entry.services.map(({ serviceId, variant }, i) => ({
      ...{ serviceId, variant: variant ?? null, name: names[i] ?? '' },
    })),
    name: entry.name,
    phone: includes(right, MAY.findClients) ? entry.phone : null,
    joinedAt: entry.joinedAt.toISOString(),
    visitId: entry.visitId,
    version: entry.version,
  }
}

export const queueViewOf = (
  { plan, now, day, isOpen, settings, standing, next, people }: Queue,
  reader: Reader,
): Returned<typeof contract.read> => ({
  ...{ isOn: settings.isOn, byDoor: settings.byDoor, version: settings.version },
  ...{ locationId: plan.locationId, zone: plan.zone, now: isoOf(now), day, isOpen },
  entries: standing.map(({ entry, estimate }) => ({
    ...entryViewOf(entry, plan, reader),
    at: estimate.at === null ? null : isoOf(estimate.at),
    byPerson: estimate.byPerson.map(({ staffId, at }) => ({ staffId, at: isoOf(Math.max(at, now)) })),
    why: [...estimate.why],
  })),
  next: next && { entryId: next.entry.id, staffIds: next.fit.lines.map(({ staffId }) => staffId) },
  people: people.map(({ staffId, next: entryId }) => {
    const person = plan.people[staffId]
    return { id: staffId, name: person ? textIn(person, 'name', reader.locale) : '', next: entryId }
  }),
})
