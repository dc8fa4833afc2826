import { toMinute, wallTimeOf } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import type { CalendarAnswer } from '../../visits/shown.ts'
import type { Spot } from '../calendar/grid-state.ts'
import { gapsOf } from '../calendar/judge.ts'
import type { Column } from '../calendar/model.ts'
import { minuteOfDay } from '../calendar/now.tsx'

/** A shorter gap is not worth a row. */
const WORTH_MINUTES = 30
const STEP = 5

interface Props {
  columns: readonly Column[]
  answer: CalendarAnswer
  now: number
  onBook: (spot: Spot) => void
}

/** What is free from now to the end of the day, the longest enough only. */
export function freeSpots(columns: readonly Column[], answer: CalendarAnswer, now: number): Spot[] {
  const minute = toMinute(new Date(now))
  return columns.flatMap((column) => {
    const from = Math.ceil(minuteOfDay(minute, column.date, answer.zone) / STEP) * STEP
    return gapsOf(column, WORTH_MINUTES)
      .map((gap): Spot => ({ column, from: Math.max(gap.from, from), until: gap.until }))
      .filter((gap) => gap.until - gap.from >= WORTH_MINUTES)
  })
}

/** Who is free, from when and for how long, to the end of the day. */
export function Gaps({ columns, answer, now, onBook }: Props) {
  const { t, f } = useSay()
  const gaps = freeSpots(columns, answer, now)
  return (
    <section className="card today-stack" aria-label={t('today.gaps')}>
      <h2>{t('today.gaps')}</h2>
      {gaps.length === 0 && <p className="muted">{t('today.noGaps')}</p>}
      <ul>
        {gaps
          .toSorted((a, b) => a.from - b.from)
          .map((gap) => (
            <li key={`${gap.column.key}${gap.from}`} className="today-row">
              <span className="today-time">{wallTimeOf(gap.from)}</span>
              <span className="row-text">
                <bdi className="name strong">{gap.column.name}</bdi>
                <span className="small muted">{t('calendar.gap', { length: f.duration(gap.until - gap.from) })}</span>
              </span>
              <Button
                look="soft"
                label={t('today.bookAt', { time: wallTimeOf(gap.from), who: gap.column.name })}
                onClick={() => onBook({ ...gap, until: Math.min(gap.until, gap.from + WORTH_MINUTES) })}
              >
                {t('today.book')}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  )
}
