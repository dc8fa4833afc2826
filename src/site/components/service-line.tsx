import type { Say } from '#site/say.ts'
import type { BusinessBrief, ServiceBrief } from './briefs.ts'

interface Props {
  say: Say
  business: BusinessBrief
  service: ServiceBrief
  /** Name of the chosen person, or the word for anyone. */
  person?: string | null
}

/** One quiet line that says what is being booked. */
export const ServiceLine = ({ say: { f }, business, service, person }: Props) => (
  <p className="muted service-line">
    <span className="strong ink">{service.name}</span>
    {person && (
      <>
        {' · '}
        <bdi className="name">{person}</bdi>
      </>
    )}
    {' · '}
    {f.duration(service.duration)} · <span className="nowrap">{f.price(service.price, service.priceFrom)}</span>
    <span className="line small">{business.name}</span>
  </p>
)
