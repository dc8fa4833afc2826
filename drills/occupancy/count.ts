// How many are at one place at one time, counted from what is stored, once by the claims and once without them: by who
// is said to do what when.

import type { ObjectId } from 'mongodb'
import { toObjectId } from '#platform/mongo/collection.ts'
import type { World } from '../world/world.ts'
import { type Floor, MACHINES } from './floor.ts'

interface Span {
  from: Date
  until: Date
}

export interface Owner {
  _id: ObjectId
  startTime: Date
  wall?: { date: string }
  services?: LineDocument[]
  lines?: LineDocument[]
  claims: (Span & { subject: string; override?: boolean })[]
  /** Booked or moved over others, knowingly. */
  override?: object
}

interface LineDocument {
  serviceId: ObjectId
  staffId?: ObjectId
  resourceIds: ObjectId[]
  startTime: Date
  endTime: Date
}

export interface Occupancy {
  owners: number
  /** Times at which more were somewhere than can be. */
  overlaps: number
  /** Lines whose person or room was not claimed for all of their time, and units that do not exist. */
  unclaimed: number
}

/** Visits that occupy their time, holds and blocks. */
async function ownersOf({ place }: World, { salon }: Pick<Floor, 'salon'>): Promise<Owner[]> {
  const businessId = toObjectId(salon.businessId)
  const { db } = place.database
  const live = { businessId, status: { $in: ['scheduled', 'completed'] } }
  const visits = await db.collection<Owner>('appointments').find(live).toArray()
  const holds = await db.collection<Owner>('holds').find({ businessId }).toArray()
  const blocks = await db.collection<Owner>('blocks').find({ businessId }).toArray()
  return [...visits, ...holds, ...blocks]
}

export async function occupancyOf(world: World, floor: Floor): Promise<Occupancy> {
  const owners = await ownersOf(world, floor)
  const claims = owners
    .flatMap((owner) => owner.claims.map((claim) => ({ ...claim, what: claim.subject })))
    .filter(({ override }) => !override) // whoever is there over others may be one too many
  const lines = owners.filter(({ override }) => !override).flatMap(linesOf)
  const byPerson = lines.flatMap(({ staffId, startTime: from, endTime: until }) =>
    staffId ? { what: `staff ${staffId}`, from, until } : [],
  )
  const byResource = lines.flatMap(({ resourceIds, startTime: from, endTime: until }) =>
    resourceIds.map((id) => ({ what: String(id), from, until })),
  )
  const capacity = (what: string) => (what === floor.machines ? MACHINES : 1)
  return {
    owners: owners.length,
    overlaps: crowded(claims, () => 1) + crowded(byPerson, () => 1) + crowded(byResource, capacity),
    unclaimed: owners.reduce((sum, owner) => sum + unclaimedIn(owner), 0) + claims.filter(isNoUnit).length,
  }
}

export const linesOf = ({ services, lines }: Owner): LineDocument[] => services ?? lines ?? []

/** Beginnings at which more are there than can be. */
function crowded(spans: readonly (Span & { what: string })[], capacity: (what: string) => number): number {
  let found = 0
  for (const [what, own] of Map.groupBy(spans, (span) => span.what)) {
    for (const { from } of own) {
      const there = own.filter((other) => other.from <= from && from < other.until).length
      if (there > capacity(what)) found += 1
    }
  }
  return found
}

function unclaimedIn(owner: Owner): number {
  const isClaimed = (subject: (text: string) => boolean, { startTime, endTime }: LineDocument) =>
    owner.claims.some((claim) => subject(claim.subject) && claim.from <= startTime && endTime <= claim.until)
  return linesOf(owner).filter((own) => {
    const person = own.staffId ? isClaimed((text) => text === `staff:${own.staffId}`, own) : true
    return !(person && own.resourceIds.every((id) => isClaimed((text) => text.startsWith(`resource:${id}-`), own)))
  }).length
}

const isNoUnit = ({ subject }: { subject: string }): boolean =>
  subject.startsWith('resource:') && !(Number(subject.split('-').at(-1)) <= MACHINES)
