import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Document, MongoClient } from 'mongodb'
import { type Behaviour, must } from './behaviour.ts'

export interface ServerFacts {
  /** As the server calls itself to drivers. */
  version: string
  product: string
  /** Whether it is MongoDB itself and not another server that speaks its protocol. */
  isMongodb: boolean
  topology: 'replica set' | 'sharded cluster' | 'standalone'
}

export async function factsOf(client: MongoClient): Promise<ServerFacts> {
  const admin = client.db('admin')
  const [build, hello] = await Promise.all([admin.command({ buildInfo: 1 }), admin.command({ hello: 1 })])
  const version = String(build.version)
  const product = productOf(build)
  const topology = hello.msg === 'isdbgrid' ? 'sharded cluster' : hello.setName ? 'replica set' : 'standalone'
  return { version, product, isMongodb: product === `MongoDB ${version}`, topology }
}

// Only MongoDB brings its own JavaScript engine; others name themselves, or do not.
function productOf(build: Document): string {
  if (build.secantusVersion) return `SecantusDB ${build.secantusVersion}`
  if (build.ferretdb) return `FerretDB ${build.ferretdb.version ?? ''}`.trim()
  return build.javascriptEngine === 'mozjs' ? `MongoDB ${build.version}` : 'unknown'
}

export const server: readonly Behaviour[] = [
  {
    name: 'what was acknowledged survives a crash',
    reliedOnBy: 'a booking that was confirmed',
    need: 'optional',
    async try({ client, fresh }) {
      const rows = await fresh()
      await rows.insertOne({ n: 1 }, { writeConcern: { w: 'majority', journal: true } })
      const { product, isMongodb } = await factsOf(client)
      if (isMongodb) return 'journalled: acknowledged by the majority with j: true; not crashed here'
      must(product.startsWith('SecantusDB'), 'the server does not tell whether it syncs')
      const started = await startedAs(client)
      must(started !== null, 'the server does not tell how it was started: it needs --sync-on-commit')
      must(started.includes('--sync-on-commit'), 'started without --sync-on-commit, a crash may lose the last writes')
      return 'started with --sync-on-commit; not crashed here'
    },
  },
]

/** The command line of a server on this machine. */
async function startedAs(client: MongoClient): Promise<string | null> {
  const { pid } = await client.db('admin').command({ serverStatus: 1 })
  const isHere = client.options.hosts.every(({ host }) => host === '127.0.0.1' || host === 'localhost')
  if (!isHere || !Number.isInteger(pid)) return null
  return promisify(execFile)('ps', ['-o', 'args=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => null,
  )
}
