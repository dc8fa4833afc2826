// Invariant: a visit changes only from the version that its changer saw, in one conditional update with its claims and
// its event. `claims` are frozen when booked: they are what was claimed, and what will be released and recomputed.

import type { Db, Document, Filter, UpdateFilter } from 'mongodb'
import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId, StaffId } from '#kernel/ids.ts'
import { DAY, type LocalDate, type Minute, toDate } from '#kernel/time.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'
import type { Tx } from '#platform/mongo/transaction.ts'
import { asSeen } from '#platform/mongo/versioned.ts'
import { type Appointment, changedMeanwhile } from './appointment.ts'
import {
  type AppointmentDocument,
  appointmentsCollection,
  fromDocument,
  toDocument,
} from './appointment-document.store.ts'
import { createLiveClaims } from './live-claims.store.ts'

const DAY_MS = DAY * 60_000

export function createAppointmentsStore(db: Db) {
  const appointments = collectionOf(db, appointmentsCollection)
  const owned = (businessId: BusinessId, id: AppointmentId) => ({
    businessId: toObjectId(businessId),
    _id: toObjectId(id),
  })
  const list = async (filter: Filter<AppointmentDocument>): Promise<Appointment[]> =>
    (await appointments.find(filter).sort({ startTime: 1 }).batchSize(1000).toArray()).map(fromDocument)

  return {
    ...createLiveClaims(db),

    async insert(visit: Appointment, tx: Tx): Promise<void> {
      await appointments.insertOne(toDocument(visit), { session: tx })
    },

    /** @throws notFound `not_found` */
    async get(businessId: BusinessId, id: AppointmentId, tx?: Tx): Promise<Appointment> {
      const found = await appointments.findOne(owned(businessId, id), tx ? { session: tx } : {})
      if (!found) throw notFound('not_found')
      return fromDocument(found)
    },

    /** The one read without an owner: the private link is the right to it, and its signature is checked next. */
    async byLink(id: AppointmentId): Promise<Appointment | null> {
      const found = await appointments.findOne({ _id: toObjectId(id) })
      return found && fromDocument(found)
    },

    /**
     * Writes the changed fields if the visit still is as its changer saw it.
     * @throws conflict `changed_meanwhile` with the present state
     */
    async change(seen: Appointment, changes: Partial<Appointment>, tx: Tx): Promise<Appointment> {
      const changed = { ...seen, ...changes, version: seen.version + 1 }
      const filter = {
        ...owned(seen.businessId, seen.id),
        version: asSeen(seen.version),
        status: seen.status,
      } as Filter<AppointmentDocument>
      const { matchedCount } = await appointments.updateOne(filter, writing(changed, Object.keys(changes)), {
        session: tx,
      })
      if (matchedCount !== 1) {
        const present = await this.get(seen.businessId, seen.id)
        throw changedMeanwhile(present)
      }
      return changed
    },

    /**
     * Notes which state of a visit its client is told of; the visit stays as it is.
     * @returns false where he was told of it already, or it stands otherwise
     */
    async noteTold({ businessId, id, version }: Appointment, tx: Tx): Promise<boolean> {
      const { matchedCount } = await appointments.updateOne(
        {
          ...owned(businessId, id),
          version: asSeen(version),
          toldVersion: { $ne: version },
        } as Filter<AppointmentDocument>,
        { $set: { toldVersion: version } },
        { session: tx },
      )
      return matchedCount === 1
    },

    /**
     * Visits of business days, the earliest first: of a night also those after midnight. Foreign visits have no day but
     * their own. Only the range is asked for, which the index knows; the days are told apart here.
     * @param from midnight before the first day, @param until midnight after the last
     */
    async ofDays(
      businessId: BusinessId,
      { first, last, from, until }: { first: LocalDate; last: LocalDate; from: Minute; until: Minute },
    ): Promise<Appointment[]> {
      const startTime = { $gte: toDate(from), $lt: toDate(until + DAY) }
      const found = await appointments
        .find({ businessId: toObjectId(businessId), startTime })
        .sort({ startTime: 1 })
        .batchSize(1000)
        .toArray()
      return found
        .filter(({ businessDay, startTime }) =>
          businessDay ? first <= businessDay && businessDay <= last : startTime < toDate(until),
        )
        .map(fromDocument)
    },

    /** Visits that a person serves, in whole or in part, of a span and a status. */
    ofPerson: (
      businessId: BusinessId,
      staffId: StaffId,
      { from, until, status }: { from: Date; until: Date; status: Appointment['status'] },
    ): Promise<Appointment[]> =>
      list({
        businessId: toObjectId(businessId),
        startTime: { $gte: new Date(+from - DAY_MS), $lt: until },
        endTime: { $gt: from },
        'services.staffId': toObjectId(staffId),
        status,
      }),

    /** What the next unnamed walk-in of a business day is called; his card is written before, so no two ask at once. */
    async nextWalkIn(businessId: BusinessId, businessDay: LocalDate, start: Date, tx: Tx): Promise<number> {
      const near = { $gte: new Date(+start - 2 * DAY_MS), $lt: new Date(+start + 2 * DAY_MS) }
      const last = await appointments.findOne(
        { businessId: toObjectId(businessId), startTime: near, businessDay, walkIn: { $gt: 0 } },
        { session: tx, sort: { walkIn: -1 }, projection: { walkIn: 1 } },
      )
      return (last?.walkIn ?? 0) + 1
    },

    /** The last visits that an account or a device booked here, the newest first. */
    async lastBookedBy(businessId: BusinessId, bookedBy: string, most: number): Promise<Appointment[]> {
      const filter = { businessId: toObjectId(businessId), bookedBy }
      return (await appointments.find(filter).sort({ createdAt: -1 }).limit(most).toArray()).map(fromDocument)
    },

    /** Visits booked from one account or device in a span of time, the earliest start first. */
    bookedBetween: (businessId: BusinessId, bookedBy: string, from: Date, until: Date): Promise<Appointment[]> =>
      list({ businessId: toObjectId(businessId), bookedBy, createdAt: { $gte: from, $lte: until } }),

    /** All that is still to come, the earliest first. */
    coming: (businessId: BusinessId, now: Date): Promise<Appointment[]> =>
      list({ businessId: toObjectId(businessId), startTime: { $gt: now }, status: 'scheduled' }),

    /** Whose coming visits there are: the client of each one, as often as he has some. */
    async comingOf(businessId: BusinessId, clientIds: readonly ClientId[], now: Date, tx: Tx): Promise<ClientId[]> {
      const filter = {
        businessId: toObjectId(businessId),
        clientId: { $in: clientIds.map(toObjectId) },
        startTime: { $gt: now },
        status: 'scheduled' as const,
      }
      const coming = await appointments.find(filter, { session: tx, projection: { clientId: 1 } }).toArray()
      return coming.map(({ clientId }) => toId(String(clientId)))
    },

    /** How many visits were booked from one device since then, in whatever business; no more than `most` are counted. */
    countBookedSince: (bookedBy: string, since: Date, most: number): Promise<number> =>
      appointments.countDocuments({ bookedBy, createdAt: { $gte: since } }, { limit: most }),

    /** To how many visits a client did not come. */
    countNoShows: (businessId: BusinessId, clientId: ClientId): Promise<number> =>
      appointments.countDocuments({
        businessId: toObjectId(businessId),
        clientId: toObjectId(clientId),
        status: 'no-show',
      }),

    /** Start of the client's latest completed visit, leaving one out of account. */
    async lastCompleted(
      businessId: BusinessId,
      clientId: ClientId,
      except: AppointmentId,
      tx: Tx,
    ): Promise<Date | null> {
      const last = await appointments.findOne(
        {
          businessId: toObjectId(businessId),
          clientId: toObjectId(clientId),
          _id: { $ne: toObjectId(except) },
          status: 'completed',
        },
        { session: tx, sort: { startTime: -1 }, projection: { startTime: 1 } },
      )
      return last?.startTime ?? null
    },
  }
}

/** The update that writes these fields of a visit, and no field that belongs to somebody else. */
function writing(visit: Appointment, fields: readonly string[]): UpdateFilter<AppointmentDocument & Document> {
  const document = toDocument(visit) as Record<string, unknown>
  const names = [...fields, 'version'].flatMap((name) => (name === 'services' ? [name, 'serviceId', 'staffId'] : name))
  const gone = names.filter((name) => document[name] === undefined)
  return {
    $set: Object.fromEntries(names.filter((name) => !gone.includes(name)).map((name) => [name, document[name]])),
    ...(gone.length > 0 ? { $unset: Object.fromEntries(gone.map((name) => [name, true])) } : {}),
  } as UpdateFilter<AppointmentDocument & Document>
}

export type AppointmentsStore = ReturnType<typeof createAppointmentsStore>
