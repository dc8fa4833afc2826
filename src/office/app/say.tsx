import { createContext, type ReactNode, useContext } from 'react'
import { isLocale, type Locale } from '#kernel/localized-text.ts'
import { formatsOf } from '#platform/i18n/format.ts'
import { errorText, makeTranslator } from '#platform/i18n/speak.ts'
import type { Say } from '#site/say.ts'
import { OFFLINE, Refused } from './api.ts'

const TEXTS = {
  kk: async () => (await import('#platform/i18n/texts/kk.ts')).kk,
  ru: async () => (await import('#platform/i18n/texts/ru.ts')).ru,
  en: async () => (await import('#platform/i18n/texts/en.ts')).en,
} as const

/** The language of the document, with its texts: one language is loaded, not three. */
export async function loadSay(): Promise<Say> {
  const asked = document.documentElement.lang
  const locale: Locale = isLocale(asked) ? asked : 'kk'
  return sayOf(locale)
}

/** Another language, for what is sent to somebody who reads it. */
export const sayOf = async (locale: Locale): Promise<Say> => ({
  locale,
  t: makeTranslator(locale, await TEXTS[locale]()),
  f: formatsOf(locale),
})

const SayContext = createContext<Say | null>(null)

export const SayProvider = ({ say, children }: { say: Say; children: ReactNode }) => (
  <SayContext.Provider value={say}>{children}</SayContext.Provider>
)

export function useSay(): Say {
  const say = useContext(SayContext)
  if (!say) throw new Error('outside of SayProvider')
  return say
}

/** What an error means to a person. */
export const textOf = ({ t }: Say, error: unknown): string => {
  if (!(error instanceof Refused)) return t('errors.internal')
  return error.code === OFFLINE ? t('app.offline') : errorText(t, error.code, error.details)
}
