import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { MongoClient, MongoServerError } from 'mongodb'
import { downloadMongod, keptMongod } from './download-mongod.ts'
import type { Engine, FindEngine } from './engine.ts'

const REPLICA_SET = 'platform'
const NOT_YET_INITIALIZED = 94

/**
 * MongoDB itself: on PATH, kept from an earlier download, or downloaded now. Run as a replica set of one member, because
 * transactions and change streams need a set.
 */
export const findMongod: FindEngine = async ({ cache, log, download }) => {
  const onPath = await versionOf('mongod')
  if (onPath) return engine('mongod', `MongoDB ${onPath}`)
  const kept = keptMongod(cache)
  if (!existsSync(kept) && !(download && (await downloadMongod(cache, log)))) return null
  const version = await versionOf(kept)
  if (version) return engine(kept, `MongoDB ${version} (official download)`)
  log(`The MongoDB in ${kept} does not run on this machine, going on without it`)
  return null
}

const versionOf = (command: string): Promise<string | null> =>
  promisify(execFile)(command, ['--version'], { timeout: 10_000 }).then(
    ({ stdout }) => /v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? null,
    () => null,
  )

const engine = (command: string, name: string): Engine => ({
  name,
  command,
  args: ({ folder, port }) => [
    ...['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
    ...['--replSet', REPLICA_SET, '--oplogSize', '256', '--wiredTigerCacheSizeGB', '0.5'],
    // What a killed server had under way blocks others until the database gives it up: after 60 s unless told.
    ...['--setParameter', 'transactionLifetimeLimitSeconds=10'],
  ],
  ready: becomePrimary,
})

async function becomePrimary(uri: string, port: number): Promise<void> {
  const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 })
  try {
    const admin = (await client.connect()).db('admin')
    const host = `127.0.0.1:${port}`
    try {
      const { config } = await admin.command({ replSetGetConfig: 1 })
      // The port of the last start was taken.
      if (config.members[0].host !== host) {
        const members = [{ ...config.members[0], host }]
        await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true })
      }
    } catch (error) {
      if (!(error instanceof MongoServerError) || error.code !== NOT_YET_INITIALIZED) throw error
      await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } })
    }
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(100)) {
      if ((await admin.command({ hello: 1 })).isWritablePrimary) return
    }
    throw new Error('mongod did not become the primary of its replica set within 30 s')
  } finally {
    await client.close()
  }
}
