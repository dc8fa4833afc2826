import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { Avatar } from '#site/components/avatar.tsx'
import type { BusinessBrief, ServiceBrief } from '#site/components/briefs.ts'
import { Icon } from '#site/components/icon.tsx'
import { ServiceLine } from '#site/components/service-line.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookPath, businessPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'

export type NextFree = { day: LocalDate; time: WallTime } | null

export interface PersonOffer {
  id: string
  name: string
  title: string
  /** Given where they differ from the service's. */
  price?: Tenge
  duration?: number
  next: NextFree
}

export interface BookPersonProps {
  shell: Shell
  business: BusinessBrief
  service: ServiceBrief
  /** Nearest free time with anyone. */
  anyNext: NextFree
  people: readonly PersonOffer[]
}

const Next = ({ say: { t, f }, next }: { say: Say; next: NextFree }) =>
  next ? (
    <span className="small choice-next">
      {t('booking.nextFree', { when: `${f.dayShort(next.day)},\u00a0${next.time}` })}
    </span>
  ) : (
    <span className="small muted">{t('booking.noFree')}</span>
  )

/** Step 2: with whom. */
export const BookPersonPage = ({ shell, business, service, anyNext, people }: BookPersonProps) => {
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const href = (staff: string) => bookPath(locale, business.slug, { service: service.id, staff })
  return (
    <Layout shell={shell} title={`${t('booking.personHeading')} · ${business.name}`} narrow>
      <div className="stack">
        <StepBar say={say} back={businessPath(locale, business.slug)} title={t('booking.personTitle')} at={2} of={4} />
        <h1>{t('booking.personHeading')}</h1>
        <ServiceLine say={say} business={business} service={service} />
        <ul className="card rows choices">
          <li>
            <a className="choice" href={href('any')}>
              <span className="avatar avatar-any">
                <Icon name="people" />
              </span>
              <span className="choice-text">
                <span className="strong">{t('booking.anyPerson')}</span>
                <span className="small muted">{t('booking.anyPersonHint')}</span>
                <Next say={say} next={anyNext} />
              </span>
              <Icon name="next" />
            </a>
          </li>
          {people.map((person) => (
            <li key={person.id}>
              <a className="choice" href={href(person.id)}>
                <Avatar name={person.name} />
                <span className="choice-text">
                  <bdi className="strong name">{person.name}</bdi>
                  <span className="small muted">{person.title}</span>
                  {(person.price !== undefined || person.duration !== undefined) && (
                    <span className="small">
                      <span className="price">{f.price(person.price ?? service.price, service.priceFrom)}</span>
                      {person.duration !== undefined && ` · ${f.duration(person.duration)}`}
                    </span>
                  )}
                  <Next say={say} next={person.next} />
                </span>
                <Icon name="next" />
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Layout>
  )
}
