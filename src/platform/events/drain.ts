// One listener's part of the outbox: takes, handles, marks. At least once: whoever dies between the handling and the
// mark leaves it to be handled again, when the lease is over.

import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { type Clock, systemClock } from '#kernel/clock.ts'
import type { Bell } from './bell.ts'
import type { Listener } from './listener.ts'
import { createOutboxStore, type Group, type Taken } from './outbox.store.ts'

export interface DrainDeps {
  db: Db
  log: (line: string) => void
  clock?: Clock
  patience?: Partial<Patience>
}

export interface Patience {
  /** A lease is prolonged while its holder lives. */
  leaseMs: number
  /** For one call of `handle`. */
  handlingMs: number
  /** After so many failures an event goes to the shelf. */
  tries: number
  /** Until the next try, after so many failures. */
  backoffMs(failures: number): number
}

const PATIENCE: Patience = {
  leaseMs: 15_000,
  handlingMs: 60_000,
  tries: 8,
  backoffMs: (failures) => Math.min(600_000, 1000 * 4 ** (failures - 1)) * (0.8 + Math.random() * 0.4),
}
/** Groups of one listener in work at a time in this process, and groups leased at a time. */
const SLOTS = 16
const HANDFUL = 128
const LOOK_AGAIN_MS = 500
/** The database is away: its log need not be filled. */
const AFTER_ERROR_MS = 3_000
/** For what is in work when the process is asked to end. */
const LAST_MS = 3_000
const MAX_ERROR_LENGTH = 300

export function createDrain(listener: Listener, { db, log, clock = systemClock, patience: given }: DrainDeps) {
  if (!/^[a-z][a-z0-9-]*$/i.test(listener.name)) throw new Error(`"${listener.name}" cannot name a listener`)
  const patience = { ...PATIENCE, ...given }
  const store = createOutboxStore(db)
  /** Leased, not begun. */
  const queue: Group[] = []
  const inWork = new Map<Group, Promise<void>>()
  const later = (ms: number) => new Date(clock.now().getTime() + ms)

  async function takeSome(signal: AbortSignal): Promise<number> {
    const groups = await store.take(listener, {
      groups: HANDFUL,
      now: clock.now(),
      until: later(patience.leaseMs),
    })
    queue.push(...groups)
    beginNext(signal)
    return groups.length
  }

  function beginNext(signal: AbortSignal): void {
    while (inWork.size < SLOTS) {
      const group = queue.shift()
      if (!group) return
      const work = hear(group, signal)
        .catch((error: unknown) => log(`listener ${listener.name}: ${textOf(error)}`))
        .finally(() => {
          inWork.delete(group)
          beginNext(signal)
        })
      inWork.set(group, work)
    }
  }

  async function hear(group: Group, signal: AbortSignal): Promise<void> {
    const { holder, taken } = group
    const { count, until } = await store.clear(listener, group, clock.now())
    if (count < taken.length) await store.giveBack(listener, holder, taken.slice(count), until)
    const clear = taken.slice(0, count)
    const turns = listener.coalesce ? [clear] : clear.map((one) => [one])
    for (const [at, turn] of turns.entries()) {
      const after = turns.slice(at + 1).flat()
      if (signal.aborted) {
        await store.giveBack(listener, holder, [...turn, ...after], clock.now())
        return
      }
      const wait = await hearTurn(holder, turn)
      if (!wait) continue
      if (after.length > 0) await store.giveBack(listener, holder, after, wait)
      return
    }
  }

  /** @returns until when those behind it must wait; null when they need not */
  async function hearTurn(holder: string, turn: Taken[]): Promise<Date | null> {
    const newest = turn.at(-1)
    if (!newest) return null
    try {
      await within(patience.handlingMs, (signal) => listener.handle(newest.event, signal))
    } catch (error) {
      return putOff(holder, turn, error)
    }
    const marked = await store.done(listener, holder, turn)
    if (marked === turn.length) return null
    // This process stood still for longer than its lease: whoever took over goes on with what is behind, too.
    log(`listener ${listener.name}: the lease of event ${newest.event.id} was lost meanwhile`)
    return clock.now()
  }

  async function putOff(holder: string, turn: Taken[], error: unknown): Promise<Date | null> {
    const said = textOf(error).slice(0, MAX_ERROR_LENGTH)
    const failures = 1 + Math.max(...turn.map(({ tries }) => tries))
    const { id, type } = turn.at(-1)?.event ?? {}
    if (failures >= patience.tries) {
      log(`listener ${listener.name}: ${type} ${id} goes to the shelf after ${failures} tries: ${said}`)
      await store.shelve(listener, holder, turn, said, clock.now())
      return null
    }
    log(`listener ${listener.name}: ${type} ${id} failed, try ${failures}: ${said}`)
    const until = later(patience.backoffMs(failures))
    await store.failed(listener, holder, turn, failures, until)
    return until
  }

  const allHeard = async () => {
    while (inWork.size > 0) await Promise.all(inWork.values())
  }

  const prolong = async () => {
    const holders = [...new Set([...inWork.keys(), ...queue].map(({ holder }) => holder))]
    if (holders.length > 0) await store.prolong(listener, holders, later(patience.leaseMs))
  }

  const beat = () => setInterval(() => prolong().catch(() => undefined), patience.leaseMs / 3)

  return {
    /** Works until the signal is aborted, then ends what is in work. */
    async run(signal: AbortSignal, bell: Bell): Promise<void> {
      const heart = beat()
      while (!signal.aborted) {
        const taken = await takeSome(signal).catch(async (error: unknown) => {
          log(`listener ${listener.name}: ${textOf(error)}`)
          await bell.wait(AFTER_ERROR_MS)
          return 0
        })
        if (taken === 0) await bell.wait(LOOK_AGAIN_MS, inWork.values())
        // More is taken when nothing is left to begin; what hangs in some of the slots does not hold up the others.
        while (queue.length > 0 && !signal.aborted) await Promise.race(inWork.values())
        while (inWork.size === SLOTS && !signal.aborted) await bell.wait(LOOK_AGAIN_MS, inWork.values())
      }
      await Promise.race([allHeard(), pause(LAST_MS)])
      clearInterval(heart)
    },

    /** Handles all that is due and whatever that brings about; for tests and the command line. */
    async settle(): Promise<void> {
      const signal = new AbortController().signal
      const heart = beat()
      while ((await takeSome(signal)) > 0) await allHeard()
      clearInterval(heart)
    },
  }
}

async function within(ms: number, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const controller = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    const error = new Error(`not handled within ${ms} ms`)
    controller.abort(error)
    late.reject(error)
  }, ms)
  try {
    await Promise.race([work(controller.signal), late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))
