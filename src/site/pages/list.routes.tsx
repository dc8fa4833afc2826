import { z } from 'zod'
import { textIn } from '#kernel/localized-text.ts'
import { localDateAt, toMinute } from '#kernel/time.ts'
import type { Business } from '#modules/businesses/index.ts'
import { hoursOf, type Location, openNow } from '#modules/locations/index.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { renderIcon, renderPage } from '#site/document.tsx'
import { ICON, listPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { BusinessListPage } from './business-list.page.tsx'
import { InLocale, type SiteDeps, streetOf } from './site-deps.ts'

const DEFAULT_ZONE = 'Asia/Atyrau'

/** The front page: the city's businesses, by category. */
export function listPages({ clock, assets, businesses, locations, services }: SiteDeps): Page[] {
  return [
    page({
      method: 'GET',
      path: '/',
      may: 'anyone',
      handler: ({ locale }) => ({ redirect: listPath(locale), status: 302 }),
    }),
    page({
      method: 'GET',
      path: ICON,
      may: 'anyone',
      handler: () => ({ text: renderIcon(), type: 'image/svg+xml', maxAge: 86_400 }),
    }),
    page({
      method: 'GET',
      path: '/:locale',
      may: 'anyone',
      params: InLocale,
      query: z.object({ category: z.string().max(60).optional().catch(undefined) }),
      handler: async (asked) => {
        const { locale, query } = asked
        const all = await businesses.listActive()
        const ids = all.map(({ id }) => id)
        const [places, prices] = await Promise.all([locations.defaultsOf(ids), services.leastPrices(ids)])
        const placeOf = new Map(places.map((place) => [place.businessId, place]))
        const chosen = query.category && all.some(({ category }) => category === query.category) ? query.category : null
        const now = toMinute(clock.now())
        const shown = all.filter(({ category }) => !chosen || category === chosen)
        const html = renderPage(
          <BusinessListPage
            shell={shellOf(asked, assets)}
            today={localDateAt(now, places[0]?.zone ?? DEFAULT_ZONE)}
            categories={categoriesOf(all)}
            chosen={chosen}
            businesses={shown.map((business) => ({
              slug: business.slug,
              name: textIn(business, 'name', locale),
              category: business.category,
              street: streetOf(business, locale),
              priceFrom: prices.get(business.id) ?? null,
              open: openStateOf(placeOf.get(business.id), now),
            }))}
          />,
        )
        return { html, status: query.category && !chosen ? 404 : 200 }
      },
    }),
  ]
}

const openStateOf = (place: Location | undefined, now: number) =>
  place ? openNow(hoursOf(place), place.zone, now) : null

const categoriesOf = (businesses: readonly Business[]) =>
  [...Map.groupBy(businesses, ({ category }) => category)]
    .map(([slug, { length }]) => ({ slug, count: length }))
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
