// The plan of a location: all that the engine must know about it besides who is busy. Locations, services, staff and
// resources each write their own section, compiled, in the transaction of the change (see diaries.store.ts).

import type { BusinessId, LocationId, ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Locale, Translations } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, Minute, WallTime } from '#kernel/time.ts'

export interface Break {
  startTime: WallTime
  endTime: WallTime
}

/** One day's opening; `closeTime ≤ openTime` means the next day. */
export interface DayHours {
  isOpen: boolean
  openTime: WallTime
  closeTime: WallTime
  breaks: Break[]
}

/** Hours of the specification's `workingHours`: `day` 0 = Sunday. */
export interface WeekdayHours extends DayHours {
  day: number
}

export interface ExceptionHours extends DayHours {
  date: LocalDate
}

/** Other weekly hours between two dates, both included: Ramadan, a summer. The usual ones return by themselves. */
export interface HoursPeriod {
  name: string
  from: LocalDate
  until: LocalDate
  week: WeekdayHours[]
}

export interface PlanHours {
  week: WeekdayHours[]
  /** They do not overlap; absent: none. */
  periods?: HoursPeriod[]
  /** Dated exceptions replace the week on their day, also that of a period. */
  exceptions: ExceptionHours[]
}

export interface PlanRules {
  isActive: boolean
  mainLocale: Locale
  /** Minutes from now to the earliest start. */
  leadTime: number
  /** Minutes claimed after each visit, unless the service asks for more. */
  buffer: number
  /** Starts are multiples of this many minutes from local midnight. */
  slotStep: number
  /** Days from today that can be booked. */
  horizon: number
  allowCancellation: boolean
  /** Hours before the start until which a client may cancel. */
  cancellationPeriod: number
  /** Minutes a client may be left waiting between two services of one visit; absent: 15. */
  maxWait?: number
  /** Minutes after the start for which a late client is still served; absent: 15. */
  graceMinutes?: number
  /** Minutes for which a chosen time is kept for the client who types; absent: 10. */
  holdMinutes?: number
  /** The last local day that nobody books online for, only by phone. */
  phoneOnlyUntil?: LocalDate
}

/** What a service must have beside a person: this resource, or any of a kind. */
export type ResourceNeed = { resourceId: ResourceId } | { kind: string }

/** What some services are done to; asked when they are booked. */
export const OBJECT_KINDS = ['car', 'pet', 'device'] as const
export type ObjectKind = (typeof OBJECT_KINDS)[number]

/** Wall times between which a service may begin, both included; without `day` (0 = Sunday) on every day. */
export interface StartWindow {
  day?: number | undefined
  from: WallTime
  to: WallTime
}

/** Few enough to be seen at once. */
export const MOST_VARIANTS = 8

export const VARIANT_KEY = /^[a-z0-9-]{1,20}$/

/** One of the ways a service is done, by which its time and price differ: hair length, size of a car. */
export interface ServiceVariant {
  /** Unique in its service. */
  key: string
  name: string
  translations?: Translations<'name'> | undefined
  /** Minutes */
  duration: number
  price: Tenge
  image?: string | undefined
}

/** A person's own price and duration of a service; of one with variants, by variant. */
export interface OwnTerms {
  price?: Tenge | undefined
  duration?: number | undefined
  variants?: Record<string, { price?: Tenge | undefined; duration?: number | undefined }> | undefined
}

export interface PlanService {
  name: string
  translations?: Translations<'name' | 'description'>
  /** Minutes; with variants the longest */
  duration: number
  /** With variants the lowest */
  price: Tenge
  /** The price is the least. */
  priceFrom: boolean
  /** In the order in which they are shown; absent: none. */
  variants?: ServiceVariant[]
  /** Minutes claimed before and after the visit; the after side is at least the location's buffer. */
  before: number
  after: number
  needsPerson: boolean
  resource: ResourceNeed | null
  /** Under so many years not at all, or only with an adult: told before booking, not asked. */
  minAge?: { years: number; withAdult: boolean }
  /** Done at the client's: his address is asked. Absent: at the business. */
  place?: 'client'
  /** Absent: none is asked. */
  object?: ObjectKind
  /** Absent: it may begin whenever it fits. */
  startWindows?: StartWindow[]
  /** The last local day that nobody books it online for. */
  stoppedUntil?: LocalDate
  isActive: boolean
  order: number
}

export type Shift = { from: WallTime; to: WallTime; breaks: Break[] }

/** Weekly: shifts by weekday. Rotation: `on` days of work, `off` days of rest, counted from `start`. */
export type Schedule =
  | { kind: 'weekly'; days: (Shift & { day: number })[] }
  | ({ kind: 'rotation'; on: number; off: number; start: LocalDate } & Shift)

/** A day on which a person works otherwise than the schedule says; no shifts: not at all. */
export interface DatedShifts {
  date: LocalDate
  shifts: Shift[]
}

export interface PlanPerson {
  name: string
  /** Texts of `name` (where it differs by language) and `title`. */
  title?: string
  translations?: Translations<'name' | 'title'>
  services: Record<ServiceId, OwnTerms>
  schedule: Schedule
  exceptions?: DatedShifts[]
  /** In rising order, may overlap. */
  timeOff?: { from: Minute; until: Minute }[]
  /** Absent: all. */
  serves?: 'all' | 'women' | 'men'
  gender?: 'woman' | 'man'
  /** The last local day that nobody books this person online for. */
  stoppedUntil?: LocalDate
  isActive: boolean
  order: number
}

export interface PlanResource {
  name: string
  kind: string
  /** Interchangeable pieces, numbered from 1, each with a diary of its own. */
  units: number
  isActive: boolean
  order: number
}

export interface Plan {
  /** Raised by every change that can make a free time unfree; a claim names the number it was computed with. */
  number: number
  businessId: BusinessId
  locationId: LocationId
  zone: string
  hours: PlanHours
  /** Districts to which its people go, as the owner writes them; absent or empty: everywhere in town. */
  servedDistricts?: string[]
  rules: PlanRules
  services: Record<ServiceId, PlanService>
  people: Record<StaffId, PlanPerson>
  resources: Record<ResourceId, PlanResource>
}
