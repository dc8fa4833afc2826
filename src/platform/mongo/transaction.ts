import { setTimeout as pause } from 'node:timers/promises'
import { type ClientSession, type MongoClient, MongoError, MongoNetworkError } from 'mongodb'
import { busy } from '#kernel/errors.ts'

/** An open transaction. Every writing store function and every face that must share the fate of a change takes it last. */
export type Tx = ClientSession

/**
 * Runs the work in one transaction (majority, snapshot): all of it stands or nothing does.
 * The work may run several times, so it must do nothing but database calls with `tx` and pure computing.
 * Conflicts retry with jitter for 5 s, then `busy`: the caller may send the same request with the same key again.
 */
export type InTransaction = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

const DEADLINE_MS = 5_000
const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const

export const createInTransaction =
  (client: MongoClient): InTransaction =>
  async (work) => {
    const deadline = Date.now() + DEADLINE_MS
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await once(client, work, deadline)
      } catch (error) {
        if (!isTransient(error)) throw error
        if (Date.now() > deadline) throw busy('server_busy', { retryAfter: 2 })
        await pause(Math.random() * Math.min(200, 5 * 2 ** attempt))
      }
    }
  }

async function once<Result>(client: MongoClient, work: (tx: Tx) => Promise<Result>, deadline: number): Promise<Result> {
  const session = client.startSession()
  try {
    session.startTransaction(OPTIONS)
    const result = await work(session)
    await commit(session, deadline)
    await session.endSession()
    return result
  } catch (error) {
    const given = giveUp(session)
    if (!(error instanceof MongoNetworkError)) await given // a database that is away is not waited for to say so
    throw error
  }
}

/** Frees what the transaction holds, as soon as the database can be told. */
async function giveUp(session: ClientSession): Promise<void> {
  if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
  await session.endSession().catch(() => undefined)
}

// A commit whose answer was lost may be sent again: the server knows what became of it. When it cannot be asked in time,
// neither do we: whoever sends the same key again is told.
async function commit(session: ClientSession, deadline: number): Promise<void> {
  for (;;) {
    try {
      return await session.commitTransaction()
    } catch (error) {
      // A connection that is reset as the driver writes to it is told by no error of the driver's.
      if (!(error instanceof MongoError)) throw busy('server_busy', { retryAfter: 2 })
      if (Date.now() > deadline || !hasLabel(error, 'UnknownTransactionCommitResult')) throw error
    }
  }
}

const hasLabel = (error: unknown, label: string): boolean => error instanceof MongoError && error.hasErrorLabel(label)
const isTransient = (error: unknown): boolean => hasLabel(error, 'TransientTransactionError')
