import type { WallTime } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'
import { Banner } from './banner.tsx'
import { Icon } from './icon.tsx'

/** What has become of the time that was kept for whoever types here. */
export type HoldState =
  | {
      kind: 'held'
      /** By the server's clock: the phone's may be wrong. */
      secondsLeft: number
      until: WallTime
      canExtend: boolean
    }
  /** No longer kept, but nobody has taken it. */
  | { kind: 'lapsed' }
  | { kind: 'none' }

interface Props {
  say: Say
  hold: HoldState
  /** Where the form is sent for more time. */
  extendAction: string
  /** The value that asks for the same time once more. */
  again: string
  againAction: string
}

/** Seconds before the end at which more time is offered; the island hides the button until then. */
const OFFER_AT = 60

/** Without JavaScript it says until when, with it how much is left. */
export const HoldStrip = ({ say: { t }, hold, extendAction, again, againAction }: Props) => {
  if (hold.kind === 'none') return null
  if (hold.kind === 'lapsed')
    return (
      <Banner tone="warn">
        <p>{t('booking.holdLapsed')}</p>
        <button
          className="button button-secondary button-small"
          type="submit"
          formAction={againAction}
          formNoValidate
          name="choose"
          value={again}
        >
          {t('booking.holdAgain')}
        </button>
      </Banner>
    )
  return (
    <div className="hold" data-left={hold.secondsLeft} data-offer-at={OFFER_AT}>
      <Icon name="clock" />
      <p className="hold-text">
        {t('booking.held')}{' '}
        <span
          className="figure nowrap hold-left"
          role="timer"
          data-clock=""
          data-word={t('booking.heldLeft', { left: '{}' })}
        >
          {t('booking.heldUntil', { time: hold.until })}
        </span>
      </p>
      {hold.canExtend && (
        <button
          className="button button-secondary button-small"
          type="submit"
          formAction={extendAction}
          formNoValidate
          data-extend=""
        >
          {t('booking.moreMinutes')}
        </button>
      )}
    </div>
  )
}
