import { AlreadyDone } from '#platform/idempotency/already-done.ts'
import type { Idempotency } from '#platform/idempotency/idempotency.store.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import type { Events, NewEvent } from './events.store.ts'

export interface TellDeps {
  inTransaction: InTransaction
  idempotency: Pick<Idempotency, 'recall' | 'remember'>
  events: Pick<Events, 'append'>
}

/** Who acts where nobody asked for it: its events are what people read as "done for you". */
export const PLATFORM = 'platform'

/** Tells what the platform did by itself, once for each key, however many workers find it. */
export const tellOnce =
  ({ inTransaction, idempotency, events }: TellDeps) =>
  async (key: string, event: Omit<NewEvent, 'actor'>): Promise<void> => {
    const once = { scope: event.businessId, actor: PLATFORM, key, body: {} }
    if (await idempotency.recall(once)) return
    try {
      await inTransaction(async (tx) => {
        await idempotency.remember(once, {}, tx)
        await events.append({ ...event, actor: PLATFORM }, tx)
      })
    } catch (error) {
      if (!(error instanceof AlreadyDone)) throw error
    }
  }
