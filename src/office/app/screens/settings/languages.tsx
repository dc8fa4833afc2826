// Texts in the three languages of the city. The main one stands in the document's own fields, the others beside it.

import { LOCALES, type Locale, type Translations } from '#kernel/localized-text.ts'
import { useSay } from '../../say.tsx'
import { Segments } from '../../ui/fields.tsx'

export type Texts<Field extends string> = Record<Locale, Record<Field, string>>

type Stored<Field extends string> = { [F in Field]?: string | undefined } & {
  translations?: Translations<Field> | undefined
}

/** A document's texts by language. */
export function textsOf<Field extends string>(
  stored: Stored<Field>,
  fields: readonly Field[],
  main: Locale,
): Texts<Field> {
  const own = stored as Readonly<Record<string, string | undefined>>
  const of = (locale: Locale) =>
    Object.fromEntries(
      fields.map((field) => [
        field,
        stored.translations?.[locale]?.[field] ?? (locale === main ? (own[field] ?? '') : ''),
      ]),
    ) as Record<Field, string>
  return { kk: of('kk'), ru: of('ru'), en: of('en') }
}

/** The other way round: what is empty is not kept. */
export function storedTexts<Field extends string>(
  texts: Texts<Field>,
  main: Locale,
): { own: Record<Field, string>; translations: Translations<Field> } {
  const others = LOCALES.filter((locale) => locale !== main).flatMap((locale) => {
    const told = Object.entries<string>(texts[locale]).filter(([, text]) => text.trim() !== '')
    return told.length > 0 ? [[locale, Object.fromEntries(told)]] : []
  })
  return { own: texts[main], translations: Object.fromEntries(others) as Translations<Field> }
}

export const withText = <Field extends string>(
  texts: Texts<Field>,
  locale: Locale,
  field: NoInfer<Field>,
  text: string,
): Texts<Field> => ({ ...texts, [locale]: { ...texts[locale], [field]: text } })

const SHORT: Readonly<Record<Locale, string>> = { kk: 'Қаз', ru: 'Рус', en: 'Eng' }

/** Which language is being written, with a mark at those that lack the text. */
export function LanguageTabs<Field extends string>({
  texts,
  field,
  locale,
  onChange,
}: {
  texts: Texts<Field>
  /** The text that is looked at for the mark. */
  field: Field
  locale: Locale
  onChange: (locale: Locale) => void
}) {
  const { t } = useSay()
  const choices = LOCALES.map((one) => ({
    value: one,
    says: texts[one][field].trim() === '' ? `${SHORT[one]} · ${t('settings.missing')}` : SHORT[one],
  }))
  return <Segments label={t('common.language')} value={locale} choices={choices} onChange={onChange} />
}
