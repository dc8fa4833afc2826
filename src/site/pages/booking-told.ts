// What the last step asks beside name and phone, as data: what was typed, what this device told before, and the answer
// to one tap on it.

import { fold } from '#kernel/letters.ts'
import {
  type Appointment,
  askedOf,
  OBJECT_FIELDS,
  PLACE_FIELDS,
  type TypedObject,
  type TypedPlace,
} from '#modules/appointments/index.ts'
import { objectKeyOf } from '#modules/clients/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { ToldAsked } from '#site/components/told-fields.tsx'
import type { Say } from '#site/say.ts'
import { objectText, placeText } from '#site/told-text.ts'
import type { Booking } from './booking-choice.ts'
import type { SiteDeps } from './site-deps.ts'

export interface TypedTold {
  place: TypedPlace
  object: TypedObject
}

/** Of a form whose fields are named `place.street`, `object.plate`. */
export const toldIn = (body: Readonly<Record<string, unknown>>): TypedTold => ({
  place: fieldsIn(PLACE_FIELDS, body, 'place'),
  object: fieldsIn(OBJECT_FIELDS, body, 'object'),
})

const fieldsIn = <Field extends string>(
  fields: readonly Field[],
  body: Readonly<Record<string, unknown>>,
  part: string,
): Partial<Record<Field, string>> =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const text = body[`${part}.${field}`]
      return typeof text === 'string' ? [[field, text]] : []
    }),
  ) as Partial<Record<Field, string>>

/** Shown at once. */
const FEW = 4

export async function askedIn({ appointments }: SiteDeps, booking: Booking, say: Say): Promise<ToldAsked> {
  const { plan, cart, business, actor } = booking
  const { place, object } = askedOf(plan, cart.lines)
  if (!place && !object) return { place: null, object: null }
  const visits = await appointments.lastOfDevice(business.id, actor)
  const districts = plan.servedDistricts ?? []
  return {
    place: place ? { districts, before: placesIn(visits, plan, say) } : null,
    object: object && { kind: object, before: objectsIn(visits, object) },
  }
}

function placesIn(visits: readonly Appointment[], { servedDistricts = [] }: Plan, say: Say) {
  const isServed = (district: string | undefined) =>
    servedDistricts.length === 0 || servedDistricts.includes(district ?? '')
  const told = visits.flatMap(({ id, place }) =>
    place && isServed(place.district) ? [{ use: `place:${id}`, text: placeText(say, place) }] : [],
  )
  return uniqueBy(told, ({ text }) => fold(text)).slice(0, FEW)
}

function objectsIn(visits: readonly Appointment[], kind: string) {
  const told = visits.flatMap(({ id, object }) => (object?.kind === kind ? [{ id, object }] : []))
  return uniqueBy(told, ({ object }) => objectKeyOf(object))
    .slice(0, FEW)
    .map(({ id, object }) => ({ use: `object:${id}`, text: objectText(object) }))
}

/** The first of each. */
const uniqueBy = <One>(all: readonly One[], keyOf: (one: One) => string): One[] =>
  [...new Map(all.toReversed().map((one) => [keyOf(one), one])).values()].toReversed()

/** One tap on what was told before; a visit that is not this device's fills nothing in. */
export async function withBefore(
  { appointments }: SiteDeps,
  { business, actor }: Booking,
  use: string,
): Promise<Partial<TypedTold>> {
  const [part, id] = use.split(':')
  const visit = (await appointments.lastOfDevice(business.id, actor)).find((one) => one.id === id)
  if (part === 'place' && visit?.place) return { place: visit.place }
  if (part !== 'object' || !visit?.object) return {}
  const { kind, ...object } = visit.object
  return { object }
}
