import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import { Answers } from '#site/components/answers.tsx'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink } from '#site/components/button.tsx'
import { ContactButtons, PhoneLink } from '#site/components/contact-links.tsx'
import { Icon } from '#site/components/icon.tsx'
import type { OpenNow } from '#site/components/open-state.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { type VisitBrief, VisitFacts, VisitTime } from '#site/components/visit-facts.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import {
  bookPath,
  businessPath,
  visitCalendarPath,
  visitCancelPath,
  visitLatePath,
  visitMovePath,
  visitPath,
} from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import type { TogetherBrief } from './visit-view.ts'

export type VisitStatus = 'scheduled' | 'completed' | 'cancelled' | 'no-show'

/** May the client cancel and move here: until when, since when not, or never. */
export type CancelState = { kind: 'open' | 'closed'; day: LocalDate; time: WallTime } | { kind: 'off' }

export interface LateState {
  /** Minutes that may be said. */
  choices: readonly number[]
  /** What was said. */
  said: { minutes: number; stillFits: boolean; alternatives: readonly AlternativeTime[] } | null
}

export interface VisitPageProps {
  shell: Shell
  token: string
  visit: VisitBrief
  status: VisitStatus
  cancelledBy: 'client' | 'business' | null
  /** What has just been done. */
  news: 'booked' | 'moved' | null
  isToday: boolean
  /** A scheduled visit whose end has passed. */
  isPast: boolean
  note: string
  /** The business's word to everybody. */
  notice: string | null
  cancel: CancelState
  /** Null when it is too early to say, or over. */
  late: LateState | null
  google: string
  share: { whatsapp: string; telegram: string }
  /** What else was booked in the same sitting. */
  together: readonly TogetherBrief[]
  /** Services to book once more, as `linesText` writes them, if they can be. */
  again: string | null
  /** When the place answers; null = nobody knows. */
  open: OpenNow | null
  /** When this page was made, and until which millisecond a phone may keep it. */
  saved: { day: LocalDate; time: WallTime; until: number }
  problem: Problem | null
}

interface State {
  title: MessageKey
  hint?: MessageKey
  mark: 'done' | 'cross' | 'clock' | 'alert'
}

const AT_THE_BUSINESS = {
  noShow: 'visit.noShow',
  completed: 'visit.completed',
  startsSoon: 'visit.startsSoon',
  expected: 'visit.expected',
} as const

/** Who is visited at home does not come. */
const AT_THE_CLIENT = {
  noShow: 'told.noShowAtYours',
  completed: 'told.completedAtYours',
  startsSoon: 'told.startsSoonAtYours',
  expected: 'told.expectedAtYours',
} as const

function stateOf({ status, cancelledBy, news, isToday, isPast, visit }: VisitPageProps): State {
  if (status === 'cancelled')
    return cancelledBy === 'business'
      ? { title: 'visit.cancelledByBusiness', hint: 'visit.cancelledByBusinessHint', mark: 'cross' }
      : { title: 'visit.cancelledByClient', hint: 'visit.cancelledHint', mark: 'cross' }
  const words = visit.told.place === null ? AT_THE_BUSINESS : AT_THE_CLIENT
  if (status === 'no-show') return { title: words.noShow, hint: 'visit.noShowHint', mark: 'alert' }
  if (status === 'completed') return { title: words.completed, mark: 'done' }
  if (isPast) return { title: 'visit.past', mark: 'clock' }
  if (news) return { title: news === 'moved' ? 'visit.moved' : 'visit.booked', mark: 'done' }
  return { title: isToday ? words.startsSoon : words.expected, mark: 'clock' }
}

type ActsProps = { say: Say } & Pick<VisitPageProps, 'token' | 'cancel' | 'google' | 'share' | 'visit'>

/** Moving and cancelling stand under one rule, said as a clock time. */
const ChangePart = ({ say, token, cancel, visit }: ActsProps) => {
  const { t, locale } = say
  if (cancel.kind === 'off') return <p className="small muted">{t('visit.cancelOff')}</p>
  const until = whenText(say, cancel.day, cancel.time)
  if (cancel.kind === 'closed')
    return (
      <p className="small muted">
        {t('visit.cancelClosed', { until })} {visit.business.phone && <PhoneLink phone={visit.business.phone} />}
      </p>
    )
  return (
    <div className="stack stack-tight">
      <div className="buttons buttons-equal">
        <ButtonLink look="secondary" href={visitMovePath(locale, token)}>
          {t('visit.move')}
        </ButtonLink>
        <ButtonLink look="secondary" href={visitCancelPath(locale, token)}>
          {t('visit.cancel')}
        </ButtonLink>
      </div>
      <p className="hint foot-note">{t('visit.changeUntil', { until })}</p>
    </div>
  )
}

