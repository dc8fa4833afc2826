// Invariant: one process at a time owns a home folder. The file is created exclusively; a stale one, whose owner is
// gone, is first renamed away, which only one of several can do.

import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive, markOf, type ProcessMark } from './process-mark.ts'

export interface DatabaseRecord {
  readonly port: number
  readonly engine: string
  readonly process: ProcessMark
}

/** What a process that owns a home folder says of itself. */
export interface RunRecord {
  readonly owner: ProcessMark
  readonly doing: string
  readonly address?: string
  readonly database?: DatabaseRecord
}

export interface Claim {
  /** What the former owner left behind when it did not end by itself. */
  readonly predecessor: RunRecord | null
  /** What is on record now, for whoever must clean up in the middle of a start. */
  readonly record: () => RunRecord
  note(more: Partial<Pick<RunRecord, 'address' | 'database'>>): void
  release(): void
}

/** Thrown when a living process owns the home folder. */
export class AlreadyRunning extends Error {
  readonly record: RunRecord

  constructor(record: RunRecord) {
    super(`Already running${record.address ? ` at ${record.address}` : ''} (${record.doing}, pid ${record.owner.pid}).`)
    this.record = record
  }
}

/** Makes this process the owner of the home folder. @throws AlreadyRunning */
export function claimHome(home: string, doing: string): Claim {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const file = join(home, 'run.json')
  const owner = markOf(process.pid)
  if (!owner) throw new Error('This system does not tell when a process began (ps is missing).')
  const predecessor = setAsideStale(file)
  // A database left behind stays on record until it is taken over or replaced.
  const left = predecessor?.database
  let record: RunRecord = { owner, doing, ...(left && { database: left }) }
  create(file, record)
  return {
    predecessor,
    record: () => record,
    note(more) {
      record = { ...record, ...more }
      const aside = `${file}.${process.pid}`
      writeFileSync(aside, text(record), { mode: 0o600 })
      renameSync(aside, file)
    },
    release: () => rmSync(file, { force: true }),
  }
}

/** The record of the living owner of a home folder, if it has one. */
export function ownerOf(home: string): RunRecord | null {
  const record = read(join(home, 'run.json'))
  return record && isAlive(record.owner) ? record : null
}

function setAsideStale(file: string): RunRecord | null {
  const found = read(file)
  if (!found) return null
  if (isAlive(found.owner)) throw new AlreadyRunning(found)
  const aside = `${file}.${process.pid}.stale`
  try {
    renameSync(file, aside)
  } catch {
    return null
  }
  const moved = read(aside)
  // Somebody was faster and this is already their record: give it back.
  if (moved && isAlive(moved.owner)) linkSync(aside, file)
  rmSync(aside)
  return moved
}

function create(file: string, record: RunRecord): void {
  try {
    writeFileSync(file, text(record), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    const other = read(file)
    throw other ? new AlreadyRunning(other) : error
  }
}

function read(file: string): RunRecord | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord
  } catch {
    return null
  }
}

const text = (record: RunRecord): string => `${JSON.stringify(record, null, 2)}\n`
