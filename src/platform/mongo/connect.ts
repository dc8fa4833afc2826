import { type Db, MongoClient } from 'mongodb'
import { createInTransaction, type InTransaction } from './transaction.ts'

const DEFAULT_DATABASE = 'local_business_platform'

export interface Database {
  readonly client: MongoClient
  readonly db: Db
  readonly inTransaction: InTransaction
  close(): Promise<void>
}

export interface ConnectOptions {
  name?: string
  poolSize?: number
  /** Milliseconds after which a connection that answers nothing is given up; for ever unless said. */
  silentFor?: number
}

/** What a command of a request may take: with the wait for a connection it stays below the 30 s of a request. */
export const REQUEST_SILENCE_MS = 15_000

/**
 * Opens the database the URI names, else `local_business_platform`. A network that swallows everything is found out by
 * a look every 2 s that must be answered within 5 s; what waits on it then ends. Throws when no primary answers within
 * 10 s.
 */
export async function connect(
  uri: string,
  { name, poolSize = 64, silentFor = 0 }: ConnectOptions = {},
): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'local-business-platform',
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: 10_000,
    waitQueueTimeoutMS: 10_000,
    heartbeatFrequencyMS: 2_000,
    connectTimeoutMS: 5_000,
    socketTimeoutMS: silentFor,
    ignoreUndefined: true,
    writeConcern: { w: 'majority' },
  })
  await client.connect()
  const db = client.db(name ?? databaseIn(uri) ?? DEFAULT_DATABASE)
  return { client, db, inTransaction: createInTransaction(client), close: () => client.close() }
}

const databaseIn = (uri: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1]
