import { busy } from '#kernel/errors.ts'

/**
 * Who waits longer than this for others is told to come back with the same key: no request may hang on a stuck one. With
 * the 5 s of a transaction it stays below the 30 s in which a request must end.
 */
const PATIENCE_MS = 20_000

/**
 * Runs works that share a key one after another, in the order of their coming. It only spares this process conflicts
 * with itself: what is right and wrong is decided by the database.
 */
export function createQueue({ patienceMs = PATIENCE_MS } = {}) {
  const tails = new Map<string, Promise<unknown>>()

  /** @throws busy `server_busy` when those before take too long */
  return async <Result>(keys: readonly string[], work: (waited: boolean) => Promise<Result>): Promise<Result> => {
    const before = Promise.all(keys.flatMap((key) => tails.get(key) ?? []))
    const waited = keys.some((key) => tails.has(key))
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    const ended = Promise.all([before, done]) // who gives up waiting leaves his place to nobody before its time
    for (const key of keys) tails.set(key, ended)
    void ended.then(() => {
      for (const key of keys) if (tails.get(key) === ended) tails.delete(key)
    })
    try {
      await inTime(before, patienceMs)
      return await work(waited)
    } finally {
      finish()
    }
  }
}

async function inTime(before: Promise<unknown>, patienceMs: number): Promise<void> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(busy('server_busy', { retryAfter: 2 })), patienceMs)
  try {
    await Promise.race([before, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
