// Invariant: the demo goes into an empty database only, and whole: a start that finds its own loading interrupted
// clears the database first, which nobody but the demo can have used yet.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Db } from 'mongodb'
import { leasesCollection } from '#platform/mongo/lease.ts'
import { migrationsCollection } from '#platform/mongo/migrate.ts'
import type { Config } from './config.ts'
import type { OpenDatabase } from './open-database.ts'
import { type DemoSignIn, loadDemo } from './product.ts'
import { say } from './say.ts'

/** What `migrate` writes for itself. */
const BOOKKEEPING: string[] = [migrationsCollection.name, leasesCollection.name]

/** Loads the demo where it belongs. Called before `migrate`, finished after it, since `migrate` makes collections. */
export async function planDemo(config: Config, { database, process }: OpenDatabase): Promise<() => Promise<void>> {
  const file = join(config.home, 'demo.json')
  const nothing = async () => undefined
  const wanted = config.demo ?? process !== null
  if (!wanted) return nothing
  const interrupted = process !== null && existsSync(`${file}.loading`)
  if (interrupted) {
    say('The demo was interrupted while loading; clearing it to load it anew.')
    await database.db.dropDatabase()
  } else if (!(await isEmpty(database.db))) return nothing
  return async () => {
    writeFileSync(`${file}.loading`, '')
    say('Loading the demo (once)')
    const signIns = await loadDemo(config, database, say)
    writeFileSync(file, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 })
    rmSync(`${file}.loading`)
  }
}

/** The demo's accounts of this installation, as they were made. */
export function demoSignIns(config: Config): DemoSignIn[] {
  const file = join(config.home, 'demo.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoSignIn[]) : []
}

/** True when nobody has stored anything yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
    if (name.startsWith('system.') || BOOKKEEPING.includes(name)) continue
    if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) return false
  }
  return true
}
