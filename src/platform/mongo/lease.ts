// Invariant: a named piece of work is done by one process at a time. A lease ends by itself when its holder dies.

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from 'mongodb'
import { z } from 'zod'
import { collectionOf, date, defineCollection, isDuplicateKey } from './collection.ts'

export const leasesCollection = defineCollection({
  name: 'leases',
  shape: z.object({ _id: z.string(), holder: z.string(), until: date() }),
  indexes: [],
})

const HELD_MS = 15_000
const PATIENCE_MS = 10 * 60_000

/** Waits for the lease, does the work, gives it back. Prolonged while the work goes on. */
export async function withLease<Result>(db: Db, name: string, work: () => Promise<Result>): Promise<Result> {
  const leases = collectionOf(db, leasesCollection)
  const holder = randomUUID()
  const prolonged = () => new Date(Date.now() + HELD_MS)

  const take = async (): Promise<boolean> => {
    try {
      const { matchedCount, upsertedCount } = await leases.updateOne(
        { _id: name, until: { $lt: new Date() } },
        { $set: { holder, until: prolonged() } },
        { upsert: true },
      )
      return matchedCount + upsertedCount > 0
    } catch (error) {
      if (isDuplicateKey(error)) return false // another holds it: the upsert met its document
      throw error
    }
  }

  const deadline = Date.now() + PATIENCE_MS
  while (!(await take())) {
    if (Date.now() > deadline) throw new Error(`Another process has held "${name}" for ten minutes.`)
    await pause(200 + Math.random() * 200)
  }
  const heart = setInterval(() => {
    leases.updateOne({ _id: name, holder }, { $set: { until: prolonged() } }).catch(() => undefined)
  }, HELD_MS / 3)
  try {
    return await work()
  } finally {
    clearInterval(heart)
    await leases.deleteOne({ _id: name, holder })
  }
}
