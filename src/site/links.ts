import type { Locale } from '#kernel/localized-text.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'

/** What is chosen so far on the way to a visit; all of it stands in the address, so back and reload lose nothing. */
export interface Choice {
  service?: string | undefined
  /** A person's id, `any`, or none where the service has no person. */
  staff?: string | null | undefined
  /** Instead of both: several, as `linesText` writes them. */
  services?: string | undefined
  prefer?: string | undefined
  day?: LocalDate | undefined
  start?: WallTime | undefined
  /** Absent: the first step for which something is still to be chosen. */
  step?: BookingStep | undefined
  /** Time kept for whoever chooses. */
  hold?: string | null | undefined
}

export const BOOKING_STEPS = ['services', 'people', 'time', 'contact'] as const
export type BookingStep = (typeof BOOKING_STEPS)[number]

const query = (values: Readonly<Record<string, string | null | undefined>>): string => {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value ? [`${key}=${encodeURIComponent(value.toWellFormed()).replaceAll('%3A', ':').replaceAll('%2C', ',')}`] : [],
  )
  return given.length > 0 ? `?${given.join('&')}` : ''
}

export const listPath = (locale: Locale, category?: string): string => `/${locale}${query({ category })}`

/** What is looked for on the front page; all of it stands in the address. */
export interface Wanted {
  q?: string | undefined
  category?: string | null | undefined
  today?: boolean | undefined
  open?: boolean | undefined
  max?: number | undefined
  sort?: string | undefined
  /** `47.1,51.9` */
  near?: string | undefined
  page?: number | undefined
}

export const searchPath = (locale: Locale, wanted: Wanted): string => {
  const { q, category, today, open, max, sort, near, page = 1 } = wanted
  const [flagged, openNow] = [today, open].map((flag) => (flag ? '1' : null))
  const pages = page > 1 ? String(page) : null
  return `/${locale}${query({ q, category, today: flagged, open: openNow, max: max?.toString(), sort, near, page: pages })}`
}

export const businessPath = (locale: Locale, slug: string): string => `/${locale}/b/${encodeURIComponent(slug)}`

export const bookPath = (locale: Locale, slug: string, choice: Choice): string => {
  const { service, staff, services, prefer, day, start, step, hold } = choice
  return `${businessPath(locale, slug)}/book${query({ service, staff, services, prefer, day, start, step, hold })}`
}

/** Where a form of the way to a visit is sent. */
export const bookFormPath = (
  locale: Locale,
  slug: string,
  form: 'services' | 'people' | 'time' | 'draft' | 'extend' | 'told',
): string => `${businessPath(locale, slug)}/book/${form}`

export const visitPath = (locale: Locale, token: string): string => `/${locale}/v/${token}`

export const visitCancelPath = (locale: Locale, token: string): string => `${visitPath(locale, token)}/cancel`

export const visitLatePath = (locale: Locale, token: string): string => `${visitPath(locale, token)}/late`

export const visitCalendarPath = (locale: Locale, token: string): string => `${visitPath(locale, token)}/visit.ics`

export interface MoveChoice {
  day?: LocalDate | undefined
  start?: WallTime | undefined
  /** People by service, in order, by commas; `any` instead of one. */
  who?: string | undefined
}

export const visitMovePath = (locale: Locale, token: string, { day, start, who }: MoveChoice = {}): string =>
  `${visitPath(locale, token)}/move${query({ day, start, who })}`

export const coverPath = (slug: string): string => `/covers/${encodeURIComponent(slug)}.svg`

/** The same picture for messengers; `look` changes with whatever changes the picture. */
export const coverPicturePath = (slug: string, look: string): string =>
  `/covers/${encodeURIComponent(slug)}.png?look=${encodeURIComponent(look)}`

export const pricesPath = (locale: Locale, slug: string): string => `${businessPath(locale, slug)}/prices`

export const doorPath = (locale: Locale, slug: string, paper?: string): string =>
  `${businessPath(locale, slug)}/door${query({ paper })}`

export const queuePath = (locale: Locale, slug: string): string => `${businessPath(locale, slug)}/queue`

/** One's own place in a queue. */
export const queuePlacePath = (locale: Locale, token: string): string => `/${locale}/q/${token}`

export const queueLeavePath = (locale: Locale, token: string): string => `${queuePlacePath(locale, token)}/leave`

/** For paper: short, and whoever opens it is met in his own language. */
export const shortPath = (slug: string): string => `/b/${encodeURIComponent(slug)}`

/** The second code on the door. */
export const shortQueuePath = (slug: string): string => `${shortPath(slug)}/queue`

/** The account and what mails lead to; `part` as `reset/<code>`. */
export const accountPath = (locale: Locale, part?: string): string => `/${locale}/account${part ? `/${part}` : ''}`

/** Where mails lie that no mail server took. */
export const MAILBOX = '/mailbox'

export const ICON = '/icon.svg'

export const OFFICE = '/office'

/** The same place in another language. `path` begins after the locale: `/b/sulu-beauty?x=1`. */
export const inLocale = (locale: Locale, path: string): string => `/${locale}${path === '/' ? '' : path}`
