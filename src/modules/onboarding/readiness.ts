// What a page still lacks before clients can book by it, in the order in which it is mended.

import type { ServiceId } from '#kernel/ids.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Location } from '#modules/locations/index.ts'
import type { Service } from '#modules/services/index.ts'
import type { Member } from '#modules/staff/index.ts'

/** Without the first four nobody could book; the others only make the page poorer. */
export const LACKS = [
  ...(['services', 'hours', 'people', 'provider'] as const),
  ...(['phone', 'address', 'photos', 'description', 'translations', 'kaspi'] as const),
] as const
export type Lack = (typeof LACKS)[number]

const NEEDED: readonly Lack[] = ['services', 'hours', 'people', 'provider']

export interface Lacking {
  what: Lack
  isNeeded: boolean
  /** Of the services concerned, if it is some of them. */
  services: Pick<Service, 'id' | 'name' | 'translations'>[]
}

interface Whole {
  business: Business
  location: Location
  services: readonly Service[]
  people: readonly Member[]
}

export function lackingOf({ business, location, services, people }: Whole): Lacking[] {
  const active = services.filter(({ isActive }) => isActive)
  const working = people.filter(({ isActive, schedule }) => isActive && hasHours(schedule))
  const forlorn = active.filter(({ id, needsPerson }) => needsPerson && !working.some((person) => does(person, id)))
  const untold = active.filter(({ translations }) => !isTold(translations))
  const asksForNobody = active.length > 0 && active.every(({ needsPerson }) => !needsPerson)
  const lacks: Partial<Record<Lack, Lacking['services']>> = {
    ...(active.length === 0 ? { services: [] } : {}),
    ...(location.workingHours.some(({ isOpen }) => isOpen) ? {} : { hours: [] }),
    ...(working.length === 0 && !asksForNobody ? { people: [] } : {}),
    ...(working.length > 0 && forlorn.length > 0 ? { provider: namesOf(forlorn) } : {}),
    ...(business.contacts.phone ? {} : { phone: [] }),
    ...(location.address.street ? {} : { address: [] }),
    ...(business.photos.coverImage || business.photos.gallery?.length ? {} : { photos: [] }),
    ...(business.description ? {} : { description: [] }),
    ...(untold.length > 0 ? { translations: namesOf(untold) } : {}),
    ...(business.kaspiQrLink ? {} : { kaspi: [] }),
  }
  return LACKS.flatMap((what) => {
    const concerned = lacks[what]
    return concerned ? [{ what, isNeeded: NEEDED.includes(what), services: concerned }] : []
  })
}

const hasHours = (schedule: Member['schedule']): boolean => schedule.kind === 'rotation' || schedule.days.length > 0

const does = ({ services }: Member, id: ServiceId): boolean => services.some(({ serviceId }) => serviceId === id)

/** In Kazakh and in Russian, whichever of them the main language is. */
const isTold = (translations: Service['translations']): boolean =>
  [translations.kk?.name, translations.ru?.name].filter(Boolean).length >= 1

const namesOf = (services: readonly Service[]): Lacking['services'] =>
  services.map(({ id, name, translations }) => ({ id, name, translations }))
