import { z } from 'zod'
import type { Locale } from '#kernel/localized-text.ts'
import { textIn } from '#kernel/localized-text.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { PAPER_LOCALES } from '#site/components/sheet.tsx'
import { renderPage } from '#site/document.tsx'
import { doorPath, pricesPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { DoorPage, PAPERS } from './door.page.tsx'
import { PriceListPage } from './price-list.page.tsx'
import { activeBusiness, OfBusiness, phoneOf, placeOf, type SiteDeps, streetOf } from './site-deps.ts'

const onPaper = (say: (locale: Locale) => string) => {
  const [kk, ru] = PAPER_LOCALES
  return { kk: say(kk), ru: say(ru) }
}

/** What a business prints of itself: the price list and the code for its door. */
export function paperPages(deps: SiteDeps): Page[] {
  const { clock, assets, services } = deps
  return [
    page({
      method: 'GET',
      path: '/:locale/b/:slug/prices',
      may: 'anyone',
      params: OfBusiness,
      handler: async (asked) => {
        const business = await activeBusiness(deps, asked.params.slug)
        if (business.slug !== asked.params.slug) {
          return { redirect: pricesPath(asked.locale, business.slug), status: 301 }
        }
        const [place, offered] = await Promise.all([placeOf(deps, business), services.ofBusiness(business.id)])
        const groups = [...Map.groupBy(offered, ({ category }) => category)].map(([category, list]) => ({
          category,
          services: list.map((service) => ({
            ...service,
            name: onPaper((locale) => textIn(service, 'name', locale)),
            variants: service.variants.map((variant) => ({
              ...variant,
              name: onPaper((locale) => textIn(variant, 'name', locale)),
            })),
          })),
        }))
        const html = renderPage(
          <PriceListPage
            shell={shellOf(asked, assets)}
            slug={business.slug}
            name={onPaper((locale) => textIn(business, 'name', locale))}
            street={onPaper((locale) => streetOf(business, locale))}
            phone={phoneOf(business)}
            today={localDateAt(toMinute(clock.now()), place.zone)}
            groups={groups}
          />,
        )
        return { html }
      },
    }),
    page({
      method: 'GET',
      path: '/:locale/b/:slug/door',
      may: 'anyone',
      params: OfBusiness,
      query: z.object({ paper: z.enum(PAPERS).catch('a4') }),
      handler: async (asked) => {
        const business = await activeBusiness(deps, asked.params.slug)
        if (business.slug !== asked.params.slug) {
          return { redirect: doorPath(asked.locale, business.slug), status: 301 }
        }
        const place = await placeOf(deps, business)
        const html = renderPage(
          <DoorPage
            shell={shellOf(asked, assets)}
            slug={business.slug}
            name={onPaper((locale) => textIn(business, 'name', locale))}
            phone={phoneOf(business)}
            hasQueue={await deps.queue.doorOf(business.id, place.id)}
            paper={asked.query.paper}
          />,
        )
        return { html }
      },
    }),
  ]
}
