import type { Locale } from '#kernel/localized-text.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'

/** What is chosen so far on the way to a visit; all of it stands in the address, so back and reload lose nothing. */
export interface Choice {
  service: string
  /** A person's id, `any`, or none where the service has no person. */
  staff?: string | null | undefined
  day?: LocalDate | undefined
  start?: WallTime | undefined
}

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value ? [`${key}=${encodeURIComponent(value).replaceAll('%3A', ':')}`] : [],
  )
  return given.length > 0 ? `?${given.join('&')}` : ''
}

export const listPath = (locale: Locale, category?: string): string => `/${locale}${query({ category })}`

export const businessPath = (locale: Locale, slug: string): string => `/${locale}/b/${encodeURIComponent(slug)}`

export const bookPath = (locale: Locale, slug: string, { service, staff, day, start }: Choice): string =>
  `${businessPath(locale, slug)}/book${query({ service, staff, day, start })}`

export const visitPath = (locale: Locale, token: string): string => `/${locale}/v/${token}`

export const visitCancelPath = (locale: Locale, token: string): string => `${visitPath(locale, token)}/cancel`

export const coverPath = (slug: string): string => `/covers/${encodeURIComponent(slug)}.svg`

export const ICON = '/icon.svg'

export const OFFICE = '/office'

/** The same place in another language. `path` begins after the locale: `/b/sulu-beauty?x=1`. */
export const inLocale = (locale: Locale, path: string): string => `/${locale}${path === '/' ? '' : path}`
