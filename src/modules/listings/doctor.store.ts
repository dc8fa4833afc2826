// A listing is written from its sources after the fact: it must agree with them, and of its times those still ahead must
// be the first there are. What an event or the clock has yet to change is not damage.

import type { Db } from 'mongodb'
import { canonical } from '#kernel/canonical.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import { eventsCollection } from '#platform/events/events.store.ts'
import { collectionOf, toObjectId } from '#platform/mongo/collection.ts'
import { LISTENER } from './listener.ts'
import { comingTimes, type Listing } from './listing.ts'
import { computeListings, type RewriteDeps, rewriteListings } from './rewrite-listings.ts'

export function createListingCheck(db: Db, deps: RewriteDeps): Check {
  const { store, businesses, clock } = deps
  const compute = computeListings(deps)
  const rewrite = rewriteListings(deps)

  const isWaiting = async (businessId: BusinessId): Promise<boolean> =>
    (await collectionOf(db, eventsCollection).findOne(
      { businessId: toObjectId(businessId), pending: LISTENER },
      { projection: { _id: 1 } },
    )) !== null

  async function differences(businessId: BusinessId): Promise<Omit<Finding, 'repaired'>[]> {
    const [right, found] = await Promise.all([compute(businessId), store.whole(businessId)])
    const ids = new Set([...right, ...found].map(({ locationId }) => locationId))
    return [...ids].flatMap((id) => {
      const one = (listings: readonly Listing[]) => listings.find(({ locationId }) => locationId === id) ?? null
      return difference(id, one(found), one(right), clock.now())
    })
  }

  return {
    name: 'listings',
    async run({ repair }) {
      const findings: Finding[] = []
      for (const businessId of new Set([...(await businesses.ids()), ...(await store.businesses())])) {
        if ((await differences(businessId)).length === 0 || (await isWaiting(businessId))) continue
        // Work going on meanwhile is no damage: it differs still, and nothing is on its way.
        const found = await differences(businessId)
        if (found.length === 0 || (await isWaiting(businessId))) continue
        if (repair) await rewrite(businessId)
        findings.push(...found.map((one) => ({ ...one, repaired: repair })))
      }
      return findings
    },
  }
}

function difference(id: string, found: Listing | null, right: Listing | null, at: Date): Omit<Finding, 'repaired'>[] {
  const subject = `listings/${id}`
  if (!found || !right) {
    const told = (listing: Listing | null) => (listing ? 'a listing' : null)
    return [{ code: found ? 'listing_left' : 'listing_missing', subject, found: told(found), expected: told(right) }]
  }
  const [shown, due] = [described(found), described(right)]
  const wrong = Object.keys(due).find((field) => canonical(shown[field]) !== canonical(due[field]))
  if (wrong) return [{ code: 'listing_differs', subject, found: shown[wrong], expected: { [wrong]: due[wrong] } }]
  const now = toMinute(at)
  for (const service of right.services) {
    const expected = comingTimes(right, service, now)
    const own = found.services.find((one) => one.id === service.id)
    const ahead = own ? comingTimes(found, own, now) : []
    const isRunShort = ahead.length === 0 && found.freshUntil <= at
    const agrees = ahead.length === 0 ? expected.length === 0 : ahead.every((time, i) => time === expected[i])
    if (isRunShort || agrees) continue
    return [{ code: 'listing_times', subject: `${subject}/${service.id}`, found: ahead, expected }]
  }
  return []
}

/** All but what the clock alone changes. */
function described(listing: Listing): Record<string, unknown> {
  const { computedAt, freshUntil, open, days, soonest, services, ...rest } = listing
  return { ...rest, services: services.map(({ times, ...service }) => service) }
}
