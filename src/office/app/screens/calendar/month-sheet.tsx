import { useState } from 'react'
import { addDays, daysBetween, type LocalDate, weekday } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

const firstOf = (day: LocalDate): LocalDate => `${day.slice(0, 7)}-01`
const monthAfter = (first: LocalDate, by: 1 | -1): LocalDate => firstOf(addDays(first, by > 0 ? 31 : -1))

/** A month to choose a day of. */
export function MonthSheet({
  day,
  today,
  onPick,
  onClose,
}: {
  day: LocalDate
  today: LocalDate
  onPick: (day: LocalDate) => void
  onClose: () => void
}) {
  const { t, f } = useSay()
  const [first, setFirst] = useState(firstOf(day))
  const lead = (weekday(first) + 6) % 7
  const length = daysBetween(first, monthAfter(first, 1))
  const days = Array.from({ length }, (_, i) => addDays(first, i))
  return (
    <Dialog
      title={t('office.pickDay')}
      onClose={onClose}
      foot={
        <Button look="secondary" wide onClick={() => onPick(today)}>
          {t('office.toToday')}
        </Button>
      }
    >
      <div className="month-head">
        <IconButton icon="previous" label={t('calendar.monthBefore')} onClick={() => setFirst(monthAfter(first, -1))} />
        <p className="strong" aria-live="polite">
          {f.month(first)} {first.slice(0, 4)}
        </p>
        <IconButton icon="next" label={t('calendar.monthAfter')} onClick={() => setFirst(monthAfter(first, 1))} />
      </div>
      <div className="month">
        {[1, 2, 3, 4, 5, 6, 0].map((index) => (
          <span key={index} className="month-weekday">
            {f.weekdayShort(index)}
          </span>
        ))}
        {days.map((one, i) => (
          <button
            key={one}
            type="button"
            className="month-day"
            style={i === 0 ? { gridColumnStart: lead + 1 } : undefined}
            aria-label={f.day(one)}
            aria-pressed={one === day}
            aria-current={one === today ? 'date' : undefined}
            onClick={() => onPick(one)}
          >
            {f.dayOfMonth(one)}
          </button>
        ))}
      </div>
    </Dialog>
  )
}
