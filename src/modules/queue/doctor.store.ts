import type { Db } from 'mongodb'
import { appointmentsCollection } from '#modules/appointments/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import { queueEntriesCollection } from './queue.store.ts'

/** Whoever was seated has a visit. Nothing to repair: somebody has to look at what became of him. */
export function createQueueChecks(db: Db): Check[] {
  const entries = collectionOf(db, queueEntriesCollection)
  const appointments = collectionOf(db, appointmentsCollection)
  const seated: Check['run'] = async () => {
    const found = await entries
      .find({ state: 'seated' }, { projection: { visitId: 1 } })
      .batchSize(1000)
      .toArray()
    const ids = found.flatMap(({ visitId }) => visitId ?? [])
    const there = await appointments
      .find({ _id: { $in: ids } }, { projection: { _id: 1 } })
      .batchSize(1000)
      .toArray()
    const known = new Set(there.map(({ _id }) => String(_id)))
    return found
      .filter(({ visitId }) => !visitId || !known.has(String(visitId)))
      .map(
        ({ _id, visitId }): Finding => ({
          ...{ code: 'seated_without_visit', subject: `queueEntries/${_id}`, found: String(visitId) },
          ...{ expected: 'a visit', repaired: false },
        }),
      )
  }
  return [{ name: 'queue', run: seated }]
}
