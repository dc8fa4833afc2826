import type { Tenge } from '#kernel/money.ts'
import type { LocalDate, WallTime } from '#kernel/time.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { bookPath, businessPath, coverPath } from '#site/links.ts'
import type { Say } from '#site/say.ts'
import { type OpenNow, OpenState } from './open-state.tsx'
import { isPhoto, Photo } from './photo.tsx'

export interface Result {
  slug: string
  name: string
  category: string
  /** `Азаттық даңғылы, 48` */
  street: string
  metres: number | null
  photo: string | null
  open: OpenNow
  priceFrom: Tenge | null
  /** What the times are of; null where nothing is booked online. */
  service: { id: string; name: string; price: Tenge; priceFrom: boolean; staff: 'any' | null } | null
  /** The next free ones. */
  times: { day: LocalDate; time: WallTime }[]
}

interface Props {
  say: Say
  result: Result
  today: LocalDate
  /** Seen before anything is scrolled. */
  isFirst: boolean
}

const PLACE = { width: 328, height: 184 }

const Picture = ({ result: { photo, slug }, isFirst }: Pick<Props, 'result' | 'isFirst'>) =>
  isPhoto(photo) ? (
    <Photo
      className="result-cover"
      src={photo}
      alt=""
      sizes="(min-width: 900px) 344px, (min-width: 600px) 50vw, 100vw"
      priority={isFirst}
      {...PLACE}
    />
  ) : (
    <img className="result-cover" src={coverPath(slug)} alt="" loading={isFirst ? 'eager' : 'lazy'} {...PLACE} />
  )

const distance = ({ t, locale }: Say, metres: number): string => {
  if (metres < 950) return t('search.metres', { value: Math.max(10, Math.round(metres / 10) * 10) })
  const kilometres = (metres / 1000).toFixed(1)
  return t('search.kilometres', { value: locale === 'en' ? kilometres : kilometres.replace('.', ',') })
}

const Times = ({ say, result, today }: Pick<Props, 'say' | 'result' | 'today'>) => {
  const { t, f, locale } = say
  const { service, times, slug } = result
  if (!service || times.length === 0) {
    return (
      <p className="small muted">
        <a className="tap" href={businessPath(locale, slug)}>
          {t(service ? 'search.noTimes' : 'site.byPhone')}
        </a>
      </p>
    )
  }
  const href = ({ day, time }: { day: LocalDate; time: WallTime }) =>
    bookPath(locale, slug, { service: service.id, staff: service.staff, day, start: time })
  return (
    <ul className="next-times" aria-label={t('search.times')}>
      {times.map(({ day, time }) => (
        <li key={`${day} ${time}`}>
          <a className="next-time" href={href({ day, time })}>
            <span className="next-day">{day === today ? t('common.today') : f.dayShort(day)}</span>{' '}
            <span className="next-clock">{time}</span>
            <span className="hidden-visually">: {service.name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** A place found, with what was meant there, its price and the next three free times. */
export const ResultCard = ({ say, result, today, isFirst }: Props) => {
  const { t, f, locale } = say
  const { service, priceFrom } = result
  const price = service ? f.price(service.price, service.priceFrom) : priceFrom !== null && f.price(priceFrom, true)
  return (
    <li className="result">
      <Picture result={result} isFirst={isFirst} />
      <div className="result-text">
        <div className="result-head">
          <h3 className="result-name">
            <a href={businessPath(locale, result.slug)}>{result.name}</a>
          </h3>
          <span className="badge-new">{t('search.new')}</span>
        </div>
        <p className="small muted">
          {[
            catalogueName(t, 'category', result.category),
            result.street,
            result.metres !== null && distance(say, result.metres),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p className="small muted">
          <OpenState say={say} open={result.open} today={today} />
        </p>
        <div className="result-foot">
          <p className="result-service">
            <span className="result-service-name">{service?.name}</span>
            <span className="price">{price}</span>
          </p>
          <Times say={say} result={result} today={today} />
        </div>
      </div>
    </li>
  )
}
