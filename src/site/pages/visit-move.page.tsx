import type { LocalDate } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import { SubmitButton } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { type DayOffer, DayStrip } from '#site/components/day-strip.tsx'
import { Icon } from '#site/components/icon.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { type Slot, Slots } from '#site/components/slots.tsx'
import type { VisitBrief } from '#site/components/visit-facts.tsx'
import { VisitLines } from '#site/components/visit-plan.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { visitMovePath, visitPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'

interface Common {
  shell: Shell
  token: string
  visit: VisitBrief
}

export interface VisitMoveProps extends Common {
  /** With whom: as before, or `any`. */
  who: '' | 'any'
  canChangePeople: boolean
  days: readonly DayOffer[]
  earlier: string | null
  later: string | null
  day: LocalDate
  slots: readonly Slot[]
  problem: Problem | null
  alternatives: readonly AlternativeTime[]
}

const Head = ({ say: { t }, back, title }: { say: Say; back: string; title: string }) => (
  <>
    <div className="step-bar">
      <a className="back" href={back} aria-label={t('common.back')}>
        <Icon name="back" />
      </a>
      <p className="step-title">{t('visit.title')}</p>
    </div>
    <h1>{title}</h1>
  </>
)

/** Another day and time for the same services. */
export const VisitMovePage = (props: VisitMoveProps) => {
  const { shell, token, visit, who, canChangePeople, days, earlier, later, day, slots, problem, alternatives } = props
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const to = (choice: { day?: LocalDate; who?: string }) => visitMovePath(locale, token, { day, who, ...choice })
  const hasFree = slots.some(({ isFree }) => isFree)
  return (
    <Layout shell={shell} title={`${t('visit.moveHeading')} · ${visit.business.name}`} narrow>
      <form className="stack" method="get" action={visitMovePath(locale, token)}>
        <Head say={say} back={visitPath(locale, token)} title={t('visit.moveHeading')} />
        <ProblemBanner say={say} problem={problem} phone={visit.business.phone}>
          <Alternatives say={say} times={alternatives} />
        </ProblemBanner>
        <p className="muted">{t('visit.now', { when: whenText(say, visit.day, visit.time) })}</p>
        {canChangePeople && (
          <nav aria-label={t('common.specialist')}>
            <ul className="chips">
              <li>
                <a className="chip" href={to({ who: '' })} aria-current={who === '' ? 'true' : undefined}>
                  {t('visit.samePeople')}
                </a>
              </li>
              <li>
                <a className="chip" href={to({ who: 'any' })} aria-current={who === 'any' ? 'true' : undefined}>
                  {t('booking.anyPerson')}
                </a>
              </li>
            </ul>
          </nav>
        )}
        <input type="hidden" name="who" value={who} />
        <DayStrip
          say={say}
          days={days}
          chosen={day}
          earlier={earlier}
          later={later}
          href={(date) => to({ day: date })}
        />
        <h2>
          {capital(f.day(day))}
          <span className="line hint plain">{t('common.localTime', { city: shell.city })}</span>
        </h2>
        {hasFree ? (
          <>
            <Slots say={say} day={day} slots={slots} chosen={null} />
            <div className="foot">
              <SubmitButton size="big" wide>
                {t('booking.next')}
              </SubmitButton>
            </div>
          </>
        ) : (
          <div className="empty">
            <p>{t('booking.emptyDay')}</p>
            <ContactButtons say={say} phone={visit.business.phone} />
          </div>
        )}
      </form>
    </Layout>
  )
}

export interface VisitMoveConfirmProps extends Common {
  /** What it would become. */
  next: Pick<VisitBrief, 'day' | 'time' | 'lines' | 'wait'>
  /** Sum before and after. */
  price: { before: number; after: number }
  /** The chosen time, the people by service, and the version that was seen. */
  fields: Readonly<Record<string, string>>
  back: string
}

/** Old and new side by side, and one button. */
export const VisitMoveConfirmPage = ({ shell, token, visit, next, price, fields, back }: VisitMoveConfirmProps) => {
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  return (
    <Layout shell={shell} title={`${t('visit.moveConfirm')} · ${visit.business.name}`} narrow>
      <form className="stack" method="post" action={visitMovePath(locale, token)} data-once="">
        <Head say={say} back={back} title={t('visit.moveConfirm')} />
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <section className="card stack" aria-labelledby="before">
          <h2 id="before" className="small muted">
            {t('visit.before')}
          </h2>
          <p className="visit-before">{capital(whenText(say, visit.day, visit.time))}</p>
        </section>
        <section className="card stack" aria-labelledby="after">
          <h2 id="after" className="small muted">
            {t('visit.after')}
          </h2>
          <p className="visit-day figure">{capital(whenText(say, next.day, next.time))}</p>
          <VisitLines say={say} lines={next.lines} wait={next.wait} />
          <p>
            {price.before === price.after
              ? t('visit.samePrice', { price: f.money(price.after) })
              : t('visit.otherPrice', { before: f.money(price.before), after: f.money(price.after) })}
          </p>
        </section>
        <div className="foot">
          <SubmitButton size="big" wide>
            {t('visit.moveYes')}
          </SubmitButton>
        </div>
      </form>
    </Layout>
  )
}
