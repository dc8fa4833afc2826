import { showPhone } from '#kernel/phone.ts'
import { Qr } from '#site/components/qr.tsx'
import { PAPER_LOCALES, paperAddress, Sheet } from '#site/components/sheet.tsx'
import type { Shell } from '#site/layout.tsx'
import { doorPath } from '#site/links.ts'
import { sayIn } from '#site/say.ts'

export const PAPERS = ['a4', 'a5'] as const
export type Paper = (typeof PAPERS)[number]

export interface DoorProps {
  shell: Shell
  slug: string
  name: Readonly<Record<(typeof PAPER_LOCALES)[number], string>>
  /** E.164 */
  phone: string | null
  /** Clients join the live queue by a second code. */
  hasQueue: boolean
  paper: Paper
}

interface CodeProps {
  shell: Shell
  slug: string
  to: 'page' | 'queue'
}

const CALLS = { page: 'business.scan', queue: 'queue.scan' } as const

const Code = ({ shell, slug, to }: CodeProps) => {
  const { url, shown } = paperAddress(shell, slug, to)
  return (
    <div className="door-one">
      <div className="door-code">
        <Qr text={url} label={sayIn(shell.locale).t('business.qrOf', { address: shown })} />
      </div>
      <p className="door-call">
        {PAPER_LOCALES.map((locale) => (
          <span key={locale} className={locale === 'kk' ? 'line' : 'line second'} lang={locale}>
            {sayIn(locale).t(CALLS[to])}
          </span>
        ))}
      </p>
    </div>
  )
}

const STEPS = ['business.step1', 'business.step2', 'business.step3'] as const

/** A sheet for the door: whoever finds it closed, or a queue inside, books from the street. */
export const DoorPage = ({ shell, slug, name, phone, hasQueue, paper }: DoorProps) => {
  const { t } = sayIn(shell.locale)
  const { shown } = paperAddress(shell, slug)
  return (
    <Sheet
      shell={shell}
      slug={slug}
      title={`${shell.locale === 'ru' ? name.ru : name.kk} · ${t('business.doorSheet')}`}
      className={`door door-${paper}`}
      controls={
        <nav className="papers" aria-label={t('business.paper')}>
          {PAPERS.map((one) => (
            <a
              key={one}
              className="chip"
              href={doorPath(shell.locale, slug, one)}
              aria-current={one === paper ? 'true' : undefined}
            >
              {one.toUpperCase()}
            </a>
          ))}
        </nav>
      }
    >
      <h1 className="door-name name">
        <span lang="kk">{name.kk}</span>
        {name.ru !== name.kk && (
          <span className="second" lang="ru">
            {name.ru}
          </span>
        )}
      </h1>
      <div className={hasQueue ? 'door-codes' : 'door-codes door-codes-one'}>
        <Code shell={shell} slug={slug} to="page" />
        {hasQueue && <Code shell={shell} slug={slug} to="queue" />}
      </div>
      <div className="door-ways">
        {PAPER_LOCALES.map((locale) => (
          <ol key={locale} className="door-way" lang={locale}>
            {STEPS.map((step) => (
              <li key={step}>{sayIn(locale).t(step)}</li>
            ))}
          </ol>
        ))}
      </div>
      <p className="door-note">
        {PAPER_LOCALES.map((locale) => (
          <span key={locale} className="line" lang={locale}>
            {sayIn(locale).t('business.noSignUp')}
          </span>
        ))}
      </p>
      <p className="door-address name">
        {shown}
        {phone && <span className="line nowrap">{showPhone(phone)}</span>}
      </p>
    </Sheet>
  )
}
