// What the pages of a visit show of it and of the place.

import type { StaffId } from '#kernel/ids.ts'
import { isId } from '#kernel/ids.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import { type LocalDate, localDateAt, toMinute, type WallTime, wallAt } from '#kernel/time.ts'
import {
  type Appointment,
  cartOfVisit,
  LATENESS,
  lineTextOf,
  whyNotLate,
  whyNotMove,
} from '#modules/appointments/index.ts'
import { type Business, noticeOn } from '#modules/businesses/index.ts'
import { hoursOf, type Location, openNow } from '#modules/locations/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Asking } from '#platform/http/routes.ts'
import type { VisitBrief } from '#site/components/visit-facts.tsx'
import { sayIn } from '#site/say.ts'
import { objectText, placeText } from '#site/told-text.ts'
import { planLines, waitIn } from './booking-views.ts'
import { landmarkOf, mapUrlOf, parkingOf, phoneOf, type SiteDeps, streetOf } from './site-deps.ts'

export interface OpenedVisit extends Asking {
  path: string
  actor: Actor
  token: string
  visit: Appointment
  now: Date
  business: Business | null
  place: Location | null
  /** More than one branch: then its name comes first. */
  hasBranches: boolean
}

/** @throws notFound `link_invalid` */
export async function openVisit(
  deps: SiteDeps,
  asked: Asking & { path: string; actor: Actor; params: { token: string } },
): Promise<OpenedVisit> {
  const { session, tablet, network, agent, locale, origin, path, actor } = asked
  const { token } = asked.params
  const visit = await deps.appointments.byLink(token)
  const [business, places] = await Promise.all([
    deps.businesses.byId(visit.businessId),
    deps.locations.ofBusiness(visit.businessId),
  ])
  const place = places.find(({ id }) => id === visit.locationId) ?? places.find(({ isDefault }) => isDefault) ?? null
  return {
    ...{ session, tablet, network, agent, locale, origin, path, actor, token, visit, business, place },
    now: deps.clock.now(),
    hasBranches: places.length > 1,
  }
}

export function visitBrief({ visit, business, place, hasBranches, locale }: OpenedVisit): VisitBrief {
  const { zone, date, time } = visit.wall
  return {
    business: business ? placeBrief(business, place, hasBranches, locale) : NOWHERE,
    instant: visit.startTime.toISOString(),
    day: date,
    time,
    endTime: wallAt(toMinute(visit.endTime), zone).time,
    lines: planLines(visit.services, zone, locale),
    wait: waitIn(visit.services),
    total: visit.totalAmount,
    isLeast: visit.services.some(({ priceFrom }) => priceFrom),
    guestName: visit.forWhom?.name ?? null,
    told: {
      place: visit.place && placeText(sayIn(locale), visit.place),
      object: visit.object && { kind: visit.object.kind, text: objectText(visit.object) },
    },
  }
}

const NOWHERE = {
  slug: '',
  name: '',
  street: '',
  landmark: null,
  parking: null,
  door: null,
  mapUrl: null,
  phone: null,
  whatsapp: null,
}

function placeBrief(
  business: Business,
  place: Location | null,
  hasBranches: boolean,
  locale: Locale,
): VisitBrief['business'] {
  const name = textIn(business, 'name', locale)
  const branch = hasBranches && place ? textIn(place, 'name', locale) : name
  const at = place && !place.isDefault ? place : business
  return {
    slug: business.slug,
    name: branch === name ? name : `${branch} · ${name}`,
    street: streetOf(at, locale),
    landmark: landmarkOf(at, locale),
    parking: parkingOf(at, locale),
    door: (at === business && business.photos.door) || null,
    mapUrl: mapUrlOf(place ?? undefined),
    phone: (place?.phone && parsePhone(place.phone)) || phoneOf(business),
    whatsapp: business.socialMedia.whatsapp ? parsePhone(business.socialMedia.whatsapp) : null,
  }
}

/** "On holiday till …", "no electricity today": what the business tells everybody. */
export function noticeText({ business, now, visit, locale }: OpenedVisit): string | null {
  const notice = business && noticeOn(business, localDateAt(toMinute(now), visit.wall.zone))
  return notice && textIn(notice, 'text', locale)
}

/** When the place answers; null where there is none any more. */
export const answersOf = ({ place, now }: OpenedVisit) => place && openNow(hoursOf(place), place.zone, toMinute(now))

export const canMove = (opened: OpenedVisit): boolean => whyNotMove(opened.visit, opened.now) === null

export const canSayLate = ({ visit, now }: OpenedVisit): boolean => whyNotLate(visit, now) === null

export type Lateness = (typeof LATENESS)[number]
export const asLateness = (minutes: number): Lateness | null => LATENESS.find((one) => one === minutes) ?? null

/** People of a move, as an address says them: nobody named = as they were, `any` = anybody. */
export function peopleIn(who: string): (StaffId | null)[] | undefined {
  if (who === '') return undefined
  if (who === 'any') return []
  const ids = who.split(',')
  return ids.every((id) => id === 'any' || isId(id)) ? ids.map((id) => (isId(id) ? (id as StaffId) : null)) : undefined
}

export const moveCart = (visit: Appointment, who: string) => cartOfVisit(visit, peopleIn(who))

/** What else was booked in one sitting and is still to come: a family's visits, found by the link of any. */
export async function bookedTogether(deps: SiteDeps, { visit, now, locale }: OpenedVisit): Promise<TogetherBrief[]> {
  const sitting = await deps.appointments.sitting(visit)
  return sitting
    .filter(({ id, status, endTime }) => id !== visit.id && status === 'scheduled' && endTime >= now)
    .map((other) => ({
      token: deps.appointments.linkTo(other),
      day: other.wall.date,
      time: other.wall.time,
      services: other.services.map((line) => lineTextOf(line, locale)),
      guestName: other.forWhom?.name ?? null,
    }))
}

export interface TogetherBrief {
  token: string
  day: LocalDate
  time: WallTime
  services: readonly string[]
  guestName: string | null
}
