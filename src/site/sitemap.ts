// What search engines are told: which pages there are, in which languages, and where they need not go.

import { LOCALES, type Locale } from '#kernel/localized-text.ts'

export interface SitePage {
  /** After the language: `/b/sulu-beauty`; `/` for the front page. */
  path: string
  changedAt?: Date | undefined
}

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
const SCHEMA = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** A sitemap may name 50,000 addresses; each page has one a language. */
export const PAGES_A_FILE = 10_000

const addressOf = (origin: string, locale: Locale, path: string): string =>
  escapeXml(`${origin}/${locale}${path === '/' ? '' : path}`)

/** Every page in each language, each telling of the others. */
export function sitemap(origin: string, pages: readonly SitePage[]): string {
  const entries = pages.flatMap(({ path, changedAt }) => {
    const alternates = [...LOCALES.map((locale) => [locale, locale] as const), ['x-default', LOCALES[0]] as const]
      .map(
        ([name, locale]) =>
          `<xhtml:link rel="alternate" hreflang="${name}" href="${addressOf(origin, locale, path)}"/>`,
      )
      .join('')
    const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''
    return LOCALES.map((locale) => `<url><loc>${addressOf(origin, locale, path)}</loc>${changed}${alternates}</url>`)
  })
  return `${HEAD}<urlset ${SCHEMA} xmlns:xhtml="http://www.w3.org/1999/xhtml">${entries.join('\n')}</urlset>\n`
}

/** Names the files when there are too many pages for one. */
export function sitemapIndex(origin: string, files: number): string {
  const entries = Array.from({ length: files }, (_, at) => {
    const address = escapeXml(`${origin}/sitemap/${at + 1}.xml`)
    return `<sitemap><loc>${address}</loc></sitemap>`
  })
  return `${HEAD}<sitemapindex ${SCHEMA}>${entries.join('\n')}</sitemapindex>\n`
}

/** Private links, the office and the steps of booking are nobody's search result. */
export const robots = (origin: string): string =>
  [
    'User-agent: *',
    'Disallow: /office',
    'Disallow: /api/',
    'Disallow: /*/v/',
    'Disallow: /*/b/*/book',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n')
