import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { isId, type ServiceId, type StaffId } from '#kernel/ids.ts'
import {
  addDays,
  daysBetween,
  instantOf,
  type LocalDate,
  localDateShape,
  toDate,
  wallMinutes,
  wallTimeShape,
} from '#kernel/time.ts'
import type { Business } from '#modules/businesses/index.ts'
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
import { activeBusiness, businessBrief, OfBusiness, type SiteDeps } from './site-deps.ts'

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
        return nextStep(deps, { ...asked, business, choice: { ...query, service: query.service as ServiceId } })
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
        const step: Step = { ...asked, business, choice }
        const typed = { name: body.name, phone: body.phone, note: body.note }
        if (other) return contactStep(deps, step, typed)
        try {
          const wish = {
            serviceId: choice.service,
            staffId: staffIdOf(choice),
            ...(await startOf(deps, step)),
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
async function startOf({ locations }: SiteDeps, { business, choice }: Step) {
  const [place] = await locations.defaultsOf([business.id])
  const start = instantOf(choice.day ?? '', wallMinutes(choice.start ?? '00:00'), place?.zone ?? 'UTC')
  return { startTime: toDate(start), locationId: place?.id }
}

async function nextStep(deps: SiteDeps, step: Step): Promise<PageAnswer> {
  const { choice, business, locale } = step
  if (choice.staff && choice.day && choice.start) return contactStep(deps, step, { name: '', phone: '', note: '' })
  const offers = await offerOf(deps, business.id, choice.service, staffIdOf(choice), stripStart(choice.day))
  const able = personBriefs(offers.plan, choice.service, locale)
  const [only] = able
  // A service without people, or with one, has nobody to choose from.
  if (able.length === 0 && choice.day && choice.start) return contactStep(deps, step, { name: '', phone: '', note: '' })
  if (able.length > 1 && !choice.staff) return personStep(deps, step)
  const staff = able.length > 1 ? choice.staff : (only?.id ?? null)
  return timeStep(deps, { ...step, choice: { ...choice, staff } }, offers)
}

const stripStart = (day: LocalDate | undefined) => (today: LocalDate) =>
  day && day > today ? addDays(today, Math.floor(daysBetween(today, day) / STRIP) * STRIP) : today

async function personStep(deps: SiteDeps, step: Step): Promise<PageAnswer> {
  const { business, choice, locale } = step
  const offers = await offerOf(deps, business.id, choice.service, null, (today) => today, 2 * STRIP)
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

async function timeStep(deps: SiteDeps, step: Step, offers: Awaited<ReturnType<typeof offerOf>>): Promise<PageAnswer> {
  const { business, choice, locale } = step
  const staff = choice.staff ?? null
  const people = personBriefs(offers.plan, choice.service, locale)
  const first = firstFree(offers)
  const chosen = choice.day && choice.day >= offers.today ? choice.day : (first?.day ?? offers.today)
  const { days, times, earlier, later } = dayStrip(offers, chosen)
  const isEmpty = times.length === 0
  const nearest = isEmpty
    ? (first ?? firstFree(await offerOf(deps, business.id, choice.service, staffIdOf(choice), (today) => today, 31)))
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
  const when = await startOf(deps, step)
  const props = await contactProps(deps, { business, choice, locale, ...when, typed, refused })
  // A time that went away while the link lay about: choose another one.
  if (!props) return { redirect: bookPath(locale, business.slug, { ...choice, start: undefined }) }
  const html = renderPage(<BookContactPage shell={shellOf(step, deps.assets)} {...props} />)
  return { html, status: refused ? STATUS_OF[refused.refusal.kind] : 200 }
}
