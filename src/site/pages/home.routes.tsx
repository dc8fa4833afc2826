import { z } from 'zod'
import { LONGEST_QUERY, pointShape } from '#modules/listings/index.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { renderIcon, renderPage } from '#site/document.tsx'
import { ICON, listPath, searchPath, type Wanted } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { HomePage } from './home.page.tsx'
import { resultOf } from './home-view.ts'
import { InLocale, type SiteDeps } from './site-deps.ts'

const absent = undefined
const flag = z
  .literal('1')
  .transform(() => true)
  .optional()
  .catch(absent)

/** Lenient: people mistype addresses, and an odd filter is no filter. */
const Wish = z.object({
  q: z.string().optional().catch(absent),
  category: z.string().max(60).optional().catch(absent),
  today: flag,
  open: flag,
  max: z.coerce.number().int().min(0).max(1_000_000_000).optional().catch(absent),
  sort: z.literal('price').optional().catch(absent),
  near: z
    .string()
    .refine((text) => pointShape.safeParse(text).success)
    .optional()
    .catch(absent),
  page: z.coerce.number().int().min(1).max(100).optional().catch(absent),
})

/** The front page: the city's businesses, searched and filtered. */
export function homePages({ assets, listings }: SiteDeps): Page[] {
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
      query: Wish,
      handler: async (asked) => {
        const { locale, query } = asked
        const { q, category, today, open, max, sort, near } = query
        const found = await listings.search({
          ...{ q, category, freeToday: today, openNow: open, priceMax: max, sort, page: query.page },
          near: near === undefined ? undefined : pointShape.parse(near),
        })
        const shown = q?.trim().slice(0, LONGEST_QUERY) || undefined
        const wanted: Wanted = { ...query, q: shown }
        const html = renderPage(
          <HomePage
            {...found}
            // The other languages lead to what was read of the address, not to all that was sent.
            shell={shellOf({ ...asked, path: searchPath(locale, wanted) }, assets)}
            wanted={wanted}
            results={found.results.map((one) => resultOf(one, found.now, locale))}
            near={found.near.map((one) => resultOf(one, found.now, locale))}
          />,
        )
        const isUnknown = category !== undefined && found.total === 0 && Object.keys(wanted).length === 1
        return { html, status: isUnknown ? 404 : 200 }
      },
    }),
  ]
}
