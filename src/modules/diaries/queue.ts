/**
 * Runs works that share a key one after another, in the order of their coming. It only spares this process conflicts
 * with itself: what is right and wrong is decided by the database.
 */
export function createQueue() {
  const tails = new Map<string, Promise<void>>()

  return async <Result>(keys: readonly string[], work: (waited: boolean) => Promise<Result>): Promise<Result> => {
    const before = keys.flatMap((key) => tails.get(key) ?? [])
    const { promise: done, resolve: finish } = Promise.withResolvers<void>()
    for (const key of keys) tails.set(key, done)
    try {
      await Promise.all(before)
      return await work(before.length > 0)
    } finally {
      finish()
      for (const key of keys) if (tails.get(key) === done) tails.delete(key)
    }
  }
}
