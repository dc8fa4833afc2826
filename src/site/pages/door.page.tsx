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
  paper: Paper
}

const STEPS = ['business.step1', 'business.step2', 'business.step3'] as const

/** A sheet for the door: whoever finds it closed, or a queue inside, books from the street. */
export const DoorPage = ({ shell, slug, name, phone, paper }: DoorProps) => {
  const { t } = sayIn(shell.locale)
  const { url, shown } = paperAddress(shell, slug)
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
      <div className="door-code">
        <Qr text={url} label={t('business.qrOf', { address: shown })} />
      </div>
      <p className="door-call">
        {PAPER_LOCALES.map((locale) => (
          <span key={locale} className={locale === 'kk' ? 'line' : 'line second'} lang={locale}>
            {sayIn(locale).t('business.scan')}
          </span>
        ))}
      </p>
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
