import { useState } from 'react'
import { addDays, type LocalDate } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from './draft.ts'
import { CLOSED, type DayHours } from './hours-form.ts'
import { HOURS_READS, HoursProblem, isHoursProblem, type Place } from './place-hours.tsx'
import { Wrong } from './save-bar.tsx'
import { DayFields } from './week-editor.tsx'

/** Days on which the place is open otherwise than the week says. */
export function SpecialDays({ place, today }: { place: Place; today: LocalDate }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [edited, setEdited] = useState<{ date: LocalDate; hours: DayHours } | null>(null)
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/day', HOURS_READS, () =>
    setEdited(null),
  )
  const put = (date: LocalDate, hours: DayHours | null) =>
    save.mutate({ params: { businessId, locationId: place.id }, body: { date, hours, version: place.version } })
  const coming = place.exceptions.filter(({ date }) => date >= today)
  return (
    <Section title={t('settings.specialDays')} hint={t('settings.specialDaysHint')}>
      {coming.length > 0 && (
        <ul className="rows">
          {coming.map(({ date, ...hours }) => (
            <li key={date} className="row row-wrap">
              <span className="row-text">
                <span className="strong">{f.day(date)}</span>
                <HoursLine hours={hours} />
              </span>
              <span className="buttons">
                <Button
                  look="secondary"
                  size="small"
                  label={`${t('app.edit')}: ${f.day(date)}`}
                  onClick={() => setEdited({ date, hours })}
                >
                  {t('app.edit')}
                </Button>
                <Button
                  look="quiet"
                  size="small"
                  label={`${t('settings.asWeek')}: ${f.day(date)}`}
                  onClick={() => put(date, null)}
                >
                  {t('settings.asWeek')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!edited && save.error && <Wrong error={save.error} />}
      <div>
        <Button look="secondary" onClick={() => setEdited({ date: addDays(today, 1), hours: CLOSED })}>
          {t('settings.addSpecialDay')}
        </Button>
      </div>
      {edited && (
        <Dialog
          title={t('settings.specialDay')}
          onClose={() => setEdited(null)}
          foot={
            <Button wide busy={save.isPending} onClick={() => put(edited.date, edited.hours)}>
              {t('app.save')}
            </Button>
          }
        >
          <TextField
            label={t('settings.date')}
            type="date"
            min={today}
            value={edited.date}
            onChange={(date) => date && setEdited({ ...edited, date })}
          />
          <DayFields
            name={f.day(edited.date)}
            value={edited.hours}
            onChange={(hours) => setEdited({ ...edited, hours })}
          />
          <HoursProblem error={save.error} />
          {save.error && !isHoursProblem(save.error) && <Wrong error={save.error} />}
        </Dialog>
      )}
    </Section>
  )
}

/** `10:00–15:00, үзіліс 12:00–13:00`, or that it is closed. */
export function HoursLine({ hours: { isOpen, openTime, closeTime, breaks } }: { hours: DayHours }) {
  const { t, f } = useSay()
  if (!isOpen) return <span className="small muted">{t('common.closed')}</span>
  const pauses = breaks.map(({ startTime, endTime }) => f.range(startTime, endTime)).join(', ')
  return (
    <span className="small muted">
      {f.range(openTime, closeTime)}
      {pauses && ` · ${t('settings.break', { times: pauses })}`}
    </span>
  )
}
