// What a live database lacks of its definitions. `migrate` mends it, doctor tells it.

import { type Db, type Document, type IndexDescriptionInfo, MongoServerError } from 'mongodb'
import type { CollectionDefinition, IndexDefinition } from './collection.ts'
import { validatorOf } from './validator.ts'

export type Difference =
  | { kind: 'collection'; collection: string }
  | { kind: 'validator'; collection: string }
  | { kind: 'index'; collection: string; index: IndexDefinition; inTheWay: string[] }
  /** Documents from before us that do not fit: the validator lets them be until they are mended. */
  | { kind: 'documents'; collection: string; count: number }

export interface Inspection {
  differences: Difference[]
  /** What this server cannot have, and we can do without. */
  notes: string[]
}

/** @param count also counts documents that do not fit, where the validator is lenient */
export async function inspect(
  db: Db,
  definitions: readonly CollectionDefinition[],
  { count = true }: { count?: boolean } = {},
): Promise<Inspection> {
  const live = new Map((await db.listCollections().toArray()).map((info) => [info.name, info as Document]))
  const found = await Promise.all(
    definitions.map(async (definition): Promise<Difference[]> => {
      const { name: collection } = definition
      const info = live.get(collection)
      if (!info)
        return [{ kind: 'collection', collection }, ...definition.indexes.map((index) => missing(collection, index))]
      const { validator, validationLevel, validationAction } = info.options ?? {}
      const lenient = validationLevel === 'moderate'
      const differences: Difference[] = []
      const kept = same(validator, validatorOf(definition.shape)) && validationAction === 'error'
      if (!kept || (validationLevel !== 'strict' && !lenient)) {
        differences.push({ kind: 'validator', collection })
      } else if (lenient && count) {
        differences.push({ kind: 'documents', collection, count: await unfit(db, definition) })
      }
      const indexes = await db.collection(collection).listIndexes().toArray()
      for (const index of definition.indexes) {
        const inTheWay = obstacles(index, indexes)
        if (inTheWay) differences.push(missing(collection, index, inTheWay))
      }
      return differences
    }),
  )
  const differences = found.flat()
  const isTextIndex = (one: Difference) => one.kind === 'index' && isText(one.index)
  if (!differences.some(isTextIndex) || (await hasTextIndexes(db))) return { differences, notes: [] }
  return { differences: differences.filter((one) => !isTextIndex(one)), notes: ['text indexes: this server has none'] }
}

// A server that knows text search but has no index for it here answers with IndexNotFound.
async function hasTextIndexes(db: Db): Promise<boolean> {
  try {
    await db.collection('migrations').findOne({ $text: { $search: 'any' } })
    return true
  } catch (error) {
    return error instanceof MongoServerError && error.code === 27
  }
}

const missing = (collection: string, index: IndexDefinition, inTheWay: string[] = []): Difference => ({
  kind: 'index',
  collection,
  index,
  inTheWay,
})

/** How many documents the definition's rule would refuse. */
export const unfit = (db: Db, { name, shape }: CollectionDefinition): Promise<number> =>
  db.collection(name).countDocuments({ $nor: [validatorOf(shape)] })

/** Null when the index is there, under whatever name; else the indexes that must go before it can be made. */
function obstacles(wanted: IndexDefinition, indexes: readonly IndexDescriptionInfo[]): string[] | null {
  const alike = indexes.filter((index) => sameKey(wanted, index))
  const named = indexes.find((index) => index.name === wanted.name)
  if (named && alike.includes(named) && sameOptions(wanted, named)) return null
  if (!named && alike.some((index) => sameOptions(wanted, index))) return null
  // A collection has one text index at most, whatever its key.
  const text = isText(wanted) ? indexes.filter((index) => 'textIndexVersion' in index) : []
  return [...new Set([...(named ? [named] : []), ...alike, ...text].map(({ name }) => String(name)))]
}

const isText = ({ key }: IndexDefinition): boolean => Object.values(key).includes('text')

const sameKey = (wanted: IndexDefinition, { key, weights }: IndexDescriptionInfo): boolean =>
  isText(wanted)
    ? same(Object.keys(wanted.key).sort(), Object.keys((weights as object | undefined) ?? {}).sort())
    : JSON.stringify(wanted.key) === JSON.stringify(key)

const sameOptions = (wanted: IndexDefinition, live: IndexDescriptionInfo): boolean =>
  same(optionsOf(wanted as unknown as Document), optionsOf(live as unknown as Document))

const optionsOf = (index: Document): Document => ({
  unique: Boolean(index.unique),
  sparse: Boolean(index.sparse),
  expireAfterSeconds: index.expireAfterSeconds ?? null,
  partialFilterExpression: index.partialFilterExpression ?? null,
  collation: index.collation?.locale ?? null,
  default_language: Object.values(index.key ?? {}).includes('text') ? (index.default_language ?? 'english') : null,
})

const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
