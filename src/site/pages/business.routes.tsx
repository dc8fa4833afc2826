import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { toMinute } from '#kernel/time.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { cover, hash, initialOf } from '#site/covers/cover.ts'
import { createCoverPictures } from '#site/covers/cover-picture.gateway.ts'
import { renderPage } from '#site/document.tsx'
import { businessPath } from '#site/links.ts'
import { shellOf } from '#site/shell.ts'
import { BusinessPage } from './business.page.tsx'
import { businessView } from './business-view.ts'
import { activeBusiness, OfBusiness, placeOf, type SiteDeps } from './site-deps.ts'

const DRAWN = /^(?<slug>.{1,120})\.(?<format>svg|png)$/

/** A business's own page, and the cover that is drawn for it. */
export function businessPages(deps: SiteDeps): Page[] {
  const { clock, assets, businesses, services, staff } = deps
  const pictureOf = createCoverPictures()
  return [
    page({
      method: 'GET',
      path: '/:locale/b/:slug',
      may: 'anyone',
      params: OfBusiness,
      handler: async (asked) => {
        const { locale, params } = asked
        const business = await activeBusiness(deps, params.slug)
        if (business.slug !== params.slug) return { redirect: businessPath(locale, business.slug), status: 301 }
        const [place, offered, people] = await Promise.all([
          placeOf(deps, business),
          services.ofBusiness(business.id),
          staff.ofBusiness(business.id),
        ])
        const view = businessView({ business, place, services: offered, people }, locale, toMinute(clock.now()))
        return { html: renderPage(<BusinessPage shell={shellOf(asked, assets)} {...view} />) }
      },
    }),
    page({
      method: 'GET',
      path: '/b/:slug', // on paper: the reader's own language is known only now
      may: 'anyone',
      params: OfBusiness.omit({ locale: true }),
      handler: async ({ locale, params }) => {
        const { slug } = await activeBusiness(deps, params.slug)
        return { redirect: businessPath(locale, slug), status: 302 }
      },
    }),
    page({
      method: 'GET',
      path: '/covers/:file',
      may: 'anyone',
      params: z.object({ file: z.string().regex(DRAWN) }),
      handler: async ({ params }) => {
        const { slug = '', format } = DRAWN.exec(params.file)?.groups ?? {}
        const business = await businesses.bySlug(slug)
        if (!business) throw notFound('not_found')
        if (format === 'png') {
          const etag = `cover-${hash(`${business.category}/${business.slug}`)}`
          return { bytes: await pictureOf(business), type: 'image/png', etag }
        }
        const svg = cover({ ...business, initial: initialOf(business.name) })
        return { text: svg, type: 'image/svg+xml', maxAge: 86_400 }
      },
    }),
  ]
}
