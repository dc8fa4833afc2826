import type { Clock } from '#kernel/clock.ts'
import { type TellDeps, tellOnce } from '#platform/events/tell-once.ts'
import type { createTurnsStore } from './turns.store.ts'

export interface TurnsDeps extends TellDeps {
  clock: Clock
  turns: ReturnType<typeof createTurnsStore>
}

/** Tells what the calendar has changed by itself: each turn once, also to businesses whose office nobody has open. */
export const tellTurns = (deps: TurnsDeps) => {
  const tell = tellOnce(deps)
  return async (signal?: AbortSignal): Promise<void> => {
    const at = deps.clock.now()
    for (const { key, ...turn } of await deps.turns.justNow(at)) {
      if (signal?.aborted) return
      await tell(key, { ...turn, at })
    }
  }
}
