import type { Locale } from '#kernel/localized-text.ts'
import { catalogues } from './catalogues.ts'
import { makeTranslator, type T } from './speak.ts'

const made = new Map<Locale, T>()

/** The texts of one language; the same function each time it is asked for. */
export function translator(locale: Locale): T {
  const earlier = made.get(locale)
  if (earlier) return earlier
  const t = makeTranslator(locale, catalogues[locale])
  made.set(locale, t)
  return t
}
