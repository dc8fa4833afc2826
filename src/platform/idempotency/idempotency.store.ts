// Invariant: (scope, actor, key) has one effect. The record is written in the effect's transaction, so a second
// request either meets it, or collides with it on the unique index and finds it afterwards.

import { createHash } from 'node:crypto'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { canonical } from '#kernel/canonical.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { collectionOf, date, defineCollection, isDuplicateKey, objectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { AlreadyDone } from './already-done.ts'

const KEPT_HOURS = 72

export const idempotencyCollection = defineCollection({
  name: 'idempotency',
  shape: z.object({
    _id: objectId().optional(),
    scope: z.string(),
    actor: z.string(),
    key: z.string(),
    bodyHash: z.string(),
    result: z.record(z.string(), z.string()),
    createdAt: date(),
    expiresAt: date(),
  }),
  indexes: [
    { name: 'scope_actor_key', key: { scope: 1, actor: 1, key: 1 }, unique: true },
    { name: 'expiresAt', key: { expiresAt: 1 }, expireAfterSeconds: 0 },
  ],
})

/** Who asked for what, once: the scope is a business id or `platform`. */
export interface OnceOnly {
  scope: string
  actor: string
  key: string
  body: unknown
}

export const keyShape = z
  .string()
  .min(8)
  .max(100)
  .regex(/^[\w.:-]+$/)

export function createIdempotency(db: Db, clock: Clock) {
  const records = collectionOf(db, idempotencyCollection)
  const hash = (body: unknown) => createHash('sha256').update(canonical(body)).digest('base64url')
  return {
    /**
     * Makes something once: a second request with the key, even at the same moment, is answered with what the first one
     * made. `make` calls `remember` inside its transaction with the ids that `again` finds it by.
     * @throws invalid `key_reused`, and whatever both throw
     */
    async once<Made>(
      asked: OnceOnly,
      make: (remember: (result: Record<string, string>, tx: Tx) => Promise<void>) => Promise<Made>,
      again: (result: Record<string, string>) => Promise<Made>,
    ): Promise<Made> {
      const earlier = await this.recall(asked)
      if (earlier) return again(earlier)
      try {
        return await make((result, tx) => this.remember(asked, result, tx))
      } catch (error) {
        if (!(error instanceof AlreadyDone)) throw error
        return again((await this.recall(asked)) ?? {})
      }
    },

    /**
     * @returns the ids needed to rebuild the earlier answer, or null.
     * @throws invalid `key_reused` when the key came with another body
     */
    async recall({ scope, actor, key, body }: OnceOnly): Promise<Record<string, string> | null> {
      const record = await records.findOne({ scope, actor, key })
      if (!record) return null
      if (record.bodyHash !== hash(body)) throw invalid('key_reused')
      return record.result
    },
    /** @throws AlreadyDone when the key has its effect already */
    async remember({ scope, actor, key, body }: OnceOnly, result: Record<string, string>, tx: Tx): Promise<void> {
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + KEPT_HOURS * 3_600_000)
      try {
        await records.insertOne(
          { scope, actor, key, bodyHash: hash(body), result, createdAt: now, expiresAt },
          { session: tx },
        )
      } catch (error) {
        throw isDuplicateKey(error) ? new AlreadyDone() : error
      }
    },
  }
}

export type Idempotency = ReturnType<typeof createIdempotency>
