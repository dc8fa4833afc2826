import { isLocale, type Locale } from '#kernel/localized-text.ts'

const DEFAULT_LOCALE: Locale = 'kk'

/** The first language of the header that we speak, by its weights; Kazakh when there is none. */
export function acceptedLocale(header: string | undefined): Locale {
  if (!header) return DEFAULT_LOCALE
  const wished = header
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const weight = params.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((found) => found !== undefined)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wished.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE
}

/** Language of a page: that of its path, else of `?locale=`, else the one chosen last, else the browser's. */
export const pageLocale = (path: string, chosen: string | undefined, header: string | undefined): Locale =>
  namedLocale(path) ?? (isLocale(chosen) ? chosen : acceptedLocale(header))

/** The language that an address itself names. */
export function namedLocale(path: string): Locale | undefined {
  const [address = '', query] = path.split('?', 2)
  const first = address.split('/', 2)[1]
  if (isLocale(first)) return first
  const asked = new URLSearchParams(query).get('locale')
  return isLocale(asked) ? asked : undefined
}
