// A database of a run's own: on the server that is named, else on one started for the run. Never the user's own data.

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database } from '#platform/mongo/connect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { launchDatabase } from '#platform/server-process/launch-database.ts'
import { collections } from '../../src/main/collections.ts'

export interface Place {
  /** Names the throw-away database, for the servers under test. */
  uri: string
  database: Database
  /** `SecantusDB 0.7.0b3, Python build, fsync on commit, 2 cores` */
  engine: string
  /** A folder for logs and homes of child processes. */
  folder: string
  /** The database server was started for this run, so that its other users need no regard. */
  isOurs: boolean
  /** No last words, as when the power goes; then started again on the same data. Only where it is ours. */
  killDatabase(): Promise<void>
  close(): Promise<void>
}

export interface PlaceOptions {
  /** Prefix of the database's name. */
  kind: string
  serverUri: string | null
  log: (line: string) => void
  /** False: a server started for the run forgets what it had not yet written when it dies. */
  durable?: boolean
}

export async function openPlace({ kind, serverUri, log, durable = true }: PlaceOptions): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), `platform-${kind}-`))
  const launch = () => launchDatabase({ home: folder, log, durable })
  let started = serverUri ? null : await launch()
  // When somebody presses Ctrl-C: the server first, which still writes into the folder.
  const endNow = () => {
    if (started) kill(started.process.pid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  process.once('exit', endNow)
  const name = `${kind}_${randomBytes(5).toString('hex')}`
  const uri = withName(serverUri ?? started?.uri ?? '', name)
  const database = await connect(uri, { poolSize: 100 })
  await migrate(database.db, collections)
  log(`Database: ${name}, ${started ? 'on a server started for this run' : 'on the server named in MONGODB_URI'}`)
  const close = async () => {
    // The whole folder goes with a server of ours; dropping would wait for what a killed process left open.
    if (!started) await database.db.dropDatabase()
    await database.close()
    await started?.stop()
    process.off('exit', endNow)
    rmSync(folder, { recursive: true, force: true })
  }
  const killDatabase = async () => {
    if (!started) throw new Error('a database server of somebody else is not killed')
    kill(started.process.pid)
    await started.exited
    started = await launch()
  }
  const engine = await engineOf(database, started !== null)
  return { uri, database, engine, folder, isOurs: started !== null, killDatabase, close }
}

/** The address with another database in it; who signs in where stays as it was. */
export function withName(uri: string, name: string): string {
  const [, start = '', before = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(uri) ?? []
  const params = new URLSearchParams(query)
  if (start.includes('@') && before && !params.has('authSource')) params.set('authSource', before)
  return `${start}/${name}${params.size > 0 ? `?${params}` : ''}`
}

async function engineOf({ db }: Database, isOurs: boolean): Promise<string> {
  const { version, secantusVersion } = await db.admin().command({ buildInfo: 1 })
  const name = secantusVersion ? `SecantusDB ${secantusVersion}` : `MongoDB ${version}`
  return [
    name,
    isOurs ? 'fsync on commit' : 'durability as the server was started',
    `${availableParallelism()} cores`,
  ].join(', ')
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone already
  }
}
