import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { Say } from './say.ts'

/** Before this hour people ask "Wednesday night or Thursday?", so the page says it. */
const MORNING: WallTime = '05:00'

export const isNight = (time: WallTime): boolean => time < MORNING

/** `24 қараша, сейсенбі, 15:30`; the small hours say that they are the night of that date. */
export const whenText = ({ t, f }: Say, day: LocalDate, time: WallTime): string =>
  isNight(time) ? t('booking.atNight', { when: f.moment(day, time) }) : f.moment(day, time)

/** The same, short: `24 қар, сс, 15:30`. */
export const whenShort = ({ t, f }: Say, day: LocalDate, time: WallTime): string => {
  const when = `${f.dayShort(day)},\u00a0${time}`
  return isNight(time) ? t('booking.atNight', { when }) : when
}
