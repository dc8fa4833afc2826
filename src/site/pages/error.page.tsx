import { errorText, type MessageKey } from '#platform/i18n/speak.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { listPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export interface ErrorPageProps {
  shell: Shell
  /** HTTP status of the answer. 410: the business is closed for good. */
  status: number
  /** Code of `errors`. */
  code: string
  details?: Readonly<Record<string, unknown>>
  /** Number by which the log knows an unknown error. */
  errorId?: string
  /** E.164 of the business that the page was about, if any. */
  phone?: string | null
  /** Where to go on; else the front page. */
  next?: { href: string; label: string }
}

const TITLES: Readonly<Record<number, MessageKey>> = {
  401: 'errors.titleForbidden',
  403: 'errors.titleForbidden',
  404: 'errors.titleNotFound',
  410: 'errors.titleGone',
  429: 'errors.titleLimited',
  503: 'errors.titleLimited',
}

/** A lost link is found without proving who one is, or handed out by those who know the guest. */
const WaysBack = ({ say: { t } }: { say: Say }) => (
  <section className="card stack stack-tight" aria-labelledby="ways">
    <h2 id="ways">{t('visit.lostHeading')}</h2>
    <ul className="stack stack-tight reasons">
      <li>{t('visit.lostHistory')}</li>
      <li>{t('visit.lostCalendar')}</li>
      <li>{t('visit.lostCall')}</li>
    </ul>
  </section>
)

/** What happened, what to do, and a number to quote. */
export const ErrorPage = ({ shell, status, code, details, errorId, phone, next }: ErrorPageProps) => {
  const say = sayIn(shell.locale)
  const { t } = say
  const title = t(TITLES[status] ?? (status >= 500 ? 'errors.titleInternal' : 'errors.titleRefused'))
  return (
    <Layout shell={shell} title={title} narrow>
      <div className="stack trouble">
        <h1>{title}</h1>
        <p className="lead">{status === 410 ? t('errors.gone') : errorText(t, code, details)}</p>
        {code === 'link_invalid' && <WaysBack say={say} />}
        {phone && <ContactButtons say={say} phone={phone} />}
        <div className="buttons">
          <ButtonLink href={next?.href ?? listPath(shell.locale)}>{next?.label ?? t('common.toHome')}</ButtonLink>
        </div>
        {errorId && <p className="hint">{t('errors.errorId', { id: errorId })}</p>}
      </div>
    </Layout>
  )
}
