import type { WallTime } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'

interface Props {
  say: Say
  city: string
  /** The moment, in ISO 8601, and what the clock of the place says then. */
  instant: string
  time: WallTime
}

/** "Atyrau time", for a phone that lives by another clock: a script compares the two. */
export const ZoneWord = ({ say: { t }, city, instant, time }: Props) => (
  <span data-instant={instant} data-wall={time} hidden>
    <span className="line hint plain">{t('common.localTime', { city })}</span>
  </span>
)
