import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { idShape, localeShape } from '#kernel/shapes.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { MAY } from '#platform/http/rights.ts'
import { renderPage } from '#site/document.tsx'
import { LOCKED, OFFICE_WORKER, START } from '../links.ts'
import { AppPage } from './app.page.tsx'
import type { OfficeDeps } from './office-deps.ts'

/** Every address of the application is the same page; which screen it shows is settled in the browser. */
export const appPages = ({ assets }: OfficeDeps): Page[] => [
  page({
    method: 'GET',
    path: OFFICE_WORKER,
    may: 'anyone',
    handler: () => {
      const text = assets.office.worker
      if (!text) throw notFound('not_found')
      return { text, type: 'text/javascript; charset=utf-8' }
    },
  }),
  page({
    method: 'GET',
    path: LOCKED,
    may: 'anyone',
    isPrivate: true,
    handler: ({ locale }) => ({ html: renderPage(<AppPage locale={locale} assets={assets} />) }),
  }),
  page({
    method: 'GET',
    path: START,
    may: 'signed-in',
    query: z.object({ locale: localeShape.optional().catch(undefined) }),
    handler: async ({ query, locale: asked }) => {
      const locale = query.locale ?? asked
      const html = renderPage(<AppPage locale={locale} assets={assets} />)
      return query.locale ? { html, locale } : { html }
    },
  }),
  page({
    method: 'GET',
    path: '/office/b/:businessId/*',
    may: MAY.keepVisits,
    params: z.object({ businessId: idShape<'business'>() }),
    query: z.object({ locale: localeShape.optional().catch(undefined) }),
    handler: async ({ query, locale: asked }) => {
      const locale = query.locale ?? asked
      const html = renderPage(<AppPage locale={locale} assets={assets} />)
      return query.locale ? { html, locale } : { html }
    },
  }),
]
