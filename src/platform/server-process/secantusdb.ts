import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { FindEngine } from './engine.ts'

const run = promisify(execFile)
const VERSION = '0.7.0b3'

/**
 * SecantusDB speaks MongoDB's protocol and comes as a Python package: for the demo and the tests where no mongod can be
 * had. Kept in the cache folder, in a Python environment of its own.
 */
export const findSecantusdb: FindEngine = async ({ cache, log }) => {
  const environment = join(cache, `secantusdb-${VERSION}`)
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) {
    const system = await findPython()
    if (!system) return null
    log(`Installing SecantusDB ${VERSION} into ${cache} (once)`)
    await install(system, environment)
  }
  return {
    name: `SecantusDB ${VERSION}`,
    command: python,
    args: ({ folder, port, durable }) => [
      ...['-m', 'secantus', '--host', '127.0.0.1', '--port', String(port), '--storage-path', folder],
      // Without it, acknowledged transactions were lost under kill -9.
      ...(durable ? ['--sync-on-commit'] : []),
      ...['--cache-size', '256M', '--log-level', 'WARNING'],
    ],
    ready: async () => undefined,
  }
}

async function findPython(): Promise<string | null> {
  const recent = 'import sys; sys.exit(sys.version_info < (3, 10))'
  for (const name of ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python']) {
    const found = await run(name, ['-c', recent]).then(
      () => true,
      () => false,
    )
    if (found) return name
  }
  return null
}

// Built aside and moved into place, so that an interrupted installation is never taken for a whole one.
async function install(python: string, environment: string): Promise<void> {
  const aside = `${environment}.${process.pid}`
  await mkdir(join(environment, '..'), { recursive: true })
  try {
    await run(python, ['-m', 'venv', aside]).catch((cause) => {
      throw new Error(`Python could not make an environment (on Debian and Ubuntu: apt install python3-venv)`, {
        cause,
      })
    })
    const wish = ['install', '--quiet', '--disable-pip-version-check', `SecantusDB==${VERSION}`]
    await run(join(aside, 'bin', 'python'), ['-m', 'pip', ...wish]).catch((cause) => {
      throw new Error(`pip could not install SecantusDB ${VERSION}: ${lastLine(cause)}`, { cause })
    })
    await rename(aside, environment).catch((error) => {
      if (!existsSync(environment)) throw error
    })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
}

const lastLine = (error: unknown): string => {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return text.trim().split('\n').at(-1) ?? ''
}
