import type { Clock } from '#kernel/clock.ts'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Entry } from './audit.store.ts'
import type { DoneStore } from './done.store.ts'

export interface DoneDeps {
  clock: Clock
  store: Pick<DoneStore, 'page' | 'unseen' | 'seenUpTo' | 'see'>
}

export interface DonePage {
  entries: (Entry & { isNew: boolean })[]
  next: string | null
  unseen: number
}

/** An id below every event's. */
const NOTHING = '0'.repeat(24)

/** What the platform did by itself, with what of it this account has not seen yet. */
export const readDone =
  ({ store }: DoneDeps) =>
  async (
    businessId: BusinessId,
    userId: UserId,
    { before, limit }: { before?: string | undefined; limit: number },
  ): Promise<DonePage> => {
    const [found, mark] = await Promise.all([
      store.page(businessId, before, limit + 1),
      store.seenUpTo(businessId, userId),
    ])
    const seen = mark ?? NOTHING
    const entries = found.slice(0, limit).map((entry) => ({ ...entry, isNew: entry.id > seen }))
    return {
      entries,
      next: found.length > limit ? (entries.at(-1)?.id ?? null) : null,
      unseen: await store.unseen(businessId, seen),
    }
  }

export const seeDone =
  ({ clock, store }: DoneDeps) =>
  (businessId: BusinessId, userId: UserId, upTo: string): Promise<void> =>
    store.see(businessId, userId, upTo, clock.now())
