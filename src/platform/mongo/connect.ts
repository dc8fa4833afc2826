import { type Db, MongoClient } from 'mongodb'
import { createInTransaction, type InTransaction } from './transaction.ts'

const DEFAULT_DATABASE = 'local_business_platform'

export interface Database {
  readonly client: MongoClient
  readonly db: Db
  readonly inTransaction: InTransaction
  close(): Promise<void>
}

/** Opens the database the URI names, else `local_business_platform`. Throws when no primary answers within 10 s. */
export async function connect(
  uri: string,
  { name, poolSize = 64 }: { name?: string; poolSize?: number } = {},
): Promise<Database> {
  const client = new MongoClient(uri, {
    appName: 'local-business-platform',
    maxPoolSize: poolSize,
    serverSelectionTimeoutMS: 10_000,
    ignoreUndefined: true,
    writeConcern: { w: 'majority' },
  })
  await client.connect()
  const db = client.db(name ?? databaseIn(uri) ?? DEFAULT_DATABASE)
  return { client, db, inTransaction: createInTransaction(client), close: () => client.close() }
}

const databaseIn = (uri: string): string | undefined => /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1]
