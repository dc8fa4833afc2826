import type { Locale } from '#kernel/localized-text.ts'
import { textIn } from '#kernel/localized-text.ts'
import { addDays, localDateAt, type Minute } from '#kernel/time.ts'
import { type Business, noticeOn } from '#modules/businesses/index.ts'
import { hoursOf, type Location, openNow } from '#modules/locations/index.ts'
import { parseUrl, urlOf, widthsOf } from '#modules/photos/photos.contract.ts'
import type { Service } from '#modules/services/index.ts'
import type { Member } from '#modules/staff/index.ts'
import type { ServiceGroup } from '#site/components/services.tsx'
import { type Network, socialAddress, whatsappPhone } from '#site/contact-addresses.ts'
import { LINK_PICTURE } from '#site/covers/cover.ts'
import type { LinkPicture } from '#site/document.tsx'
import { coverPicturePath } from '#site/links.ts'
import type { BusinessPageProps } from './business.page.tsx'
import { landmarkOf, mapUrlOf, phoneOf, streetOf } from './site-deps.ts'

/** Days ahead for which other hours than the week's are shown. */
const SPECIAL_DAYS_AHEAD = 14
const NETWORKS: readonly Network[] = ['instagram', 'facebook', 'twitter']

export interface Found {
  business: Business
  place: Location
  services: readonly Service[]
  people: readonly Member[]
}

/** What the page says of a business at this minute, in one language. */
export function businessView(
  { business, place, services, people }: Found,
  locale: Locale,
  now: Minute,
): Omit<BusinessPageProps, 'shell'> {
  const today = localDateAt(now, place.zone)
  const notice = noticeOn(business, today)
  const { whatsapp = '', ...networks } = business.socialMedia
  const stop = business.onlineStop
  return {
    slug: business.slug,
    name: textIn(business, 'name', locale),
    category: business.category,
    description: textIn(business, 'description', locale),
    city: textIn({ city: business.address.city ?? '', translations: business.translations }, 'city', locale),
    postalCode: business.address.postalCode ?? '',
    photos: business.photos,
    picture: pictureOf(business),
    today,
    open: openNow(hoursOf(place), place.zone, now),
    week: place.workingHours,
    seasons: place.periods.filter(({ from, until }) => until >= today && from <= addDays(today, SPECIAL_DAYS_AHEAD)),
    specialDays: place.exceptions
      .filter(({ date }) => date >= today && date <= addDays(today, SPECIAL_DAYS_AHEAD))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    notice: notice && textIn(notice, 'text', locale),
    onlineStoppedUntil: stop && today <= stop.until ? stop.until : null,
    street: streetOf(business, locale),
    landmark: landmarkOf(business, locale),
    mapUrl: mapUrlOf(place),
    geo: place.geo,
    phone: phoneOf(business),
    whatsapp: whatsappPhone(whatsapp),
    social: NETWORKS.flatMap((network) => {
      const href = socialAddress(network, networks[network] ?? '')
      return href ? [{ network, href }] : []
    }),
    features: business.features,
    groups: groupsOf(services, locale),
    people: people
      .filter(({ isActive }) => isActive)
      .map((person) => ({
        id: person.id,
        name: textIn(person, 'name', locale),
        title: textIn(person, 'title', locale),
        photo: person.photo,
      })),
  }
}

/** Services by category, in the order of the price list. */
const groupsOf = (services: readonly Service[], locale: Locale): ServiceGroup[] =>
  [...Map.groupBy(services, ({ category }) => category)].map(([category, list]) => ({
    category,
    services: list.map((service) => ({
      id: service.id,
      name: textIn(service, 'name', locale),
      description: textIn(service, 'description', locale),
      duration: service.duration,
      price: service.price,
      priceFrom: service.priceFrom,
      mostPrice: Math.max(service.price, ...service.variants.map(({ price }) => price)),
      isBookable: service.isActive,
    })),
  }))

/** Messengers leave out pictures of many hundred kilobytes. */
const LINK_WIDTH = 1280

/** The business's own cover, else the drawn one. */
function pictureOf({ slug, category, photos }: Business): LinkPicture {
  const cover = parseUrl(photos.coverImage)
  if (!cover) return { url: coverPicturePath(slug, category), ...LINK_PICTURE }
  const width = widthsOf(cover).findLast((one) => one <= LINK_WIDTH) ?? cover.width
  return { url: `${urlOf(cover)}/${width}.jpg`, width, height: Math.round((cover.height * width) / cover.width) }
}
