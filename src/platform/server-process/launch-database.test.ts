// Which engine is taken, seen by programs that say who they are and then cannot start.

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { archiveWith, fakeProgram, type Mirror, offer, openMirror } from '../../../test/harness/mongodb-mirror.ts'
import { keptMongod } from './download-mongod.ts'
import { launchDatabase } from './launch-database.ts'

let root = ''
let bin = ''
let home = ''
let cache = ''
let said: string[] = []
let mirror: Mirror | null = null

const ARCHIVE = archiveWith('db version v8.2.6')

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'launch-'))
  ;[bin, home, cache] = ['bin', 'home', 'cache'].map((name) => {
    const folder = join(root, name)
    mkdirSync(folder)
    return folder
  }) as [string, string, string]
  said = []
  vi.stubEnv('PATH', bin)
  vi.stubEnv('HOME', root)
})

afterEach(() => {
  mirror?.close()
  mirror = null
  vi.unstubAllEnvs()
  rmSync(root, { recursive: true, force: true })
})

/** What the start ends with: none of the programs here is a server. */
const outcome = ({ download = false } = {}): Promise<string> =>
  launchDatabase({ home, cache, download, log: (line) => said.push(line) }).then(
    () => 'started',
    (error: Error) => error.message,
  )

const installed = {
  mongod: () => fakeProgram(join(bin, 'mongod'), 'db version v7.0.5'),
  native: () => fakeProgram(join(bin, 'secantusd-rs'), 'secantusd-rs 0.5.3-beta.196'),
  kept: () => fakeProgram(keptMongod(cache), 'db version v8.2.6'),
}

describe('the engine that is taken', () => {
  it('is the mongod on PATH before anything else', async () => {
    for (const install of Object.values(installed)) install()
    mirror = await openMirror(offer(ARCHIVE))
    expect(await outcome({ download: true })).toContain('MongoDB 7.0.5 did not start')
    expect(mirror.connections()).toBe(0)
  })

  it('is then the mongod of an earlier download, whether another one may be made or not', async () => {
    installed.kept()
    installed.native()
    expect(await outcome()).toContain('MongoDB 8.2.6 (official download) did not start')
  })

  it('is then the official download', async () => {
    installed.native()
    mirror = await openMirror(offer(ARCHIVE))
    expect(await outcome({ download: true })).toContain('MongoDB 8.2.6 (official download) did not start')
    expect(said).toEqual([expect.stringContaining('Fetching MongoDB 8.2.6')])
  })

  it('is SecantusDB where the download fails', async () => {
    installed.native()
    mirror = await openMirror((_, response) => response.writeHead(404).end())
    expect(await outcome({ download: true })).toContain('SecantusDB 0.5.3-beta.196 (native) did not start')
    expect(said).toEqual([expect.stringContaining('Fetching'), expect.stringContaining('could not be fetched')])
  })

  it('is SecantusDB where no download is wanted, and the network is not touched', async () => {
    installed.native()
    mirror = await openMirror(offer(ARCHIVE))
    expect(await outcome()).toContain('SecantusDB 0.5.3-beta.196 (native) did not start')
    expect(mirror.connections()).toBe(0)
    expect(said).toEqual([])
  })

  it('is not a downloaded mongod that does not run on this machine', async () => {
    writeFileSync(keptMongod(cache), 'not a program', { mode: 0o755 })
    installed.native()
    expect(await outcome({ download: true })).toContain('SecantusDB 0.5.3-beta.196 (native) did not start')
    expect(said).toEqual([expect.stringContaining('does not run on this machine')])
  })

  it('is none where there is none, and the four ways are named', async () => {
    const message = await outcome()
    for (const way of ['MONGODB_URI', 'mongod on PATH', 'official download', 'SecantusDB']) {
      expect(message).toContain(way)
    }
  })
})

describe('data of an engine', () => {
  const data = (folder: string) => {
    mkdirSync(join(home, folder))
    writeFileSync(join(home, folder, 'WiredTiger'), '')
  }

  it('are opened by no other one, even where a better one has come', async () => {
    data('secantusd-rs')
    installed.mongod()
    const message = await outcome()
    expect(message).toContain('need secantusd-rs on PATH, which is not here any more')
    expect(message).toContain('PLATFORM_HOME=')
    expect(readdirSync(home)).toEqual(['secantusd-rs'])

    installed.native()
    expect(await outcome()).toContain('SecantusDB 0.5.3-beta.196 (native) did not start')
  })

  it('of the Python build are not opened by the native one', async () => {
    data('db')
    installed.native()
    expect(await outcome()).toContain('need SecantusDB, which needs Python')
  })

  it('say who opened them last when another version cannot', async () => {
    data('mongod')
    writeFileSync(join(home, 'mongod.engine'), 'MongoDB 8.2.6 (official download)')
    installed.mongod()
    expect(await outcome()).toContain('Its data were last opened by MongoDB 8.2.6 (official download)')
  })

  it('are only there where something was written', async () => {
    mkdirSync(join(home, 'mongod'))
    installed.native()
    expect(await outcome()).toContain('SecantusDB 0.5.3-beta.196 (native)')
  })
})
