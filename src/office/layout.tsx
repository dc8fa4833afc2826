import type { ReactNode } from 'react'
import type { Locale } from '#kernel/localized-text.ts'
import { Icon } from '#site/components/icon.tsx'
import { Languages } from '#site/components/languages.tsx'
import { Photo } from '#site/components/photo.tsx'
import { type Assets, BrandMark, Document } from '#site/document.tsx'
import { sayIn } from '#site/say.ts'
import { businessIn, dayPath, inLanguage, OFFICE, photosPath, SIGN_OUT } from './links.ts'

/** What every page of the office is given. */
export interface OfficeShell {
  locale: Locale
  assets: Assets
  /** Address of the page with its query, without `locale`: `/office?day=2026-11-24`. */
  path: string
  /** Who is signed in, as he is called; null on the sign-in page. */
  userName: string | null
  /** Address of his picture. */
  userImage?: string | undefined
}

interface Props {
  shell: OfficeShell
  title: string
  narrow?: boolean
  children: ReactNode
}

const Parts = ({ shell: { locale, path } }: { shell: OfficeShell }) => {
  const { t } = sayIn(locale)
  const business = businessIn(path)
  const isHere = (part: string) => (path.split('?')[0] === part ? 'page' : undefined)
  return (
    <nav className="parts" aria-label={t('photos.nav')}>
      <ul className="wrap parts-row">
        <li>
          <a className="part" href={business ? dayPath(business) : OFFICE} aria-current={isHere(OFFICE)}>
            <Icon name="calendar" small />
            {t('photos.day')}
          </a>
        </li>
        <li>
          <a className="part" href={photosPath(business)} aria-current={isHere(photosPath(null))}>
            <Icon name="photo" small />
            {t('photos.title')}
          </a>
        </li>
      </ul>
    </nav>
  )
}

/** Frame of the office's pages; never shown to search engines. */
export const OfficeLayout = ({ shell, title, narrow, children }: Props) => {
  const { t } = sayIn(shell.locale)
  return (
    <Document locale={shell.locale} assets={shell.assets} title={`${title} · ${t('office.title')}`}>
      <a className="skip" href="#content">
        {t('common.skip')}
      </a>
      <header className="top">
        <div className="wrap top-row">
          <a className="brand" href={OFFICE}>
            <BrandMark />
            {t('office.title')}
          </a>
          <Languages current={shell.locale} label={t('common.language')} href={(to) => inLanguage(shell.path, to)} />
          {shell.userName !== null && (
            <form className="top-user" method="post" action={SIGN_OUT}>
              <span className="top-who">
                <Photo
                  className="avatar avatar-photo avatar-small"
                  src={shell.userImage}
                  alt=""
                  sizes="32px"
                  width={32}
                  height={32}
                />
                <bdi className="small muted name">{shell.userName}</bdi>
              </span>
              <button className="button button-quiet button-small" type="submit">
                {t('accounts.signOut')}
              </button>
            </form>
          )}
        </div>
      </header>
      {shell.userName !== null && <Parts shell={shell} />}
      <main id="content" tabIndex={-1}>
        <div className={narrow ? 'wrap narrow page' : 'wrap page'}>{children}</div>
      </main>
    </Document>
  )
}
