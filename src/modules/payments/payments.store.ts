import type { Db } from 'mongodb'
import { z } from 'zod'
import type { AppointmentId, BusinessId } from '#kernel/ids.ts'
import { PAYMENT_METHODS } from '#kernel/money.ts'
import type { Received } from '#modules/appointments/index.ts'
import { collectionOf, date, defineCollection, objectId, tenge, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'

export const paymentsCollection = defineCollection({
  name: 'payments',
  shape: z.object({
    _id: objectId().optional(),
    appointmentId: objectId(),
    businessId: objectId(),
    clientId: objectId(),
    amount: tenge(),
    /** `KZT` */
    currency: z.string(),
    method: z.enum(PAYMENT_METHODS),
    status: z.enum(['pending', 'completed', 'refunded', 'failed']),
    /** The payment system's own reference. */
    transactionId: z.string().optional(),
    transactionDetails: z.record(z.string(), z.unknown()).optional(),
    createdAt: date(),
    updatedAt: date().optional(),
    refundedAt: date().optional(),
    refundAmount: tenge().optional(),
    refundReason: z.string().optional(),
  }),
  indexes: [
    { name: 'appointmentId', key: { appointmentId: 1 } },
    { name: 'businessId', key: { businessId: 1 } },
    { name: 'clientId', key: { clientId: 1 } },
    { name: 'status', key: { status: 1 } },
    { name: 'createdAt', key: { createdAt: 1 } },
  ],
})

/** What went back of a payment. */
export const BACK = { $ifNull: ['$refundAmount', { $cond: [{ $eq: ['$status', 'refunded'] }, '$amount', 0] }] }

/** What came in for a visit, and went back. */
export const receivedFor =
  (db: Db) =>
  async (businessId: BusinessId, appointmentId: AppointmentId, tx: Tx): Promise<Received> => {
    const ofVisit = { appointmentId: toObjectId(appointmentId), businessId: toObjectId(businessId) }
    const [sum] = await collectionOf(db, paymentsCollection)
      .aggregate<Received>(
        [
          { $match: { ...ofVisit, status: { $in: ['completed', 'refunded'] } } },
          { $group: { _id: null, paid: { $sum: '$amount' }, back: { $sum: BACK } } },
        ],
        { session: tx },
      )
      .toArray()
    return sum ? { paid: sum.paid, back: sum.back } : { paid: 0, back: 0 }
  }
