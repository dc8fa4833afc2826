import type { Db, Filter } from 'mongodb'
import type { BusinessId } from '#kernel/ids.ts'
import { collectionOf, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { asSeen } from '#platform/mongo/versioned.ts'
import type { Appointment } from './appointment.ts'
import { type AppointmentDocument, appointmentsCollection, fromDocument } from './appointment-document.store.ts'

/** Visits that may be removed for good: those of a given source, and no other. */
export function createSampleVisitsStore(db: Db) {
  const appointments = collectionOf(db, appointmentsCollection)
  return {
    async of(businessId: BusinessId, source: string): Promise<Appointment[]> {
      const found = await appointments.find({ businessId: toObjectId(businessId), source }).toArray()
      return found.map(fromDocument)
    },

    /** False when it is no longer as it was seen. */
    async remove({ businessId, id, source, version, status }: Appointment, tx: Tx): Promise<boolean> {
      const filter = {
        ...{ businessId: toObjectId(businessId), _id: toObjectId(id) },
        ...{ source, status, version: asSeen(version) },
      } as Filter<AppointmentDocument>
      return (await appointments.deleteOne(filter, { session: tx })).deletedCount === 1
    },
  }
}

export type SampleVisitsStore = ReturnType<typeof createSampleVisitsStore>
