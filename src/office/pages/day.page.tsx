import type { Tenge } from '#kernel/money.ts'
import { addDays, type LocalDate } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Avatar } from '#site/components/avatar.tsx'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink } from '#site/components/button.tsx'
import { Icon } from '#site/components/icon.tsx'
import { businessPath, doorPath, pricesPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { type VisitRow, VisitRowItem, type VisitStatus } from '../components/visit-row.tsx'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'
import { dayPath, OFFICE, outsidePath } from '../links.ts'

export interface DayPageProps {
  shell: OfficeShell
  business: { id: string; name: string; slug: string }
  /** All that the signed-in person may open; a switch is shown when there are several. */
  businesses: readonly { id: string; name: string }[]
  day: LocalDate
  today: LocalDate
  /** Cancelled visits are not counted in `visits`, and `ahead` are those still scheduled. */
  totals: { visits: number; ahead: number; completed: number; noShow: number; cancelled: number; expected: Tenge }
  /** The people who work or have visits on this day; null for services without a person. */
  people: readonly { person: { id: string; name: string; title: string } | null; visits: readonly VisitRow[] }[]
  /** Coming visits that no longer fit; none for whoever may not change what they would fit into. */
  outside: number
  /** What was just done, to say so. */
  done: VisitStatus | null
  error: { code: string; details?: Readonly<Record<string, unknown>> } | null
}

const Switch = ({
  say: { t },
  business,
  businesses,
  day,
}: { say: Say } & Pick<DayPageProps, 'business' | 'businesses' | 'day'>) => (
  <form className="switch" method="get" action={OFFICE}>
    <input type="hidden" name="day" value={day} />
    <label className="hidden-visually" htmlFor="business">
      {t('office.switchBusiness')}
    </label>
    <select className="input select" id="business" name="business" defaultValue={business.id}>
      {businesses.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
    <button className="button button-secondary button-small" type="submit">
      {t('office.show')}
    </button>
  </form>
)

const DayTurn = ({
  say: { t, f },
  business,
  day,
  today,
}: { say: Say } & Pick<DayPageProps, 'business' | 'day' | 'today'>) => (
  <nav className="day-turn-row" aria-label={t('booking.days')}>
    <a className="turn" href={dayPath(business.id, addDays(day, -1))} aria-label={t('office.prevDay')}>
      <Icon name="previous" />
    </a>
    <h1>
      {capital(f.day(day))}
      {day === today && <span className="today-mark">{t('site.todayMark')}</span>}
    </h1>
    <a className="turn" href={dayPath(business.id, addDays(day, 1))} aria-label={t('office.nextDay')}>
      <Icon name="next" />
    </a>
    {day !== today && (
      <ButtonLink look="secondary" size="small" href={dayPath(business.id, today)}>
        {t('office.toToday')}
      </ButtonLink>
    )}
  </nav>
)

const Totals = ({ say: { t, f }, totals }: { say: Say; totals: DayPageProps['totals'] }) => {
  const parts = [
    totals.visits > 0 ? t('office.visits', { count: totals.visits }) : t('office.noVisits'),
    totals.ahead > 0 && totals.ahead < totals.visits && t('office.ahead', { count: totals.ahead }),
    totals.completed > 0 && t('office.doneCount', { count: totals.completed }),
    totals.noShow > 0 && t('office.noShowCount', { count: totals.noShow }),
    totals.cancelled > 0 && t('office.cancelledCount', { count: totals.cancelled }),
    totals.expected > 0 && t('office.expectedSum', { sum: f.money(totals.expected) }),
  ]
  return (
    <ul className="totals">
      {parts
        .filter((part) => part !== false)
        .map((part) => (
          <li key={part}>{part}</li>
        ))}
    </ul>
  )
}

const PersonDay = ({
  say,
  business,
  day,
  entry,
}: { say: Say } & Pick<DayPageProps, 'business' | 'day'> & { entry: DayPageProps['people'][number] }) => {
  const { t } = say
  const { person, visits } = entry
  const name = person?.name ?? t('office.withoutPerson')
  const id = `person-${person?.id ?? 'none'}`
  return (
    <section className="card person-day" aria-labelledby={id}>
      <header className="person">
        {person && <Avatar name={person.name} />}
        <span className="person-text">
          <h2 className="h3 name" id={id}>
            {name}
          </h2>
          {person?.title && <span className="small muted">{person.title}</span>}
        </span>
        <span className="small muted">{visits.length > 0 && t('office.visits', { count: visits.length })}</span>
      </header>
      {visits.length > 0 ? (
        <ul className="rows">
          {visits.map((visit) => (
            <VisitRowItem key={visit.id} say={say} businessId={business.id} day={day} visit={visit} />
          ))}
        </ul>
      ) : (
        <p className="small muted">{t('office.personFree')}</p>
      )}
    </section>
  )
}

/** The day's visits, person by person. */
export const DayPage = (props: DayPageProps) => {
  const { shell, business, day, totals, people, done, error } = props
  const say = sayIn(shell.locale)
  const { t, f } = say
  const isEmpty = totals.visits === 0 && totals.cancelled === 0
  return (
    <OfficeLayout shell={shell} title={`${f.dayShort(day)} · ${business.name}`}>
      <div className="stack">
        <div className="office-head">
          {props.businesses.length > 1 ? (
            <Switch say={say} {...props} />
          ) : (
            <p className="strong name">{business.name}</p>
          )}
          <nav className="links-row small" aria-label={t('office.publicPages')}>
            <a className="tap" href={businessPath(shell.locale, business.slug)}>
              {t('office.publicPage')}
            </a>
            <a className="tap" href={doorPath(shell.locale, business.slug)}>
              {t('business.doorSheet')}
            </a>
            <a className="tap" href={pricesPath(shell.locale, business.slug)}>
              {t('business.priceList')}
            </a>
          </nav>
        </div>
        <DayTurn say={say} {...props} />
        <Totals say={say} totals={totals} />
        {error && (
          <Banner tone="bad">
            <p>{errorText(t, error.code, error.details)}</p>
          </Banner>
        )}
        {done && !error && (
          <Banner tone="ok">
            <p>{t(`office.done.${done}`)}</p>
          </Banner>
        )}
        {props.outside > 0 && (
          <Banner tone="warn">
            <p>
              <a href={outsidePath(business.id)}>{t('office.outside', { count: props.outside })}</a>
            </p>
          </Banner>
        )}
        {isEmpty && (
          <div className="empty">
            <p className="strong">{t('office.emptyDay')}</p>
            <p className="muted">{t('office.emptyDayHint')}</p>
          </div>
        )}
        <div className="person-days">
          {people.map((entry) => (
            <PersonDay key={entry.person?.id ?? 'none'} say={say} business={business} day={day} entry={entry} />
          ))}
        </div>
      </div>
    </OfficeLayout>
  )
}
