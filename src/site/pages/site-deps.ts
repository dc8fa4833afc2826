import { z } from 'zod'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import { localeShape } from '#kernel/shapes.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Business, Businesses } from '#modules/businesses/index.ts'
import type { Drafts } from '#modules/drafts/index.ts'
import type { Listings } from '#modules/listings/index.ts'
import type { Location, Locations } from '#modules/locations/index.ts'
import type { QueueApi } from '#modules/queue/index.ts'
import type { Services } from '#modules/services/index.ts'
import type { Staff } from '#modules/staff/index.ts'
import type { BusinessBrief } from '#site/components/briefs.ts'
import type { Assets } from '#site/document.tsx'

/** What the public pages join. */
export interface SiteDeps {
  clock: Clock
  /** A fresh idempotency key for a form. */
  newKey: () => string
  assets: Assets
  businesses: Pick<Businesses, 'bySlug' | 'byId' | 'activePages'>
  locations: Pick<Locations, 'defaultsOf' | 'ofBusiness'>
  services: Pick<Services, 'byId' | 'ofBusiness'>
  staff: Pick<Staff, 'ofBusiness'>
  appointments: Appointments
  drafts: Drafts
  queue: Pick<QueueApi, 'door' | 'doorOf' | 'join' | 'leave' | 'linkTo' | 'placeBy'>
  listings: Pick<Listings, 'search'>
}

export const InLocale = z.object({ locale: localeShape })
export const OfBusiness = InLocale.extend({ slug: z.string().max(120) })
export const OfVisit = InLocale.extend({ token: z.string().max(120) })

/** The address line as people write it: `Азаттық даңғылы, 48`. */
export function streetOf(
  { address, translations }: Pick<Business, 'address' | 'translations'>,
  locale: Locale,
): string {
  const street = textIn({ street: address.street ?? '', translations }, 'street', locale)
  return [street, address.building].filter(Boolean).join(', ')
}

/** How to find the door: `Орталық көпірдің жанында, 2-кіреберіс, 3-қабат`. */
export const landmarkOf = (
  { address, translations }: Pick<Business, 'address' | 'translations'>,
  locale: Locale,
): string | null => {
  const landmark = textIn({ landmark: address.landmark ?? '', translations }, 'landmark', locale)
  return [landmark, address.entrance, address.floor, address.office].filter(Boolean).join(', ') || null
}

/** Where a car may be left, in the owner's words. */
export const parkingOf = (
  { address, translations }: Pick<Business, 'address' | 'translations'>,
  locale: Locale,
): string | null => textIn({ parking: address.parking ?? '', translations }, 'parking', locale) || null

export const phoneOf = (business: Business): string | null => {
  const { phone } = business.contacts
  return phone ? parsePhone(phone) : null
}

/** Where a business works. @throws notFound `not_found` */
export async function placeOf({ locations }: Pick<SiteDeps, 'locations'>, { id }: Business): Promise<Location> {
  const [place] = await locations.defaultsOf([id])
  if (!place) throw notFound('not_found')
  return place
}

export const businessBrief = (business: Business, locale: Locale): BusinessBrief => ({
  slug: business.slug,
  name: textIn(business, 'name', locale),
  street: streetOf(business, locale),
  phone: phoneOf(business),
})

/** 2GIS takes longitude first. */
export const mapUrlOf = (location: Location | undefined): string | null =>
  location?.geo ? `https://2gis.kz/geo/${location.geo.join(',')}` : null

/** @throws notFound `not_found` for no such address and for a business that is not on the list */
export async function activeBusiness({ businesses }: Pick<SiteDeps, 'businesses'>, slug: string): Promise<Business> {
  const business = await businesses.bySlug(slug)
  if (!business?.isActive) throw notFound('not_found')
  return business
}
