import { DAY, wallMinutes, wallTimeOf } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { SelectField } from '../../ui/fields.tsx'
import { TimeField } from '../settings/time-field.tsx'
import type { Days } from './days.ts'
import type { Spot } from './grid-state.ts'

/** A wall time as a minute of the business day: what is before its opening belongs to the night after it. */
function minuteFrom(time: string, { column }: Spot): number {
  const minute = wallMinutes(time)
  const first = Math.min(...column.open.map(({ from }) => from), DAY)
  const last = Math.max(...column.open.map(({ until }) => until), 0)
  return last > DAY && minute < first && minute + DAY <= last ? minute + DAY : minute
}

/** Who and when, as it was chosen in the grid; it can be typed as well. */
export function SpotFields({
  spot,
  days,
  onSpot,
  withEnd,
}: {
  spot: Spot
  days: Days
  onSpot: (spot: Spot) => void
  withEnd?: boolean
}) {
  const { t } = useSay()
  const sameDay = days.columns.filter(({ date }) => date === spot.column.date)
  const setFrom = (time: string) => {
    const from = minuteFrom(time, spot)
    onSpot({ ...spot, from, until: from + spot.until - spot.from })
  }
  return (
    <div className="columns">
      <SelectField
        label={t('common.specialist')}
        value={spot.column.key}
        choices={sameDay.map(({ key, name }) => ({ value: key, says: name || t('calendar.nobody') }))}
        onChange={(key) => {
          const column = sameDay.find((one) => one.key === key)
          if (column) onSpot({ ...spot, column })
        }}
      />
      <TimeField label={t('calendar.from')} value={wallTimeOf(spot.from)} onChange={setFrom} />
      {withEnd && (
        <TimeField
          label={t('calendar.until')}
          value={wallTimeOf(spot.until)}
          onChange={(time) => onSpot({ ...spot, until: minuteFrom(time, spot) })}
        />
      )}
    </div>
  )
}
