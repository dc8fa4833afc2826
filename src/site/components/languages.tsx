import { LOCALES, type Locale } from '#kernel/localized-text.ts'

export const LANGUAGES: Readonly<Record<Locale, { short: string; name: string }>> = {
  kk: { short: 'Қаз', name: 'Қазақша' },
  ru: { short: 'Рус', name: 'Русский' },
  en: { short: 'Eng', name: 'English' },
}

/** The three languages as links to the same place. */
export const Languages = ({
  current,
  label,
  href,
}: {
  current: Locale
  label: string
  href: (locale: Locale) => string
}) => (
  <nav aria-label={label}>
    <ul className="languages">
      {LOCALES.map((locale) => (
        <li key={locale}>
          <a
            className="language"
            href={href(locale)}
            hrefLang={locale}
            lang={locale}
            aria-current={locale === current ? 'true' : undefined}
          >
            <span aria-hidden="true">{LANGUAGES[locale].short}</span>
            <span className="hidden-visually">{LANGUAGES[locale].name}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** The three languages as buttons of a form: what it holds goes with them. */
export const LanguageButtons = ({
  current,
  label,
  form,
  action,
}: {
  current: Locale
  label: string
  form: string
  action: string
}) => (
  <nav aria-label={label}>
    {/* Enter in a field presses the form's first button in the page: it must be the way on, not a language. */}
    <button className="hidden-visually" type="submit" form={form} tabIndex={-1} aria-hidden="true" />
    <ul className="languages">
      {LOCALES.map((locale) => (
        <li key={locale}>
          <button
            className="language"
            type="submit"
            form={form}
            formAction={action}
            formNoValidate
            name="to"
            value={locale}
            lang={locale}
            aria-current={locale === current ? 'true' : undefined}
          >
            <span aria-hidden="true">{LANGUAGES[locale].short}</span>
            <span className="hidden-visually">{LANGUAGES[locale].name}</span>
          </button>
        </li>
      ))}
    </ul>
  </nav>
)
