// bin/platform as an operator uses it: without a running platform, with one, and with a wrong name.

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { launchDatabase } from '#platform/server-process/launch-database.ts'
import { isAlive } from '#platform/server-process/process-mark.ts'
import { claimHome } from '#platform/server-process/run-file.ts'

const home = mkdtempSync(join(tmpdir(), 'command-test-'))
const { MONGODB_URI: _, ...inherited } = process.env
const env = { ...inherited, PLATFORM_HOME: home, NODE_ENV: 'production' }

const platform = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['dist/server/cli.js', ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  )

afterAll(() => rmSync(home, { recursive: true, force: true }))

it('lists its commands', async () => {
  expect(await platform('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('migrate') })
  expect(await platform('nonsense')).toMatchObject({ code: 2, stderr: expect.stringContaining('"nonsense"') })
  expect(await platform('constructor')).toMatchObject({ code: 2 })
})

it('starts a database for the time of the command', async () => {
  const { code, stderr } = await platform('migrate')
  expect(stderr).toContain('Database: ')
  expect(code).toBe(0)
  expect(() => readFileSync(join(home, 'run.json'))).toThrow()
})

it('uses the database of a platform that runs, and leaves it running', async () => {
  const claim = claimHome(home, 'bin/start')
  const server = await launchDatabase({ home, log: () => undefined, spawned: (database) => claim.note({ database }) })
  const { code, stderr } = await platform('migrate')
  expect(code).toBe(0)
  expect(stderr).not.toContain('Database: ')
  expect(isAlive(server.process)).toBe(true)
  await server.stop()
  claim.release()
})
