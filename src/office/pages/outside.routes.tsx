import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { textIn } from '#kernel/localized-text.ts'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { lineTextOf, type OutsideVisit } from '#modules/appointments/index.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { MAY } from '#platform/http/rights.ts'
import { renderPage } from '#site/document.tsx'
import { type Say, sayIn } from '#site/say.ts'
import { type OfficeDeps, officeShell } from './office-deps.ts'
import { OutsidePage, type OutsideRow } from './outside.page.tsx'

export const outsidePages = (deps: OfficeDeps): Page[] => [
  page({
    method: 'GET',
    path: '/office/b/:businessId/outside',
    may: MAY.seeOutside,
    params: z.object({ businessId: idShape<'business'>() }),
    query: z.object({ locale: localeShape.optional().catch(undefined) }),
    handler: async ({ params, query, actor, path, ...asked }) => {
      const locale = query.locale ?? asked.locale
      const [business, visits] = await Promise.all([
        deps.businesses.byId(params.businessId),
        deps.appointments.outside(params.businessId),
      ])
      if (!business) throw notFound('not_found')
      const html = renderPage(
        <OutsidePage
          shell={await officeShell(deps, { locale, path }, actor.userId)}
          business={{ id: business.id, name: textIn(business, 'name', locale) }}
          visits={visits.map((one) => rowOf(sayIn(locale), one))}
        />,
      )
      return query.locale ? { html, locale } : { html }
    },
  }),
]

function rowOf({ t, locale }: Say, { visit, clientName, clientPhone, reasons }: OutsideVisit): OutsideRow {
  const lineOf = (serviceId: string | null) => visit.services.find((line) => line.serviceId === serviceId)
  const sentences = reasons.map(({ code, serviceId }) => {
    const line = lineOf(serviceId)
    return t(`office.outsideWhy.${code}`, {
      service: line ? lineTextOf(line, locale) : '',
      who: line?.staffName ?? t('common.specialist'),
    })
  })
  return {
    id: visit.id,
    day: visit.wall.date,
    time: visit.wall.time,
    clientName,
    phone: clientPhone,
    services: visit.services.map((line) => lineTextOf(line, locale)).join(', '),
    reasons: [...new Set(sentences)],
  }
}
