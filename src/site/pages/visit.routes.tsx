// The client's own page of a visit, behind its private link. Messengers open links: no GET changes anything.

import { z } from 'zod'
import { notFound, Refusal } from '#kernel/errors.ts'
import { localDateAt, toMinute, wallAt } from '#kernel/time.ts'
import { type Appointment, type CartLine, LATENESS, linesText } from '#modules/appointments/index.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { renderPage } from '#site/document.tsx'
import { businessPath, visitMovePath, visitPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { shellOf } from '#site/shell.ts'
import { alternativeTimes } from './booking-views.ts'
import { OfVisit, type SiteDeps } from './site-deps.ts'
import { type CancelState, type LateState, VisitPage } from './visit.page.tsx'
import { calendarFile, googleCalendarLink, shareLinks } from './visit-calendar.ts'
import {
  answersOf,
  asLateness,
  bookedTogether,
  canMove,
  canSayLate,
  noticeText,
  type OpenedVisit,
  openVisit,
  visitBrief,
} from './visit-view.ts'

const News = z.enum(['booked', 'moved']).nullable().catch(null)

export function visitPages(deps: SiteDeps): Page[] {
  return [
    page({
      method: 'GET',
      path: '/:locale/v/:token',
      may: 'anyone',
      params: OfVisit,
      query: z.object({ new: z.string().max(1).optional().catch(undefined), news: News.optional() }),
      isPrivate: true,
      handler: async (asked) => {
        const { query } = asked
        return showVisit(deps, await openVisit(deps, asked), { news: query.new ? 'booked' : (query.news ?? null) })
      },
    }),
    page({
      method: 'GET',
      path: '/visit-worker.js',
      may: 'anyone',
      handler: () => {
        const text = deps.assets.visitWorker
        if (!text) throw notFound('not_found')
        return { text, type: 'text/javascript; charset=utf-8' }
      },
    }),
    page({
      method: 'GET',
      path: '/:locale/v/:token/visit.ics',
      may: 'anyone',
      params: OfVisit,
      isPrivate: true,
      handler: async (asked) => {
        const opened = await openVisit(deps, asked)
        const link = `${asked.origin}${visitPath(asked.locale, opened.token)}`
        const text = calendarFile(opened.visit, visitBrief(opened), link, opened.now)
        return { text, type: 'text/calendar; charset=utf-8', filename: 'visit.ics' }
      },
    }),
    page({
      method: 'POST',
      path: '/:locale/v/:token/late',
      may: 'anyone',
      params: OfVisit,
      body: z.object({ minutes: z.coerce.number().catch(0) }),
      isPrivate: true,
      handler: async (asked) => {
        const opened = await openVisit(deps, asked)
        const minutes = asLateness(asked.body.minutes)
        try {
          if (minutes) await deps.appointments.sayLate(opened.visit, minutes)
          return { redirect: `${visitPath(asked.locale, opened.token)}#late` }
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind === 'busy') throw error
          return showVisit(deps, await openVisit(deps, asked), { refused: error })
        }
      },
    }),
  ]
}

export async function showVisit(
  deps: SiteDeps,
  opened: OpenedVisit,
  { news = null, refused }: { news?: 'booked' | 'moved' | null; refused?: Refusal },
): Promise<PageAnswer> {
  const { visit, now, locale, origin, token } = opened
  const brief = visitBrief(opened)
  const [late, again, together] = await Promise.all([
    lateOf(deps, opened),
    againOf(deps, visit),
    bookedTogether(deps, opened),
  ])
  const html = renderPage(
    <VisitPage
      shell={shellOf(opened, deps.assets)}
      token={token}
      visit={brief}
      status={visit.status}
      cancelledBy={visit.cancelledBy}
      news={news}
      isToday={localDateAt(toMinute(now), visit.wall.zone) === visit.wall.date}
      isPast={visit.endTime < now}
      note={visit.notes ?? ''}
      notice={noticeText(opened)}
      cancel={cancelStateOf(visit, now)}
      late={late}
      google={googleCalendarLink(visit, brief)}
      share={shareLinks(sayIn(locale), brief, `${origin}${businessPath(locale, brief.business.slug)}`)}
      again={again}
      open={answersOf(opened)}
      saved={savedNow(opened)}
      together={together}
      problem={refused ? { code: refused.code, details: refused.details } : null}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}

/** What may be said of being late, and what follows from what was said. */
async function lateOf({ appointments }: SiteDeps, opened: OpenedVisit): Promise<LateState | null> {
  const { visit, locale, token, place } = opened
  if (!canSayLate(opened)) return null
  if (!visit.late || !place) return { choices: LATENESS, said: null }
  const { minutes } = visit.late
  const advice = await appointments.lateAdvice(visit, minutes).catch((error): null => {
    if (error instanceof Refusal) return null // a service or a person is no longer offered: then a call helps
    throw error
  })
  const times =
    advice && canMove(opened)
      ? alternativeTimes(advice.plan, advice.alternatives, locale, ({ day, time, who }) =>
          visitMovePath(locale, token, { day, start: time, who }),
        )
      : []
  return { choices: LATENESS, said: { minutes, stillFits: advice?.stillFits ?? false, alternatives: times } }
}

/** The same services with the same people, where all of them can still be booked. */
async function againOf({ services }: SiteDeps, visit: Appointment): Promise<string | null> {
  const found = await Promise.all(visit.services.map(({ serviceId }) => services.byId(visit.businessId, serviceId)))
  if (found.length === 0 || !found.every((service) => service?.isActive)) return null
  return linesText(visit.services.map(({ serviceId, staffId, variant }): CartLine => ({ serviceId, staffId, variant })))
}

/** A phone may keep the page for as long as the link lets one read it to some purpose. */
const KEPT_MS = 30 * 86_400_000

function savedNow({ visit, now }: OpenedVisit) {
  const { date, time } = wallAt(toMinute(now), visit.wall.zone)
  return { day: date, time, until: visit.endTime.getTime() + KEPT_MS }
}

function cancelStateOf(visit: Appointment, now: Date): CancelState {
  if (!visit.cancelUntil) return { kind: 'off' }
  const { date, time } = wallAt(toMinute(visit.cancelUntil), visit.wall.zone)
  return { kind: now > visit.cancelUntil ? 'closed' : 'open', day: date, time }
}
