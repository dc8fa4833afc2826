import type { LocalDate, WallTime } from '#kernel/time.ts'
import { errorText, type MessageKey } from '#platform/i18n/translator.ts'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { Icon } from '#site/components/icon.tsx'
import { type VisitBrief, VisitFacts, VisitTime } from '#site/components/visit-facts.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookPath, businessPath, visitCancelPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export type VisitStatus = 'scheduled' | 'completed' | 'cancelled' | 'no-show'

/** May the client cancel here: until when, since when not, or never. */
export type CancelState = { kind: 'open' | 'closed'; day: LocalDate; time: WallTime } | { kind: 'off' }

export interface VisitPageProps {
  shell: Shell
  token: string
  visit: VisitBrief
  status: VisitStatus
  cancelledBy: 'client' | 'business' | null
  /** Right after booking. */
  isNew: boolean
  isToday: boolean
  /** A scheduled visit whose end has passed. */
  isPast: boolean
  note: string
  cancel: CancelState
  /** Service to book once more, if it can be. */
  againService: string | null
  error: { code: string; details?: Readonly<Record<string, unknown>> } | null
}

interface State {
  title: MessageKey
  hint?: MessageKey
  mark: 'done' | 'cross' | 'clock' | 'alert'
}

function stateOf({ status, cancelledBy, isNew, isToday, isPast }: VisitPageProps): State {
  if (status === 'cancelled')
    return cancelledBy === 'business'
      ? { title: 'visit.cancelledByBusiness', hint: 'visit.cancelledByBusinessHint', mark: 'cross' }
      : { title: 'visit.cancelledByClient', hint: 'visit.cancelledHint', mark: 'cross' }
  if (status === 'no-show') return { title: 'visit.noShow', hint: 'visit.noShowHint', mark: 'alert' }
  if (status === 'completed') return { title: 'visit.completed', mark: 'done' }
  if (isPast) return { title: 'visit.past', mark: 'clock' }
  if (isNew) return { title: 'visit.booked', mark: 'done' }
  return { title: isToday ? 'visit.startsSoon' : 'visit.expected', mark: 'clock' }
}

const CancelPart = ({ say: { t, f, locale }, token, cancel }: { say: Say; token: string; cancel: CancelState }) => {
  if (cancel.kind === 'off') return <p className="small muted">{t('visit.cancelOff')}</p>
  const until = f.moment(cancel.day, cancel.time)
  if (cancel.kind === 'closed') return <p className="small muted">{t('visit.cancelClosed', { until })}</p>
  return (
    <div className="stack stack-tight">
      <ButtonLink look="secondary" wide href={visitCancelPath(locale, token)}>
        {t('visit.cancel')}
      </ButtonLink>
      <p className="hint foot-note">{t('booking.cancelUntil', { until })}</p>
    </div>
  )
}

/** The client's own page of a visit, behind its private link. */
export const VisitPage = (props: VisitPageProps) => {
  const { shell, token, visit, status, isNew, isPast, note, cancel, againService, error } = props
  const say = sayIn(shell.locale)
  const { t, locale } = say
  const { title, hint, mark } = stateOf(props)
  const { business } = visit
  const stands = status === 'scheduled' && !isPast
  return (
    <Layout shell={shell} title={`${t(title)} · ${business.name}`} narrow>
      <div className="stack">
        {error && (
          <Banner tone="bad">
            <p>{errorText(t, error.code, error.details)}</p>
          </Banner>
        )}
        <header className="visit-head">
          <span className={`mark mark-${mark}`}>
            <Icon name={mark} />
          </span>
          <div>
            <h1>{t(title)}</h1>
            {hint && <p className="muted">{t(hint)}</p>}
          </div>
        </header>
        <section className={stands ? 'card stack' : 'card stack visit-over'} aria-label={t('visit.title')}>
          <VisitTime say={say} visit={visit} />
          <VisitFacts say={say} visit={visit} />
          {note && (
            <p className="small muted">
              {t('visit.note')}: <bdi className="name">{note}</bdi>
            </p>
          )}
        </section>
        {stands && isNew && (
          <Banner tone="info">
            <p>{t('visit.keepLink')}</p>
          </Banner>
        )}
        {status !== 'completed' && <ContactButtons say={say} phone={business.phone} whatsapp={business.whatsapp} />}
        {stands ? (
          <CancelPart say={say} token={token} cancel={cancel} />
        ) : (
          <ButtonLink
            size="big"
            wide
            href={
              againService
                ? bookPath(locale, business.slug, { service: againService })
                : businessPath(locale, business.slug)
            }
          >
            {t(againService ? 'visit.again' : 'visit.toBusiness')}
          </ButtonLink>
        )}
      </div>
    </Layout>
  )
}
