// What the front page shows of a search: names in the reader's language, days and clock times of the place.

import { type Locale, textIn } from '#kernel/localized-text.ts'
import { type Minute, wallAt } from '#kernel/time.ts'
import { comingTimes, type Found, type Listing } from '#modules/listings/index.ts'
import type { OpenNow } from '#site/components/open-state.tsx'
import type { Result } from '#site/components/result-card.tsx'

const TIMES = 3
const DAY_MINUTES = 1440

export function resultOf({ listing, services, metres }: Found, now: Minute, locale: Locale): Result {
  const withTimes = services.map((service) => ({ service, times: comingTimes(listing, service, now) }))
  // What was meant best; of a place that was meant as a whole the first on its list that has a free time.
  const { service, times } = withTimes.find((one) => one.times.length > 0) ?? { service: services[0], times: [] }
  return {
    slug: listing.slug,
    name: textIn(listing, 'name', locale),
    category: listing.category,
    street: [textIn(listing, 'street', locale), listing.building].filter(Boolean).join(', '),
    metres,
    photo: listing.cover,
    open: openState(listing, now),
    priceFrom: listing.priceFrom,
    service: service
      ? {
          id: service.id,
          name: textIn(service, 'name', locale),
          price: service.price,
          priceFrom: service.priceFrom,
          staff: service.needsPerson ? 'any' : null,
        }
      : null,
    times: times.slice(0, TIMES).map((time) => {
      const { date: day, time: wall } = wallAt(time, listing.zone)
      return { day, time: wall }
    }),
  }
}

function openState({ open, zone }: Listing, now: Minute): OpenNow {
  const present = open.find(({ from, until }) => from <= now && now < until)
  if (present)
    return { isOpen: true, until: present.until - now > DAY_MINUTES ? null : wallAt(present.until, zone).time }
  const next = open.find(({ from }) => from > now)
  return { isOpen: false, opens: next ? wallAt(next.from, zone) : null }
}
