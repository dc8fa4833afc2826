// Servers under drill are the built program in processes of their own, as they would run in production.

import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#platform/server-process/free-port.ts'
import type { Place } from './place.ts'

export interface ServerProcess {
  readonly port: number
  readonly pid: number
  /** Resident memory in bytes; null where the system does not tell. */
  memory(): number | null
  /** What the server logged as its own failures. */
  failures(): string[]
  /** Until it answers for itself and its database. */
  ready(): Promise<void>
  /** No last words: as when the power goes. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const PROGRAM = resolve('dist/server/server.js')
const READY_WITHIN_MS = 20_000

export async function startServer({ uri, folder }: Place, secret: string): Promise<ServerProcess> {
  const port = await freePort()
  const logFile = join(folder, `server-${port}.log`)
  const output = openSync(logFile, 'a')
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      MONGODB_URI: uri,
      PLATFORM_SECRET: secret,
      PLATFORM_HOME: folder,
      PLATFORM_URL: '',
    },
  })
  closeSync(output)
  const exited = new Promise<void>((done) => child.once('exit', () => done()).once('error', () => done()))
  const endNow = () => child.kill('SIGKILL')
  process.once('exit', endNow)
  void exited.then(() => process.off('exit', endNow))
  await ready(child, port, logFile)
  const pid = child.pid ?? 0
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await Promise.race([exited, pause(10_000, undefined, { ref: false }).then(endNow)])
    await exited
  }
  return {
    port,
    pid,
    memory: () => residentBytes(pid),
    failures: () => failuresIn(readFileSync(logFile, 'utf8')),
    ready: () => ready(child, port, logFile),
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  }
}

async function ready(child: ChildProcess, port: number, logFile: string): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline && child.exitCode === null; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null)
    if (answer?.ok) return
    await pause(50)
  }
  child.kill('SIGKILL')
  throw new Error(`The server under drill did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`)
}

function residentBytes(pid: number): number | null {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024
  } catch {
    return null
  }
}

const ERROR_LEVEL = 50

const failuresIn = (log: string): string[] =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map(
      (line) =>
        JSON.parse(line) as { level: number | string; route?: string; err?: { message?: string; stack?: string } },
    )
    .filter(({ level }) => level === 'error' || Number(level) >= ERROR_LEVEL)
    .map(({ route, err }) => `${route ?? ''} ${err?.stack ?? err?.message ?? ''}`)
