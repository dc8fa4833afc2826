import type { LocalDate } from '#kernel/time.ts'
import { weekday } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'
import { Icon } from './icon.tsx'

export interface DayOffer {
  date: LocalDate
  state: 'free' | 'full' | 'closed' | 'by_phone'
  /** Free times of the day. */
  count: number
}

interface Props {
  say: Say
  days: readonly DayOffer[]
  chosen: LocalDate
  /** Addresses of the strips before and after this one, where there are any. */
  earlier: string | null
  later: string | null
  href: (day: LocalDate) => string
  /** The first day with a free time, where it is not the chosen one. */
  firstFree?: LocalDate | null
}

const CHIP = { full: 'booking.chipFull', closed: 'booking.chipClosed', by_phone: 'booking.chipByPhone' } as const
const SPOKEN = {
  free: 'booking.dayFree',
  full: 'booking.dayFull',
  closed: 'booking.dayClosed',
  by_phone: 'booking.dayByPhone',
} as const

const DayChip = ({
  say: { t, f },
  day,
  isChosen,
  href,
}: {
  say: Say
  day: DayOffer
  isChosen: boolean
  href: string
}) => (
  <a className={`day day-${day.state}`} href={href} aria-current={isChosen ? 'date' : undefined}>
    <span className="day-face" aria-hidden="true">
      <span className="day-name">{f.weekdayShort(weekday(day.date))}</span>
      <span className="day-number">{f.dayOfMonth(day.date)}</span>
      <span className="day-count">
        {day.state === 'free' ? t('booking.chipFree', { count: day.count }) : t(CHIP[day.state])}
      </span>
    </span>
    <span className="hidden-visually">{t(SPOKEN[day.state], { day: f.day(day.date), count: day.count })}</span>
  </a>
)

/** Days as chips; full and closed ones stay and say so in words. */
export const DayStrip = ({ say, days, chosen, earlier, later, href, firstFree }: Props) => (
  <nav className="days" aria-label={say.t('booking.days')}>
    {earlier && (
      <a className="day day-turn" href={earlier} aria-label={say.t('booking.earlierDays')}>
        <Icon name="previous" />
      </a>
    )}
    {days.map((day) => (
      <DayChip key={day.date} say={say} day={day} isChosen={day.date === chosen} href={href(day.date)} />
    ))}
    {later && (
      <a className="day day-turn" href={later} aria-label={say.t('booking.laterDays')}>
        <Icon name="next" />
      </a>
    )}
    {firstFree && (
      <a className="day day-first" href={href(firstFree)}>
        {say.t('booking.firstFreeDay', { day: say.f.dayShort(firstFree) })}
      </a>
    )}
  </nav>
)
