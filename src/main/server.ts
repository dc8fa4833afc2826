// One server process and nothing beside it, for where the database is somebody else's care: several may run at once.

import { connect } from '#platform/mongo/connect.ts'
import { ConfigError, readConfig } from './config.ts'
import { startServer } from './product.ts'
import { explain, say } from './say.ts'

async function serve(): Promise<void> {
  const config = readConfig()
  if (!config.mongodbUri) throw new ConfigError('MONGODB_URI must be set. To try the platform out, use bin/start.')
  const database = await connect(config.mongodbUri, { forRequests: true })
  const server = await startServer(config, database)
  say(`Listening on ${config.host}:${config.port}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await server.close()
      await database.close()
    })
  }
}

serve().catch((error: unknown) => {
  say(explain(error))
  process.exit(1)
})
