import type { Db } from 'mongodb'
import type { BusinessId, HoldId } from '#kernel/ids.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { type Claim, type DiaryWords, diaryWordsOf } from './bitmap.ts'
import { type ClaimTerms, createDiariesStore } from './diaries.store.ts'
import type { Plan } from './plan.ts'
import { createQueue } from './queue.ts'

export * from './bitmap.ts'
export { Busy, type DiaryRead, type HoldEntry } from './busy.ts'
export * from './claim-document.store.ts'
export { diariesCollection, StaleArrangement, type Window } from './diaries.store.ts'
export { hoursOfDate } from './hours-of-date.ts'
export type * from './plan.ts'
export { MOST_VARIANTS, OBJECT_KINDS, VARIANT_KEY } from './plan.ts'
export * from './row.ts'

/** What happened while a work waited for others on the same diaries. */
export interface Before {
  /** Others were before it, so what was read earlier may be old. */
  waited: boolean
  /** One of them settled time that it wants itself. */
  overtaken: boolean
}

/** Who is busy when. Every path that takes or frees time goes through `claim` and `release`. */
export function createDiaries({ db, inTransaction }: { db: Db; inTransaction: InTransaction }) {
  const store = createDiariesStore(db, inTransaction)
  const queue = createQueue()
  const opening = new Map<string, Promise<void>>()
  const waiting = new Set<{ claims: readonly Claim[]; overtaken: boolean }>()

  return {
    read: store.read,
    plan: store.plan,
    planAt: store.planAt,
    openPlan: store.openPlan,
    changePlan: store.changePlan,
    all: store.all,
    rewrite: store.rewrite,

    /**
     * Makes the month documents that a first claim needs. `isThere` spares the asking. Of many who need the same one,
     * one makes it: they would only conflict over the plan document.
     */
    async prepare(plan: Plan, claims: readonly Claim[], isThere: (diary: string) => boolean): Promise<void> {
      for (const words of claims.flatMap(diaryWordsOf)) {
        if (isThere(words.diary)) continue
        const making =
          opening.get(words.diary) ??
          queue([`plan:${plan.locationId}`], () => store.open(words, plan)).finally(() => opening.delete(words.diary))
        opening.set(words.diary, making)
        await making
      }
    },

    /**
     * Waits for this process's own claims on the same diaries, so that they do not conflict with each other. Whoever is
     * overtaken need not read in the queue: of two hundred who want one time, all but one would read one by one.
     * @throws busy `server_busy` when those before take too long
     */
    async queued<Result>(claims: readonly Claim[], work: (before: Before) => Promise<Result>): Promise<Result> {
      const own = { claims, overtaken: false }
      const diaries = claims.flatMap(diaryWordsOf).map(({ diary }) => diary)
      waiting.add(own)
      try {
        return await queue(diaries, async (waited) => {
          waiting.delete(own)
          const result = await work({ waited, overtaken: own.overtaken })
          for (const other of waiting) other.overtaken ||= meet(claims, other.claims)
          return result
        })
      } finally {
        waiting.delete(own)
      }
    },

    /** Takes the time, all of it or none. @throws StaleArrangement when a cell is taken or the plan moved */
    async claim(businessId: BusinessId, claims: readonly Claim[], terms: ClaimTerms, tx: Tx): Promise<void> {
      for (const words of inOrder(claims)) await store.claim(businessId, words, terms, tx)
    },

    /** What a hold has claimed becomes a visit's. @throws StaleArrangement when the hold is gone or the plan moved */
    async keep(
      businessId: BusinessId,
      claims: readonly Claim[],
      terms: { plan: number; hold: HoldId },
      tx: Tx,
    ): Promise<void> {
      for (const words of eachDiary(claims)) await store.keep(businessId, words, terms, tx)
    },

    async prolong(
      businessId: BusinessId,
      claims: readonly Claim[],
      hold: HoldId,
      expiresAt: Date,
      tx: Tx,
    ): Promise<void> {
      for (const words of eachDiary(claims)) await store.prolong(businessId, words, hold, expiresAt, tx)
    },

    /**
     * Frees the time, but for what `others` (every other live claim on the same words) still hold.
     * @param hold whose claims these were, if a hold's
     */
    async release(
      businessId: BusinessId,
      claims: readonly Claim[],
      others: readonly Claim[],
      tx: Tx,
      hold: HoldId | null = null,
    ): Promise<void> {
      const held = new Map<string, number>()
      for (const { diary, words } of others.flatMap(diaryWordsOf)) {
        for (const { at, mask } of words) held.set(`${diary}/${at}`, (held.get(`${diary}/${at}`) ?? 0) | mask)
      }
      for (const { diary, words, ...rest } of inOrder(claims)) {
        const ours = words.map(({ at, mask }) => ({ at, mask: mask & ~(held.get(`${diary}/${at}`) ?? 0) }))
        await store.release(businessId, { diary, words: ours, ...rest }, hold, tx)
      }
    },
  }
}

export type Diaries = ReturnType<typeof createDiaries>

/** Whether one of them wants time of one of the others. */
export const meet = (some: readonly Claim[], others: readonly Claim[]): boolean =>
  some.some((a) => others.some((b) => a.subject === b.subject && a.from < b.until && b.from < a.until))

// One order for all: two transactions that want the same two diaries never hold one each.
const inOrder = (claims: readonly Claim[]): DiaryWords[] =>
  claims.flatMap(diaryWordsOf).sort((a, b) => (a.diary < b.diary ? -1 : 1))

/** Once each: a diary may hold several claims of one owner. */
const eachDiary = (claims: readonly Claim[]): DiaryWords[] => [
  ...new Map(inOrder(claims).map((words) => [words.diary, words])).values(),
]
