// Tells whoever looks on what has just changed in a business. Ids are not in the order in which they are committed, so
// each look reaches back over the longest transaction; what was told once is not told again.

import type { Db } from 'mongodb'
import { type Clock, systemClock } from '#kernel/clock.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { createBell } from './bell.ts'
import { createFeedStore, type Told } from './feed.store.ts'
import { ringAtNewEvents } from './wake.ts'

export type { Told } from './feed.store.ts'

/** A transaction that takes longer has been given up; and processes' clocks differ by less. */
const REACH_BACK_MS = 20_000
const LOOK_AGAIN_MS = 500
const AFTER_ERROR_MS = 2_000

type Tell = (event: Told) => void

export function createFeed(db: Db, { log, clock = systemClock }: { log: (line: string) => void; clock?: Clock }) {
  const store = createFeedStore(db)
  const following = new Map<BusinessId, Set<Tell>>()
  const told = new Map<string, number>()
  let running: AbortController | null = null

  async function look(): Promise<void> {
    const now = clock.now().getTime()
    for (const event of await store.since([...following.keys()], new Date(now - REACH_BACK_MS))) {
      if (told.has(event.id)) continue
      told.set(event.id, now)
      for (const tell of following.get(event.businessId) ?? []) tell(event)
    }
    for (const [id, at] of told) {
      if (now - at < 2 * REACH_BACK_MS) break // in the order in which they were told
      told.delete(id)
    }
  }

  async function run(signal: AbortSignal): Promise<void> {
    const bell = createBell()
    signal.addEventListener('abort', () => bell.ring())
    void ringAtNewEvents(db, bell, signal)
    while (!signal.aborted) {
      const wait = await look().then(
        () => LOOK_AGAIN_MS,
        (error: unknown) => {
          log(`live: ${error}`)
          return AFTER_ERROR_MS
        },
      )
      if (!signal.aborted) await bell.wait(wait)
    }
  }

  return {
    /** Hears every change of a business from now on, perhaps a few of the last seconds first. @returns ends it */
    follow(businessId: BusinessId, tell: Tell): () => void {
      const others = following.get(businessId) ?? new Set()
      following.set(businessId, others.add(tell))
      if (!running) {
        running = new AbortController()
        void run(running.signal)
      }
      return () => {
        others.delete(tell)
        if (others.size === 0) following.delete(businessId)
        if (following.size > 0) return
        running?.abort()
        running = null
      }
    },
  }
}

export type Feed = ReturnType<typeof createFeed>
