import { toMinute } from '#kernel/time.ts'
import { useSay } from '../../../say.tsx'
import { pixelsOf } from '../layout.ts'
import type { Column, Span } from '../model.ts'
import { minuteOfDay } from '../now.tsx'
import { useParked } from './use-parked.ts'

interface Props {
  column: Column
  axis: Span
  scale: number
  zone: string
}

/** Time that is kept for what somebody put aside. The list over the grid says it to a screen reader. */
export function ParkedGhosts({ column, axis, scale, zone }: Props) {
  const { t } = useSay()
  const minute = (instant: string) => minuteOfDay(toMinute(new Date(instant)), column.date, zone)
  return useParked().flatMap(({ visit, left }) =>
    (left === 0 ? [] : visit.spans)
      .filter(({ staffId, resourceId }) => (column.kind === 'person' ? staffId : resourceId) === column.whoId)
      .map(({ from, until }) => ({ from: minute(from), until: minute(until) }))
      .filter((span) => span.from < axis.until && span.until > axis.from)
      .map((span) => (
        <div
          key={`${visit.id}${span.from}`}
          className="parked-ghost"
          aria-hidden="true"
          style={{ top: pixelsOf(span.from, axis.from, scale), height: pixelsOf(span.until, span.from, scale) }}
        >
          <span className="strong">{t('parked.ghost', { who: visit.by, minutes: left })}</span>
          <bdi className="name">{visit.client.kind === 'walk-in' ? visit.text : visit.client.name}</bdi>
        </div>
      )),
  )
}
