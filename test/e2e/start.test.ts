// What bin/start runs, as an installation meets it: twice at once, killed, its database killed, its port taken.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { freePort } from '#platform/server-process/free-port.ts'
import { end, isAlive } from '#platform/server-process/process-mark.ts'
import type { RunRecord } from '#platform/server-process/run-file.ts'

const home = mkdtempSync(join(tmpdir(), 'start-test-'))
const port = await freePort()
const { MONGODB_URI: _, PLATFORM_SECRET: __, PLATFORM_URL: ___, ...inherited } = process.env
const environment = { ...inherited, HOST: '127.0.0.1', PORT: String(port), PLATFORM_HOME: home, PLATFORM_DEMO: '0' }

interface Start {
  child: ChildProcess
  said(): string
  exit: Promise<number | null>
}

function start(more: NodeJS.ProcessEnv = {}): Start {
  const env = { ...environment, NODE_ENV: 'production', ...more }
  const child = spawn(process.execPath, ['dist/server/start.js'], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (part: Buffer) => {
    said += part.toString()
  })
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  return { child, said: () => said, exit }
}

async function ready(run: Start): Promise<Start> {
  await expect.poll(run.said, { timeout: 60_000, interval: 50 }).toContain('Ctrl-C stops it.')
  return run
}

const record = (): RunRecord => JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunRecord
const database = () => {
  const process = record().database?.process
  if (!process) throw new Error('no database on record')
  return process
}

afterAll(async () => {
  try {
    await end(record().owner)
    await end(database())
  } catch {
    // all ended by themselves
  }
  rmSync(home, { recursive: true, force: true })
})

it('starts, refuses a second one beside it, and stops all it started', async () => {
  const first = await ready(start())
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)

  const second = start({ PORT: String(await freePort()) })
  expect(await second.exit).toBe(1)
  expect(second.said()).toContain(`Already running at http://localhost:${port}`)

  const mark = database()
  first.child.kill('SIGINT')
  expect(await first.exit).toBe(0)
  expect(isAlive(mark)).toBe(false)
})

it('takes over the database of a start that was killed', async () => {
  const killed = await ready(start())
  const mark = database()
  killed.child.kill('SIGKILL')
  await killed.exit
  expect(isAlive(mark)).toBe(true)

  const next = await ready(start())
  expect(next.said()).toContain('taken over')
  expect(database()).toEqual(mark)
  next.child.kill('SIGTERM')
  expect(await next.exit).toBe(0)
  expect(isAlive(mark)).toBe(false)
})

it('ends a left-behind database that no longer answers, and starts it anew', async () => {
  const killed = await ready(start())
  const mark = database()
  killed.child.kill('SIGKILL')
  await killed.exit
  process.kill(mark.pid, 'SIGSTOP')

  const next = await ready(start())
  expect(isAlive(mark)).toBe(false)
  expect(database()).not.toEqual(mark)
  next.child.kill('SIGINT')
  expect(await next.exit).toBe(0)
})

it('says that its database has died, and ends', async () => {
  const run = await ready(start())
  process.kill(database().pid, 'SIGKILL')
  expect(await run.exit).toBe(1)
  expect(run.said()).toContain('The database server has ended')
})

it('stops what it started when it is stopped while starting', async () => {
  const run = start()
  await expect.poll(() => database().pid, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0)
  const mark = database()
  run.child.kill('SIGINT')
  await run.exit
  expect(isAlive(mark)).toBe(false)
})

it('names a port that is taken before it starts anything', async () => {
  const other = createServer()
  const taken = await freePort()
  await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve))
  const run = start({ PORT: String(taken) })
  expect(await run.exit).toBe(1)
  expect(run.said()).toContain(`Port ${taken} is taken`)
  other.close()
})

it('names every variable that is wrong', async () => {
  const run = start({ PORT: 'x', PLATFORM_URL: 'example.kz', PLATFORM_DEMO: 'yes' })
  expect(await run.exit).toBe(1)
  for (const name of ['PORT', 'PLATFORM_URL', 'PLATFORM_DEMO']) expect(run.said()).toContain(name)
  expect(run.said()).not.toContain('    at ')

  const secretless = start({ MONGODB_URI: 'mongodb://127.0.0.1:1/' })
  expect(await secretless.exit).toBe(1)
  expect(secretless.said()).toContain('PLATFORM_SECRET')
})
