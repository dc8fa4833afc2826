// Moving a visit by its link: choose a time, see old and new, press once.

import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { localDateShape, wallTimeShape } from '#kernel/shapes.ts'
import { instantOf, type LocalDate, localDateAt, toDate, toMinute, wallAt, wallMinutes } from '#kernel/time.ts'
import { type Offers, peopleFor } from '#modules/appointments/index.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { renderPage } from '#site/document.tsx'
import { visitMovePath, visitPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { dayStrip, STRIP, stripFrom } from './booking-offers.ts'
import { alternativesIn, alternativeTimes, planLines } from './booking-views.ts'
import { OfVisit, type SiteDeps } from './site-deps.ts'
import { showVisit } from './visit.routes.tsx'
import { VisitMoveConfirmPage, VisitMovePage } from './visit-move.page.tsx'
import { canMove, moveCart, type OpenedVisit, openVisit, peopleIn, visitBrief } from './visit-view.ts'

const Wish = z.object({
  day: localDateShape.optional().catch(undefined),
  start: wallTimeShape.optional().catch(undefined),
  /** A time's radio button: `2026-11-24 15:30`. */
  at: z.string().max(20).catch(''),
  who: z.string().max(400).catch(''),
})
type Wish = z.output<typeof Wish>

export const visitMovePages = (deps: SiteDeps): Page[] => [
  page({
    method: 'GET',
    path: '/:locale/v/:token/move',
    may: 'anyone',
    params: OfVisit,
    query: Wish,
    isPrivate: true,
    handler: async (asked) => {
      const opened = await openVisit(deps, asked)
      if (!canMove(opened)) return { redirect: visitPath(asked.locale, opened.token) }
      const wish = timed(asked.query)
      return wish.start ? confirmStep(deps, opened, wish) : timesStep(deps, opened, wish)
    },
  }),
  page({
    method: 'POST',
    path: '/:locale/v/:token/move',
    may: 'anyone',
    params: OfVisit,
    body: Wish.extend({ version: z.coerce.number().int().catch(0) }),
    isPrivate: true,
    handler: async (asked) => {
      const opened = await openVisit(deps, asked)
      const wish = timed(asked.body)
      const start = startOf(opened, wish)
      if (start === null) return { redirect: visitMovePath(asked.locale, opened.token) }
      try {
        const staffIds = peopleIn(wish.who)
        const { version } = asked.body
        await deps.appointments.move(opened.visit, { startTime: toDate(start), staffIds, version })
        return { redirect: `${visitPath(asked.locale, opened.token)}?news=moved` }
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind === 'busy') throw error
        const fresh = await openVisit(deps, asked)
        const isAboutTime = canMove(fresh) && error.code !== 'changed_meanwhile'
        return isAboutTime ? timesStep(deps, fresh, wish, error) : showVisit(deps, fresh, { refused: error })
      }
    },
  }),
]

function timed(wish: Wish): Wish {
  const [day, start] = wish.at.split(' ')
  const isTime = localDateShape.safeParse(day).success && wallTimeShape.safeParse(start).success
  return isTime ? { ...wish, day, start } : wish
}

const startOf = ({ visit }: OpenedVisit, { day, start }: Wish): number | null =>
  day && start ? instantOf(day, wallMinutes(start), visit.wall.zone) : null

async function timesStep(
  deps: SiteDeps,
  opened: OpenedVisit,
  wish: Wish,
  refused: Refusal | null = null,
): Promise<PageAnswer> {
  const { visit, locale, token, now } = opened
  const who = wish.who === '' ? '' : 'any'
  const today = localDateAt(toMinute(now), visit.wall.zone)
  const near = wish.day ?? visit.wall.date
  const offers = await deps.appointments
    .offerMove(visit, { from: stripFrom(today, near), days: STRIP, anyone: who === 'any' })
    .catch((error): Refusal => {
      if (error instanceof Refusal && error.kind !== 'busy') return error
      throw error
    })
  if (offers instanceof Refusal) {
    // Who was to do it is there no longer: anybody may be.
    if (who === '' && offers.code === 'person_unavailable') {
      return timesStep(deps, opened, { ...wish, who: 'any' }, refused ?? offers)
    }
    return showVisit(deps, opened, { refused: offers })
  }
  const { plan } = offers
  const day = offers.days.some(({ date }) => date === near) ? near : (offers.days[0]?.date ?? today)
  const { days, earlier, later } = dayStrip(offers)
  const to = (date: LocalDate | null) => date && visitMovePath(locale, token, { day: date, who })
  const html = renderPage(
    <VisitMovePage
      shell={shellOf(opened, deps.assets)}
      token={token}
      visit={visitBrief(opened)}
      who={who}
      canChangePeople={visit.services.some(({ serviceId }) => peopleFor(plan, serviceId).length > 1)}
      days={days}
      earlier={to(earlier)}
      later={to(later)}
      day={day}
      slots={slotsOf(opened, offers, day, who)}
      problem={refused && { code: refused.code, details: refused.details }}
      alternatives={alternativeTimes(plan, alternativesIn(refused?.details ?? {}), locale, (other) =>
        visitMovePath(locale, token, { day: other.day, start: other.time, who: other.who }),
      )}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}

/** Free times of a day; the visit's own is no move. */
function slotsOf({ visit, locale, token }: OpenedVisit, { days, plan }: Offers, day: LocalDate, who: string) {
  const times = days.find(({ date }) => date === day)?.times ?? []
  return times
    .filter(({ start }) => start !== toMinute(visit.startTime))
    .map(({ start }) => {
      const { date, time } = wallAt(start, plan.zone)
      return { day: date, time, isFree: true, href: visitMovePath(locale, token, { day: date, start: time, who }) }
    })
}

async function confirmStep(deps: SiteDeps, opened: OpenedVisit, wish: Wish): Promise<PageAnswer> {
  const { visit, locale, token } = opened
  const start = startOf(opened, wish)
  if (start === null) return timesStep(deps, opened, wish)
  const where = { own: visit.claims, ...(visit.locationId ? { locationId: visit.locationId } : {}) }
  try {
    const quote = await deps.appointments.quote(visit.businessId, { cart: moveCart(visit, wish.who), ...where }, start)
    const { date, time } = wallAt(start, quote.plan.zone)
    const agreed = quote.lines.map((line, i) => asAgreed(line, visit.services[i]))
    const html = renderPage(
      <VisitMoveConfirmPage
        shell={shellOf(opened, deps.assets)}
        token={token}
        visit={visitBrief(opened)}
        next={{ day: date, time, lines: planLines(agreed, quote.plan.zone, locale, quote.plan), wait: quote.wait }}
        price={{ before: visit.totalAmount, after: agreed.reduce((sum, { price }) => sum + price, 0) }}
        fields={{
          at: `${date} ${time}`,
          who: agreed.map(({ staffId }) => staffId ?? 'any').join(','),
          version: String(visit.version),
        }}
        back={visitMovePath(locale, token, { day: date, who: wish.who === '' ? '' : 'any' })}
      />,
    )
    return { html }
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'busy') throw error
    return timesStep(deps, opened, wish, error)
  }
}

type Line = OpenedVisit['visit']['services'][number]

/** The same service by the same person costs what was agreed: so does the move itself. */
const asAgreed = (line: Line, before: Line | undefined): Line =>
  before?.serviceId === line.serviceId && before.staffId === line.staffId
    ? { ...line, price: before.price, priceFrom: before.priceFrom }
    : line
