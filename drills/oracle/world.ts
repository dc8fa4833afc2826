// A place, its people and rooms, what is booked and held, a cart and the present minute: all of it from one number, so
// that a world in which engine and oracle differ can be made again.

import type { BusinessId, LocationId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { LocalDate, Minute } from '#kernel/time.ts'
import type { Cart } from '#modules/appointments/cart.ts'
import type { Claim, Plan, PlanRules, PlanService } from '#modules/diaries/index.ts'
import { createRandom } from '../world/random.ts'
import { id, type Pick, picker } from './pick.ts'
import { claimsIn, type HeldTime } from './world-claims.ts'
import { hoursIn } from './world-hours.ts'
import { peopleIn } from './world-people.ts'
import { resourcesIn, servicesIn } from './world-services.ts'
import { instantAt, later, wallOf } from './zone-clock.ts'

export interface Asked {
  cart: Cart
  from: LocalDate
  days: number
  now: Minute
  /** Time that the asker himself has: it is not in his way. */
  own: Claim[]
}

export interface OracleWorld extends Asked {
  seed: number
  plan: Plan
  /** Claims of visits and blocks. */
  booked: Claim[]
  held: HeldTime[]
}

/** Dates near which the zone's clocks change, or where nothing happens. */
const PLACES: readonly [zone: string, date: LocalDate][] = [
  ['Asia/Atyrau', '2026-11-24'],
  ['Asia/Atyrau', '2026-12-31'],
  ['Asia/Almaty', '2024-03-01'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Africa/Casablanca', '2026-03-22'],
]

export function worldOf(seed: number): OracleWorld {
  const random = createRandom(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
  const pick = picker(random)
  const [zone, date] = pick.one(PLACES)
  const first = later(date, pick.between(-2, 1))
  const days = pick.between(2, 4)
  const services = servicesIn(pick)
  const plan: Plan = {
    number: 1,
    businessId: id('b', 1) as BusinessId,
    locationId: id('c', 1) as LocationId,
    zone,
    hours: hoursIn(pick, first),
    rules: rulesIn(pick, first),
    services,
    people: peopleIn(pick, { services: Object.keys(services) as ServiceId[], first, zone }),
    resources: resourcesIn(pick),
  }
  const now = instantAt(first, '00:00', zone) + pick.between(-2 * 1440, 720)
  const today = wallOf(now, zone).date
  const taken = claimsIn(pick, plan, { from: instantAt(first, '00:00', zone) - 1440, days: days + 3, now })
  return {
    seed,
    plan,
    ...taken,
    cart: cartIn(pick, plan),
    from: [first, today].toSorted().at(-1) ?? first,
    days,
    now,
  }
}

function rulesIn(pick: Pick, first: LocalDate): PlanRules {
  return {
    isActive: true,
    mainLocale: 'kk',
    leadTime: pick.one([0, 0, 30, 60, 7, 1440]),
    buffer: pick.one([0, 0, 0, 5, 10, 15, 12]),
    slotStep: pick.one([5, 10, 15, 15, 20, 30, 30, 60]),
    horizon: pick.one([1, 2, 30, 30, 30, 60]),
    allowCancellation: true,
    cancellationPeriod: 2,
    ...(pick.chance(0.7) ? { maxWait: pick.one([0, 5, 10, 12, 15, 20]) } : {}),
    ...(pick.chance(0.05) ? { phoneOnlyUntil: later(first, pick.between(-1, 1)) } : {}),
  }
}

/** One there is or none, seldom one there is not. */
function variantIn(pick: Pick, service: PlanService | undefined): string | undefined {
  if (pick.chance(0.01)) return 'unknown'
  const keys = (service?.variants ?? []).map(({ key }) => key)
  return keys.length > 0 && pick.chance(0.65) ? pick.one(keys) : undefined
}

function cartIn(pick: Pick, plan: Plan): Cart {
  const able = (Object.keys(plan.services) as ServiceId[]).filter(
    (service) => plan.services[service]?.isActive || pick.chance(0.1),
  )
  const lines = Array.from({ length: pick.one([1, 1, 1, 1, 2, 2, 2, 3, 3, 4]) }, () => {
    const serviceId = pick.one(able.length > 0 ? able : (Object.keys(plan.services) as ServiceId[]))
    const people = (Object.keys(plan.people) as StaffId[]).filter((person) => plan.people[person]?.services[serviceId])
    const isNamed = people.length > 0 && plan.services[serviceId]?.needsPerson && pick.chance(0.35)
    const gender = pick.chance(0.1) ? pick.one(['woman', 'man'] as const) : undefined
    const variant = variantIn(pick, plan.services[serviceId])
    return isNamed ? { serviceId, staffId: pick.one(people), variant } : { serviceId, staffId: null, gender, variant }
  })
  return { lines, prefer: pick.one(['least_wait', 'least_wait', 'same_person', 'parallel'] as const) }
}
