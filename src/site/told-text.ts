// An address at the client's, and the car, pet or device of a visit, each as one line.

import { addressLine, showPlate, type VisitObject, type VisitPlace } from '#modules/clients/index.ts'
import type { Say } from './say.ts'

const PARTS = [
  ['entrance', 'told.entranceIs'],
  ['floor', 'told.floorIs'],
  ['apartment', 'told.apartmentIs'],
  ['intercom', 'told.intercomIs'],
] as const

/** `Авангард, Абай 12, 4-подъезд, 2-қабат, 7-пәтер`: as one walks. */
export function placeText({ t }: Say, place: VisitPlace): string {
  const inside = PARTS.map(([field, key]) => place[field] && t(key, { number: place[field] }))
  return [place.district, addressLine(place), ...inside].filter(Boolean).join(', ')
}

/** `123 ABC 06 · Camry` */
export function objectText(object: VisitObject): string {
  if (object.kind === 'car') return [showPlate(object.plate), object.model].filter(Boolean).join(' · ')
  return object.kind === 'pet' ? `${object.name} · ${object.species}` : object.model
}

/** Where 2GIS looks for it. */
export const mapSearchOf = (city: string | undefined, place: VisitPlace): string =>
  `https://2gis.kz/search/${encodeURIComponent([city, place.district, addressLine(place)].filter(Boolean).join(', '))}`
