import { z } from 'zod'
import { PAYMENT_METHODS } from '#kernel/money.ts'
import { date, defineCollection, objectId, tenge } from '#platform/mongo/collection.ts'

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
