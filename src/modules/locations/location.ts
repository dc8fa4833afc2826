import type { BusinessId, LocationId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Address } from '#modules/businesses/index.ts'
import type { ExceptionHours, PlanHours, WeekdayHours } from '#modules/diaries/index.ts'

export interface Location {
  id: LocationId
  businessId: BusinessId
  name: string
  translations: Translations<'name' | 'street' | 'city' | 'landmark'>
  /** Every business has one default location; the business's own fields mirror it. */
  isDefault: boolean
  zone: string
  phone: string | null
  address: Address
  /** [longitude, latitude] */
  geo: [number, number] | null
  workingHours: WeekdayHours[]
  exceptions: ExceptionHours[]
  /** Districts to which its people go; none: everywhere in town. */
  servedDistricts: string[]
  version: number
}

/** The location's section of its plan. */
export const hoursOf = ({ workingHours, exceptions }: Pick<Location, 'workingHours' | 'exceptions'>): PlanHours => ({
  week: workingHours,
  exceptions,
})
