// Invariant: running it again changes nothing, and two servers that start at once do the work once (a lease).
// Documents are never touched here but by dated migrations, each run once and recorded.

import { type Db, MongoServerError } from 'mongodb'
import { z } from 'zod'
import { type CollectionDefinition, collectionOf, date, defineCollection } from './collection.ts'
import { type Difference, inspect, unfit } from './inspect.ts'
import { withLease } from './lease.ts'
import { validatorOf } from './validator.ts'

export const migrationsCollection = defineCollection({
  name: 'migrations',
  shape: z.object({ _id: z.string(), finishedAt: date(), milliseconds: z.number() }),
  indexes: [],
})

export interface Migration {
  /** `YYYY-MM-DD-what-it-does`: its name in the record, and its place in the order. */
  readonly name: string
  /** Must be resumable: a killed run begins again from the start. */
  run(db: Db, log: Log): Promise<void>
  /** Asked when it has run already: documents of an older program came in since. */
  again?(db: Db): Promise<boolean>
}

export interface MigrationResult {
  /** What was made or changed; empty when all stood as defined. */
  changed: string[]
  /** What could not be made so: a person must look. */
  problems: string[]
  notes: string[]
}

type Log = (line: string) => void

/** Makes the database as defined: collections, validators, indexes, then the dated migrations in order of their names. */
export async function migrate(
  db: Db,
  definitions: readonly CollectionDefinition[],
  log: Log = () => undefined,
  migrations: readonly Migration[] = [],
): Promise<MigrationResult> {
  const first = await inspect(db, definitions)
  const waiting = await waitingOf(db, migrations)
  if (first.differences.every(({ kind }) => kind === 'documents') && waiting.length === 0) {
    const lenient = first.differences.filter((one) => one.kind === 'documents' && one.count > 0)
    if (lenient.length === first.differences.length)
      return { changed: [], problems: lenient.map(tell), notes: first.notes }
  }
  return withLease(db, 'migrate', async () => {
    const result: MigrationResult = { changed: [], problems: [], notes: first.notes }
    const say = (line: string) => {
      result.changed.push(line)
      log(line)
    }
    const { differences } = await inspect(db, definitions) // another server may have done the work meanwhile
    for (const difference of differences) await mend(db, definitions, difference, say, result.problems)
    for (const migration of await waitingOf(db, migrations)) await run(db, migration, say, log)
    return result
  })
}

async function mend(
  db: Db,
  definitions: readonly CollectionDefinition[],
  difference: Difference,
  say: Log,
  problems: string[],
): Promise<void> {
  const { collection } = difference
  const definition = definitions.find(({ name }) => name === collection)
  if (!definition) return
  if (difference.kind === 'index') return mendIndex(db, difference, say, problems)
  const rule = { validator: validatorOf(definition.shape), validationAction: 'error' }
  if (difference.kind === 'collection') {
    await db.createCollection(collection, { ...rule, validationLevel: 'strict' })
    say(`${collection}: made`)
    return
  }
  // A document from before us may not fit: it stays as it is, and may be changed, until somebody mends it.
  const count = difference.kind === 'documents' ? difference.count : await unfit(db, definition)
  if (count > 0) problems.push(tell({ kind: 'documents', collection, count }))
  if (count > 0 && difference.kind === 'documents') return
  await db.command({ collMod: collection, ...rule, validationLevel: count > 0 ? 'moderate' : 'strict' })
  say(`${collection}: validator set${count > 0 ? ', lenient' : ''}`)
}

async function mendIndex(
  db: Db,
  { collection, index, inTheWay }: Extract<Difference, { kind: 'index' }>,
  say: Log,
  problems: string[],
): Promise<void> {
  const { key, ...options } = index
  for (const name of inTheWay) {
    await db.collection(collection).dropIndex(name)
    say(`${collection}: index ${name} dropped, it stood on another key or with other options`)
  }
  try {
    await db.collection(collection).createIndex(key, options)
    if (inTheWay.length > 0) say(`${collection}: index ${index.name} made anew on ${Object.keys(key).join(', ')}`)
    else say(`${collection}: index ${index.name}`)
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== 11000) throw error
    problems.push(`${collection}: index ${index.name} could not be made, documents share a value that must be unique`)
  }
}

async function waitingOf(db: Db, migrations: readonly Migration[]): Promise<Migration[]> {
  if (migrations.length === 0) return []
  const done = new Set(
    (await db.collection<{ _id: string }>(migrationsCollection.name).find().toArray()).map(({ _id }) => _id),
  )
  const needed = await Promise.all(
    migrations.map(async (one) => !done.has(one.name) || ((await one.again?.(db)) ?? false)),
  )
  return migrations.filter((_, at) => needed[at]).sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function run(db: Db, migration: Migration, say: Log, log: Log): Promise<void> {
  const start = performance.now()
  await migration.run(db, log)
  const milliseconds = Math.round(performance.now() - start)
  await collectionOf(db, migrationsCollection).updateOne(
    { _id: migration.name },
    { $set: { finishedAt: new Date(), milliseconds } },
    { upsert: true },
  )
  say(`migration ${migration.name}: ${milliseconds} ms`)
}

/** One difference in words, for logs and doctor. */
export function tell(difference: Difference): string {
  const { collection } = difference
  switch (difference.kind) {
    case 'collection':
      return `${collection}: missing`
    case 'validator':
      return `${collection}: validator is missing or differs`
    case 'index':
      return `${collection}: index ${difference.index.name} is missing or differs`
    case 'documents':
      return `${collection}: ${difference.count} documents do not fit the validator, which is lenient for now`
  }
}
