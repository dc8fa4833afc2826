import type { Say } from '#site/say.ts'
import type { ServiceBrief } from './briefs.ts'
import { SubmitButton } from './button.tsx'

interface Props {
  say: Say
  services: readonly ServiceBrief[]
  /** The word on the button. */
  next: string
  /** Kept up to date by the island as services are ticked. */
  isLive?: boolean
}

/** What is in the cart, its length and sum, and the way on; sticks to the foot of the screen. */
export const CartFoot = ({ say: { t, f }, services, next, isLive }: Props) => {
  const minutes = services.reduce((sum, { duration }) => sum + duration, 0)
  const sum = services.reduce((total, { price }) => total + price, 0)
  const isLeast = services.some(({ priceFrom }) => priceFrom)
  return (
    <div className="foot stack foot-stack">
      <p
        className="split foot-sum"
        aria-live="polite"
        {...(isLive && {
          'data-cart-sum': '',
          'data-count': t('booking.chosenCount', { count: '{}' }),
          'data-hour': f.hourWord,
          'data-minute': f.minuteWord,
          'data-least': f.price(1, true).replace(f.money(1), '{}'),
        })}
      >
        <span className="muted">
          {t('booking.chosenCount', { count: services.length })}
          {minutes > 0 && ` · ${f.duration(minutes)}`}
        </span>
        <span className="price">{services.length > 0 && f.price(sum, isLeast)}</span>
      </p>
      <SubmitButton size="big" wide>
        {next}
      </SubmitButton>
    </div>
  )
}
