// Who keeps time: visits that occupy it, holds and blocks. Whoever frees time asks here first, for a bit of a diary has
// no count and may be kept by another.

import type { Db } from 'mongodb'
import type { BusinessId, Id } from '#kernel/ids.ts'
import { blocksCollection } from '#modules/blocks/index.ts'
import { type Claim, claimFromDocument, meet, ownersNear } from '#modules/diaries/index.ts'
import { collectionOf } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { type Appointment, occupies, STATUSES } from './appointment.ts'
import { type AppointmentDocument, appointmentsCollection, fromDocument } from './appointment-document.store.ts'
import { holdsCollection } from './holds.store.ts'

const LIVE = STATUSES.filter(occupies)

type Owner = Pick<AppointmentDocument, 'claims'>

export function createLiveClaims(db: Db) {
  const appointments = collectionOf(db, appointmentsCollection)
  const holds = collectionOf(db, holdsCollection)

  return {
    /** Every other live claim that may share a cell with these, in one command. */
    async liveClaimsNear(
      businessId: BusinessId,
      except: Id<string> | readonly Id<string>[],
      claims: readonly Claim[],
      tx?: Tx,
    ): Promise<Claim[]> {
      if (claims.length === 0) return []
      const near = ownersNear(businessId, except, claims)
      const read = { $project: { claims: 1 } }
      const others = [{ $match: near }, read]
      const owners = await appointments
        .aggregate<Owner>(
          [
            { $match: { ...near, status: { $in: LIVE } } },
            read,
            { $unionWith: { coll: holdsCollection.name, pipeline: others } },
            { $unionWith: { coll: blocksCollection.name, pipeline: others } },
          ],
          { batchSize: 1000, ...(tx ? { session: tx } : {}) },
        )
        .toArray()
      const subjects = new Set(claims.map(({ subject }) => subject))
      return owners
        .flatMap((owner) => owner.claims ?? [])
        .filter(({ subject }) => subjects.has(subject))
        .map(claimFromDocument)
    },

    /** Visits that occupy time of these claims, the earliest first, and whether a hold does. */
    async meeting(
      businessId: BusinessId,
      except: Id<string>,
      claims: readonly Claim[],
    ): Promise<{ visits: Appointment[]; isHeld: boolean }> {
      const near = ownersNear(businessId, except, claims)
      const [visits, held] = await Promise.all([
        appointments
          .find({ ...near, status: { $in: LIVE } })
          .sort({ startTime: 1 })
          .batchSize(1000)
          .toArray(),
        holds.find(near, { projection: { claims: 1 } }).toArray(),
      ])
      return {
        visits: visits.map(fromDocument).filter((visit) => meet(visit.claims, claims)),
        isHeld: held.some((hold) => meet(hold.claims.map(claimFromDocument), claims)),
      }
    },
  }
}
