// What a booking by staff answers beside who comes: asked of the services that are chosen, sent as it was typed.

import type { Ask, Given } from '../../api.ts'
import type { CALENDAR, Days } from './days.ts'
import type { ChosenLine } from './service-picker.tsx'

type Service = Given<typeof CALENDAR>['services'][number]
type Booking = Ask<'POST /api/businesses/:businessId/appointments/by-staff'>['body']
export type ObjectKind = NonNullable<Service['object']>
type ObjectField = 'plate' | 'model' | 'name' | 'species'

/** In the list of districts: one that is not in it. */
export const ELSEWHERE = '…'

export const OBJECT_FIELDS = {
  car: ['plate', 'model'],
  pet: ['name', 'species'],
  device: ['model'],
} as const satisfies Record<ObjectKind, readonly ObjectField[]>

export interface Answers {
  forWhom: { kind: 'me' | 'child' | 'other'; name: string }
  place: NonNullable<Booking['place']>
  object: Partial<Record<ObjectField, string | undefined>>
  /** In a district that is not served, and why all the same. */
  isElsewhere: boolean
  why: string
}

export const NO_ANSWERS: Answers = {
  ...{ forWhom: { kind: 'me', name: '' }, place: {}, object: {}, isElsewhere: false, why: '' },
}

/** Of several kinds of objects the first is asked, as on the site. */
export function askedOf({ answer }: Days, lines: readonly ChosenLine[]) {
  const chosen = lines.flatMap(({ serviceId }) => answer.services.find(({ id }) => id === serviceId) ?? [])
  return {
    place: chosen.some(({ place }) => place === 'client'),
    object: chosen.find(({ object }) => object)?.object ?? null,
    ages: chosen.flatMap(({ minAge }) => minAge ?? []),
  }
}

/** As the booking tells it; nothing where nothing is asked. */
export function toldIn(days: Days, lines: readonly ChosenLine[], answers: Answers): Partial<Booking> {
  const asked = askedOf(days, lines)
  const { forWhom, place, object, isElsewhere, why } = answers
  const { plate, model, name, species } = object
  return {
    ...(forWhom.kind === 'me' ? {} : { forWhom: { kind: forWhom.kind, name: forWhom.name } }),
    ...(asked.place ? { place } : {}),
    ...(asked.object ? { object: { kind: asked.object, plate, model, name, species } } : {}),
    // Nothing but the district is overridden by it.
    ...(asked.place && isElsewhere && why.trim() ? { override: { reason: why, codes: [] } } : {}),
  }
}
