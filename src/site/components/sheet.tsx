import type { ReactNode } from 'react'
import { isOnlyHere } from '#site/contact-addresses.ts'
import { Document } from '#site/document.tsx'
import type { Shell } from '#site/layout.tsx'
import { businessPath, shortPath, shortQueuePath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'
import { Banner } from './banner.tsx'
import { Icon } from './icon.tsx'

/** What stands on paper is said to readers of both languages. */
export const PAPER_LOCALES = ['kk', 'ru'] as const

interface Props {
  shell: Shell
  slug: string
  title: string
  className: string
  /** More of the screen's controls. */
  controls?: ReactNode
  children: ReactNode
}

/** A page made for paper: on the screen with a button to print it, on paper without anything else. */
export const Sheet = ({ shell, slug, title, className, controls, children }: Props) => {
  const { t } = sayIn(shell.locale)
  return (
    <Document locale={shell.locale} assets={shell.assets} title={title}>
      <header className="sheet-bar">
        <a className="tap" href={businessPath(shell.locale, slug)}>
          <Icon name="back" small />
          {t('business.toPage')}
        </a>
        {controls}
        <button className="button button-primary button-small" type="button" data-print="" hidden>
          {t('business.print')}
        </button>
        <noscript>
          <p className="small muted">{t('business.printHint')}</p>
        </noscript>
        {isOnlyHere(shell.origin) && (
          <Banner tone="warn">
            <p>{t('business.onlyHere')}</p>
          </Banner>
        )}
      </header>
      <main id="content" className={`sheet ${className}`}>
        {children}
      </main>
    </Document>
  )
}

/** What the code on paper leads to, and how it is written for those who type. */
export const paperAddress = ({ origin }: Shell, slug: string, to: 'page' | 'queue' = 'page') => {
  const url = `${origin}${to === 'page' ? shortPath(slug) : shortQueuePath(slug)}`
  return { url, shown: url.replace(/^https?:\/\//, '') }
}
