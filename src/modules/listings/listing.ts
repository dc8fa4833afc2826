import type { BusinessId, LocationId, ServiceId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { type LocalDate, localDateAt, type Minute } from '#kernel/time.ts'
import type { Stretch } from '#modules/locations/index.ts'

export interface ListedService {
  id: ServiceId
  name: string
  translations: Translations<'name'>
  /** A slug */
  category: string | null
  price: Tenge
  priceFrom: boolean
  /** Minutes */
  duration: number
  /** Booked with a person: then any specialist is offered. */
  needsPerson: boolean
  /** The next free starts, rising; none where it is not booked online. */
  times: Minute[]
}

/** All that home and search show of one location, written beforehand; its times are what was free then. */
export interface Listing {
  locationId: LocationId
  businessId: BusinessId
  slug: string
  name: string
  translations: Translations<'name' | 'street' | 'landmark'>
  category: string
  street: string
  building: string
  landmark: string
  /** Address of a picture, or null: then a cover is drawn. */
  cover: string | null
  /** [longitude, latitude] */
  geo: [number, number] | null
  zone: string
  features: string[]
  /** The least price of what is not free of charge. */
  priceFrom: Tenge | null
  /** When the place is open, over the days ahead. */
  open: Stretch[]
  services: ListedService[]
  /** Minutes from now to the earliest start that can be booked. */
  leadTime: number
  /** By local day, until when a time of that day can still be booked. */
  days: { date: LocalDate; until: Minute }[]
  /** The next free start of all, or `NEVER`. */
  soonest: Minute
  searchKeys: string[]
  /** The plan it was computed with. */
  plan: number
  computedAt: Date
  /** Then its times run short, or the day changes. */
  freshUntil: Date
}

/** Sorts after every time there is. */
export const NEVER: Minute = 2 ** 31 - 1

/** Starts that can still be booked. */
export const comingTimes = (
  { leadTime }: Pick<Listing, 'leadTime'>,
  { times }: Pick<ListedService, 'times'>,
  now: Minute,
): Minute[] => times.filter((time) => time >= now + leadTime)

export const isFreeOn = (
  listing: Pick<Listing, 'leadTime' | 'zone'>,
  service: Pick<ListedService, 'times'>,
  date: LocalDate,
  now: Minute,
): boolean => comingTimes(listing, service, now).some((time) => localDateAt(time, listing.zone) === date)

export const isOpenAt = ({ open }: Pick<Listing, 'open'>, now: Minute): boolean =>
  open.some(({ from, until }) => from <= now && now < until)
