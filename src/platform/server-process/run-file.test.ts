import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { end, isAlive, markOf, type ProcessMark } from './process-mark.ts'
import { AlreadyRunning, claimHome, ownerOf } from './run-file.ts'

let home = ''
const children: ProcessMark[] = []

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'run-file-'))
})

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, { graceMs: 0 })
  rmSync(home, { recursive: true, force: true })
})

function living(): ProcessMark {
  const child = spawn('sleep', ['60'])
  const mark = markOf(child.pid ?? 0)
  if (!mark) throw new Error('sleep did not start')
  children.push(mark)
  return mark
}

const record = (owner: ProcessMark, more: object = {}) =>
  writeFileSync(join(home, 'run.json'), JSON.stringify({ owner, doing: 'bin/start', ...more }))

describe('the owner of a home folder', () => {
  it('keeps others out while it lives', () => {
    const owner = living()
    record(owner, { address: 'http://localhost:3000' })
    expect(() => claimHome(home, 'bin/start')).toThrow(AlreadyRunning)
    expect(() => claimHome(home, 'bin/start')).toThrow(`http://localhost:3000 (bin/start, pid ${owner.pid})`)
    expect(ownerOf(home)?.owner).toEqual(owner)
  })

  it('hands down its database when it was killed', async () => {
    const owner = living()
    const database = { port: 1234, engine: 'some', process: living() }
    record(owner, { database })
    await end(owner, { graceMs: 0 })
    const claim = claimHome(home, 'bin/start')
    expect(claim.predecessor?.database).toEqual(database)
    // Killed again before it could do anything, the database would still be known.
    expect(claim.record().database).toEqual(database)
    expect(ownerOf(home)?.owner.pid).toBe(process.pid)
  })

  it('is not mistaken for a later process with the same pid', () => {
    record({ ...living(), began: 'long ago' })
    expect(claimHome(home, 'bin/start').record().owner.pid).toBe(process.pid)
  })

  it('leaves nothing behind', () => {
    const claim = claimHome(home, 'bin/start')
    claim.note({ address: 'http://localhost:3000' })
    expect(JSON.parse(readFileSync(join(home, 'run.json'), 'utf8'))).toMatchObject({ address: 'http://localhost:3000' })
    claim.release()
    expect(readdirSync(home)).toEqual([])
    expect(ownerOf(home)).toBeNull()
  })
})

describe('ending a process', () => {
  it('spares another one that has got the same pid', async () => {
    const other = living()
    await end({ ...other, began: 'long ago' }, { graceMs: 100 })
    expect(isAlive(other)).toBe(true)
  })

  it('insists when it is not heard', async () => {
    const child = spawn('sh', ['-c', 'trap "" TERM; echo deaf; while :; do sleep 0.1; done'])
    await new Promise((resolve) => child.stdout.once('data', resolve))
    const mark = markOf(child.pid ?? 0)
    if (!mark) throw new Error('sh did not start')
    await end(mark, { graceMs: 200 })
    expect(isAlive(mark)).toBe(false)
  })
})
