import { spawn } from 'node:child_process'
import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import type { Engine, FindEngine } from './engine.ts'
import { freePort } from './free-port.ts'
import { findMongod } from './mongod.ts'
import { end, isAlive, markOf, type ProcessMark } from './process-mark.ts'
import type { DatabaseRecord } from './run-file.ts'
import { findNativeSecantusdb, findSecantusdb } from './secantusdb.ts'

/** A database server that we started, or one of ours from an earlier start that we took over. */
export interface DatabaseProcess {
  readonly uri: string
  readonly engine: string
  readonly port: number
  readonly process: ProcessMark
  /** Fulfilled when the process is gone, for whatever reason. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

export interface LaunchOptions {
  /** Data and log of the server are kept in here. */
  home: string
  log: (line: string) => void
  cache?: string
  /** Whether MongoDB may be fetched from the network when it is not here. */
  download?: boolean
  /** Told as soon as the process exists, so that it can be found again should we die before it answers. */
  spawned?: (record: DatabaseRecord) => void
  /** False for throw-away data: quicker, and the server dies with the terminal it was started from. */
  durable?: boolean
}

interface Kind {
  /** The folder of the home that holds this kind's data: no other kind may open it. */
  folder: string
  needs: string
  find: FindEngine
}

/** In the order in which they are looked for. */
const KINDS: readonly Kind[] = [
  { folder: 'mongod', needs: 'mongod, on PATH or from the official download', find: findMongod },
  { folder: 'secantusd-rs', needs: 'secantusd-rs on PATH', find: findNativeSecantusdb },
  { folder: 'db', needs: 'SecantusDB, which needs Python 3.10 or newer', find: findSecantusdb },
]

const cacheFolder = (): string => process.env.PLATFORM_CACHE ?? join(homedir(), '.cache', 'local-business-platform')

/** Finds a database engine on this machine, starts it on a free port of the loopback address and waits until it answers. */
export async function launchDatabase({
  home,
  log,
  cache = cacheFolder(),
  download = false,
  spawned = () => undefined,
  durable = true,
}: LaunchOptions): Promise<DatabaseProcess> {
  // An engine that already keeps data here goes before others: the data must not seem to disappear.
  const used = KINDS.find(({ folder }) => holdsData(join(home, folder)))
  for (const { folder, find } of used ? [used] : KINDS) {
    const engine = await find({ cache, log, download })
    if (!engine) continue
    const data = join(home, folder)
    await mkdir(data, { recursive: true })
    return await launch(engine, data, join(home, 'database.log'), spawned, durable)
  }
  throw new Error(used ? missing(used, home) : NONE_FOUND)
}

const holdsData = (folder: string): boolean => existsSync(folder) && readdirSync(folder).length > 0

const missing = ({ folder, needs }: Kind, home: string): string =>
  [
    `The data in ${join(home, folder)} need ${needs}, which is not here any more.`,
    '  Bring it back, or leave them where they are and begin anew: PLATFORM_HOME=another-folder bin/start',
  ].join('\n')

const NONE_FOUND = [
  'No database found. Any of these will do:',
  '  1. MONGODB_URI=mongodb://… for a MongoDB replica set, a sharded cluster or Atlas',
  '  2. mongod on PATH (https://www.mongodb.com/try/download/community)',
  '  3. the official download of MongoDB, made by itself where the network lets it and PLATFORM_DB_DOWNLOAD is not 0',
  '  4. SecantusDB (demo and tests only): Python 3.10 or newer with venv and pip, or secantusd-rs on PATH',
].join('\n')

/** Takes over a server that outlived the process which had started it; null when it is gone or does not answer. */
export async function adoptDatabase(record: DatabaseRecord): Promise<DatabaseProcess | null> {
  if (!isAlive(record.process)) return null
  const uri = uriAt(record.port)
  if (await answers(uri, 3_000))
    return { ...record, uri, exited: gone(record.process), stop: () => end(record.process) }
  await end(record.process, { graceMs: 5_000 })
  return null
}

async function launch(
  engine: Engine,
  folder: string,
  logFile: string,
  spawned: (record: DatabaseRecord) => void,
  durable: boolean,
): Promise<DatabaseProcess> {
  // The same port again where it can be had: a replica set remembers its members by address.
  const portFile = `${folder}.port`
  const port = await freePort(existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0)
  writeFileSync(portFile, String(port))
  const uri = uriAt(port)
  const output = openSync(logFile, 'a')
  // Ours alone to stop: Ctrl-C must reach the server first, the database last.
  const options = { detached: durable, stdio: ['ignore', output, output] as ['ignore', number, number] }
  const child = spawn(engine.command, engine.args({ folder, port, durable }), options)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()))
  const mark = child.pid ? markOf(child.pid) : null
  if (mark) spawned({ port, engine: engine.name, process: mark })
  const up = mark && (await Promise.race([exited.then(() => false), answers(uri, 60_000)]))
  if (!up) {
    if (mark) await end(mark, { graceMs: 0 })
    throw new Error(`${engine.name} did not start.${formerly(folder, engine)} The end of ${logFile}:\n${tail(logFile)}`)
  }
  await engine.ready(uri, port)
  writeFileSync(`${folder}.engine`, engine.name)
  const stop = async () => {
    child.ref()
    await end(mark, durable ? {} : { graceMs: 0 })
    await exited
  }
  child.unref()
  return { uri, engine: engine.name, port, process: mark, exited, stop }
}

/** Which engine opened the data last, where it is not this one: an older one may not read what a newer one wrote. */
function formerly(folder: string, { name }: Engine): string {
  const file = `${folder}.engine`
  const last = existsSync(file) ? readFileSync(file, 'utf8') : name
  return last === name ? '' : ` Its data were last opened by ${last}: bring that back.`
}

/** The address of a server of ours. */
export const uriAt = (port: number): string => `mongodb://127.0.0.1:${port}/?directConnection=true`

async function answers(uri: string, patienceMs: number): Promise<boolean> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(50)) {
    const client = new MongoClient(uri, {
      serverSelectionTimeoutMS: 300,
      connectTimeoutMS: 1_000,
      socketTimeoutMS: 2_000,
    })
    const answered = await client
      .connect()
      .then(() => client.db('admin').command({ ping: 1 }))
      .then(
        () => true,
        () => false,
      )
    await client.close()
    if (answered) return true
  }
  return false
}

async function gone(mark: ProcessMark): Promise<void> {
  while (isAlive(mark)) await pause(1_000, undefined, { ref: false })
}

const tail = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n')
