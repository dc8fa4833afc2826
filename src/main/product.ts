// What the start, the command line and the tests ask of the composed product, and nothing else.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ownOrigins } from '#platform/http/origins.ts'
import type { LogOptions } from '#platform/log/log.ts'
import { createMetrics } from '#platform/metrics/metrics.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { migrate as make } from '#platform/mongo/migrate.ts'
import { type RunningWorker, runWorker } from '#platform/worker/worker.ts'
import type { Assets } from '#site/document.tsx'
import { createApp, serveApp } from './app.ts'
import { collections, migrations } from './collections.ts'
import type { Config } from './config.ts'
import { hasMailbox, sendMailOf } from './mail-config.ts'
import { storageOf } from './storage-config.ts'

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

export async function migrate({ db, inTransaction }: Database, log: Log): Promise<void> {
  const { problems } = await make(db, collections, log, migrations(inTransaction))
  for (const problem of problems) log(problem)
}

/** Loads the demo into an empty, migrated database through the product's own use cases. */
export async function loadDemo(config: Config, database: Database, log: Log): Promise<DemoSignIn[]> {
  const { demoClock, loadDemo: load } = await import('./demo/load-demo.ts')
  const now = new Date()
  const clock = demoClock(now)
  const app = createApp({ database, secret: config.secret, clock })
  const { signIns } = await load({ db: database.db, app, clock, now, seed: 'atyrau', log })
  clock.set(now)
  await app.listings.rebuildAll()
  return signIns
}

export async function startServer(
  config: Config,
  database: Database,
  { log = { level: 'info' } }: { log?: LogOptions } = {},
): Promise<RunningServer> {
  const app = createApp({ database, secret: config.secret, files: storageOf(config), sendMail: sendMailOf(config) })
  const folder = join(import.meta.dirname, '../public')
  const server = serveApp(app, database, {
    assets: assetsIn(folder),
    assetsFolder: folder,
    origins: () => ownOrigins(config),
    secure: config.url?.startsWith('https:') ?? false,
    log,
    hasMailbox: hasMailbox(config),
    ...(config.metricsToken && {
      metrics: { metrics: createMetrics(database.db, app.figures), token: config.metricsToken },
    }),
  })
  await server.listen({ port: config.port, host: config.host })
  return { close: () => server.close() }
}

/** Hears events and runs jobs, until closed. */
export function startWorker(config: Config, database: Database, log: Log): RunningWorker {
  const deps = { database, secret: config.secret, files: storageOf(config), sendMail: sendMailOf(config) }
  const { listeners, jobs } = createApp(deps)
  return runWorker({ db: database.db, listeners, jobs, log })
}

/** Names of the built files, as the build's manifest tells them. */
export function assetsIn(folder: string): Assets {
  const names = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>
  const address = (name: string) => `/assets/${names[name] ?? name}`
  const textOf = (name: string) => readFileSync(join(folder, names[name] ?? name), 'utf8')
  return {
    css: address('site.css'),
    style: textOf('site.css'),
    visitWorker: textOf('visitWorker.js'),
    islands: address('islands.js'),
    font: address('onest.woff2'),
    office: { css: address('office.css'), script: address('officeApp.js'), worker: textOf('officeWorker.js') },
  }
}
