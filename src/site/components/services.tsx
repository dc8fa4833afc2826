import type { Tenge } from '#kernel/money.ts'
import { catalogueName } from '#platform/i18n/speak.ts'
import { bookPath } from '#site/links.ts'
import type { Say } from '#site/say.ts'
import { ButtonLink } from './button.tsx'
import { PhoneLink } from './contact-links.tsx'

export interface ServiceRow {
  id: string
  name: string
  description: string
  /** Minutes */
  duration: number
  price: Tenge
  /** The price is the least. */
  priceFrom: boolean
  /** Of the dearest variant; the same as `price` where there are none. */
  mostPrice: Tenge
  /** Can be booked here; else the row says how. */
  isBookable: boolean
}

export interface ServiceGroup {
  /** Slug of the services' category, or null for the rest. */
  category: string | null
  services: readonly ServiceRow[]
}

interface Props {
  say: Say
  slug: string
  groups: readonly ServiceGroup[]
  phone: string | null
}

const Row = ({ say: { t, f, locale }, slug, service, phone }: Omit<Props, 'groups'> & { service: ServiceRow }) => {
  const isSpan = service.mostPrice > service.price
  return (
    <li className="service">
      <div className="service-text">
        <p className="service-name">{service.name}</p>
        {service.description && <p className="small muted">{service.description}</p>}
        <p className="service-meta">
          <span className="price">
            {isSpan ? f.prices(service.price, service.mostPrice) : f.price(service.price, service.priceFrom)}
          </span>
          <span className="muted">
            {isSpan ? t('booking.upTo', { duration: f.duration(service.duration) }) : f.duration(service.duration)}
          </span>
        </p>
        {!service.isBookable && (
          <p className="small muted">
            {t('site.byPhone')}
            {phone && (
              <>
                {': '}
                <PhoneLink phone={phone} />
              </>
            )}
          </p>
        )}
      </div>
      {service.isBookable && (
        <ButtonLink
          look="soft"
          size="small"
          href={bookPath(locale, slug, { service: service.id })}
          label={t('site.bookService', { service: service.name })}
        >
          {t('site.book')}
        </ButtonLink>
      )}
    </li>
  )
}

/** Services by category, each with its price, length and way to book. */
export const Services = ({ groups, ...props }: Props) => (
  <>
    {groups.map(({ category, services }) => (
      <section key={category ?? ''} className="card service-group">
        {groups.length > 1 && (
          <h3>{category ? catalogueName(props.say.t, 'category', category) : props.say.t('site.otherServices')}</h3>
        )}
        <ul className="rows">
          {services.map((service) => (
            <Row key={service.id} {...props} service={service} />
          ))}
        </ul>
      </section>
    ))}
  </>
)
