import { canonical } from '#kernel/canonical.ts'
import type { BusinessId } from '#kernel/ids.ts'
import { type Businesses, rulesOf } from '#modules/businesses/index.ts'
import type { Diaries, Plan } from '#modules/diaries/index.ts'
import { hoursOf, type Location, type Locations } from '#modules/locations/index.ts'
import { compiled as compiledResource, type Resources } from '#modules/resources/index.ts'
import { compiled as compiledService, type Services } from '#modules/services/index.ts'
import { compiled as compiledPerson, type Staff } from '#modules/staff/index.ts'
import type { Check, Finding } from '#platform/doctor/check.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'

export interface PlanCheckDeps {
  inTransaction: InTransaction
  businesses: Pick<Businesses, 'ids' | 'byId' | 'mirror'>
  locations: Pick<Locations, 'ofBusiness'>
  services: Pick<Services, 'ofBusiness'>
  staff: Pick<Staff, 'ofBusiness'>
  resources: Pick<Resources, 'ofBusiness'>
  diaries: Pick<Diaries, 'planAt' | 'changePlan'>
}

/** Plan documents and the business's mirror of its default location, recompiled from their sources. */
export function createPlanChecks(deps: PlanCheckDeps): Check[] {
  const everyLocation =
    (judge: (location: Location, repair: boolean) => Promise<Finding[]>): Check['run'] =>
    async ({ repair }) => {
      const findings: Finding[] = []
      for (const businessId of await deps.businesses.ids()) {
        for (const location of await deps.locations.ofBusiness(businessId))
          findings.push(...(await judge(location, repair)))
      }
      return findings
    }
  return [
    { name: 'plans', run: everyLocation((location, repair) => judgePlan(deps, location, repair)) },
    { name: 'mirrors', run: everyLocation((location, repair) => judgeMirror(deps, location, repair)) },
  ]
}

async function judgePlan(deps: PlanCheckDeps, location: Location, repair: boolean): Promise<Finding[]> {
  const { businessId, id } = location
  const subject = `diaries/plan:${id}`
  const plan = await readPlan(deps, location)
  if (!plan) return [{ code: 'plan_missing', subject, found: null, expected: 'a plan', repaired: false }]
  const expected = await compiledPlan(deps, location)
  const wrong = Object.keys(expected).filter((path) => canonical(at(plan, path)) !== canonical(expected[path]))
  if (wrong.length === 0) return []
  // Somebody may have changed it between our reads: then it is not damage but work.
  if ((await readPlan(deps, location))?.number !== plan.number) return judgePlan(deps, location, repair)
  if (repair) {
    const changes = Object.fromEntries(wrong.map((path) => [path, expected[path]]))
    await deps.inTransaction((tx) => deps.diaries.changePlan(businessId, changes, tx, { locationId: id }))
  }
  return wrong.map((path) => ({ code: 'plan', subject, found: path, expected: 'as its source', repaired: repair }))
}

const readPlan = ({ diaries }: PlanCheckDeps, { businessId, id }: Location): Promise<Plan | null> =>
  diaries.planAt(businessId, id)

async function compiledPlan(deps: PlanCheckDeps, location: Location): Promise<Record<string, unknown>> {
  const { businessId, id } = location
  const [business, services, people, resources] = await Promise.all([
    deps.businesses.byId(businessId),
    deps.services.ofBusiness(businessId),
    deps.staff.ofBusiness(businessId),
    deps.resources.ofBusiness(businessId),
  ])
  return {
    zone: location.zone,
    hours: hoursOf(location),
    servedDistricts: location.servedDistricts,
    ...(business ? { rules: rulesOf(business) } : {}),
    ...Object.fromEntries(services.map((service) => [`services.${service.id}`, compiledService(service)])),
    ...Object.fromEntries(people.map((person) => [`people.${person.id}`, compiledPerson(person)])),
    ...Object.fromEntries(
      resources
        .filter(({ locationId }) => locationId === id)
        .map((resource) => [`resources.${resource.id}`, compiledResource(resource)]),
    ),
  }
}

async function judgeMirror(deps: PlanCheckDeps, location: Location, repair: boolean): Promise<Finding[]> {
  const { businessId, isDefault, address, workingHours } = location
  const business = isDefault ? await deps.businesses.byId(businessId as BusinessId) : null
  if (!business) return []
  const source = { address, workingHours }
  const found = { address: business.address, workingHours: business.workingHours }
  if (canonical(found) === canonical(source)) return []
  if (repair) await deps.inTransaction((tx) => deps.businesses.mirror(businessId, source, tx))
  return [{ code: 'mirror', subject: `businesses/${businessId}`, found, expected: source, repaired: repair }]
}

const at = (plan: Plan, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], plan)
