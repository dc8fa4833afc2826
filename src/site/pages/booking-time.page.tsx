import type { LocalDate } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { Alternatives, type AlternativeTime } from '#site/components/alternatives.tsx'
import type { BusinessBrief, ServiceBrief, Steps } from '#site/components/briefs.ts'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { type DayOffer, DayStrip } from '#site/components/day-strip.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { type Slot, Slots } from '#site/components/slots.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Chain, type PlanLine } from '#site/components/visit-plan.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookFormPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenText } from '#site/when.ts'
import type { NextFree } from './booking-people.page.tsx'

/** What the chosen time would be. */
export interface ChosenPlan {
  day: LocalDate
  lines: readonly PlanLine[]
  /** Minutes */
  wait: number
}

export interface BookTimeProps {
  shell: Shell
  business: BusinessBrief
  steps: Steps
  back: string
  /** Addresses of the steps where services and people are changed. */
  changeServices: string
  changePeople: string | null
  services: readonly { service: ServiceBrief; person: string | null }[]
  days: readonly DayOffer[]
  earlier: string | null
  later: string | null
  /** The business day whose times are shown. */
  day: LocalDate
  dayHref: (day: LocalDate) => string
  /** Where it is not the chosen day. */
  firstFreeDay: LocalDate | null
  slots: readonly Slot[]
  chosen: string | null
  plan: ChosenPlan | null
  /** The nearest free time, where the day has none. */
  nearest: (NonNullable<NextFree> & { href: string }) | null
  /** The services fit into no day, however free. */
  isTooLong: boolean
  carried: Readonly<Record<string, string>>
  problem: Problem | null
  alternatives: readonly AlternativeTime[]
}

const FORM = 'time'

type Empty = { say: Say } & Pick<
  BookTimeProps,
  'business' | 'nearest' | 'days' | 'day' | 'isTooLong' | 'changeServices'
>

const EMPTY = { closed: 'booking.closedDay', full: 'booking.emptyDay', by_phone: 'booking.byPhoneDay' } as const

const EmptyDay = ({ say, business, nearest, days, day, isTooLong, changeServices }: Empty) => {
  const { t } = say
  const state = days.find(({ date }) => date === day)?.state
  const isByPhone = state === 'by_phone'
  if (isTooLong)
    return (
      <div className="empty">
        <p>{t('booking.tooLong')}</p>
        <ButtonLink look="secondary" href={changeServices}>
          {t('booking.split')}
        </ButtonLink>
        <ContactButtons say={say} phone={business.phone} />
      </div>
    )
  return (
    <div className="empty">
      <p>{t(nearest ? EMPTY[state === 'closed' || state === 'by_phone' ? state : 'full'] : 'booking.nothingAhead')}</p>
      {nearest && (
        <ButtonLink look="secondary" href={nearest.href}>
          {t('booking.nearest', { when: whenText(say, nearest.day, nearest.time) })}
        </ButtonLink>
      )}
      {(isByPhone || !nearest) && <ContactButtons say={say} phone={business.phone} />}
    </div>
  )
}

const Foot = ({ say, plan, services }: { say: Say } & Pick<BookTimeProps, 'plan' | 'services'>) => {
  const { t, f } = say
  const lines = plan?.lines ?? []
  const sum = lines.reduce((total, { price }) => total + price, 0)
  return (
    <div className="foot stack foot-stack">
      <div id="plan" className="foot-sum stack stack-tight" aria-live="polite">
        {plan ? (
          <>
            <p className="split">
              <span className="strong">{capital(whenText(say, plan.day, lines[0]?.time ?? ''))}</span>
              <span className="price">
                {f.price(
                  sum,
                  lines.some(({ priceFrom }) => priceFrom),
                )}
              </span>
            </p>
            <p className="small">
              <Chain lines={lines} />
              {plan.wait > 0 && <span className="line">{t('booking.wait', { wait: f.duration(plan.wait) })}</span>}
            </p>
          </>
        ) : (
          <p className="muted">
            {services.length > 1
              ? `${t('booking.chosenCount', { count: services.length })} · ${t('booking.chooseTime')}`
              : t('booking.chooseTime')}
          </p>
        )}
      </div>
      <SubmitButton size="big" wide>
        {t('booking.choose')}
      </SubmitButton>
    </div>
  )
}

/** Step 3: the day and the time. Choosing shows the plan; only the button keeps it. */
export const BookTimePage = (props: BookTimeProps) => {
  const { shell, business, steps, back, services, days, earlier, later, day, dayHref, slots, chosen, carried } = props
  const { problem, alternatives, changePeople, changeServices, isTooLong } = props
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const action = bookFormPath(locale, business.slug, 'time')
  const hasFree = slots.some(({ isFree }) => isFree)
  return (
    <Layout
      shell={shell}
      title={`${problem ? `${t('common.errorLabel')}: ` : ''}${t('booking.timeHeading')} · ${business.name}`}
      keeping={{ form: FORM, action }}
    >
      <form className="stack" id={FORM} method="post" action={action} data-once="" data-times="" noValidate>
        <StepBar say={say} back={back} title={t('booking.timeTitle')} {...steps} />
        <h1>{t('booking.timeHeading')}</h1>
        <ProblemBanner say={say} problem={problem} phone={business.phone}>
          <Alternatives say={say} times={alternatives} />
        </ProblemBanner>
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="columns">
          <div className="stack">
            <div className="chosen-services">
              <ul>
                {services.map(({ service, person }) => (
                  <li key={service.id}>
                    <span className="strong">{service.name}</span>{' '}
                    <span className="muted">
                      {person && (
                        <>
                          · <bdi className="name">{person}</bdi>{' '}
                        </>
                      )}
                      · {f.duration(service.duration)}
                    </span>
                  </li>
                ))}
              </ul>
              <span className="chosen-acts">
                {changePeople && (
                  <a className="tap" href={changePeople}>
                    {t('common.change')}
                  </a>
                )}
                <a className="tap" href={changeServices}>
                  {t('booking.addService')}
                </a>
              </span>
            </div>
            <DayStrip
              say={say}
              days={days}
              chosen={day}
              earlier={earlier}
              later={later}
              href={dayHref}
              firstFree={props.firstFreeDay}
            />
            <h2>
              {capital(f.day(day))}
              <span className="line hint plain">{t('common.localTime', { city: shell.city })}</span>
            </h2>
            {!hasFree && <EmptyDay {...props} say={say} />}
            {!isTooLong && <Slots say={say} day={day} slots={slots} chosen={chosen} />}
          </div>
          <div className="columns-side">{hasFree && <Foot say={say} plan={props.plan} services={services} />}</div>
        </div>
      </form>
    </Layout>
  )
}
