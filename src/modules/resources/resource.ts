import type { BusinessId, LocationId, ResourceId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { PlanResource } from '#modules/diaries/index.ts'

/** A room, a chair, a machine: `units` interchangeable pieces of it at one location. */
export interface Resource {
  id: ResourceId
  businessId: BusinessId
  locationId: LocationId
  name: string
  translations: Translations<'name'>
  /** `room`, `equipment`, `bay` …: a service may ask for any of a kind. */
  kind: string
  units: number
  isActive: boolean
  order: number
  version: number
}

/** The resource's section of its location's plan. */
export const compiled = ({ name, kind, units, isActive, order }: Resource): PlanResource => ({
  name,
  kind,
  units,
  isActive,
  order,
})
