// A worker under drill: the platform's own, in a process of its own, with the ear for its listener: `ear-worker.ts URI`.

import { connect } from '#platform/mongo/connect.ts'
import { runWorker } from '#platform/worker/worker.ts'
import { createEar } from './ear.ts'

/** Short, so that a drill need not wait for minutes. */
const PATIENCE = { leaseMs: 2_000, tries: 3, backoffMs: () => 100 }

const { db } = await connect(process.argv[2] ?? '')
const log = (line: string) => process.stdout.write(`${line}\n`)
const worker = runWorker({ db, listeners: [createEar(db)], jobs: [], log, patience: PATIENCE })
process.once('SIGTERM', async () => {
  await worker.close()
  process.exit(0)
})
