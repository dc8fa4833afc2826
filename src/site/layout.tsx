import type { ReactNode } from 'react'
import { LOCALES, type Locale } from '#kernel/localized-text.ts'
import { LanguageButtons, Languages } from '#site/components/languages.tsx'
import { type Assets, BrandMark, Document, type LinkPicture } from './document.tsx'
import { inLocale, listPath, OFFICE } from './links.ts'
import { sayIn } from './say.ts'

/** What every public page is given. */
export interface Shell {
  locale: Locale
  assets: Assets
  /** `https://example.kz`, without a slash at the end. */
  origin: string
  /** The page's address after the language, with its query: `/`, `/b/sulu-beauty?x=1`. */
  path: string
  /** The city's name in the page's language. */
  city: string
}

interface Props {
  shell: Shell
  title: string
  description?: string
  /** Address after the language under which search engines keep the page; without it they are asked not to. */
  canonical?: string
  /** Its `url` without the origin. */
  image?: LinkPicture
  narrow?: boolean
  /** Seconds after which the page is asked for anew, where no scripts run. */
  renews?: number
  /** The id of the form that keeps what was typed when the language changes, and where it is sent for that. */
  keeping?: { form: string; action: string }
  children: ReactNode
}

const addressesOf = ({ origin }: Shell, path: string): Record<Locale, string> => {
  const address = (locale: Locale): string => `${origin}${inLocale(locale, path)}`
  return { kk: address(LOCALES[0]), ru: address(LOCALES[1]), en: address(LOCALES[2]) }
}

/** Frame of the public pages: brand, languages, content, foot. */
export const Layout = ({ shell, title, description, canonical, image, narrow, renews, keeping, children }: Props) => {
  const { t } = sayIn(shell.locale)
  const { locale, assets, city } = shell
  return (
    <Document
      locale={locale}
      assets={assets}
      title={`${title} · ${t('common.brand')}`}
      description={description}
      addresses={canonical ? addressesOf(shell, canonical) : undefined}
      renews={renews}
      image={image && { ...image, url: `${shell.origin}${image.url}` }}
    >
      <a className="skip" href="#content">
        {t('common.skip')}
      </a>
      <header className="top">
        <div className="wrap top-row">
          <a className="brand" href={listPath(locale)}>
            <BrandMark />
            {t('common.brand')}
          </a>
          {keeping ? (
            <LanguageButtons current={locale} label={t('common.language')} {...keeping} />
          ) : (
            <Languages current={locale} label={t('common.language')} href={(other) => inLocale(other, shell.path)} />
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        <div className={narrow ? 'wrap narrow page' : 'wrap page'}>{children}</div>
      </main>
      <footer className="bottom">
        <div className="wrap bottom-row">
          <p>{t('common.footerAbout', { city })}</p>
          <a className="bottom-link" href={OFFICE}>
            {t('common.forBusiness')}
          </a>
        </div>
      </footer>
    </Document>
  )
}
