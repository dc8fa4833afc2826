import type { Plan, PlanService, ResourceNeed, ServiceVariant } from '#modules/diaries/index.ts'
import { type Pick, resourceId, serviceId, VARIANT_KEYS } from './pick.ts'
import { timeOf } from './zone-clock.ts'

export const servicesIn = (pick: Pick): Plan['services'] =>
  Object.fromEntries(
    Array.from({ length: pick.between(1, 4) }, (_, order) => [serviceId(order + 1), serviceIn(pick, order)]),
  )

function serviceIn(pick: Pick, order: number): PlanService {
  const variants = pick.chance(0.3) ? variantsIn(pick) : []
  const whole = variants.length > 0 ? wholeOf(variants) : undefined
  const needsPerson = pick.chance(0.85)
  const needs: ResourceNeed[] = [{ resourceId: resourceId(1) }, { resourceId: resourceId(2) }, { kind: 'room' }]
  return {
    name: `Service ${order + 1}`,
    duration: durationIn(pick),
    price: pick.between(1, 9) * 1000,
    priceFrom: false,
    ...(whole ? { ...whole, variants } : {}),
    before: pick.one([0, 0, 0, 0, 5, 10, 15, 30]),
    after: pick.one([0, 0, 0, 0, 5, 10, 15, 30]),
    needsPerson,
    resource: !needsPerson || pick.chance(0.3) ? pick.one(needs) : null,
    ...(pick.chance(0.15) ? { startWindows: Array.from({ length: pick.between(1, 3) }, () => windowIn(pick)) } : {}),
    ...(pick.chance(0.04) ? { stoppedUntil: '2026-10-25' } : {}),
    isActive: pick.chance(0.97),
    order,
  }
}

const durationIn = (pick: Pick): number => pick.one([5, 15, 20, 30, 30, 45, 60, 60, 62, 90, 120, 150, 360])

const variantsIn = (pick: Pick): ServiceVariant[] =>
  VARIANT_KEYS.slice(0, pick.between(1, 4)).map((key) => ({
    ...{ key, name: key },
    duration: durationIn(pick),
    price: pick.between(1, 9) * 1000,
  }))

/** What a service says of itself as a whole. */
const wholeOf = (variants: readonly ServiceVariant[]) => ({
  duration: Math.max(...variants.map(({ duration }) => duration)),
  price: Math.min(...variants.map(({ price }) => price)),
})

function windowIn(pick: Pick) {
  const from = pick.between(0, 20 * 12) * 5 + (pick.chance(0.1) ? 2 : 0)
  const to = Math.min(from + pick.between(0, 60) * 5, 1435)
  return { ...(pick.chance(0.3) ? { day: pick.between(0, 6) } : {}), from: timeOf(from), to: timeOf(to) }
}

export const resourcesIn = (pick: Pick): Plan['resources'] =>
  Object.fromEntries(
    [1, 2].map((number, order) => [
      resourceId(number),
      {
        name: `Room ${number}`,
        kind: pick.one(['room', 'room', 'device']),
        units: pick.one([1, 1, 2]),
        isActive: pick.chance(0.95),
        order,
      },
    ]),
  )
