import { Long, MongoError } from 'mongodb'
import { connect } from '#platform/mongo/connect.ts'
import { type Behaviour, must, refusal, type Scratch, same } from './behaviour.ts'
import { timeUntilGivenUp } from './lost-connection.ts'

const SNAPSHOT = { readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority' } } as const
const RACERS = 20

const twoDocuments = async (scratch: Scratch) => {
  const one = await scratch.fresh()
  const other = await scratch.fresh()
  await one.insertOne({ _id: 1, value: 0 } as object)
  await other.insertOne({ _id: 1, value: 0 } as object)
  return { one, other }
}

export const transactions: readonly Behaviour[] = [
  {
    name: 'a transaction over two collections stands or falls as one',
    reliedOnBy: 'every change: claims, visit, figures, event',
    need: 'required',
    async try(scratch) {
      const { one, other } = await twoDocuments(scratch)
      const change = async (fail: boolean) =>
        scratch.inTransaction(async (session) => {
          await one.updateOne({}, { $inc: { value: 1 } }, { session })
          await other.updateOne({}, { $inc: { value: 1 } }, { session })
          if (fail) throw new Error('given up')
        })
      await refusal(change(true), 'the failure was lost')
      same([await one.distinct('value'), await other.distinct('value')], [[0], [0]])
      await change(false)
      same([await one.distinct('value'), await other.distinct('value')], [[1], [1]])
    },
  },
  {
    name: 'a transaction reads one snapshot',
    reliedOnBy: 'doctor, day sheet',
    need: 'required',
    async try({ client, fresh }) {
      const notes = await fresh()
      await notes.insertOne({ text: 'before' })
      await client.withSession((session) =>
        session.withTransaction(async () => {
          same((await notes.find({}, { session }).toArray()).length, 1)
          await notes.insertOne({ text: 'meanwhile' })
          same((await notes.find({}, { session }).toArray()).length, 1)
        }, SNAPSHOT),
      )
    },
  },
  {
    name: 'a write conflict ends one of two as TransientTransactionError',
    reliedOnBy: 'retry with jitter in inTransaction',
    need: 'required',
    async try(scratch) {
      const { one } = await twoDocuments(scratch)
      const [first, second] = [scratch.client.startSession(), scratch.client.startSession()]
      try {
        first.startTransaction(SNAPSHOT)
        second.startTransaction(SNAPSHOT)
        await one.updateOne({}, { $set: { value: 1 } }, { session: first })
        const late = async () => {
          await one.updateOne({}, { $set: { value: 2 } }, { session: second })
          await Promise.all([first.commitTransaction(), second.commitTransaction()])
        }
        const error = await refusal(late(), 'both were committed')
        const isTransient = error instanceof MongoError && error.hasErrorLabel('TransientTransactionError')
        must(isTransient, `without the label: ${error.message}`)
      } finally {
        await Promise.all([first.endSession(), second.endSession()])
      }
    },
  },
  {
    name: `of ${RACERS} transactions at once for one document each counts once`,
    reliedOnBy: 'the plan number, figures of a client',
    need: 'required',
    async try(scratch) {
      const { one } = await twoDocuments(scratch)
      const raise = () => scratch.inTransaction((session) => one.updateOne({}, { $inc: { value: 1 } }, { session }))
      await Promise.all(Array.from({ length: RACERS }, raise))
      same(await one.distinct('value'), [RACERS])
    },
  },
  {
    name: 'an upsert and an insert of a new document in a transaction',
    reliedOnBy: 'client found or made while booking',
    need: 'required',
    async try({ fresh, inTransaction }) {
      const cards = await fresh()
      const found = () =>
        inTransaction((session) =>
          cards.findOneAndUpdate(
            { phone: '+77010000000' },
            { $setOnInsert: { name: 'Aliya' }, $inc: { visits: 1 } },
            { upsert: true, returnDocument: 'after', session },
          ),
        )
      await found()
      same((await found())?.visits, 2)
      same(await cards.countDocuments(), 1)
    },
  },
  {
    name: 'a duplicate key in a transaction is 11000 and undoes it',
    reliedOnBy: 'idempotency record, written first',
    need: 'required',
    async try(scratch) {
      const { one, other } = await twoDocuments(scratch)
      const again = scratch.inTransaction(async (session) => {
        await other.updateOne({}, { $inc: { value: 1 } }, { session })
        await one.insertOne({ _id: 1 } as object, { session })
      })
      same((await refusal(again, 'it was taken twice')).code, 11000)
      same(await other.distinct('value'), [0])
    },
  },
  {
    name: 'a commit may be sent again',
    reliedOnBy: 'a commit whose answer was lost',
    need: 'required',
    async try(scratch) {
      const { one } = await twoDocuments(scratch)
      await scratch.client.withSession(async (session) => {
        session.startTransaction(SNAPSHOT)
        await one.updateOne({}, { $inc: { value: 1 } }, { session })
        await session.commitTransaction()
        await session.commitTransaction()
      })
      same(await one.distinct('value'), [1])
    },
  },
  {
    name: 'a write sent again under its number has one effect',
    reliedOnBy: "the driver's retryable writes",
    need: 'required',
    async try({ db, fresh, uri }) {
      const counters = await fresh()
      await counters.insertOne({ value: 0 })
      const updates = [{ q: {}, u: { $inc: { value: 1 } } }]
      // Its sessions are new: none of them has given a number yet.
      const other = await connect(uri, { name: db.databaseName })
      await other.client
        .withSession(async (session) => {
          const command = { update: counters.collectionName, updates, txnNumber: Long.fromNumber(1) }
          await other.db.command(command, { session })
          await other.db.command(command, { session })
        })
        .finally(other.close)
      same(await counters.distinct('value'), [1])
    },
  },
  {
    name: 'the transaction of a lost connection is given up',
    reliedOnBy: 'others waiting for a killed server',
    need: 'optional',
    async try(scratch) {
      const seconds = await timeUntilGivenUp(scratch)
      must(seconds !== null, `not within ${scratch.patienceMs / 1000} s (MongoDB: transactionLifetimeLimitSeconds)`)
      return `after ${seconds.toFixed(1)} s`
    },
  },
]
