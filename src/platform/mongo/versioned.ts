import type { Collection, Document, Filter } from 'mongodb'
import { conflict, notFound } from '#kernel/errors.ts'
import type { Tx } from './transaction.ts'

export interface Versioned {
  version?: number | undefined
  updatedAt?: Date | undefined
}

/** The filter on a version that was seen. A document of a foreign database has none yet: absent stands for 1. */
export const asSeen = (version: number) => (version === 1 ? { $in: [1, null] } : version)

/**
 * Writes a change if the document still is as its changer saw it, and raises its version. A value of `null` takes the
 * field away.
 * @throws notFound `not_found`; conflict `changed_meanwhile` with the present version
 */
export async function changeSeen<Stored extends Versioned & Document>(
  collection: Collection<Stored>,
  owned: Filter<Stored>,
  seen: number,
  changes: Record<string, unknown>,
  at: Date,
  tx: Tx,
): Promise<number> {
  const version = seen + 1
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null && value !== undefined))
  const gone = Object.fromEntries(
    Object.entries(changes)
      .filter(([, value]) => value === null)
      .map(([name]) => [name, '']),
  )
  const { matchedCount } = await collection.updateOne(
    { ...owned, version: asSeen(seen) } as Filter<Stored>,
    { $set: { ...set, version, updatedAt: at }, ...(Object.keys(gone).length > 0 ? { $unset: gone } : {}) } as Document,
    { session: tx },
  )
  if (matchedCount === 1) return version
  const present = await collection.findOne(owned, { session: tx })
  if (!present) throw notFound('not_found')
  throw conflict('changed_meanwhile', { version: present.version ?? 1 })
}
