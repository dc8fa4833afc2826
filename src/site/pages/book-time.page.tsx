import type { LocalDate, WallTime } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import type { BusinessBrief, ServiceBrief, Steps } from '#site/components/briefs.ts'
import { ButtonLink } from '#site/components/button.tsx'
import { ContactButtons } from '#site/components/contact-links.tsx'
import { type DayOffer, DayStrip } from '#site/components/day-strip.tsx'
import { ServiceLine } from '#site/components/service-line.tsx'
import { Slots } from '#site/components/slots.tsx'
import { StepBar } from '#site/components/step-bar.tsx'
import { Layout, type Shell } from '#site/layout.tsx'
import { bookPath, businessPath } from '#site/links.ts'
import { type Say, sayIn } from '#site/say.ts'
import type { NextFree } from './book-person.page.tsx'

export interface BookTimeProps {
  shell: Shell
  business: BusinessBrief
  service: ServiceBrief
  /** As in the address: a person's id, `any`, or null where the service has no person. */
  staff: string | null
  /** Name of the chosen person; null for anyone or none. */
  personName: string | null
  steps: Steps
  days: readonly DayOffer[]
  earlier: LocalDate | null
  later: LocalDate | null
  chosen: LocalDate
  /** Free times of the chosen day, in order. */
  times: readonly WallTime[]
  /** The nearest free time; used when the chosen day has none. */
  nearest: NextFree
}

type EmptyProps = Pick<BookTimeProps, 'business' | 'service' | 'staff' | 'nearest'> & { say: Say; isClosed: boolean }

const EmptyDay = ({ say, business, service, staff, nearest, isClosed }: EmptyProps) => {
  const { t, f, locale } = say
  if (!nearest)
    return (
      <div className="empty">
        <p>{t('booking.nothingAhead')}</p>
        <ContactButtons say={say} phone={business.phone} />
      </div>
    )
  return (
    <div className="empty">
      <p>{t(isClosed ? 'booking.closedDay' : 'booking.emptyDay')}</p>
      <ButtonLink
        look="secondary"
        href={bookPath(locale, business.slug, { service: service.id, staff, day: nearest.day })}
      >
        {t('booking.nearest', { when: f.moment(nearest.day, nearest.time) })}
      </ButtonLink>
    </div>
  )
}

/** Step 3: the day and the time. */
export const BookTimePage = (props: BookTimeProps) => {
  const { shell, business, service, staff, personName, steps, days, earlier, later, chosen, times } = props
  const say = sayIn(shell.locale)
  const { t, f, locale } = say
  const back =
    steps.of === 4 ? bookPath(locale, business.slug, { service: service.id }) : businessPath(locale, business.slug)
  const here = { service: service.id, staff }
  return (
    <Layout shell={shell} title={`${t('booking.timeHeading')} · ${business.name}`} narrow>
      <div className="stack">
        <StepBar say={say} back={back} title={t('booking.timeTitle')} {...steps} />
        <h1>{t('booking.timeHeading')}</h1>
        <ServiceLine
          say={say}
          business={business}
          service={service}
          person={staff === 'any' ? t('booking.anyPerson') : personName}
        />
        <DayStrip
          say={say}
          days={days}
          chosen={chosen}
          earlier={earlier}
          later={later}
          href={(day) => bookPath(locale, business.slug, { ...here, day })}
        />
        <h2>
          {capital(f.day(chosen))}
          <span className="line hint plain">{t('common.localTime', { city: shell.city })}</span>
        </h2>
        {times.length > 0 ? (
          <Slots
            say={say}
            day={chosen}
            times={times}
            href={(start) => bookPath(locale, business.slug, { ...here, day: chosen, start })}
          />
        ) : (
          <EmptyDay {...props} say={say} isClosed={days.some((day) => day.date === chosen && day.state === 'closed')} />
        )}
      </div>
    </Layout>
  )
}
