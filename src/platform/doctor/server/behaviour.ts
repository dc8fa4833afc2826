// What the product relies on of a database server, each tried for itself: an engine's standing is known, not assumed.

import { randomBytes } from 'node:crypto'
import type { Collection, CreateCollectionOptions, Document } from 'mongodb'
import { connect, type Database } from '#platform/mongo/connect.ts'

/** A database made for the trial, dropped afterwards. */
export interface Scratch extends Database {
  readonly uri: string
  /** How long a server may take for what it does by itself. */
  readonly patienceMs: number
  /** A collection of its own for every behaviour. */
  fresh(options?: CreateCollectionOptions): Promise<Collection<Document>>
}

export interface Behaviour {
  readonly name: string
  readonly reliedOnBy: string
  /** Without a required one the product is not right; without an optional one it does without, or the server is beta. */
  readonly need: 'required' | 'optional'
  /** Throws what the server does instead; may return what is worth telling. */
  try(scratch: Scratch): Promise<string | undefined>
}

export interface Verdict {
  name: string
  reliedOnBy: string
  need: Behaviour['need']
  works: boolean
  detail: string | null
}

export interface Limits {
  /** For what a server does by itself. */
  patienceMs?: number
  /** For one behaviour: a server that never answers must not hold up the others. */
  limitMs?: number
}

/** Tries one after the other. @param behaviours in the order of the table */
export async function tryBehaviours(
  uri: string,
  behaviours: readonly Behaviour[],
  { patienceMs = 15_000, limitMs = 60_000 }: Limits = {},
): Promise<Verdict[]> {
  const database = await connect(uri, { name: `doctor_${randomBytes(6).toString('hex')}` })
  let made = 0
  const fresh = (options?: CreateCollectionOptions) => {
    made += 1
    return database.db.createCollection(`trial${made}`, options)
  }
  const scratch: Scratch = { ...database, uri, patienceMs, fresh }
  try {
    const verdicts: Verdict[] = []
    for (const behaviour of behaviours) verdicts.push(await judge(behaviour, scratch, limitMs))
    return verdicts
  } finally {
    await database.db.dropDatabase()
    await database.close()
  }
}

async function judge(behaviour: Behaviour, scratch: Scratch, limitMs: number): Promise<Verdict> {
  const { name, reliedOnBy, need } = behaviour
  try {
    const detail = (await within(limitMs, behaviour.try(scratch))) ?? null
    return { name, reliedOnBy, need, works: true, detail }
  } catch (error) {
    const detail = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ')
    return { name, reliedOnBy, need, works: false, detail }
  }
}

/** @throws when the answer does not come: a server that waits for ever is told as one that does not do it */
export function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** @throws what happened instead, when it is not so */
export function must(holds: boolean, instead: string): asserts holds {
  if (!holds) throw new Error(instead)
}

/** The error that the work must end with. */
export async function refusal(work: Promise<unknown>, instead: string): Promise<Error & { code?: unknown }> {
  const error = await work.then(
    () => null,
    (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
  )
  must(error !== null, instead)
  return error
}

export const same = (found: unknown, expected: unknown): void =>
  must(
    JSON.stringify(found) === JSON.stringify(expected),
    `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
  )
