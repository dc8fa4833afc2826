import type { LocalDate } from '#kernel/time.ts'
import { Banner } from '#site/components/banner.tsx'
import { ButtonLink, SubmitButton } from '#site/components/button.tsx'
import { PhoneLink } from '#site/components/contact-links.tsx'
import { Fact, Facts } from '#site/components/facts.tsx'
import { sayIn } from '#site/say.ts'
import type { VisitRow } from '../components/visit-row.tsx'
import { OfficeLayout, type OfficeShell } from '../layout.tsx'
import { actPath, dayPath } from '../links.ts'

export interface CancelVisitProps {
  shell: OfficeShell
  business: { id: string; name: string }
  day: LocalDate
  visit: Pick<VisitRow, 'id' | 'version' | 'time' | 'endTime' | 'clientName' | 'phone' | 'services' | 'price'>
  personName: string | null
}

/** Asks once before a visit is cancelled for good. */
export const CancelVisitPage = ({ shell, business, day, visit, personName }: CancelVisitProps) => {
  const { t, f } = sayIn(shell.locale)
  return (
    <OfficeLayout shell={shell} title={t('office.cancelHeading')} narrow>
      <form className="stack" method="post" action={actPath(business.id, visit.id, 'cancel')} data-once="">
        <h1>{t('office.cancelHeading')}</h1>
        <section className="card stack" aria-label={t('visit.title')}>
          <p className="figure summary-time">
            {f.day(day)}, {f.range(visit.time, visit.endTime)}
          </p>
          <Facts>
            <Fact icon="person" term={t('booking.name')}>
              <bdi className="strong name">{visit.clientName}</bdi>
              {visit.phone && (
                <span className="line">
                  <PhoneLink phone={visit.phone} />
                </span>
              )}
            </Fact>
            <Fact icon="list" term={t('common.service')}>
              {visit.services.map(({ name }) => name).join(', ')} ·{' '}
              <span className="price nowrap">{f.money(visit.price)}</span>
            </Fact>
            {personName && (
              <Fact icon="people" term={t('common.specialist')}>
                <bdi className="name">{personName}</bdi>
              </Fact>
            )}
          </Facts>
        </section>
        <Banner tone="warn">
          <p>{t('office.cancelConsequence')}</p>
          <p className="strong">{t('office.cancelTell')}</p>
        </Banner>
        <input type="hidden" name="version" value={visit.version} />
        <input type="hidden" name="day" value={day} />
        <div className="buttons buttons-equal">
          <ButtonLink look="secondary" size="big" href={dayPath(business.id, day)}>
            {t('office.cancelNo')}
          </ButtonLink>
          <SubmitButton look="danger" size="big">
            {t('office.cancelYes')}
          </SubmitButton>
        </div>
      </form>
    </OfficeLayout>
  )
}
