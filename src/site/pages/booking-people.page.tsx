import type { ReactNode } from 'react'
import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { Avatar } from '#site/components/avatar.tsx'
import type { BusinessBrief, ServiceBrief, Steps } from '#site/components/briefs.ts'
import { CartFoot } from '#site/components/cart-foot.tsx'
import { Icon } from '#site/components/icon.tsx'
import { type Problem, ProblemBanner } from '#site/components/problem.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookFormPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import { whenShort } from '#site/when.ts'

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

export interface LineOffer {
  service: ServiceBrief
  /** A person's id, `any`, `woman` or `man`. */
  chosen: string
  /** Nearest free time with anyone. */
  anyNext: NextFree
  /** Of whom several do it, but not all: the client may ask for any of them. */
  genders: readonly { gender: 'woman' | 'man'; next: NextFree }[]
  people: readonly PersonOffer[]
}

export interface BookPeopleProps {
  shell: Shell
  business: BusinessBrief
  steps: Steps
  /** Address of the step before. */
  back: string
  lines: readonly LineOffer[]
  prefer: 'least_wait' | 'same_person' | 'parallel'
  carried: Readonly<Record<string, string>>
  problem: Problem | null
}

const FORM = 'people'

const Next = ({ say, next }: { say: Say; next: NextFree }) =>
  next ? (
    <span className="small choice-next">
      {say.t('booking.nextFree', { when: whenShort(say, next.day, next.time) })}
    </span>
  ) : (
    <span className="small muted">{say.t('booking.noFree')}</span>
  )

interface WhoProps {
  name: string
  value: string
  isChosen: boolean
  picture: ReactNode
  children: ReactNode
}

const Who = ({ name, value, isChosen, picture, children }: WhoProps) => (
  <li className="pick">
    <label className="choice">
      {picture}
      <span className="choice-text">{children}</span>
      <input className="dot" type="radio" name={name} value={value} defaultChecked={isChosen} />
    </label>
  </li>
)

const Anyone = (
  <span className="avatar avatar-any">
    <Icon name="people" />
  </span>
)

const GENDER = { woman: 'booking.anyWoman', man: 'booking.anyMan' } as const

const People = ({ say, line, name }: { say: Say; line: LineOffer; name: string }) => {
  const { t, f } = say
  const { service, chosen, anyNext, genders, people } = line
  return (
    <ul className="rows">
      <Who name={name} value="any" isChosen={chosen === 'any'} picture={Anyone}>
        <span className="strong">{t('booking.anyPerson')}</span>
        <span className="small muted">{t('booking.anyPersonHint')}</span>
        <Next say={say} next={anyNext} />
      </Who>
      {genders.map(({ gender, next }) => (
        <Who key={gender} name={name} value={gender} isChosen={chosen === gender} picture={Anyone}>
          <span className="strong">{t(GENDER[gender])}</span>
          <Next say={say} next={next} />
        </Who>
      ))}
      {people.map((person) => (
        <Who
          key={person.id}
          name={name}
          value={person.id}
          isChosen={chosen === person.id}
          picture={<Avatar name={person.name} />}
        >
          <bdi className="strong name">{person.name}</bdi>
          <span className="small muted">{person.title}</span>
          {(person.price !== undefined || person.duration !== undefined) && (
            <span className="small">
              <span className="price">{f.price(person.price ?? service.price, service.priceFrom)}</span>
              {person.duration !== undefined && ` · ${f.duration(person.duration)}`}
            </span>
          )}
          <Next say={say} next={person.next} />
        </Who>
      ))}
    </ul>
  )
}

const Turn = ({ say: { t }, index, last, name }: { say: Say; index: number; last: number; name: string }) => (
  <span className="turns">
    {index > 0 && (
      <button className="turn" type="submit" name="up" value={index} aria-label={t('booking.earlierInTurn', { name })}>
        <Icon name="up" />
      </button>
    )}
    {index < last && (
      <button className="turn" type="submit" name="down" value={index} aria-label={t('booking.laterInTurn', { name })}>
        <Icon name="down" />
      </button>
    )}
  </span>
)

const PREFER = {
  least_wait: 'booking.preferLeastWait',
  same_person: 'booking.preferSamePerson',
  parallel: 'booking.preferParallel',
} as const

const Prefer = ({ say: { t }, prefer }: { say: Say; prefer: BookPeopleProps['prefer'] }) => (
  <fieldset className="card stack prefer">
    <legend className="strong prefer-legend">{t('booking.prefer')}</legend>
    <ul className="segments">
      {(['least_wait', 'same_person', 'parallel'] as const).map((one) => (
        <li key={one}>
          <label className="segment">
            <input className="dot" type="radio" name="prefer" value={one} defaultChecked={one === prefer} />
            {t(PREFER[one])}
          </label>
        </li>
      ))}
    </ul>
  </fieldset>
)

/** Step 2: with whom, service by service, and in which order. */
export const BookPeoplePage = ({ shell, business, steps, back, lines, prefer, carried, problem }: BookPeopleProps) => {
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const action = bookFormPath(locale, business.slug, 'people')
  const isOne = lines.length === 1
  return (
    <Layout shell={shell} title={`${t('booking.personHeading')} · ${business.name}`} keeping={{ form: FORM, action }}>
      <form className="stack" id={FORM} method="post" action={action} data-once="">
        <StepBar say={say} back={back} title={t('booking.personTitle')} {...steps} />
        <h1>{t('booking.personHeading')}</h1>
        <ProblemBanner say={say} problem={problem} phone={business.phone} />
        {Object.entries(carried).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <div className="columns">
          <div className="stack">
            {lines.map((line, i) => (
              <fieldset key={line.service.id} className="card picks">
                <legend className="hidden-visually">{line.service.name}</legend>
                <div className="picks-head split">
                  <div>
                    <h2>
                      {!isOne && `${i + 1}. `}
                      {line.service.name}
                    </h2>
                    <p className="small muted">
                      {f.duration(line.service.duration)} · {f.price(line.service.price, line.service.priceFrom)}
                    </p>
                  </div>
                  {!isOne && <Turn say={say} index={i} last={lines.length - 1} name={line.service.name} />}
                </div>
                {line.people.length > 1 ? (
                  <People say={say} line={line} name={`who-${i}`} />
                ) : (
                  line.people[0] && <bdi className="name">{line.people[0].name}</bdi>
                )}
              </fieldset>
            ))}
            <a className="tap" href={back}>
              {t('booking.addService')}
            </a>
            {!isOne && <Prefer say={say} prefer={prefer} />}
          </div>
          <div className="columns-side">
            <CartFoot say={say} services={lines.map(({ service }) => service)} next={t('booking.toTime')} />
          </div>
        </div>
      </form>
    </Layout>
  )
}
