import { randomBytes } from 'node:crypto'
import { createPasswords } from '#modules/accounts/index.ts'
import type { Finding } from '#platform/doctor/check.ts'
import { inspect } from '#platform/mongo/inspect.ts'
import { tell } from '#platform/mongo/migrate.ts'
import { type App, createApp } from '../../src/main/app.ts'
import { collections } from '../../src/main/collections.ts'
import { storageOf } from '../../src/main/storage-config.ts'
import { openPlace, type Place, type PlaceOptions } from './place.ts'
import { type ServerProcess, startServer } from './servers.ts'

/** A database, the product on it in this process for fixtures and the doctor, and servers to be drilled. */
export interface World {
  place: Place
  app: App
  secret: string
  /** Two at first; a drill that kills one puts another in its place. */
  servers: ServerProcess[]
  /** The port of server n, counted round. */
  port(n: number): number
  startServer(): Promise<ServerProcess>
  /** Until every server answers for its database again. */
  ready(): Promise<void>
  doctor(): Promise<Finding[]>
  log(line: string): void
  close(): Promise<void>
}

export async function openWorld(options: Omit<PlaceOptions, 'kind'>): Promise<World> {
  const place = await openPlace({ ...options, kind: 'drill' })
  const secret = randomBytes(32).toString('base64url')
  const app = createApp({
    database: place.database,
    secret,
    passwords: createPasswords({ cost: 4 }),
    files: storageOf({ home: place.folder, s3: null }),
  })
  const servers: ServerProcess[] = []
  const close = async () => {
    await Promise.all(servers.map((server) => server.stop()))
    await place.close()
  }
  const world: World = {
    place,
    app,
    secret,
    servers,
    port: (n) => servers[n % servers.length]?.port ?? 0,
    startServer: () => startServer(place, secret),
    ready: async () => {
      await Promise.all(servers.map((server) => server.ready()))
    },
    doctor: () => examine(place, app),
    log: options.log,
    close,
  }
  try {
    servers.push(...(await Promise.all([world.startServer(), world.startServer()])))
  } catch (error) {
    await close()
    throw error
  }
  return world
}

/** All that `bin/platform doctor` looks at. */
export async function examine({ database }: Pick<Place, 'database'>, app: App): Promise<Finding[]> {
  const findings = (await Promise.all(app.checks.map((check) => check.run({ repair: false })))).flat()
  const { differences } = await inspect(database.db, collections)
  const schema = differences
    .filter((one) => one.kind !== 'documents' || one.count > 0)
    .map((one) => ({ code: 'schema', subject: one.collection, found: tell(one), expected: null, repaired: false }))
  return [...findings, ...schema]
}
