// What a booking asks beside who comes, and what makes an answer good enough: an address with a house in a district that
// is served, a plate, a pet's name and kind, a device's model. Odd plates and streets are taken as they are typed.

import { invalid } from '#kernel/errors.ts'
import type { Ids } from '#kernel/ids.ts'
import { fold } from '#kernel/letters.ts'
import { plateOf, type Told, type VisitObject, type VisitPlace } from '#modules/clients/index.ts'
import type { ObjectKind, Plan } from '#modules/diaries/index.ts'
import type { CartLine } from './cart.ts'
import { cleanField } from './guest-text.ts'

const HOUSE = ['street', 'building', 'apartment', 'entrance', 'floor', 'intercom'] as const
export const PLACE_FIELDS = ['district', ...HOUSE, 'note'] as const
export type PlaceField = (typeof PLACE_FIELDS)[number]
export const OBJECT_FIELDS = ['plate', 'model', 'name', 'species'] as const
export type ObjectField = (typeof OBJECT_FIELDS)[number]

/** As typed. */
export type TypedPlace = Partial<Record<PlaceField, string | undefined>>
export type TypedObject = Partial<Record<ObjectField, string | undefined>>

const MUST_BE_TOLD = {
  car: ['plate'],
  pet: ['name', 'species'],
  device: ['model'],
} as const satisfies Record<ObjectKind, readonly ObjectField[]>

interface AskedOf {
  place: boolean
  object: ObjectKind | null
}

/** What these services need to know. Of several kinds of objects the first is asked. */
export function askedOf({ services }: Plan, lines: readonly Pick<CartLine, 'serviceId'>[]): AskedOf {
  const wanted = lines.flatMap(({ serviceId }) => services[serviceId] ?? [])
  return {
    place: wanted.some(({ place }) => place === 'client'),
    object: wanted.find(({ object }) => object)?.object ?? null,
  }
}

export interface CleanTold {
  place: TypedPlace
  object: TypedObject
}

/** @throws invalid `field_too_long` with the `field` and how many letters it may have */
export const cleanTold = ({ place, object }: { place?: TypedPlace; object?: TypedObject }): CleanTold => ({
  place: cleaned(PLACE_FIELDS, 'place', place),
  object: cleaned(OBJECT_FIELDS, 'object', object),
})

function cleaned<Field extends string>(
  fields: readonly Field[],
  part: string,
  typed: Partial<Record<Field, string | undefined>> = {},
): Partial<Record<Field, string>> {
  const told = fields.map((field) => [field, cleanField(typed[field], `${part}.${field}`)] as const)
  return Object.fromEntries(told.filter(([, text]) => text !== '')) as Partial<Record<Field, string>>
}

/**
 * Only what these services ask for is kept.
 * @throws invalid `address_required`, `object_required` with the `field` that is missing,`district_not_served` with
 * those that are
 */
export function toldFor(
  plan: Plan,
  lines: readonly Pick<CartLine, 'serviceId'>[],
  { place, object }: CleanTold,
): { place: VisitPlace | null; object: VisitObject | null } {
  const asked = askedOf(plan, lines)
  return {
    place: asked.place ? placeIn(place, plan.servedDistricts ?? []) : null,
    object: asked.object && objectIn(asked.object, object),
  }
}

function placeIn(typed: TypedPlace, served: readonly string[]): VisitPlace {
  const { street, building, district, ...rest } = typed
  const needed = { ...(served.length > 0 ? { district } : {}), street, building }
  for (const [field, text] of Object.entries(needed)) {
    if (!text) throw invalid('address_required', { field: `place.${field}` })
  }
  const told = { ...rest, street: street ?? '', building: building ?? '' }
  if (!district) return told
  const known = served.find((one) => fold(one) === fold(district))
  if (served.length > 0 && !known) throw invalid('district_not_served', { field: 'place.district', served })
  return { ...told, district: known ?? district }
}

function objectIn(kind: ObjectKind, typed: TypedObject): VisitObject {
  const { plate = '', model = '', name = '', species = '' } = typed
  const missing = MUST_BE_TOLD[kind].find((field) => !typed[field])
  if (missing) throw invalid('object_required', { field: `object.${missing}` })
  if (kind === 'car') return { kind, plate: plateOf(plate), ...(model ? { model } : {}) }
  return kind === 'pet' ? { kind, name, species } : { kind, model }
}

/** For the card of the person served. */
export const keptOf = (
  { ids }: { ids: Ids },
  { place, object }: { place: VisitPlace | null; object: VisitObject | null },
): Told => ({ place, object: object && { ...object, id: ids.next<'object'>() } })
