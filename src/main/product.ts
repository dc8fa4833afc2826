// What the start, the command line and the tests ask of the composed product, and nothing else.

import type { Database } from '#platform/mongo/connect.ts'
import type { Config } from './config.ts'

type Log = (line: string) => void

/** One of the demo's accounts, printed at every start. */
export interface DemoSignIn {
  readonly who: string
  readonly email: string
  readonly password: string
}

export interface RunningServer {
  /** Lets the requests under way end, then closes. */
  close(): Promise<void>
}

export async function migrate(database: Database, log: Log): Promise<void> {
  const { migrate: make } = await import('#platform/mongo/migrate.ts')
  const { problems } = await make(database.db, [], log)
  for (const problem of problems) log(problem)
}

/** Loads the demo into an empty, migrated database through the product's own use cases. */
export async function loadDemo(_config: Config, _database: Database, _log: Log): Promise<DemoSignIn[]> {
  return []
}

export async function startServer(config: Config, database: Database): Promise<RunningServer> {
  const { default: fastify } = await import('fastify')
  const server = fastify()
  server.get('/healthz', () => ({ status: 'ok' }))
  server.get('/readyz', async () => ({ status: 'ok', ...(await database.db.command({ ping: 1 })) }))
  await server.listen({ port: config.port, host: config.host })
  return { close: () => server.close() }
}
