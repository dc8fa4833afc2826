// What the calendar does by itself: a season begins or is over, a stop of online booking ends, an invitation lapses.
// Nothing is written for any of it to be so; these reads find what has just turned, to be told once.

import type { Db } from 'mongodb'
import type { BusinessId } from '#kernel/ids.ts'
import { addDays, type LocalDate, localDateAt, toMinute } from '#kernel/time.ts'
import { businessesCollection } from '#modules/businesses/index.ts'
import { locationsCollection } from '#modules/locations/index.ts'
import { servicesCollection } from '#modules/services/index.ts'
import { invitationsCollection, staffCollection } from '#modules/staff/index.ts'
import { collectionOf, toId, toObjectId } from '#platform/mongo/collection.ts'

export interface Turn {
  /** The same turn has the same key. */
  key: string
  businessId: BusinessId
  type: string
  subject: { kind: string; id: string }
  version: number
  data: Record<string, unknown>
}

/** A worker that stood still for longer tells of nothing older. */
const LATE_DAYS = 2
const DAY_MS = 86_400_000

export function createTurnsStore(db: Db) {
  const locations = collectionOf(db, locationsCollection)
  const invitations = collectionOf(db, invitationsCollection)
  const stopped = [
    ['business', db.collection(businessesCollection.name)],
    ['service', db.collection(servicesCollection.name)],
    ['staff', db.collection(staffCollection.name)],
  ] as const

  async function seasons(now: Date): Promise<Turn[]> {
    const near = { $in: nearDates(now) }
    const found = await locations
      .find({ $or: [{ 'periods.from': near }, { 'periods.until': near }] })
      .batchSize(1000)
      .toArray()
    return found.flatMap(({ _id, businessId, zone, periods = [], version }) => {
      const today = localDateAt(toMinute(now), zone)
      return periods.flatMap(({ name, from, until }): Turn[] => {
        const place = {
          businessId: toId<'business'>(businessId),
          subject: { kind: 'season', id: String(_id) },
          version,
        }
        const turn = (what: 'begun' | 'over', day: LocalDate) => ({
          ...place,
          ...{ key: `season:${_id}:${what}:${day}`, type: `season.${what}`, data: { name, from, until } },
        })
        return [
          ...(isJust(from, today) ? [turn('begun', from)] : []),
          ...(isJust(addDays(until, 1), today) ? [turn('over', until)] : []),
        ]
      })
    })
  }

  async function stops(now: Date): Promise<Turn[]> {
    const turns: Turn[] = []
    for (const [kind, collection] of stopped) {
      const found = await collection
        .find({ 'onlineStop.until': { $in: nearDates(now) } })
        .project({ businessId: 1, name: 1, version: 1, 'onlineStop.until': 1 })
        .batchSize(1000)
        .toArray()
      for (const { _id, businessId = _id, name, version = 1, onlineStop } of found) {
        const owner = toId<'business'>(String(businessId))
        const until = onlineStop.until as LocalDate
        if (!isJust(addDays(until, 1), localDateAt(toMinute(now), await zoneOf(owner)))) continue
        const subject = { kind, id: String(_id) }
        const told = { type: `${kind}.online-again`, data: { name, until } }
        turns.push({ key: `online:${kind}:${_id}:${until}`, businessId: owner, subject, version, ...told })
      }
    }
    return turns
  }

  async function lapsedInvitations(now: Date): Promise<Turn[]> {
    const found = await invitations
      .find({ state: 'open', expiresAt: { $lte: now, $gt: new Date(now.getTime() - LATE_DAYS * DAY_MS) } })
      .batchSize(1000)
      .toArray()
    return found.map(({ _id, businessId, name, version, expiresAt }) => ({
      key: `invitation:${_id}:${expiresAt.toISOString()}`,
      businessId: toId<'business'>(businessId),
      type: 'staff.invitation-lapsed',
      subject: { kind: 'invitation', id: String(_id) },
      version,
      data: { name },
    }))
  }

  async function zoneOf(businessId: BusinessId): Promise<string> {
    const filter = { businessId: toObjectId(businessId), isDefault: true }
    return (await locations.findOne(filter, { projection: { zone: 1 } }))?.zone ?? 'UTC'
  }

  return {
    /** All that has turned in the last days, in every business. */
    justNow: async (now: Date): Promise<Turn[]> => [
      ...(await seasons(now)),
      ...(await stops(now)),
      ...(await lapsedInvitations(now)),
    ],
  }
}

/** Whether something that begins on a day has begun, and not long ago. */
const isJust = (day: LocalDate, today: LocalDate): boolean => day <= today && day >= addDays(today, -LATE_DAYS)

/** Days that may be meant, whatever the zone. */
function nearDates(now: Date): LocalDate[] {
  const today = now.toISOString().slice(0, 10)
  return Array.from({ length: LATE_DAYS + 4 }, (_, i) => addDays(today, i - LATE_DAYS - 2))
}
