import { connect, type Database } from '#platform/mongo/connect.ts'
import { adoptDatabase, type DatabaseProcess, launchDatabase } from '#platform/server-process/launch-database.ts'
import { isAlive } from '#platform/server-process/process-mark.ts'
import type { Claim } from '#platform/server-process/run-file.ts'
import type { Config } from './config.ts'

export interface OpenDatabase {
  readonly database: Database
  readonly uri: string
  /** The server behind it when it is ours. */
  readonly process: DatabaseProcess | null
  close(): Promise<void>
}

/**
 * MONGODB_URI, else the server an interrupted start left behind, else one started now; and says which it is.
 * @param claim on the home folder; needed where the server is to be our own
 */
export async function openDatabase(
  config: Config,
  claim: Claim | null,
  log: (line: string) => void,
): Promise<OpenDatabase> {
  if (config.mongodbUri) return openForeign(config.mongodbUri, log)
  if (!claim) throw new Error('Only the owner of the home folder may run a database server in it.')
  const server = await ownServer(config, claim, log)
  try {
    const database = await connect(server.uri)
    const close = async () => {
      // The driver would wait for a server that has died.
      if (isAlive(server.process)) await database.close()
      await server.stop()
    }
    return { database, uri: server.uri, process: server, close }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function openForeign(uri: string, log: (line: string) => void): Promise<OpenDatabase> {
  const shown = uri.replace(/\/\/[^@/]*@/, '//…@')
  try {
    const database = await connect(uri)
    log(`Database: ${shown}`)
    return { database, uri, process: null, close: () => database.close() }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`The database at ${shown} does not answer: ${reason}`, { cause: error })
  }
}

async function ownServer(config: Config, claim: Claim, log: (line: string) => void): Promise<DatabaseProcess> {
  const left = claim.predecessor?.database
  const adopted = left ? await adoptDatabase(left) : null
  if (adopted) {
    claim.note({ database: { port: adopted.port, engine: adopted.engine, process: adopted.process } })
    log(`Database: ${adopted.engine}, taken over from a start that was interrupted`)
    return adopted
  }
  const { home, download } = config
  const started = await launchDatabase({ home, download, log, spawned: (database) => claim.note({ database }) })
  log(`Database: ${started.engine}, data in ${home}`)
  return started
}
