import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import { afterAll, expect, inject } from 'vitest'
import { connect, type Database } from '#platform/mongo/connect.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUri: string
  }
}

export interface TestDatabase extends Database {
  readonly uri: string
  readonly name: string
}

/** An empty database of the run's server for this test file alone, dropped after its last test. */
export async function testDatabase(): Promise<TestDatabase> {
  const uri = inject('databaseUri')
  const file = basename(expect.getState().testPath ?? 'test', '.test.ts').replaceAll(/\W/g, '_')
  const name = `test_${file.slice(0, 30)}_${randomBytes(4).toString('hex')}`
  const database = await connect(uri, { name, poolSize: 32 })
  afterAll(async () => {
    await database.db.dropDatabase()
    await database.close()
  })
  return { ...database, uri, name }
}
