// A business in the words of schema.org, for search engines and maps. Figures are the page's own: nothing is claimed
// that a visitor does not see.

import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { HoursOfDay, Season } from '#site/components/hours.tsx'

export interface BusinessFacts {
  /** Whole address of the page. */
  url: string
  name: string
  /** A slug of the catalogue. */
  category: string
  description: string
  /** Whole addresses */
  images: readonly string[]
  phone: string | null
  street: string
  city: string
  postalCode: string
  /** [longitude, latitude] */
  geo: readonly [number, number] | null
  week: readonly HoursOfDay[]
  seasons: readonly Omit<Season, 'name'>[]
  exceptions: readonly (Omit<HoursOfDay, 'day'> & { date: LocalDate })[]
  services: readonly { name: string; price: Tenge; priceFrom: boolean }[]
  /** Whole addresses of its pages in social networks. */
  sameAs: readonly string[]
}

const TYPES: Readonly<Record<string, string>> = {
  barbershop: 'HairSalon',
  'beauty-salon': 'BeautySalon',
  nails: 'NailSalon',
  dentistry: 'Dentist',
  clinic: 'MedicalClinic',
  massage: 'HealthAndBeautyBusiness',
  spa: 'DaySpa',
  bath: 'HealthAndBeautyBusiness',
  laser: 'HealthAndBeautyBusiness',
  toi: 'BeautySalon',
  fitness: 'ExerciseGym',
  'sports-field': 'SportsActivityLocation',
  'car-service': 'AutoRepair',
  'car-wash': 'AutoWash',
  'tyre-service': 'TireShop',
  climate: 'HVACBusiness',
  optics: 'Optician',
  'kids-center': 'ChildCare',
}

const typeOf = (category: string): string => (Object.hasOwn(TYPES, category) && TYPES[category]) || 'LocalBusiness'

const OFFERS_SHOWN = 12
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export function businessSchema(facts: BusinessFacts): object {
  const { url, name, description, images, phone, street, city, postalCode, geo, services, sameAs } = facts
  const prices = services.map(({ price }) => price).filter((price) => price > 0)
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  return defined({
    '@context': 'https://schema.org',
    '@type': typeOf(facts.category),
    '@id': url,
    url,
    name,
    description: description || undefined,
    image: images,
    telephone: phone ?? undefined,
    address: defined({
      '@type': 'PostalAddress',
      streetAddress: street,
      addressLocality: city || undefined,
      postalCode: postalCode || undefined,
      addressCountry: 'KZ',
    }),
    geo: geo ? { '@type': 'GeoCoordinates', latitude: geo[1], longitude: geo[0] } : undefined,
    openingHoursSpecification: facts.week.flatMap((day) =>
      stretches(day).map((stretch) => ({ ...stretch, dayOfWeek: dayOfWeek(day) })),
    ),
    specialOpeningHoursSpecification: someOf([
      ...facts.seasons.flatMap(({ from, until, week }) =>
        week.flatMap((day) => within(day, { validFrom: from, validThrough: until, dayOfWeek: dayOfWeek(day) })),
      ),
      ...facts.exceptions.flatMap((day) => within(day, { validFrom: day.date, validThrough: day.date })),
    ]),
    priceRange: prices.length === 0 ? undefined : least === most ? `${least} ₸` : `${least}–${most} ₸`,
    currenciesAccepted: 'KZT',
    hasOfferCatalog: services.length > 0 ? offersOf(services) : undefined,
    sameAs: someOf(sameAs),
  })
}

const offersOf = (services: BusinessFacts['services']) => ({
  '@type': 'OfferCatalog',
  itemListElement: services.slice(0, OFFERS_SHOWN).map(({ name, price, priceFrom }) => ({
    '@type': 'Offer',
    itemOffered: { '@type': 'Service', name },
    ...(priceFrom
      ? { priceSpecification: { '@type': 'PriceSpecification', minPrice: price, priceCurrency: 'KZT' } }
      : { price, priceCurrency: 'KZT' }),
  })),
})

const SPECIFICATION = 'OpeningHoursSpecification'
/** Equal times of midnight: closed all day, as search engines read it. */
const CLOSED = { '@type': SPECIFICATION, opens: '00:00', closes: '00:00' }

const dayOfWeek = ({ day }: HoursOfDay): string => `https://schema.org/${WEEKDAYS[day]}`

/** A day's hours that hold for some dates only; closed is said as well. */
function within<Dates extends object>(day: Omit<HoursOfDay, 'day'>, dates: Dates) {
  const open = stretches(day)
  return (open.length > 0 ? open : [CLOSED]).map((stretch) => ({ ...stretch, ...dates }))
}

/** A day's hours between its breaks. One that closes at or before its opening ends on the next day, as in schema.org. */
function stretches({ isOpen, openTime, closeTime, breaks }: Omit<HoursOfDay, 'day'>) {
  if (!isOpen) return []
  if (openTime === closeTime && breaks.length === 0)
    return [{ '@type': SPECIFICATION, opens: '00:00', closes: '23:59' }]
  // After midnight comes what is before the opening on the wall.
  const order = (time: WallTime) => (time < openTime ? `1${time}` : `0${time}`)
  const pauses = [...breaks].sort((a, b) => (order(a.startTime) < order(b.startTime) ? -1 : 1))
  const opens = [openTime, ...pauses.map(({ endTime }) => endTime)]
  const closes = [...pauses.map(({ startTime }) => startTime), closeTime]
  return opens.map((time, at) => ({ '@type': SPECIFICATION, opens: time, closes: closes[at] }))
}

const someOf = <Item>(list: readonly Item[]): readonly Item[] | undefined => (list.length > 0 ? list : undefined)

const defined = (values: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
