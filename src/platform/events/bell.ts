/** Wakes whoever waits. It only shortens the wait: what is to be done is read from the database. */
export function createBell() {
  const waiting = new Set<() => void>()
  return {
    ring(): void {
      for (const wake of [...waiting]) wake()
    },
    /** Waits for the next ring or for one of the works to end, at most so long; tells whether the time ran out. */
    wait(ms: number, works: Iterable<Promise<unknown>> = []): Promise<boolean> {
      return new Promise((resolve) => {
        const end = (ranOut: boolean) => {
          clearTimeout(timer)
          waiting.delete(wake)
          resolve(ranOut)
        }
        const wake = () => end(false)
        const timer = setTimeout(() => end(true), ms)
        waiting.add(wake)
        for (const work of works) void work.then(wake, wake)
      })
    },
  }
}

export type Bell = ReturnType<typeof createBell>
