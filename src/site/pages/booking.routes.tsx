// The way to a visit, a page a step. All that is chosen stands in the address; opening one changes nothing.

import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { bookPath } from '#site/links.ts'
import { addressOf, type Booking, Chosen, hasPeople, openBooking, startOf } from './booking-choice.ts'
import { contactStep, typedIn } from './booking-contact.tsx'
import { peopleStep } from './booking-people.tsx'
import { servicesStep } from './booking-services.tsx'
import { timeStep } from './booking-time.tsx'
import { whyStep } from './booking-why.tsx'
import { activeBusiness, OfBusiness, type SiteDeps } from './site-deps.ts'

export function bookingPages(deps: SiteDeps): Page[] {
  return [
    page({
      method: 'GET',
      path: '/:locale/b/:slug/book',
      may: 'anyone',
      params: OfBusiness,
      query: Chosen,
      handler: async (asked) => {
        const { locale, params, query } = asked
        const business = await activeBusiness(deps, params.slug)
        if (business.slug !== params.slug) {
          return { redirect: bookPath(locale, business.slug, { ...query, prefer: undefined }), status: 301 }
        }
        return nextStep(deps, await openBooking(deps, asked, business, query))
      },
    }),
    page({
      method: 'GET',
      path: '/:locale/b/:slug/book/why',
      may: 'anyone',
      params: OfBusiness,
      query: Chosen,
      handler: async (asked) => {
        const business = await activeBusiness(deps, asked.params.slug)
        const booking = await openBooking(deps, asked, business, asked.query)
        if (booking.lost || booking.cart.lines.length === 0 || startOf(booking) === null) {
          return { redirect: addressOf(booking) }
        }
        return whyStep(deps, booking)
      },
    }),
  ]
}

/** The step that was asked for, or the first one for which something is still to be chosen. */
function nextStep(deps: SiteDeps, booking: Booking): Promise<PageAnswer> | PageAnswer {
  const { cart, step, lost, isDecided, hold, draft } = booking
  const mustChooseServices = cart.lines.length === 0 || (lost !== null && lost !== 'person_unavailable')
  if (mustChooseServices || step === 'services') return servicesStep(deps, booking)
  const isTyped = Boolean(hold || (draft?.typed.name ?? '') || (draft?.typed.phone ?? ''))
  const keepsTyped = step === 'contact' && isTyped
  const mustChoosePeople = hasPeople(booking) && (!isDecided || (lost === 'person_unavailable' && !keepsTyped))
  if (mustChoosePeople || step === 'people') return peopleStep(deps, booking)
  return step === 'contact' ? contactStep(deps, booking, typedIn(booking)) : timeStep(deps, booking)
}
