// The peer: what a careful programmer would write with the driver alone, the same reads and writes in one transaction,
// without modules, plans, queues or reasons. And the limit: the writes that must be, without a read.

import { createHash } from 'node:crypto'
import { type ClientSession, type Db, type Document, MongoError, ObjectId } from 'mongodb'
import { toMinute } from '#kernel/time.ts'
import { diaryId, diaryWordsOf, positionsOf, staffSubject } from '#modules/diaries/index.ts'
import type { Database } from '#platform/mongo/connect.ts'
import { DURATION, type Order, PRICE } from './w5-orders.ts'

const OPTIONS = {
  readConcern: { level: 'snapshot' },
  writeConcern: { w: 'majority' },
  readPreference: 'primary',
} as const

interface Prepared {
  order: Order
  businessId: ObjectId
  locationId: ObjectId
  end: Date
  diary: string
  words: { at: number; mask: number }[]
}

const TAKEN = Symbol('taken')

/** @returns whether the time was got */
export const bookByHand =
  ({ client, db }: Database) =>
  async (order: Order): Promise<boolean> => {
    const prepared = prepare(order)
    const { businessId, locationId, diary, words } = prepared
    const actor = `phone:${order.phone}`
    const bodyHash = createHash('sha256')
      .update(JSON.stringify([order.staffId, order.start, order.phone]))
      .digest('base64url')
    const earlier = await db.collection('idempotency').findOne({ scope: order.salon.businessId, actor, key: order.key })
    if (earlier) return true
    const place = await db.collection('locations').findOne({ businessId, isDefault: true }, { projection: { _id: 1 } })
    if (!place) return false
    const month = diary.slice(-7)
    const documents = await db
      .collection<{ _id: string; plan: number; words: number[] }>('diaries')
      .find({ businessId, locationIds: locationId, month: { $in: ['plan', month] } })
      .batchSize(1000)
      .toArray()
    const plan = documents.find(({ _id }) => _id.startsWith('plan:'))?.plan
    const busy = documents.find(({ _id }) => _id === diary)?.words
    if (plan === undefined || !busy || words.some(({ at, mask }) => (busy[at] ?? 0) & mask)) return false
    const visitId = new ObjectId()
    return inTransaction(client, async (session) => {
      const now = new Date()
      await db.collection('idempotency').insertOne(
        {
          ...{ scope: order.salon.businessId, actor, key: order.key, bodyHash },
          result: { appointmentId: visitId.toHexString() },
          createdAt: now,
          expiresAt: new Date(now.getTime() + 72 * 3_600_000),
        },
        { session },
      )
      await write(db, prepared, visitId, plan, now, session)
    })
  }

/** Claim, client, visit, event in one transaction: nothing is asked, nothing remembered. */
export const bareWrites =
  ({ client, db }: Database) =>
  (order: Order): Promise<boolean> => {
    const prepared = prepare(order)
    return inTransaction(client, (session) => write(db, prepared, new ObjectId(), null, new Date(), session))
  }

function prepare(order: Order): Prepared {
  const { salon, staffId, start } = order
  const end = new Date(start.getTime() + DURATION * 60_000)
  const [words] = diaryWordsOf({ subject: staffSubject(staffId), from: toMinute(start), until: toMinute(end) })
  if (!words) throw new Error('no words')
  return {
    order,
    businessId: ObjectId.createFromHexString(salon.businessId),
    locationId: ObjectId.createFromHexString(salon.locationId),
    end,
    diary: diaryId(staffSubject(staffId), words.month),
    words: words.words,
  }
}

async function write(
  db: Db,
  { order, businessId, locationId, end, diary, words }: Prepared,
  visitId: ObjectId,
  plan: number | null,
  now: Date,
  session: ClientSession,
): Promise<void> {
  const free = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { $bitsAllClear: positionsOf(mask) }]))
  const set = Object.fromEntries(words.map(({ at, mask }) => [`words.${at}`, { or: mask }]))
  const claimed = await db
    .collection<{ _id: string }>('diaries')
    .updateOne(
      { _id: diary, businessId, ...(plan === null ? {} : { plan }), ...free } as Document,
      { $bit: set } as Document,
      {
        session,
      },
    )
  if (claimed.matchedCount !== 1) throw TAKEN
  const { name, phone, salon, staffId, start } = order
  const card = await db.collection('clients').findOneAndUpdate(
    { businessId, phoneKey: phone },
    {
      $setOnInsert: { name, phone, source: 'bench', totalSpent: 0, createdAt: now, version: 1 },
      $set: { locale: 'kk', updatedAt: now },
      $inc: { totalAppointments: 1 },
    },
    { upsert: true, returnDocument: 'after', session },
  )
  if (!card) throw new Error('no client')
  const serviceId = ObjectId.createFromHexString(salon.services[0]?.id ?? '')
  const person = ObjectId.createFromHexString(staffId)
  const wall = { date: start.toISOString().slice(0, 10), time: start.toISOString().slice(11, 16), zone: 'Asia/Atyrau' }
  const times = { startTime: start, endTime: end }
  await db.collection('appointments').insertOne(
    {
      ...{ _id: visitId, businessId, locationId, serviceId, clientId: card._id, staffId: person, ...times },
      services: [
        {
          ...{
            serviceId,
            staffId: person,
            resourceIds: [],
            ...times,
            price: PRICE,
            priceFrom: false,
            duration: DURATION,
          },
          ...{ name: `Cut ${DURATION}`, translations: {}, staffName: 'Person' },
        },
      ],
      ...{ anyStaff: false, wall, businessDay: wall.date, status: 'scheduled', paymentStatus: 'pending' },
      ...{ totalAmount: PRICE, bookedAs: name, locale: 'kk', source: 'bench', cancelUntil: start },
      ...{ prefer: 'least_wait', reminderSent: false, feedbackSubmitted: false },
      claims: [{ subject: staffSubject(staffId), from: start, until: end }],
      ...{ version: 1, linkVersion: 1, createdAt: now, updatedAt: now },
    },
    { session },
  )
  await db.collection('events').insertOne(
    {
      ...{ type: 'appointment.booked', version: 1, actor: 'guest', businessId },
      ...{ subject: { kind: 'appointment', id: visitId }, pending: [], createdAt: now },
    },
    { session },
  )
}

async function inTransaction(
  client: Database['client'],
  work: (session: ClientSession) => Promise<void>,
): Promise<boolean> {
  for (;;) {
    const session = client.startSession()
    try {
      session.startTransaction(OPTIONS)
      await work(session)
      await session.commitTransaction()
      return true
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
      if (error === TAKEN) return false
      if (!(error instanceof MongoError && error.hasErrorLabel('TransientTransactionError'))) throw error
    } finally {
      await session.endSession()
    }
  }
}
