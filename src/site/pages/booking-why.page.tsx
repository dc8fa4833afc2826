import type { LocalDate, WallTime } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import type { BusinessBrief } from '#site/components/briefs.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { Icon } from '#site/components/icon.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'

export interface BookWhyProps {
  shell: Shell
  business: BusinessBrief
  /** The day's times. */
  back: string
  day: LocalDate
  time: WallTime
  /** Sentences. */
  reasons: readonly string[]
  alternatives: readonly AlternativeTime[]
}

/** Why a time is not free, and what is. */
export const BookWhyPage = ({ shell, business, back, day, time, reasons, alternatives }: BookWhyProps) => {
  const say = sayIn(shell.locale)
  const { t } = say
  return (
    <Layout shell={shell} title={`${t('booking.whyHeading', { time })} · ${business.name}`} narrow>
      <div className="stack">
        <div className="step-bar">
          <a className="back" href={back} aria-label={t('common.back')}>
            <Icon name="back" />
          </a>
          <p className="step-title">{business.name}</p>
        </div>
        <h1>{t('booking.whyHeading', { time })}</h1>
        <p className="muted">{capital(whenText(say, day, time))}</p>
        <ul className="card stack reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <Alternatives say={say} times={alternatives} />
        <ButtonLink look="secondary" wide href={back}>
          {t('booking.allTimes')}
        </ButtonLink>
      </div>
    </Layout>
  )
}
