import type { BusinessId, LocationId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Address } from '#modules/businesses/index.ts'
import type { ExceptionHours, HoursPeriod, PlanHours, WeekdayHours } from '#modules/diaries/index.ts'

export interface Location {
  id: LocationId
  businessId: BusinessId
  name: string
  translations: Translations<'name' | 'street' | 'city' | 'landmark' | 'parking'>
  /** Every business has one default location; the business's own fields mirror it. */
  isDefault: boolean
  zone: string
  phone: string | null
  address: Address
  /** [longitude, latitude] */
  geo: [number, number] | null
  workingHours: WeekdayHours[]
  /** Ramadan, a summer: other weekly hours between two dates. */
  periods: HoursPeriod[]
  exceptions: ExceptionHours[]
  /** Districts to which its people go; none: everywhere in town. */
  servedDistricts: string[]
  version: number
}

/** The location's section of its plan. */
export const hoursOf = ({
  workingHours,
  periods,
  exceptions,
}: Pick<Location, 'workingHours' | 'periods' | 'exceptions'>): PlanHours => ({
  week: workingHours,
  ...(periods.length > 0 ? { periods } : {}),
  exceptions,
})
