import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { isId, type ServiceId, type StaffId } from '#kernel/ids.ts'
import { instantOf, localDateShape, toDate, wallMinutes, wallTimeShape } from '#kernel/time.ts'
import { cartOf, type Offers } from '#modules/appointments/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Location } from '#modules/locations/index.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import type { Asking } from '#platform/http/routes.ts'
import { renderPage } from '#site/document.tsx'
import { bookPath, businessPath, type Choice, visitPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { BookContactPage, readAlternative } from './book-contact.page.tsx'
import { BookPersonPage } from './book-person.page.tsx'
import { BookTimePage } from './book-time.page.tsx'
import { contactProps, type Refused, type Typed } from './booking-contact.ts'
import { dayStrip, firstFree, nextByPerson, offerOf, personBriefs, STRIP, serviceBrief } from './booking-offers.ts'
import { activeBusiness, businessBrief, OfBusiness, placeOf, type SiteDeps } from './site-deps.ts'

/** Days in which each person's next free time is looked for. */
const PERSON_DAYS = 2 * STRIP

const text = (max: number) => z.string().max(max).catch('')

const Chosen = z.object({
  service: text(24),
  staff: text(24),
  day: localDateShape.optional().catch(undefined),
  start: wallTimeShape.optional().catch(undefined),
})

// Names and notes are let in at any length the body allows: the form comes back with them and says what is too long.
const Form = Chosen.extend({
  name: text(60_000),
  phone: text(60_000),
  note: text(60_000),
  key: text(100),
  price: z.coerce.number().int().optional().catch(undefined),
  choose: text(60),
})

interface Step extends Asking {
  path: string
  business: Business
  place: Location
  choice: Choice & { service: ServiceId }
}

/** The way to a visit, a page a step; all that is chosen stands in the address. */
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
        if (!isId(query.service)) return { redirect: businessPath(locale, business.slug) }
        if (business.slug !== params.slug) {
          return { redirect: bookPath(locale, business.slug, { ...query, service: query.service }), status: 301 }
        }
        const place = await placeOf(deps, business)
        return nextStep(deps, { ...asked, business, place, choice: { ...query, service: query.service as ServiceId } })
      },
    }),
    page({
      method: 'POST',
      path: '/:locale/b/:slug/book',
      may: 'anyone',
      params: OfBusiness,
      query: Chosen,
      body: Form,
      handler: async (asked) => {
        const { locale, params, body, actor } = asked
        const business = await activeBusiness(deps, params.slug)
        const other = readAlternative(body.choose)
        const choice = { ...body, ...other, service: body.service as ServiceId }
        if (!isId(body.service) || !choice.day || !choice.start) {
          return { redirect: businessPath(locale, business.slug) }
        }
        const step: Step = { ...asked, business, place: await placeOf(deps, business), choice }
        const typed = { name: body.name, phone: body.phone, note: body.note }
        if (other) return contactStep(deps, step, typed)
        try {
          const wish = {
            cart: cartOf(choice.service, staffIdOf(choice)),
            ...startOf(step),
            name: typed.name,
            phone: typed.phone,
            notes: typed.note,
            price: body.price,
            locale,
            source: 'site',
          }
          const visit = await deps.appointments.book(business.id, wish, actor, body.key || deps.newKey())
          return { redirect: `${visitPath(locale, deps.appointments.linkTo(visit))}?new=1` }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          return contactStep(deps, step, typed, { refusal: error, key: body.key })
        }
      },
    }),
  ]
}

const staffIdOf = ({ staff }: Choice): StaffId | null => (isId(staff) ? (staff as StaffId) : null)

/** The chosen wall time as an instant, by the zone of the place. */
const startOf = ({ place, choice }: Step) => ({
  startTime: toDate(instantOf(choice.day ?? '', wallMinutes(choice.start ?? '00:00'), place.zone)),
  locationId: place.id,
})

async function nextStep(deps: SiteDeps, step: Step): Promise<PageAnswer> {
  const { choice, locale } = step
  if (choice.staff && choice.day && choice.start) return contactStep(deps, step, { name: '', phone: '', note: '' })
  // Nothing chosen yet: one reading serves whichever step comes, people being offered over two strips.
  const days = choice.staff || choice.day ? STRIP : PERSON_DAYS
  const offers = await offerOf(deps, step, { staffId: staffIdOf(choice), day: choice.day, days })
  const able = personBriefs(offers.plan, choice.service, locale)
  const [only] = able
  // A service without people, or with one, has nobody to choose from.
  if (able.length === 0 && choice.day && choice.start) return contactStep(deps, step, { name: '', phone: '', note: '' })
  if (able.length > 1 && !choice.staff) {
    return personStep(deps, step, choice.day ? await offerOf(deps, step, { staffId: null, days: PERSON_DAYS }) : offers)
  }
  const staff = able.length > 1 ? choice.staff : (only?.id ?? null)
  const strip = { ...offers, days: offers.days.slice(0, STRIP) }
  return timeStep(deps, { ...step, choice: { ...choice, staff } }, strip)
}

async function personStep(deps: SiteDeps, step: Step, offers: Offers): Promise<PageAnswer> {
  const { business, choice, locale } = step
  const next = nextByPerson(offers)
  const people = personBriefs(offers.plan, choice.service, locale).map((person) => ({
    ...person,
    next: next.get(person.id) ?? null,
  }))
  const html = renderPage(
    <BookPersonPage
      shell={shellOf(step, deps.assets)}
      business={businessBrief(business, locale)}
      service={serviceBrief(offers.plan, choice.service, null, locale)}
      anyNext={firstFree(offers)}
      people={people}
    />,
  )
  return { html }
}

async function timeStep(deps: SiteDeps, step: Step, offers: Offers): Promise<PageAnswer> {
  const { business, choice, locale } = step
  const staff = choice.staff ?? null
  const people = personBriefs(offers.plan, choice.service, locale)
  const first = firstFree(offers)
  const chosen = choice.day && choice.day >= offers.today ? choice.day : (first?.day ?? offers.today)
  const { days, times, earlier, later } = dayStrip(offers, chosen)
  const isEmpty = times.length === 0
  const nearest = isEmpty
    ? (first ?? firstFree(await offerOf(deps, step, { staffId: staffIdOf(choice), days: 31 })))
    : first
  const html = renderPage(
    <BookTimePage
      shell={shellOf(step, deps.assets)}
      business={businessBrief(business, locale)}
      service={serviceBrief(offers.plan, choice.service, staffIdOf(choice), locale)}
      staff={staff}
      personName={people.find(({ id }) => id === staff)?.name ?? null}
      steps={{ at: people.length > 1 ? 3 : 2, of: people.length > 1 ? 4 : 3 }}
      days={days}
      earlier={earlier}
      later={later}
      chosen={chosen}
      times={times}
      nearest={nearest}
    />,
  )
  return { html }
}

/** The form; after a refusal with what was typed, what was wrong, and the nearest other times. */
async function contactStep(deps: SiteDeps, step: Step, typed: Typed, refused?: Refused): Promise<PageAnswer> {
  const { business, choice, locale } = step
  const props = await contactProps(deps, { business, choice, locale, ...startOf(step), typed, refused })
  // A time that went away while the link lay about: choose another one.
  if (!props) return { redirect: bookPath(locale, business.slug, { ...choice, start: undefined }) }
  const html = renderPage(<BookContactPage shell={shellOf(step, deps.assets)} {...props} />)
  return { html, status: refused ? STATUS_OF[refused.refusal.kind] : 200 }
}
