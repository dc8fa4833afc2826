import '../../../../styles/calendar-parked.css'
import { useQueryClient } from '@tanstack/react-query'
import { type LocalDate, toMinute, wallAt } from '#kernel/time.ts'
import { Icon } from '#site/components/icon.tsx'
import { useAct } from '../../../queries.ts'
import { textOf, useSay } from '../../../say.tsx'
import { useHere } from '../../../session.tsx'
import { toast } from '../../../toasts.tsx'
import { Button, IconButton } from '../../../ui/button.tsx'
import type { Days } from '../days.ts'
import type { Spot } from '../grid-state.ts'
import { minuteOfDay } from '../now.tsx'
import { type Lying, PARKED, type ParkedVisit, useParked } from './use-parked.ts'

interface Props {
  days: Days
  /** The form that shall open with it. */
  open: string | null
  onPick: (visit: ParkedVisit, spot: Spot) => void
  /** It is of a day that is not shown. */
  onDay: (day: LocalDate) => void
}

/** What was put aside, for any desk to go on with or to let go; nothing where nothing lies. */
export function ParkedList({ days, open, onPick, onDay }: Props) {
  const say = useSay()
  const { t, f } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const all = useParked()
  const letGo = useAct('DELETE /api/businesses/:businessId/parked/:parkedId', {
    onDone: () => {
      void queries.invalidateQueries({ queryKey: [PARKED] })
      toast({ text: t('parked.letGone') })
    },
    onRefused: (why) => toast({ text: textOf(say, why), tone: 'bad' }),
  })
  const shown = all.filter(({ visit }) => visit.id !== open)
  if (shown.length === 0) return null
  const pick = (visit: ParkedVisit) => {
    const spot = spotOf(visit, days)
    if (spot) onPick(visit, spot)
    else onDay(wallAt(toMinute(new Date(visit.startTime)), days.zone).date)
  }
  return (
    <section className="parked" aria-label={t('parked.title')}>
      <ul>
        {shown.map(({ visit, left }) => (
          <li key={visit.id} className={left > 0 ? 'parked-one' : 'parked-one parked-over'}>
            <Icon name="clock" small />
            <span className="row-text">
              <span>
                <bdi className="name strong">{whoText(visit) || t('calendar.anonymous')}</bdi>{' '}
                {momentText(visit, days, f.dayShort)}
              </span>
              <span className="small muted">{stateText({ visit, left }, t)}</span>
            </span>
            <Button look="secondary" size="small" onClick={() => pick(visit)}>
              {t('parked.resume')}
            </Button>
            <IconButton
              icon="cross"
              label={t('parked.letGo')}
              onClick={() => letGo.mutate({ params: { businessId, parkedId: visit.id } })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

const whoText = ({ client, text }: ParkedVisit): string => (client.kind === 'walk-in' ? text : client.name)

function stateText({ visit, left }: Lying, t: ReturnType<typeof useSay>['t']): string {
  const held = left > 0 ? t('parked.left', { minutes: left }) : t('parked.over')
  return `${visit.by} · ${held}`
}

function momentText({ startTime }: ParkedVisit, { zone, columns }: Days, dayShort: (day: LocalDate) => string): string {
  const { date, time } = wallAt(toMinute(new Date(startTime)), zone)
  return columns.some((column) => column.date === date) ? time : `${dayShort(date)}, ${time}`
}

/** Where the form opens: in the column it was of, or that of whoever was chosen in it. */
function spotOf({ startTime, minutes, whoId, lines }: ParkedVisit, { columns, zone }: Days): Spot | null {
  const start = toMinute(new Date(startTime))
  const { date } = wallAt(start, zone)
  const ofDay = columns.filter((column) => column.date === date)
  const column =
    ofDay.find((one) => one.whoId === whoId) ?? ofDay.find((one) => one.whoId === lines[0]?.staffId) ?? ofDay[0]
  if (!column) return null
  const from = minuteOfDay(start, date, zone)
  return { column, from, until: from + minutes }
}
