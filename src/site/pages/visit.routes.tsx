import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { type Locale, textIn } from '#kernel/localized-text.ts'
import { parsePhone } from '#kernel/phone.ts'
import { localDateAt, toMinute, wallAt } from '#kernel/time.ts'
import { type Appointment, whyNotCancel } from '#modules/appointments/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import type { Asking } from '#platform/http/routes.ts'
import type { VisitBrief } from '#site/components/visit-facts.tsx'
import { renderPage } from '#site/document.tsx'
import { visitPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { landmarkOf, mapUrlOf, OfVisit, phoneOf, type SiteDeps, streetOf } from './site-deps.ts'
import { type CancelState, VisitPage } from './visit.page.tsx'
import { VisitCancelPage } from './visit-cancel.page.tsx'

interface Opened extends Asking {
  path: string
  params: { token: string }
}

/** The client's own pages of a visit, behind its private link. Messengers open links: no GET changes anything. */
export function visitPages(deps: SiteDeps): Page[] {
  const { appointments, assets } = deps
  return [
    page({
      method: 'GET',
      path: '/:locale/v/:token',
      may: 'anyone',
      params: OfVisit,
      query: z.object({ new: z.string().max(1).optional().catch(undefined) }),
      isPrivate: true,
      handler: async (asked) =>
        show(deps, asked, await appointments.byLink(asked.params.token), { isNew: asked.query.new === '1' }),
    }),
    page({
      method: 'GET',
      path: '/:locale/v/:token/cancel',
      may: 'anyone',
      params: OfVisit,
      isPrivate: true,
      handler: async (asked) => {
        const { locale, params } = asked
        const visit = await appointments.byLink(params.token)
        if (whyNotCancel(visit, deps.clock.now())) return { redirect: visitPath(locale, params.token) }
        const html = renderPage(
          <VisitCancelPage
            shell={shellOf(asked, assets)}
            token={params.token}
            visit={await briefOf(deps, visit, locale)}
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
      isPrivate: true,
      handler: async (asked) => {
        const { locale, params } = asked
        const visit = await appointments.byLink(params.token)
        try {
          await appointments.cancelByClient(visit, null)
          return { redirect: visitPath(locale, params.token) }
        } catch (error) {
          if (!(error instanceof Refusal) || error.kind === 'busy') throw error
          return show(deps, asked, await appointments.byLink(params.token), { refused: error })
        }
      },
    }),
  ]
}

async function show(
  deps: SiteDeps,
  asked: Opened & { locale: Locale },
  visit: Appointment,
  { isNew = false, refused }: { isNew?: boolean; refused?: Refusal },
): Promise<PageAnswer> {
  const now = deps.clock.now()
  const first = visit.services[0]?.serviceId
  const [service, brief] = await Promise.all([
    first ? deps.services.byId(visit.businessId, first) : null,
    briefOf(deps, visit, asked.locale),
  ])
  const html = renderPage(
    <VisitPage
      shell={shellOf(asked, deps.assets)}
      token={asked.params.token}
      visit={brief}
      status={visit.status}
      cancelledBy={visit.cancelledBy}
      isNew={isNew}
      isToday={localDateAt(toMinute(now), visit.wall.zone) === visit.wall.date}
      isPast={visit.endTime < now}
      note={visit.notes ?? ''}
      cancel={cancelStateOf(visit, now)}
      againService={service?.isActive ? service.id : null}
      error={refused ? { code: refused.code, details: refused.details } : null}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}

function cancelStateOf(visit: Appointment, now: Date): CancelState {
  if (!visit.cancelUntil) return { kind: 'off' }
  const { date, time } = wallAt(toMinute(visit.cancelUntil), visit.wall.zone)
  return { kind: now > visit.cancelUntil ? 'closed' : 'open', day: date, time }
}

async function briefOf({ businesses, locations }: SiteDeps, visit: Appointment, locale: Locale): Promise<VisitBrief> {
  const [business, [place]] = await Promise.all([
    businesses.byId(visit.businessId),
    locations.defaultsOf([visit.businessId]),
  ])
  const line = visit.services[0]
  const end = wallAt(toMinute(visit.endTime), visit.wall.zone)
  return {
    business: business ? placeBrief(business, mapUrlOf(place), locale) : NOWHERE,
    day: visit.wall.date,
    time: visit.wall.time,
    endTime: end.time,
    service: {
      name: line ? textIn(line, 'name', locale) : '',
      price: visit.totalAmount,
      priceFrom: line?.priceFrom ?? false,
    },
    personName: line?.staffName ?? null,
  }
}

const NOWHERE = { slug: '', name: '', street: '', landmark: null, mapUrl: null, phone: null, whatsapp: null }

const placeBrief = (business: Business, mapUrl: string | null, locale: Locale): VisitBrief['business'] => ({
  slug: business.slug,
  name: textIn(business, 'name', locale),
  street: streetOf(business, locale),
  landmark: landmarkOf(business, locale),
  mapUrl,
  phone: phoneOf(business),
  whatsapp: business.socialMedia.whatsapp ? parsePhone(business.socialMedia.whatsapp) : null,
})
