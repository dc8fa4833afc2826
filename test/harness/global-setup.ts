import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { launchDatabase } from '#platform/server-process/launch-database.ts'

/** One database server for the run: the one named in TEST_DATABASE_URI, else one started here on a throw-away folder. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URI
  if (given) {
    project.provide('databaseUri', given)
    return
  }
  const home = await mkdtemp(join(tmpdir(), 'platform-test-'))
  const server = await launchDatabase({ home, log: (line) => console.error(line), durable: false })
  process.env.TEST_DATABASE_URI = server.uri
  project.provide('databaseUri', server.uri)
  return async () => {
    await server.stop()
    await rm(home, { recursive: true, force: true })
  }
}
