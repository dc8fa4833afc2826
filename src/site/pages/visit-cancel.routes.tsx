import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { toMinute, wallAt, wallMinutes } from '#kernel/time.ts'
import { whyNotCancel } from '#modules/appointments/index.ts'
import { type Page, page } from '#platform/http/pages.ts'
import type { AlternativeTime } from '#site/components/alternatives.tsx'
import { renderPage } from '#site/document.tsx'
import { visitMovePath, visitPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { OfVisit, type SiteDeps } from './site-deps.ts'
import { showVisit } from './visit.routes.tsx'
import { CANCEL_REASONS, VisitCancelPage } from './visit-cancel.page.tsx'
import { canMove, type OpenedVisit, openVisit, visitBrief } from './visit-view.ts'

/** Taking a visit back, behind its private link. */
export const visitCancelPages = (deps: SiteDeps): Page[] => [
  page({
    method: 'GET',
    path: '/:locale/v/:token/cancel',
    may: 'anyone',
    params: OfVisit,
    isPrivate: true,
    handler: async (asked) => {
      const opened = await openVisit(deps, asked)
      const { visit, now, locale, token } = opened
      if (whyNotCancel(visit, now)) return { redirect: visitPath(locale, token) }
      const html = renderPage(
        <VisitCancelPage
          shell={shellOf(asked, deps.assets)}
          token={token}
          visit={visitBrief(opened)}
          instead={await insteadOf(deps, opened)}
        />,
      )
      return { html }
    },
  }),
  page({
    method: 'POST',
    path: '/:locale/v/:token/cancel',
    may: 'anyone',
    params: OfVisit,
    body: z.object({ reason: z.enum(CANCEL_REASONS).nullable().catch(null) }),
    isPrivate: true,
    handler: async (asked) => {
      const opened = await openVisit(deps, asked)
      try {
        await deps.appointments.cancelByClient(opened.visit, asked.body.reason)
        return { redirect: visitPath(asked.locale, opened.token) }
      } catch (error) {
        if (!(error instanceof Refusal) || error.kind === 'busy') throw error
        return showVisit(deps, await openVisit(deps, asked), { refused: error })
      }
    },
  }),
]

/** Days in which other times are looked for, and how many are offered. */
const [DAYS, FEW] = [14, 3]

/** On each of the next free days the time nearest to the agreed one. */
async function insteadOf({ appointments }: SiteDeps, opened: OpenedVisit): Promise<AlternativeTime[]> {
  if (!canMove(opened)) return []
  const { visit, locale, token } = opened
  const wished = wallMinutes(visit.wall.time)
  try {
    const { days, plan } = await appointments.offerMove(visit, { days: DAYS, anyone: false })
    const nearest = days.flatMap(({ times }) => {
      const walls = times.map(({ start }) => wallAt(start, plan.zone))
      const others = walls.filter((_, i) => times[i]?.start !== toMinute(visit.startTime))
      const away = ({ time }: { time: string }) => Math.abs(wallMinutes(time) - wished)
      return others.sort((a, b) => away(a) - away(b)).slice(0, 1)
    })
    return nearest.slice(0, FEW).map(({ date: day, time }) => {
      const choice = { day, time, who: 'any', names: null }
      return { ...choice, href: visitMovePath(locale, token, { day, start: time }) }
    })
  } catch (error) {
    if (error instanceof Refusal) return [] // its people or services are no longer offered
    throw error
  }
}
