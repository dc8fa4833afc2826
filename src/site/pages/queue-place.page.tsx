import type { MessageKey } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { businessPath, queueLeavePath, queuePath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import type { Turn } from './queue.page.tsx'

export type PlaceState = 'waiting' | 'called' | 'seated' | 'left' | 'gone' | 'over'

export interface QueuePlaceProps {
  shell: Shell
  business: { slug: string; name: string; street: string; phone: string | null }
  token: string
  number: number
  state: PlaceState
  before: number
  /** Null: perhaps not today. */
  turn: Turn | null
  services: readonly string[]
}

const RENEW_SECONDS = 20
/** Within so many minutes one had better stand at the door. */
const NEAR = 5

const OVER: Readonly<Record<Exclude<PlaceState, 'waiting' | 'called'>, { title: MessageKey; hint?: MessageKey }>> = {
  seated: { title: 'queue.seated', hint: 'queue.seatedHint' },
  left: { title: 'queue.left', hint: 'queue.leftHint' },
  gone: { title: 'queue.gone', hint: 'queue.leftHint' },
  over: { title: 'queue.over' },
}

/** One's own place in the queue, behind a link that nobody can guess. It keeps itself up to date, with scripts and without. */
export const QueuePlacePage = (props: QueuePlaceProps) => {
  const { shell, business, token, state } = props
  const say = sayIn(shell.locale)
  const { t, locale } = say
  const stands = state === 'waiting' || state === 'called'
  return (
    <Layout
      shell={shell}
      title={`${t('queue.number', { number: props.number })} · ${business.name}`}
      {...(stands ? { renews: RENEW_SECONDS } : {})}
      narrow
    >
      <div className="stack">
        <header className="stack stack-tight">
          <h1>{t('queue.title')}</h1>
          <p>
            <a className="name" href={businessPath(locale, business.slug)}>
              {business.name}
            </a>
            <span className="muted">{` · ${business.street}`}</span>
          </p>
        </header>
        <div className="stack" id="queue-place" {...(stands ? { 'data-renew': RENEW_SECONDS } : {})} aria-live="polite">
          <Place say={say} {...props} />
          {stands ? (
            <form method="post" action={queueLeavePath(locale, token)} data-once="">
              <SubmitButton look="secondary" wide>
                {t('queue.leave')}
              </SubmitButton>
            </form>
          ) : (
            state !== 'seated' && (
              <ButtonLink wide href={queuePath(locale, business.slug)}>
                {t('queue.joinAgain')}
              </ButtonLink>
            )
          )}
        </div>
        {stands && (
          <Banner tone="info">
            <p>{t('queue.keep')}</p>
          </Banner>
        )}
        <ContactButtons say={say} phone={business.phone} whatsapp={null} />
      </div>
    </Layout>
  )
}

const Place = ({ say, number, state, before, turn, services }: { say: Say } & QueuePlaceProps) => {
  const { t } = say
  if (state !== 'waiting' && state !== 'called') {
    const { title, hint } = OVER[state]
    return (
      <section className="card queue-state">
        <p className="queue-turn">{t(title)}</p>
        {hint && <p className="muted">{t(hint)}</p>}
      </section>
    )
  }
  return (
    <section className={state === 'called' ? 'card queue-state queue-called' : 'card queue-state'}>
      <p className={state === 'called' ? '' : 'muted'}>{t('queue.yourNumber')}</p>
      <p className="queue-number figure">{number}</p>
      <p className="queue-turn">{turnText(say, state, before, turn)}</p>
      {state === 'waiting' && before > 0 && <p className="muted">{t('queue.before', { count: before })}</p>}
      {services.length > 0 && <p className="muted small">{services.join(' + ')}</p>}
    </section>
  )
}

function turnText({ t, f }: Say, state: 'waiting' | 'called', before: number, turn: Turn | null): string {
  if (state === 'called') return t('queue.called')
  if (!turn) return t('queue.turnLate')
  if (turn.wait < NEAR) return t(before === 0 ? 'queue.turnNow' : 'queue.first')
  return t('queue.turn', { wait: f.duration(turn.wait), time: turn.time })
}