const Keep = ({ say: { t, locale }, token, google, share }: ActsProps) => (
  <div className="acts">
    <a className="button button-secondary" href={visitCalendarPath(locale, token)}>
      <Icon name="calendar" />
      {t('visit.toCalendar')}
    </a>
    <a className="button button-secondary" href={google} rel="noopener noreferrer">
      <Icon name="calendar" />
      {t('visit.googleCalendar')}
    </a>
    <a className="button button-secondary" href={share.whatsapp} rel="noopener noreferrer">
      <Icon name="message" />
      {t('visit.shareWhatsapp')}
    </a>
    <a className="button button-secondary" href={share.telegram} rel="noopener noreferrer">
      <Icon name="message" />
      {t('visit.shareTelegram')}
    </a>
  </div>
)

const Late = ({ say, token, late, phone }: { say: Say; token: string; late: LateState; phone: string | null }) => {
  const { t, locale } = say
  const { said } = late
  return (
    <section className="card stack" aria-labelledby="late">
      <h2 id="late">{t('visit.late')}</h2>
      {said && (
        <div className="stack" role="status">
          <p>{t('visit.lateSaid', { minutes: said.minutes })}</p>
          <p>{t(said.stillFits ? 'visit.lateFits' : 'visit.lateDoesNotFit')}</p>
          <Alternatives say={say} times={said.alternatives} />
          {!said.stillFits && said.alternatives.length === 0 && phone && <PhoneLink phone={phone} />}
        </div>
      )}
      <form className="late-choices" method="post" action={visitLatePath(locale, token)} data-once="">
        {late.choices.map((minutes) => (
          <button
            key={minutes}
            className="button button-secondary"
            type="submit"
            name="minutes"
            value={minutes}
            aria-pressed={said?.minutes === minutes}
          >
            <span aria-hidden="true">{t('visit.lateMinutes', { minutes })}</span>
            <span className="hidden-visually">{t('visit.lateBy', { minutes })}</span>
          </button>
        ))}
      </form>
    </section>
  )
}

const Together = ({ say, together, slug }: { say: Say; together: readonly TogetherBrief[]; slug: string }) => {
  const { t, locale } = say
  return (
    <section className="stack stack-tight" aria-labelledby="together">
      {together.length > 0 && (
        <>
          <h2 id="together">{t('visit.together')}</h2>
          <ul className="plain stack stack-tight">
            {together.map(({ token, day, time, services, guestName }) => (
              <li key={token} className="card">
                <a href={visitPath(locale, token)}>{whenText(say, day, time)}</a>
                <p className="small muted">{[guestName, ...services].filter((part) => part !== null).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={bookPath(locale, slug, {})}>{t('visit.bookAnother')}</a>
      </p>
    </section>
  )
}

/** Shown by the service worker alone, on the page that it kept: then nobody can ask the server. */
const Saved = ({ say, saved, phone }: { say: Say; saved: VisitPageProps['saved']; phone: string | null }) => (
  <div id="saved" data-until={saved.until} hidden>
    <Banner tone="warn">
      <p>{say.t('visit.saved', { when: whenText(say, saved.day, saved.time) })}</p>
      {phone && (
        <p>
          <PhoneLink phone={phone} />
        </p>
      )}
    </Banner>
  </div>
)

/** The client's own page of a visit, behind its private link. */
export const VisitPage = (props: VisitPageProps) => {
  const { shell, token, visit, status, news, isPast, note, notice, late, together, problem } = props
  const say = sayIn(shell.locale)
  const { t, locale } = say
  const { title, hint, mark } = stateOf(props)
  const { business } = visit
  const stands = status === 'scheduled' && !isPast
  return (
    <Layout shell={shell} title={`${t(title)} · ${business.name}`} narrow>
      <div className="stack">
        <Saved say={say} saved={props.saved} phone={business.phone} />
        <ProblemBanner say={say} problem={problem} phone={business.phone} />
        {notice && (
          <Banner tone="warn">
            <p>{notice}</p>
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
          <VisitTime say={say} visit={visit} city={shell.city} />
          <VisitFacts say={say} visit={visit} />
          {note && (
            <p className="small muted">
              {t('visit.note')}: <bdi className="name">{note}</bdi>
            </p>
          )}
        </section>
        {stands && news === 'booked' && (
          <Banner tone="info">
            <p>{t('visit.keepLink')}</p>
          </Banner>
        )}
        {(together.length > 0 || (stands && news === 'booked')) && (
          <Together say={say} together={together} slug={business.slug} />
        )}
        {late && news !== 'booked' && <Late say={say} token={token} late={late} phone={business.phone} />}
        {stands && <Keep say={say} {...props} />}
        {status !== 'completed' && <ContactButtons say={say} phone={business.phone} whatsapp={business.whatsapp} />}
        {status !== 'completed' && props.open && <Answers say={say} open={props.open} />}
        {stands ? (
          <ChangePart say={say} {...props} />
        ) : (
          <ButtonLink
            size="big"
            wide
            href={
              props.again
                ? bookPath(locale, business.slug, { services: props.again, step: 'time' })
                : businessPath(locale, business.slug)
            }
          >
            {t(props.again ? 'visit.again' : 'visit.toBusiness')}
          </ButtonLink>
        )}
      </div>
    </Layout>
  )
}
