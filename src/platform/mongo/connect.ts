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
  /**
   * Nobody waits for ever for a network that swallows everything: every 2 s it is looked whether the database answers
   * within 5 s, and what waits on it ends when it does not. Not for long work of one's own, which may keep it busy.
   */
  forRequests?: boolean
}

/** With the wait for a connection it stays below the 30 s in which a request must end. */
const FOR_REQUESTS = {
  ...{ heartbeatFrequencyMS: 2_000, connectTimeoutMS: 5_000 },
  ...{ socketTimeoutMS: 15_000, waitQueueTimeoutMS: 10_000 },
}

/** Opens the database the URI names, else `local_business_platform`. Throws when no primary answers within 10 s. */
export async function connect(
  uri: string,
  { name, poolSize = 64, forRequests = false }: ConnectOptions = {},
): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'local-business-platform',
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: 10_000,
    ...(forRequests ? FOR_REQUESTS : {}),
    ignoreUndefined: true,
    writeConcern: { w: 'majority' },
  })
  await client.connect()
  const db = client.db(name ?? databaseIn(uri) ?? DEFAULT_DATABASE)
  return { client, db, inTransaction: createInTransaction(client), close: () => client.close() }
}

const databaseIn = (uri: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1]
