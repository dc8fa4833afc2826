// One worker process and no server, for where the database is somebody else's care: any number may run at once.

import { connect } from '#platform/mongo/connect.ts'
import { ConfigError, readConfig } from './config.ts'
import { startWorker } from './product.ts'
import { explain, say } from './say.ts'

async function work(): Promise<void> {
  const config = readConfig()
  if (!config.mongodbUri) throw new ConfigError('MONGODB_URI must be set. To try the platform out, use bin/start.')
  const database = await connect(config.mongodbUri)
  const worker = startWorker(config, database, say)
  say('Working.')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      await worker.close()
      await database.close()
      process.exit(0) // what hangs is left to its lease
    })
  }
}

work().catch((error: unknown) => {
  say(explain(error))
  process.exit(1)
})
