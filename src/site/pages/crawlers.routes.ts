import { z } from 'zod'
import { notFound } from '#kernel/errors.ts'
import { type Page, page } from '#platform/http/pages.ts'
import { translator } from '#platform/i18n/translator.ts'
import { ICON } from '#site/links.ts'
import { PAGES_A_FILE, robots, type SitePage, sitemap, sitemapIndex } from '#site/sitemap.ts'
import type { SiteDeps } from './site-deps.ts'

const XML = 'application/xml; charset=utf-8'
const HOUR = 3600

interface Options {
  pagesAFile?: number
}

/** What programs read: search engines, and a phone that puts the site on its home screen. */
export function crawlerPages(
  { businesses }: Pick<SiteDeps, 'businesses'>,
  { pagesAFile = PAGES_A_FILE }: Options = {},
): Page[] {
  const everyPage = async (): Promise<SitePage[]> => {
    const pages = await businesses.activePages()
    return [
      { path: '/' },
      ...pages.map(({ slug, changedAt }) => ({ path: `/b/${encodeURIComponent(slug)}`, changedAt })),
    ]
  }
  return [
    page({
      method: 'GET',
      path: '/robots.txt',
      may: 'anyone',
      handler: ({ origin }) => ({ text: robots(origin), type: 'text/plain; charset=utf-8', maxAge: HOUR }),
    }),
    page({
      method: 'GET',
      path: '/sitemap.xml',
      may: 'anyone',
      handler: async ({ origin }) => {
        const pages = await everyPage()
        const text =
          pages.length <= pagesAFile
            ? sitemap(origin, pages)
            : sitemapIndex(origin, Math.ceil(pages.length / pagesAFile))
        return { text, type: XML, maxAge: HOUR }
      },
    }),
    page({
      method: 'GET',
      path: '/sitemap/:file',
      may: 'anyone',
      params: z.object({ file: z.string().regex(/^[1-9]\d{0,3}\.xml$/) }),
      handler: async ({ origin, params }) => {
        const first = (Number.parseInt(params.file, 10) - 1) * pagesAFile
        const pages = (await everyPage()).slice(first, first + pagesAFile)
        if (pages.length === 0) throw notFound('not_found')
        return { text: sitemap(origin, pages), type: XML, maxAge: HOUR }
      },
    }),
    page({
      method: 'GET',
      path: '/site.webmanifest',
      may: 'anyone',
      handler: ({ locale }) => {
        const t = translator(locale)
        const manifest = {
          name: `${t('common.brand')} · ${t('common.city')}`,
          short_name: t('common.brand'),
          lang: locale,
          start_url: '/',
          display: 'minimal-ui',
          background_color: '#f6f8f7',
          theme_color: '#ffffff',
          icons: [{ src: ICON, type: 'image/svg+xml', sizes: 'any' }],
        }
        return { text: JSON.stringify(manifest), type: 'application/manifest+json' }
      },
    }),
  ]
}
