import type { Say } from '#site/say.ts'
import { Icon } from './icon.tsx'

interface Props {
  say: Say
  back: string
  title: string
  at: number
  of: number
}

/** Where we are on the way to a visit, and the way back. */
export const StepBar = ({ say: { t }, back, title, at, of }: Props) => (
  <div>
    <div className="step-bar">
      <a className="back" href={back} aria-label={t('common.back')}>
        <Icon name="back" />
      </a>
      <p className="step-title">{title}</p>
      <p className="step-count">
        <span aria-hidden="true">
          {at}/{of}
        </span>
        <span className="hidden-visually">{t('booking.stepOf', { at, of })}</span>
      </p>
    </div>
    <progress className="progress" value={at} max={of} aria-hidden="true" />
  </div>
)
