import type { LocalDate, WallTime } from '#kernel/time.ts'
import { weekday } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'

/** Whether a business is open at this moment; `until` null = around the clock, `opens` null = not known. */
export type OpenNow =
  | { isOpen: true; until: WallTime | null }
  | { isOpen: false; opens: { date: LocalDate; time: WallTime } | null }

interface Props {
  say: Say
  open: OpenNow
  today: LocalDate
}

export const OpenState = ({ say: { t, f }, open, today }: Props) => {
  if (open.isOpen)
    return (
      <span>
        <span className="open-now">{t('site.openNow')}</span>
        {open.until && ` · ${t('site.closesAt', { time: open.until })}`}
      </span>
    )
  const when = open.opens && (open.opens.date === today ? '' : `${f.weekdayShort(weekday(open.opens.date))}\u00a0`)
  return (
    <span>
      {t('site.closedNow')}
      {open.opens && ` · ${t('site.opensAt', { time: `${when}${open.opens.time}` })}`}
    </span>
  )
}
