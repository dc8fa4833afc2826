import { setTimeout as pause } from 'node:timers/promises'
import type { ChangeStream, Db } from 'mongodb'
import type { Bell } from './bell.ts'
import { eventsCollection } from './events.store.ts'

const TRY_AGAIN_MS = 30_000
const NEW = [{ $match: { operationType: 'insert' } }, { $project: { _id: 1 } }]

/** Rings when an event is stored, where the server can tell. Where it cannot, who waits looks by himself. */
export async function ringAtNewEvents(db: Db, bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const stream = db.collection(eventsCollection.name).watch(NEW)
    const end = () => void stream.close().catch(() => undefined)
    signal.addEventListener('abort', end, { once: true })
    await listen(stream, bell)
    signal.removeEventListener('abort', end)
    end()
    await pause(TRY_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
}

const listen = (stream: ChangeStream, bell: Bell): Promise<void> =>
  new Promise((resolve) => {
    stream.on('change', () => bell.ring())
    stream.once('error', () => resolve())
    stream.once('close', () => resolve())
  })
