// The whole product in this process, on a database of the test file's own, with a clock that stands still.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { createPasswords } from '#modules/accounts/index.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { migrate } from '#platform/mongo/migrate.ts'
import { diskStorage } from '#platform/storage/disk.ts'
import { type App, createApp, serveApp } from '../../src/main/app.ts'
import { collections } from '../../src/main/collections.ts'
import { assetsIn } from '../../src/main/product.ts'
import { UNBUILT } from '../../src/site/document.tsx'
import { clockAt, type TestClock, TODAY } from '../factories/salon.ts'
import { testDatabase } from './database.ts'

export const ORIGIN = 'http://localhost:3000'

export interface TestApp {
  app: App
  server: FastifyInstance
  clock: TestClock
  database: Database
  /** Where photos lie. */
  filesFolder: string
}

interface TestAppOptions {
  /** The built files, for a real browser. */
  assetsFolder?: string
  origins?: () => string[]
}

export async function testApp({ assetsFolder, origins = () => [ORIGIN] }: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase()
  await migrate(database.db, collections)
  const clock = clockAt(TODAY)
  const filesFolder = newFolder()
  const app = createApp({
    database,
    secret: 'a secret for tests, long enough',
    clock,
    passwords: createPasswords({ cost: 4 }),
    files: diskStorage(filesFolder),
  })
  const server = serveApp(app, database, {
    assets: assetsFolder ? assetsIn(assetsFolder) : UNBUILT,
    assetsFolder,
    origins,
    secure: false,
    liveBeatMs: 500,
    hasMailbox: true,
    log: { level: 'silent' },
  })
  return { app, server, clock, database, filesFolder }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'platform-files-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
