import type { Locale } from '#kernel/localized-text.ts'
import { type Formats, formatsOf } from '#platform/i18n/format.ts'
import type { T } from '#platform/i18n/speak.ts'
import { translator } from '#platform/i18n/translator.ts'

/** All that a component needs to speak one language. */
export interface Say {
  locale: Locale
  t: T
  f: Formats
}

export const sayIn = (locale: Locale): Say => ({ locale, t: translator(locale), f: formatsOf(locale) })
