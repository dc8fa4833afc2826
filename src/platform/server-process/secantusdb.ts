import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Engine, FindEngine } from './engine.ts'

const run = promisify(execFile)
const VERSION = '0.7.0b3'

// SecantusDB speaks MongoDB's protocol: for the demo and the tests where no mongod can be had. Its two builds come from
// different sources, and neither is promised to read the other's files.

/** The native build, where somebody has installed it: several times faster. */
export const findNativeSecantusdb: FindEngine = async () => {
  const version = await run('secantusd-rs', ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => /secantusd-rs (\S+)/.exec(stdout)?.[1] ?? null,
    () => null,
  )
  return version === null ? null : engine(`SecantusDB ${version} (native)`, 'secantusd-rs')
}

/** The Python package, installed into an environment of its own in the cache folder. */
export const findSecantusdb: FindEngine = async ({ cache, log }) => {
  const environment = join(cache, `secantusdb-${VERSION}`)
  const python = join(environment, 'bin', 'python')
  if (!existsSync(python)) {
    const system = await findPython()
    if (!system) return null
    log(`Installing SecantusDB ${VERSION} into ${cache} (once)`)
    try {
      await install(system, environment)
    } catch (error) {
      log(error instanceof Error ? error.message : String(error))
      return null
    }
  }
  return engine(`SecantusDB ${VERSION}`, python, ['-m', 'secantus'])
}

const engine = (name: string, command: string, first: readonly string[] = []): Engine => ({
  name,
  command,
  args: ({ folder, port, durable }) => [
    ...[...first, '--host', '127.0.0.1', '--port', String(port), '--storage-path', folder],
    // Without it, acknowledged transactions were lost under kill -9.
    ...(durable ? ['--sync-on-commit'] : []),
    ...['--cache-size', '256M', '--log-level', 'WARNING'],
  ],
  ready: async () => undefined,
})

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
