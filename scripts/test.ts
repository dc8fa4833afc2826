// bin/test [--db URI] [filter …]: checks, then tests, then journeys in a browser, on one database server.
// With a filter only the tests whose file names hold it run. The last line is "N passed, N failed".

import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type DatabaseProcess, launchDatabase } from '../src/platform/server-process/launch-database.ts'
import { ensureChromium } from './chromium.ts'
import { runSteps, type Tally } from './steps.ts'

const { values, positionals: filter } = parseArgs({ options: { db: { type: 'string' } }, allowPositionals: true })
const folder = mkdtempSync(join(tmpdir(), 'platform-test-'))
let server: DatabaseProcess | null = null
let stopped = false

const say = (line: string) => console.log(line)

async function main(): Promise<Tally> {
  const tallies: Tally[] = []
  if (filter.length === 0) {
    say('Checks')
    tallies.push(await runSteps())
  }
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: ['ignore', 2, 2] }).status === 0
  if (!built) tallies.push({ passed: 0, failed: 1 })
  const env = { ...process.env, TEST_DATABASE_URI: await databaseUri(), CHROMIUM: ensureChromium() }
  tallies.push(await runTests('code', env))
  if (built) tallies.push(await runTests('journeys', env))
  const total = sum(tallies)
  if (filter.length > 0 && total.passed + total.failed === 0) {
    say(`No test file has ${filter.join(' or ')} in its name.`)
    return { passed: 0, failed: 1 }
  }
  return total
}

async function databaseUri(): Promise<string> {
  if (values.db) return values.db
  server = await launchDatabase({ home: folder, log: say, durable: false })
  say(`Database: ${server.engine}`)
  return server.uri
}

async function runTests(project: string, env: NodeJS.ProcessEnv): Promise<Tally> {
  const report = join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters, ...filter]
  const code = await new Promise<number>((resolve) => {
    const child = spawn('node_modules/.bin/vitest', args, { stdio: ['ignore', 'inherit', 'inherit'], env })
    child.once('error', () => resolve(1))
    child.once('close', (status) => resolve(status ?? 1))
  })
  const tally = countIn(report)
  // A run that broke outside of a test still failed.
  if (code !== 0 && tally.failed === 0) tally.failed = 1
  return tally
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

function countIn(report: string): Tally {
  if (!existsSync(report)) return { passed: 0, failed: 0 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
  )
  return { passed: numPassedTests, failed: numFailedTests + broken.length }
}

const sum = (tallies: Tally[]): Tally =>
  tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 })

async function finish({ passed, failed }: Tally): Promise<never> {
  if (stopped) process.exit(130)
  stopped = true
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
  say(`${passed} passed, ${failed} failed`)
  process.exit(failed > 0 ? 1 : 0)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void finish({ passed: 0, failed: 1 }))

main().then(finish, async (error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  await finish({ passed: 0, failed: 1 })
})
