// A database whose every command waits for its turn: who goes next is a scheduler's to say, so that the orders in which
// two servers can come between each other are walked through and not left to chance.

import { setImmediate as breath } from 'node:timers/promises'
import type { AbstractCursor, Collection, Db, MongoClient } from 'mongodb'
import type { Database } from '#platform/mongo/connect.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'

/** Runs a command when it is its turn. */
export type Turn = (label: string, command: () => Promise<unknown>) => void

export interface Steps {
  database: Database
  /** Commands wait for turns from now on; null lets them pass. */
  by(turn: Turn | null): void
}

const COMMANDS = new Set([
  ...['findOne', 'insertOne', 'insertMany', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany'],
  ...['findOneAndUpdate', 'findOneAndDelete', 'countDocuments', 'estimatedDocumentCount', 'distinct'],
])
const CURSORS = new Set(['find', 'aggregate'])

type Method = (...args: unknown[]) => unknown

/** @param who stands before each label: the server that asks */
export function inSteps({ client, db, close }: Database, who: string): Steps {
  let turn: Turn | null = null
  const step = <Result>(label: string, command: () => Promise<Result>): Promise<Result> => {
    if (!turn) return command()
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    turn(`${who} ${label}`, async () => {
      await command().then(resolve, reject)
      for (let i = 0; i < 3; i += 1) await breath() // until whoever was answered asks for the next thing
    })
    return promise
  }
  const collectionOf = (name: string, collection: Collection): Collection =>
    new Proxy(collection, {
      get(target, key) {
        const found = Reflect.get(target, key, target) as unknown
        if (typeof found !== 'function') return found
        const method = (found as Method).bind(target)
        const label = `${name}.${String(key)}`
        if (COMMANDS.has(String(key))) return (...args: unknown[]) => step(label, async () => method(...args))
        if (!CURSORS.has(String(key))) return method
        return (...args: unknown[]) => {
          const cursor = method(...args) as AbstractCursor
          const toArray = cursor.toArray.bind(cursor)
          return Object.assign(cursor, { toArray: () => step(label, toArray) })
        }
      },
    })
  const steppedDb = new Proxy(db, {
    get(target, key) {
      if (key === 'collection') return (name: string) => collectionOf(name, target.collection(name))
      const found = Reflect.get(target, key, target) as unknown
      return typeof found === 'function' ? (found as Method).bind(target) : found
    },
  }) as Db
  const startSession = () => {
    const session = client.startSession()
    const [commit, abort] = [session.commitTransaction.bind(session), session.abortTransaction.bind(session)]
    return Object.assign(session, {
      commitTransaction: () => step('commit', commit),
      abortTransaction: () => step('abort', abort),
    })
  }
  const inTransaction = createInTransaction({ startSession } as unknown as MongoClient)
  const by = (next: Turn | null) => {
    turn = next
  }
  return { database: { client, db: steppedDb, inTransaction, close }, by }
}
