export const LOCALES = ['kk', 'ru', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const isLocale = (text: unknown): text is Locale => LOCALES.some((locale) => locale === text)

/** A text in some of the city's languages. */
export type LocalizedText = Partial<Record<Locale, string>>

/**
 * The shape of texts stored beside a main-language document: `translations.ru.name`.
 * @see docs/data-model.md
 */
export type Translations<Field extends string> = Partial<Record<Locale, Partial<Record<Field, string>>>>

/** Text of one field for a reader: asked language, else the main one (the field itself), else any. */
export function textIn<Field extends string>(
  document: Partial<Record<Field, string>> & { translations?: Translations<Field> | undefined },
  field: Field,
  locale: Locale,
): string {
  const translations = document.translations
  const own = document[field] as string | undefined
  return (
    translations?.[locale]?.[field] ||
    own ||
    LOCALES.map((other) => translations?.[other]?.[field]).find((text) => text) ||
    ''
  )
}
