// Found-or-made is one command, also where the card's list of objects changes with it: then the same change is written
// as a pipeline, for only that can put one element first, take its older twin out and bound the list.

import type { Document } from 'mongodb'
import { toObjectId } from '#platform/mongo/collection.ts'
import { addressLine, KEPT_OBJECTS, objectKeyOf, type Told } from './told.ts'

export interface CardChange {
  /** Only where the card is made. */
  first: Document
  always: Document
  figures: Readonly<Record<string, number>>
}

/** For an upsert of a card. */
export function cardUpdate({ first, always, figures }: CardChange, told: Told | null): Document | Document[] {
  const set = { ...always, ...addressIn(told) }
  if (!told?.object) return { $setOnInsert: first, $set: set, $inc: figures }
  const isNew = { $eq: [{ $type: '$createdAt' }, 'missing'] }
  const counted = Object.entries(figures).map(([name, by]) => [name, { $add: [{ $ifNull: [`$${name}`, 0] }, by] }])
  const changed = { ...Object.fromEntries(counted), objects: withFirst(told.object) }
  // What people typed is literal: a name may begin with a `$`.
  const made = { $cond: [isNew, { $literal: first }, {}] }
  return [{ $replaceWith: { $mergeObjects: [made, '$$ROOT', { $literal: set }, changed] } }]
}

/** The specification's line, and all that was told in one field of ours, so that it can be forgotten at once. */
const addressIn = (told: Told | null): Document =>
  told?.place ? { address: { street: addressLine(told.place) }, addressMore: told.place } : {}

/** Newest used first, each once under the id that it got first. */
function withFirst({ id, ...object }: NonNullable<Told['object']>): Document {
  const key = objectKeyOf(object)
  const all = { $ifNull: ['$objects', []] }
  const isIt = { $eq: ['$$this.key', { $literal: key }] }
  const twins = { $filter: { input: all, cond: isIt } }
  const others = { $filter: { input: all, cond: { $not: [isIt] } } }
  const itsId = { $arrayElemAt: [{ $map: { input: twins, in: '$$this.id' } }, 0] }
  const used = { $mergeObjects: [{ $literal: { ...object, key } }, { id: { $ifNull: [itsId, toObjectId(id)] } }] }
  return { $slice: [{ $concatArrays: [[used], others] }, KEPT_OBJECTS] }
}
