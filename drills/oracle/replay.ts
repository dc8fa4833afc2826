// A world put into a real database and asked over HTTP: what a client reads there must be what the oracle says.

import type { z } from 'zod'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { toDate } from '#kernel/time.ts'
import type { DayOffer } from '#modules/appointments/availability.ts'
import { linesText } from '#modules/appointments/cart.ts'
import type { Days } from '#modules/appointments/shapes.contract.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import type { OwnServer } from '../world/own-server.ts'
import type { World } from '../world/world.ts'
import { compareDay, compareSaid, type Differ, type Said, startsToJudge } from './agreement.ts'
import { diariesOf } from './diaries.ts'
import { createOracle } from './oracle.ts'
import type { OracleWorld } from './world.ts'

const JUDGED = 3

let serial = 0

/** @returns what differs, and how many requests were answered */
export async function replay(
  made: OracleWorld,
  { place }: Pick<World, 'place'>,
  { server, setClock }: OwnServer,
): Promise<{ differences: string[]; requests: number }> {
  const world = renamed(made)
  await store(world, place)
  setClock(world.now)
  const differences: string[] = []
  const differ: Differ = (what) => differences.push(what)
  const oracle = createOracle(world)
  let requests = 0
  const ask = async (path: string, query: Record<string, string>) => {
    requests += 1
    const cart = { services: linesText(world.cart.lines), prefer: world.cart.prefer }
    const url = `/api/businesses/${world.plan.businessId}/${path}?${new URLSearchParams({ ...cart, ...query })}`
    const { statusCode, body } = await server.inject({ url })
    if (statusCode >= 500) differ(`${url}: ${statusCode} ${body}`)
    return { status: statusCode, body: JSON.parse(body) }
  }

  const { status, body } = await ask('free-times', { from: world.from, days: String(world.days) })
  const isServed = oracle.lines.every((line) => line !== null)
  if ((status === 200) !== isServed) differ(`free-times: ${status} ${JSON.stringify(body)}, oracle: served ${isServed}`)
  if (status !== 200 || !isServed) return { differences, requests }
  const days = daysOf(body as z.infer<typeof Days>)
  for (const day of days) compareDay(oracle, day, differ)
  for (const start of startsToJudge(world, days, JUDGED)) {
    const { status, body } = await ask('why', { startTime: toDate(start).toISOString() })
    if (status === 200) compareSaid(oracle, start, body as Said, differ)
    else differ(`why: ${status} ${JSON.stringify(body)}`)
  }
  return { differences, requests }
}

const daysOf = ({ people, days }: z.infer<typeof Days>): DayOffer[] =>
  days.map(({ times, ...day }) => ({
    ...day,
    times: times.map(({ startTime, staff }) => ({
      start: Date.parse(startTime) / 60_000,
      staffIds: staff.flatMap((at) => people[at] ?? []),
    })),
  }))

/** Ids are one database's, so no two worlds may share them. What the asker has himself is nothing: he is a stranger. */
function renamed(world: OracleWorld): OracleWorld {
  serial += 1
  const own = String(serial).padStart(8, '0') + (Date.now() % 1e6).toString().padStart(6, '0')
  const text = JSON.stringify({ ...world, own: [] }).replaceAll(/\b([a-f])0{14}(?=\d{9}\b)/g, `$1${own}`)
  return JSON.parse(text) as OracleWorld
}

async function store(world: OracleWorld, { database }: World['place']): Promise<void> {
  const { number, businessId, locationId, ...sections } = world.plan
  const shared = {
    businessId: toObjectId(businessId as BusinessId),
    locationIds: [toObjectId(locationId as LocationId)],
  }
  const plan = { _id: `plan:${locationId}`, month: 'plan', isDefault: true, months: 0, ...sections }
  const months = diariesOf(world).map((diary) => ({ ...diary, month: monthOf(diary._id) }))
  const documents = [plan, ...months].map((document) => ({ ...document, ...shared, plan: number }))
  await database.db.collection<{ _id: string }>('diaries').insertMany(documents)
}

const monthOf = (diary: string): string => diary.slice(-7)
