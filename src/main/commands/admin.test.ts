import { afterEach, expect, test } from 'vitest'
import { testDatabase } from '../../../test/harness/database.ts'
import { UsageError } from '../command.ts'
import { readConfig } from '../config.ts'
import { run } from './admin.ts'

const database = await testDatabase()
const config = readConfig({ PLATFORM_SECRET: 'x'.repeat(32), PLATFORM_HOME: '/nowhere' })

async function platform(...args: string[]) {
  const [out, log]: [string[], string[]] = [[], []]
  const code = await run(args, {
    config,
    database: async () => database,
    databaseUri: async () => database.uri,
    out: (line) => out.push(line),
    log: (line) => log.push(line),
    json: async () => undefined,
  })
  return { code, out: out.join('\n'), log: log.join('\n') }
}

afterEach(() => {
  delete process.env.PLATFORM_ADMIN_PASSWORD
})

test('makes an administrator on an empty database and tells the password once', async () => {
  const made = await platform('create', '--email', 'Admin@mail.kz', '--name', 'Айгүл')
  expect(made.code).toBe(0)
  expect(made.out).toMatch(/Password, shown this once: [\w-]{20}$/)
  const stored = await database.db.collection('users').findOne({ email: 'admin@mail.kz' })
  expect(stored).toMatchObject({ role: 'admin', name: 'Айгүл', password: expect.stringMatching(/^\$2b\$12\$/) })

  const again = await platform('create', '--email', 'admin@mail.kz', '--name', 'x')
  expect([again.code, again.out]).toEqual([1, ''])
  expect(again.log).toContain('an account with this e-mail already')
})

test('a given password is not repeated, and a bad one is explained', async () => {
  process.env.PLATFORM_ADMIN_PASSWORD = 'a long password'
  const made = await platform('create', '--email', 'two@mail.kz', '--name', 'Two')
  expect([made.code, made.out]).toEqual([0, expect.not.stringContaining('assword')])
  process.env.PLATFORM_ADMIN_PASSWORD = 'short'
  expect((await platform('create', '--email', 'three@mail.kz', '--name', 'Three')).log).toContain('at least 8')
  expect((await platform('create', '--email', 'three', '--name', 'Three')).log).toContain('(email)')
})

test('says how it is used', async () => {
  for (const args of [[], ['create'], ['remove', '--email', 'a@b.kz', '--name', 'x'], ['create', '--nonsense']]) {
    await expect(platform(...args)).rejects.toThrow(UsageError)
  }
})
