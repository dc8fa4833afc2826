// The server of this test run is one that the product works on.

import { expect, it } from 'vitest'
import type { Examination } from '#platform/doctor/server/examine.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import type { CommandContext } from '../command.ts'
import { readConfig } from '../config.ts'
import { tellServer } from './doctor-server.ts'

const database = await testDatabase()

it('tries all that is relied on, and prints what works', async () => {
  const lines: string[] = []
  let examination: Examination | null = null
  const context: CommandContext = {
    config: readConfig({ PLATFORM_SECRET: 'x'.repeat(32), PLATFORM_HOME: '/nowhere' }),
    database: async () => database,
    databaseUri: async () => database.uri,
    out: (line) => lines.push(line),
    log: () => undefined,
    json: async (result) => {
      examination = result as Examination
    },
  }
  const code = await tellServer(context, { patienceMs: 1_000 })
  expect(lines.filter((line) => line.startsWith('BAD'))).toEqual([])
  expect(code).toBe(0)
  expect(lines.at(0)).toMatch(/, answers as \d+\.\d+\.\d+, .*MongoDB itself$/)
  expect(lines.at(-1)).toBe('All that is required works.')
  expect(examination).toMatchObject({ fit: true })
  // One line each, beside the first and the last.
  const { verdicts } = examination as unknown as Examination
  expect(lines).toHaveLength(verdicts.length + 2)
  expect(new Set(verdicts.map(({ name }) => name)).size).toBe(verdicts.length)
})
