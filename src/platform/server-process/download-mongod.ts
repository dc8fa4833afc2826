// Fetches the official archive of MongoDB for this system. The package that knows which archive that is cannot be told
// to give up, so it works in a thread that is ended when nothing arrives any more.

import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { MongoBinary } from 'mongodb-memory-server-core'

const VERSION = '8.2.6'

export interface DownloadPatience {
  /** How long nothing may arrive. */
  silenceMs?: number
  /** How long all of it may take. What has arrived by then is kept, and the next time goes on from there. */
  totalMs?: number
}

/** Where the downloaded mongod is kept. */
export const keptMongod = (cache: string): string => join(cache, `mongod-${VERSION}`)

/** Puts the official mongod where it is kept; false, with one line in the log, when it cannot be had. */
export async function downloadMongod(
  cache: string,
  log: (line: string) => void,
  { silenceMs = 10_000, totalMs = 180_000 }: DownloadPatience = {},
): Promise<boolean> {
  const kept = keptMongod(cache)
  const folder = `${kept}.download`
  await mkdir(folder, { recursive: true })
  log(`Fetching MongoDB ${VERSION} into ${cache} (once)`)
  try {
    const found = await fetchInto(folder, silenceMs, totalMs)
    // The package may have found it in a folder that is not ours to move from.
    const aside = `${kept}.${process.pid}`
    await copyFile(found, aside, constants.COPYFILE_FICLONE)
    await rename(aside, kept)
    await rm(folder, { recursive: true, force: true })
    return true
  } catch (error) {
    if (error instanceof OutOfPatience) await unlock(folder)
    else await rm(folder, { recursive: true, force: true })
    const reason = String(error instanceof Error ? error.message : error).replaceAll(/\s+/g, ' ')
    log(`MongoDB could not be fetched, going on without it (PLATFORM_DB_DOWNLOAD=0 does not try): ${reason}`)
    return false
  }
}

class OutOfPatience extends Error {}

type Options = Parameters<typeof MongoBinary.getPath>[0]
type Answer = { path: string } | { problem: string }

const IN_THREAD = `
  const { parentPort, workerData } = require('node:worker_threads')
  require(workerData.module)
    .MongoBinary.getPath(workerData.options)
    .then((path) => parentPort.postMessage({ path }))
    .catch((error) => parentPort.postMessage({ problem: error.message }))
`

async function fetchInto(folder: string, silenceMs: number, totalMs: number): Promise<string> {
  const options: Options = { version: VERSION, downloadDir: folder, checkMD5: true }
  const worker = new Worker(IN_THREAD, {
    eval: true,
    // Progress would go where a command's answer belongs.
    stdout: true,
    stderr: true,
    env: environment(),
    workerData: { module: createRequire(import.meta.url).resolve('mongodb-memory-server-core'), options },
  })
  const watch = new AbortController()
  try {
    return await Promise.race([pathFrom(worker), noticeSilence(folder, silenceMs, totalMs, watch.signal)])
  } finally {
    watch.abort()
    await worker.terminate()
  }
}

/** The operator's own settings of the package stand (mirror, proxy, system), except those that are decided here. */
function environment(): NodeJS.ProcessEnv {
  const { MONGOMS_VERSION: _, MONGOMS_DOWNLOAD_DIR: __, MONGOMS_SYSTEM_BINARY: ___, ...given } = process.env
  // Without the last, the package would take the archive from whoever answers: it does not look at certificates.
  return { MONGOMS_MAX_RETRIES: '1', ...given, npm_config_strict_ssl: 'true' }
}

const pathFrom = (worker: Worker): Promise<string> =>
  new Promise((resolve, reject) => {
    worker.once('message', (answer: Answer) =>
      'path' in answer ? resolve(answer.path) : reject(new Error(answer.problem)),
    )
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the download ended without a result')))
  })

async function noticeSilence(folder: string, silenceMs: number, totalMs: number, signal: AbortSignal): Promise<never> {
  const began = performance.now()
  let size = await sizeOf(folder)
  let grewAt = began
  for (;;) {
    await pause(100, undefined, { signal })
    const now = performance.now()
    const present = await sizeOf(folder)
    if (present !== size) [size, grewAt] = [present, now]
    if (now - grewAt > silenceMs) throw new OutOfPatience(`nothing arrived for ${silenceMs / 1000} s`)
    if (now - began > totalMs) throw new OutOfPatience(`not finished within ${totalMs / 1000} s`)
  }
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map((name) =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  )
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

// A thread that was ended leaves its lock, which names this process; another's lock stays.
async function unlock(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.lock'))) {
    const lock = join(folder, name)
    if ((await readFile(lock, 'utf8')).startsWith(`${process.pid} `)) await rm(lock)
  }
}
