import type { Locale } from '#kernel/localized-text.ts'
import { translator } from '#platform/i18n/translator.ts'
import type { Assets } from './document.tsx'
import type { Shell } from './layout.tsx'

/** The frame of a public page; `path` is the request's own, with the language in front. */
export const shellOf = (
  { locale, origin, path }: { locale: Locale; origin: string; path: string },
  assets: Assets,
): Shell => ({
  locale,
  origin,
  assets,
  path: path.replace(/^\/(kk|ru|en)(?=[/?]|$)/, '') || '/',
  city: translator(locale)('common.city'),
})
