import type { ReactNode } from 'react'
import { capital } from '#platform/i18n/format.ts'
import { useSay } from '../../say.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { CheckField } from '../../ui/fields.tsx'
import {
  type DayHours,
  endsNextDay,
  hoursOfDay,
  isAroundTheClock,
  middleBreak,
  WEEK,
  type WeekHours,
  withDay,
} from './hours-form.ts'
import { TimeField } from './time-field.tsx'

/** Hours of one day: open or not, from when until when, breaks. What ends after midnight is said, not refused. */
export function DayFields({
  name,
  value,
  acts,
  onChange,
}: {
  /** Of the day, for screen readers; the visible one stands above. */
  name: string
  value: DayHours
  /** More that can be done with the day. */
  acts?: ReactNode
  onChange: (value: DayHours) => void
}) {
  const { t } = useSay()
  const { isOpen, openTime, closeTime, breaks } = value
  const change = (changes: Partial<DayHours>) => onChange({ ...value, ...changes })
  return (
    <div className="day-hours">
      <CheckField
        label={t('settings.isOpen', { day: name })}
        checked={isOpen}
        onChange={(next) => change({ isOpen: next })}
      />
      {isOpen && (
        <>
          <div className="times">
            <TimeField label={t('settings.from')} value={openTime} onChange={(time) => change({ openTime: time })} />
            <TimeField label={t('settings.until')} value={closeTime} onChange={(time) => change({ closeTime: time })} />
          </div>
          {endsNextDay(value) && <p className="hint">{t('settings.nextDay', { time: closeTime })}</p>}
          {isAroundTheClock(value) && <p className="hint">{t('settings.aroundTheClock')}</p>}
          {breaks.map((pause, at) => {
            const set = (changes: Partial<typeof pause>) =>
              change({ breaks: breaks.map((one, i) => (i === at ? { ...one, ...changes } : one)) })
            return (
              <div key={String(at)} className="times times-break">
                <TimeField
                  label={t('settings.breakFrom')}
                  value={pause.startTime}
                  onChange={(time) => set({ startTime: time })}
                />
                <TimeField
                  label={t('settings.breakUntil')}
                  value={pause.endTime}
                  onChange={(time) => set({ endTime: time })}
                />
                <IconButton
                  icon="cross"
                  label={t('settings.dropBreak', { day: name })}
                  onClick={() => change({ breaks: breaks.filter((_, i) => i !== at) })}
                />
              </div>
            )
          })}
          <div className="day-acts">
            <Button look="quiet" size="small" onClick={() => change({ breaks: [...breaks, middleBreak(value)] })}>
              {t('settings.addBreak')}
            </Button>
            {acts}
          </div>
        </>
      )}
    </div>
  )
}

const WORKDAYS = [1, 2, 3, 4, 5]

/** A whole week, Monday first; a day can be copied to the others. */
export function WeekEditor({ value, onChange }: { value: WeekHours; onChange: (value: WeekHours) => void }) {
  const { t, f } = useSay()
  const copy = (from: number, to: readonly number[]) =>
    onChange(to.reduce((week, day) => withDay(week, day, hoursOfDay(value, from)), value))
  return (
    <div className="week">
      {WEEK.map((day) => {
        const name = f.weekdayName(day)
        const hours = hoursOfDay(value, day)
        return (
          <fieldset key={day} className="week-day">
            <legend>{capital(name)}</legend>
            <DayFields
              name={name}
              value={hours}
              acts={
                <>
                  <Button
                    look="quiet"
                    size="small"
                    label={`${t('settings.copyAll')}: ${name}`}
                    onClick={() => copy(day, WEEK)}
                  >
                    {t('settings.copyAll')}
                  </Button>
                  <Button
                    look="quiet"
                    size="small"
                    label={`${t('settings.copyWorkdays')}: ${name}`}
                    onClick={() => copy(day, WORKDAYS)}
                  >
                    {t('settings.copyWorkdays')}
                  </Button>
                </>
              }
              onChange={(next) => onChange(withDay(value, day, next))}
            />
          </fieldset>
        )
      })}
    </div>
  )
}
