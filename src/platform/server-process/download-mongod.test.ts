import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, archiveWith, type Mirror, offer, openMirror } from '../../../test/harness/mongodb-mirror.ts'
import { downloadMongod, keptMongod } from './download-mongod.ts'

let cache = ''
let mirror: Mirror | null = null
let said: string[] = []

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'download-'))
  said = []
  // Where the package looks besides our folder.
  vi.stubEnv('HOME', cache)
  // Nobody's settings switch the checksum off.
  vi.stubEnv('MONGOMS_MD5_CHECK', 'false')
})

afterEach(() => {
  mirror?.close()
  mirror = null
  vi.unstubAllEnvs()
  rmSync(cache, { recursive: true, force: true })
})

async function download(answer: Answer, patience = { silenceMs: 5_000 }): Promise<boolean> {
  mirror?.close()
  mirror = await openMirror(answer)
  return downloadMongod(cache, (line) => said.push(line), patience)
}

const ARCHIVE = archiveWith('db version v8.2.6')

describe('the official download', () => {
  it('is kept, ready to run, and nothing else of it', async () => {
    expect(await download(offer(ARCHIVE))).toBe(true)
    expect(execFileSync(keptMongod(cache), ['--version'], { encoding: 'utf8' })).toContain('8.2.6')
    expect(readdirSync(cache).filter((name) => name.includes('download'))).toEqual([])
  })

  it.each<[string, Answer, string]>([
    ['is not there', (_, response) => response.writeHead(404).end(), '404'],
    ['is another one than its checksum says', offer(ARCHIVE, 'f'.repeat(32)), 'MD5'],
    ['is broken', offer(Buffer.from('no archive at all')), 'unzip'],
    ['breaks off', (_, response) => void response.destroy(), 'hang up'],
  ])('that %s is said in one line and leaves nothing behind', async (_, answer, reason) => {
    expect(await download(answer)).toBe(false)
    expect(said).toHaveLength(2)
    expect(said[1]).toMatch(/^MongoDB could not be fetched, going on without it .*/)
    expect(said[1]?.toLowerCase()).toContain(reason.toLowerCase())
    expect(said[1]).not.toContain('\n')
    expect(readdirSync(cache).filter((name) => name.startsWith('mongod'))).toEqual([])
  })

  it('from where nothing comes is given up', async () => {
    expect(await download(() => undefined, { silenceMs: 1_500 })).toBe(false)
    expect(mirror?.connections()).toBe(1)
    expect(said[1]).toContain('nothing arrived for 1.5 s')
    expect(existsSync(keptMongod(cache))).toBe(false)
    // Or whoever tries next would wait for us.
    expect(readdirSync(`${keptMongod(cache)}.download`)).toEqual([])
  })

  it('that came to a halt is continued the next time', async () => {
    const half = Math.floor(ARCHIVE.length / 2)
    const halting: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': ARCHIVE.length })
      response.write(ARCHIVE.subarray(0, half))
    }
    expect(await download(halting, { silenceMs: 1_500 })).toBe(false)

    const asked: (string | undefined)[] = []
    const continuing: Answer = (request, response) => {
      asked.push(request.headers.range)
      const rest = ARCHIVE.subarray(half)
      if (request.url?.endsWith('.md5')) offer(ARCHIVE)(request, response)
      else response.writeHead(206, { 'content-length': rest.length }).end(rest)
    }
    expect(await download(continuing)).toBe(true)
    expect(asked[0]).toBe(`bytes=${half}-`)
    expect(execFileSync(keptMongod(cache), ['--version'], { encoding: 'utf8' })).toContain('8.2.6')
  })
})
