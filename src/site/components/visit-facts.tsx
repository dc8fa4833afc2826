import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { ObjectKind } from '#modules/diaries/index.ts'
import { capital } from '#platform/i18n/format.ts'
import type { Say } from '#site/say.ts'
import { isNight } from '#site/when.ts'
import { PhoneLink } from './contact-links.tsx'
import { Fact, Facts } from './facts.tsx'
import { isPhoto, Photo } from './photo.tsx'
import { type PlanLine, VisitLines } from './visit-plan.tsx'
import { ZoneWord } from './zone-word.tsx'

export interface VisitBrief {
  business: {
    slug: string
    /** With several branches, the branch first. */
    name: string
    street: string
    landmark: string | null
    parking: string | null
    /** Address of a picture of the entrance. */
    door: string | null
    mapUrl: string | null
    phone: string | null
    whatsapp: string | null
  }
  /** Of its start, in ISO 8601. */
  instant: string
  day: LocalDate
  time: WallTime
  endTime: WallTime
  lines: readonly PlanLine[]
  /** Minutes */
  wait: number
  total: number
  isLeast: boolean
  /** Who comes, where that is not who booked. */
  guestName: string | null
  /** The client's address, where the visit is there; the car, pet or device it is about. */
  told: { place: string | null; object: { kind: ObjectKind; text: string } | null }
}

/** When: the day, and the time large enough to be read at arm's length. */
export const VisitTime = ({ say, visit, city }: { say: Say; visit: VisitBrief; city: string }) => {
  const { t, f } = say
  return (
    <p>
      <span className="visit-day figure">
        {capital(isNight(visit.time) ? t('booking.atNight', { when: f.day(visit.day) }) : f.day(visit.day))}
      </span>
      <span className="visit-time figure">{f.range(visit.time, visit.endTime)}</span>
      <ZoneWord say={say} city={city} instant={visit.instant} time={visit.time} />
    </p>
  )
}

const WhereTheyAre = ({ say: { t }, business }: { say: Say; business: VisitBrief['business'] }) => (
  <>
    <span className="small muted line">{[business.street, business.landmark].filter(Boolean).join(' · ')}</span>
    {business.parking && (
      <span className="small muted line">
        {t('visit.parking')}: {business.parking}
      </span>
    )}
    {isPhoto(business.door) && (
      <Photo className="visit-door" src={business.door} alt={t('visit.door')} sizes="(min-width: 600px) 320px, 100vw" />
    )}
    {business.mapUrl && (
      <a className="tap" href={business.mapUrl} rel="noopener">
        {t('visit.map')}
      </a>
    )}
  </>
)

/** What, with whom, for how much and where. */
export const VisitFacts = ({ say, visit }: { say: Say; visit: VisitBrief }) => {
  const { t, f } = say
  const { business, lines, wait, total, isLeast, guestName, told } = visit
  return (
    <Facts>
      <Fact icon="list" term={t('common.service')}>
        <VisitLines say={say} lines={lines} wait={wait} />
      </Fact>
      {lines.length > 1 && (
        <Fact icon="money" term={t('common.price')}>
          <span className="split">
            {t('visit.total')} <span className="price">{f.price(total, isLeast)}</span>
          </span>
        </Fact>
      )}
      {guestName && (
        <Fact icon="person" term={t('visit.comes')}>
          {t('visit.comes')}: <bdi className="name">{guestName}</bdi>
        </Fact>
      )}
      {told.object && (
        <Fact icon="note" term={t(`told.${told.object.kind}`)}>
          {t(`told.${told.object.kind}`)}: <bdi className="name">{told.object.text}</bdi>
        </Fact>
      )}
      <Fact icon="place" term={t('common.address')}>
        {business.name}
        {told.place === null ? (
          <WhereTheyAre say={say} business={business} />
        ) : (
          <span className="line">
            {t('told.comesToYou')}: <bdi className="name">{told.place}</bdi>
          </span>
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
