import { z } from 'zod'
import { notFound, Refusal } from '#kernel/errors.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { idShape, localDateShape, localeShape } from '#kernel/shapes.ts'
import type { LocalDate } from '#kernel/time.ts'
import type { Mark } from '#modules/appointments/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Page, type PageAnswer, page } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import { includes, MAY } from '#platform/http/rights.ts'
import { renderPage } from '#site/document.tsx'
import { appPath, dayPath, OFFICE_HOME, START, type VisitAct } from '../links.ts'
import { CancelVisitPage } from './cancel-visit.page.tsx'
import { DayPage } from './day.page.tsx'
import { dayProps, rowOf } from './day-props.ts'
import { chosenOf, type OfficeDeps, officeShell, openTo } from './office-deps.ts'

type MarkAct = Exclude<VisitAct, 'cancel' | 'link'>

const MARKS: Readonly<Record<MarkAct, Mark>> = {
  complete: 'completed',
  'no-show': 'no-show',
  undo: 'scheduled',
}

const day = localDateShape.optional().catch(undefined)
const OfVisit = z.object({ businessId: idShape<'business'>(), visitId: idShape<'appointment'>() })
const Marked = z.object({ version: z.coerce.number().int().catch(0), day })

type User = Extract<Actor, { kind: 'user' }>

interface Asked {
  locale: Locale
  path: string
  actor: User
}

/** The office's first page: the day's visits per person, and what staff say became of them. */
export function dayPages(deps: OfficeDeps): Page[] {
  const mark = (act: MarkAct): Page =>
    page({
      method: 'POST',
      path: `/office/b/:businessId/visits/:visitId/${act}`,
      may: MAY.keepVisits,
      params: OfVisit,
      body: Marked,
      handler: (asked) => marked(deps, asked, MARKS[act]),
    })

  return [
    page({
      method: 'GET',
      path: '/office',
      may: 'signed-in',
      query: z.object({
        business: idShape<'business'>().optional().catch(undefined),
        day,
        locale: localeShape.optional().catch(undefined),
        done: z.enum(['scheduled', 'completed', 'cancelled', 'no-show']).optional().catch(undefined),
      }),
      handler: async (asked) => {
        const { query } = asked
        const locale = query.locale ?? asked.locale
        // The day on paper, as it were, for those without scripts, is asked for by name; all others get the application.
        if (Object.values(query).every((one) => one === undefined)) return { redirect: await appOf(deps, asked.actor) }
        const shown = await showDay(deps, { ...asked, locale }, query)
        return query.locale ? { ...shown, locale } : shown
      },
    }),
    page({
      method: 'GET',
      path: OFFICE_HOME,
      may: 'signed-in',
      query: z.object({ to: z.enum(['today', 'calendar']).optional().catch(undefined) }),
      handler: async ({ query, actor }) => ({ redirect: await appOf(deps, actor, query.to) }),
    }),
    mark('complete'),
    mark('no-show'),
    mark('undo'),
    page({
      method: 'GET',
      path: '/office/b/:businessId/visits/:visitId/cancel',
      may: MAY.cancelVisits,
      params: OfVisit,
      query: z.object({ day, locale: localeShape.optional().catch(undefined) }),
      handler: async (asked) => {
        const { params, query, actor } = asked
        const locale = query.locale ?? asked.locale
        const visit = await deps.appointments.get(params.businessId, params.visitId)
        const sheet = await deps.appointments.day(params.businessId, visit.businessDay, actor)
        const entry = sheet.columns.flatMap(({ entries }) => entries).find((one) => one.visit.id === visit.id)
        const business = await deps.businesses.byId(params.businessId)
        if (!entry || !business) throw notFound('not_found')
        if (visit.status !== 'scheduled') return { redirect: dayPath(business.id, visit.businessDay) }
        const html = renderPage(
          <CancelVisitPage
            shell={await officeShell(deps, { locale, path: asked.path }, actor.userId)}
            business={{ id: business.id, name: business.name }}
            day={visit.businessDay}
            visit={rowOf(entry, {
              locale,
              now: deps.clock.now(),
              today: sheet.today,
              right: actor.right,
              places: new Map(),
              city: business.address.city,
            })}
            personName={visit.services[0]?.staffName ?? null}
          />,
        )
        return { html }
      },
    }),
    page({
      method: 'POST',
      path: '/office/b/:businessId/visits/:visitId/cancel',
      may: MAY.cancelVisits,
      params: OfVisit,
      body: Marked,
      handler: (asked) => marked(deps, asked, 'cancelled'),
    }),
  ]
}

async function appOf(deps: OfficeDeps, actor: User, screen?: 'today' | 'calendar'): Promise<string> {
  const [first] = await openTo(deps, actor)
  return first ? appPath(first.business.id, screen) : START
}

interface MarkedForm extends Asked {
  params: z.output<typeof OfVisit>
  body: z.output<typeof Marked>
}

async function marked(deps: OfficeDeps, asked: MarkedForm, to: Mark): Promise<PageAnswer> {
  const { params, body, actor } = asked
  try {
    const visit = await deps.appointments.mark(params.businessId, params.visitId, { to, version: body.version }, actor)
    return { redirect: `${dayPath(params.businessId, body.day ?? visit.businessDay)}&done=${to}` }
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    const { businessDay } = await deps.appointments.get(params.businessId, params.visitId)
    return showDay(
      deps,
      { ...asked, path: dayPath(params.businessId) },
      { business: params.businessId, day: body.day ?? businessDay, refused: error },
    )
  }
}

interface Wished {
  business?: z.output<typeof OfVisit>['businessId'] | undefined
  day?: LocalDate | undefined
  done?: Mark | undefined
  refused?: Refusal | undefined
}

async function showDay(
  deps: OfficeDeps,
  asked: Asked,
  { business: wished, day, done, refused }: Wished,
): Promise<PageAnswer> {
  const { actor, locale } = asked
  const open = await openTo(deps, actor)
  if (!wished && open.length === 0) return { redirect: START }
  const chosen = chosenOf(open, wished)
  if (!chosen) throw notFound('not_found')
  const sheet = await deps.appointments.day(chosen.business.id, day ?? null, actor)
  const props = await dayProps(deps, sheet, chosen, { locale, now: deps.clock.now() })
  const outside = includes(chosen.right, MAY.seeOutside) ? await deps.appointments.outside(chosen.business.id) : []
  const html = renderPage(
    <DayPage
      {...props}
      outside={outside.length}
      shell={await officeShell(deps, asked, actor.userId)}
      businesses={open.map(({ business }) => ({ id: business.id, name: business.name }))}
      done={done ?? null}
      error={refused ? { code: refused.code, details: refused.details } : null}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.kind] : 200 }
}
