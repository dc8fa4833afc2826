import { toMinute, wallAt } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import type { Alternative, Obstacles } from './conflict-dialog.tsx'
import type { CalendarAnswer } from './days.ts'

const DAYS = 3
const TIMES = 4
/** So far ahead her free days are looked for. */
const AHEAD = 28

interface Props {
  verdict: Obstacles
  answer: Pick<CalendarAnswer, 'zone' | 'people'>
  busy: boolean
  onChoose: (alternative: Pick<Alternative, 'startTime' | 'staffIds'>) => void
}

const AWAY: readonly string[] = ['person_off', 'time_off']

/** Whoever is wished is off: her next days with free times, for a client who would rather wait for her. */
export function OwnDays({ verdict: { why, lines }, answer, busy, onChoose }: Props) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const away = why.find(({ code, staffId }) => AWAY.includes(code) && staffId !== null)?.staffId
  const start = lines[0]?.startTime
  const isAsked = away !== undefined && start !== undefined
  const services = lines.map(({ serviceId, staffId }) => `${serviceId}:${staffId ?? 'any'}`).join()
  const wished = start ? wallAt(toMinute(new Date(start)), answer.zone) : { date: '', time: '' }
  const { data } = useRead(
    'GET /api/businesses/:businessId/free-times',
    { params: { businessId }, query: { services, from: wished.date, days: AHEAD } },
    { enabled: isAsked },
  )
  const days = (data?.days ?? []).filter(({ times }) => times.length > 0).slice(0, DAYS)
  if (!isAsked || days.length === 0) return null
  const name = answer.people.find(({ id }) => id === away)?.name ?? ''
  return (
    <section className="conflict-instead">
      <p className="strong">{t('calendar.ownDays', { who: name })}</p>
      {days.map(({ date, times }) => (
        <div key={date} className="buttons">
          <span className="conflict-day">{f.dayShort(date)}</span>
          {nearest(times, wished.time).map(({ startTime, time }) => (
            <Button
              key={startTime}
              look="secondary"
              size="small"
              busy={busy}
              onClick={() => onChoose({ startTime, staffIds: lines.map(({ staffId }) => staffId) })}
            >
              {time}
            </Button>
          ))}
        </div>
      ))}
    </section>
  )
}

/** The times around the wished hour, in their order. */
function nearest<Time extends { time: string }>(times: readonly Time[], wished: string): Time[] {
  const at = times.findIndex(({ time }) => time >= wished)
  const first = Math.max(0, Math.min((at < 0 ? times.length : at) - 1, times.length - TIMES))
  return times.slice(first, first + TIMES)
}
