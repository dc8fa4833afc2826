// What a client tells beside his name, where a visit needs it: the address when it is at his place, and the car, pet or
// device it is about. A visit keeps both as they were told; his card keeps the last address and the last objects.

import { z } from 'zod'
import type { Id } from '#kernel/ids.ts'
import { nameKeyOf } from './name-key.ts'

export const visitPlaceShape = z.object({
  district: z.string().optional(),
  street: z.string(),
  building: z.string(),
  apartment: z.string().optional(),
  entrance: z.string().optional(),
  floor: z.string().optional(),
  intercom: z.string().optional(),
  note: z.string().optional(),
})
export type VisitPlace = z.infer<typeof visitPlaceShape>

export const visitObjectShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('car'), plate: z.string(), model: z.string().optional() }),
  z.object({ kind: z.literal('pet'), name: z.string(), species: z.string() }),
  z.object({ kind: z.literal('device'), model: z.string() }),
])
export type VisitObject = z.infer<typeof visitObjectShape>

/** More than a family has cars, pets and telephones. */
export const KEPT_OBJECTS = 20

/** What a booking leaves on the card of the person served. */
export interface Told {
  place: VisitPlace | null
  /** With the id it gets where it is new. */
  object: (VisitObject & { id: Id<'object'> }) | null
}

/** Cyrillic letters that look like those of a number plate: people type either. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  ...{ А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X', І: 'I' },
}

/** Upper case and without spaces; whatever else was typed stays, for odd plates are plates. */
export const plateOf = (typed: string): string => typed.toUpperCase().replace(/\s+/g, '')

/** `123ABC06` → `123 ABC 06`; an odd one as it is. */
export const showPlate = (plate: string): string => plate.replace(/^(\d{2,3})(\p{L}{2,3})(\d{2})$/u, '$1 $2 $3')

const plateKey = (plate: string): string =>
  [...plateOf(plate)]
    .map((letter) => LOOKALIKES[letter] ?? letter)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** One key for every way of typing the same car, pet or device. */
export function objectKeyOf(object: VisitObject): string {
  if (object.kind === 'car') return `car:${plateKey(object.plate)}`
  if (object.kind === 'pet') return `pet:${nameKeyOf(object.name)}:${nameKeyOf(object.species)}`
  return `device:${nameKeyOf(object.model)}`
}

/** `Абай 12`. */
export const addressLine = ({ street, building }: VisitPlace): string => [street, building].filter(Boolean).join(' ')
