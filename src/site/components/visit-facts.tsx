import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import type { Say } from '#site/say.ts'
import { PhoneLink } from './contact-links.tsx'
import { Fact, Facts } from './facts.tsx'

export interface VisitBrief {
  business: {
    slug: string
    name: string
    street: string
    landmark: string | null
    mapUrl: string | null
    phone: string | null
    whatsapp: string | null
  }
  day: LocalDate
  time: WallTime
  endTime: WallTime
  service: { name: string; price: Tenge; priceFrom: boolean }
  personName: string | null
}

/** When: the day, and the time large enough to be read at arm's length. */
export const VisitTime = ({ say: { f }, visit }: { say: Say; visit: VisitBrief }) => (
  <p>
    <span className="visit-day figure">{capital(f.day(visit.day))}</span>
    <span className="visit-time figure">{f.range(visit.time, visit.endTime)}</span>
  </p>
)

/** What, with whom, for how much and where. */
export const VisitFacts = ({ say: { t, f }, visit }: { say: Say; visit: VisitBrief }) => {
  const { business, service, personName } = visit
  return (
    <Facts>
      <Fact icon="list" term={t('common.service')}>
        <span className="split">
          <span>{service.name}</span>
          <span className="price">{f.price(service.price, service.priceFrom)}</span>
        </span>
      </Fact>
      {personName && (
        <Fact icon="person" term={t('common.specialist')}>
          <bdi className="name">{personName}</bdi>
        </Fact>
      )}
      <Fact icon="place" term={t('common.address')}>
        {business.name}
        <span className="small muted line">{[business.street, business.landmark].filter(Boolean).join(' · ')}</span>
        {business.mapUrl && (
          <a className="tap" href={business.mapUrl} rel="noopener">
            {t('common.map')}
          </a>
        )}
      </Fact>
      {business.phone && (
        <Fact icon="phone" term={t('common.phone')}>
          <PhoneLink phone={business.phone} />
        </Fact>
      )}
    </Facts>
  )
}
