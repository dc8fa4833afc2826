// What payments say of a client and a visit, recounted from the payments themselves.

import type { Db, ObjectId } from 'mongodb'
import { appointmentsCollection, paymentStatusOf } from '#modules/appointments/index.ts'
import { clientsCollection } from '#modules/clients/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import type { InTransaction, Tx } from '#platform/mongo/transaction.ts'
import { BACK, paymentsCollection } from './payments.store.ts'

interface Sum {
  _id: ObjectId
  paid: number
  back: number
}

export function createPaymentChecks(db: Db, inTransaction: InTransaction): Check[] {
  const payments = collectionOf(db, paymentsCollection)
  const clients = collectionOf(db, clientsCollection)
  const appointments = collectionOf(db, appointmentsCollection)

  /** What came in and went back, by client or by visit. */
  async function sums(by: 'clientId' | 'appointmentId', tx: Tx): Promise<Map<string, Sum>> {
    const rows = await payments
      .aggregate<Sum>(
        [
          { $match: { status: { $in: ['completed', 'refunded'] } } },
          { $group: { _id: `$${by}`, paid: { $sum: '$amount' }, back: { $sum: BACK } } },
        ],
        { session: tx },
      )
      .toArray()
    return new Map(rows.map((row) => [String(row._id), row]))
  }

  const spent: Check['run'] = ({ repair }) =>
    inTransaction(async (tx) => {
      const byClient = await sums('clientId', tx)
      const findings: Finding[] = []
      const cards = clients.find({}, { session: tx, projection: { businessId: 1, totalSpent: 1 } }).batchSize(1000)
      for await (const { _id, businessId, totalSpent = 0 } of cards) {
        const { paid = 0, back = 0 } = byClient.get(String(_id)) ?? {}
        if (totalSpent === paid - back) continue
        const expected = paid - back
        findings.push({ code: 'total_spent', subject: `clients/${_id}`, found: totalSpent, expected, repaired: repair })
        if (repair) await clients.updateOne({ _id, businessId }, { $set: { totalSpent: expected } }, { session: tx })
      }
      return findings
    })

  const statuses: Check['run'] = ({ repair }) =>
    inTransaction(async (tx) => {
      const byVisit = await sums('appointmentId', tx)
      const findings: Finding[] = []
      const fields = { businessId: 1, paymentStatus: 1, totalAmount: 1 }
      for await (const visit of appointments.find({}, { session: tx, projection: fields }).batchSize(1000)) {
        const { _id, businessId, paymentStatus, totalAmount } = visit
        const expected = paymentStatusOf(totalAmount, byVisit.get(String(_id)))
        if (paymentStatus === expected) continue
        const subject = `appointments/${_id}`
        findings.push({ code: 'payment_status', subject, found: paymentStatus, expected, repaired: repair })
        if (repair)
          await appointments.updateOne({ _id, businessId }, { $set: { paymentStatus: expected } }, { session: tx })
      }
      return findings
    })

  return [
    { name: 'money spent', run: spent },
    { name: 'payment status', run: statuses },
  ]
}
