// What of the catalogue this version can say. Nothing is bent to fit: what it cannot say is shown without a booking
// button, or waits in the file.

import { type WallTime, wallMinutes, wallTimeOf } from '#kernel/time.ts'
import type { Break, Schedule } from '#modules/diaries/index.ts'
import type { CatalogueBusiness, CataloguePerson, CatalogueService, CatalogueShift } from './catalogue.ts'

/** People of the main place: who works only at a second one waits for it. */
export const peopleHere = ({ staff }: CatalogueBusiness): CataloguePerson[] =>
  staff.filter(({ rotation, hours = [] }) => rotation || hours.some(({ location }) => !location))

export function resourcesHere({ resources, locations = [] }: CatalogueBusiness): CatalogueBusiness['resources'] {
  const elsewhere = new Set(locations.flatMap((place) => place.resources))
  return resources.filter(({ key }) => !elsewhere.has(key))
}

/** A service that nobody in the catalogue does is held by its room or machine alone. */
export const needsPerson = ({ staff }: CatalogueBusiness, { key }: CatalogueService): boolean =>
  staff.some(({ services }) => services.includes(key))

export function isBookable(business: CatalogueBusiness, service: CatalogueService): boolean {
  const { processing, sessions, package: several, finishBy, needs, key } = service
  if (processing || sessions || several || finishBy) return false
  const byPerson = needsPerson(business, service)
  if (byPerson && !peopleHere(business).some(({ services }) => services.includes(key))) return false
  if (!needs) return byPerson
  return resourcesHere(business).some((resource) => [resource.key, resource.kind].includes(needs.resource))
}

/** A lunch that floats in a window becomes a fixed break in the middle of it. */
function breaksOf({ from, to, lunch }: CatalogueShift): Break[] {
  if (!lunch) return []
  const first = Math.max(wallMinutes(lunch.between[0]), wallMinutes(from))
  const last = Math.min(wallMinutes(lunch.between[1]), wallMinutes(to))
  if (last - first < lunch.minutes) return []
  const start = Math.floor((first + last - lunch.minutes) / 2 / 5) * 5
  const startTime: WallTime = wallTimeOf(start)
  return [{ startTime, endTime: wallTimeOf(start + lunch.minutes) }]
}

export function scheduleOf({ rotation, hours = [] }: CataloguePerson): Schedule {
  if (rotation) {
    const { on, off, start, from, to } = rotation
    return { kind: 'rotation', on, off, start, from, to, breaks: breaksOf(rotation) }
  }
  const here = hours.filter(({ location }) => !location)
  const days = here.flatMap((shift) =>
    shift.days.map((day) => ({ day, from: shift.from, to: shift.to, breaks: breaksOf(shift) })),
  )
  return { kind: 'weekly', days: days.sort((a, b) => a.day - b.day) }
}
