import { useState } from 'react'
import { addDays, type LocalDate } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from './draft.ts'
import { HOURS_READS, HoursProblem, isHoursProblem, type Place } from './place-hours.tsx'
import { Wrong } from './save-bar.tsx'
import { WeekEditor } from './week-editor.tsx'

type Period = Place['periods'][number]

/** A named time with a week of its own: Ramadan, a summer. When it is over, the usual week is back by itself. */
export function Periods({ place, today }: { place: Place; today: LocalDate }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [edited, setEdited] = useState<{ at: number; period: Period } | null>(null)
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/periods', HOURS_READS, () =>
    setEdited(null),
  )
  const put = (periods: Period[]) =>
    save.mutate({ params: { businessId, locationId: place.id }, body: { periods, version: place.version } })
  const fresh = (): Period => ({ name: '', from: today, until: addDays(today, 30), week: place.workingHours })
  return (
    <Section title={t('settings.periods')} hint={t('settings.periodsHint')}>
      {place.periods.length > 0 && (
        <ul className="rows">
          {place.periods.map((period, at) => (
            <li key={`${period.from}${period.name}`} className="row row-wrap">
              <span className="row-text">
                <span className="strong name">{period.name}</span>
                <span className="small muted">
                  {f.date(period.from)} – {f.date(period.until)}
                </span>
              </span>
              <span className="buttons">
                <Button
                  look="secondary"
                  size="small"
                  label={`${t('app.edit')}: ${period.name}`}
                  onClick={() => setEdited({ at, period })}
                >
                  {t('app.edit')}
                </Button>
                <Button
                  look="quiet"
                  size="small"
                  label={`${t('app.remove')}: ${period.name}`}
                  onClick={() => put(place.periods.filter((_, i) => i !== at))}
                >
                  {t('app.remove')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {!edited && save.error && <Wrong error={save.error} />}
      <div>
        <Button look="secondary" onClick={() => setEdited({ at: place.periods.length, period: fresh() })}>
          {t('settings.addPeriod')}
        </Button>
      </div>
      {edited && (
        <Dialog
          wide
          title={t('settings.period')}
          onClose={() => setEdited(null)}
          foot={
            <Button
              wide
              busy={save.isPending}
              onClick={() => put([...place.periods.filter((_, i) => i !== edited.at), edited.period])}
            >
              {t('app.save')}
            </Button>
          }
        >
          <PeriodFields period={edited.period} onChange={(period) => setEdited({ ...edited, period })} />
          <HoursProblem error={save.error} />
          {save.error && !isHoursProblem(save.error) && (
            <Wrong error={save.error} nameOf={(field) => (field === 'name' ? t('settings.periodName') : '')} />
          )}
        </Dialog>
      )}
    </Section>
  )
}

function PeriodFields({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { t } = useSay()
  const change = (changes: Partial<Period>) => onChange({ ...period, ...changes })
  return (
    <>
      <TextField
        label={t('settings.periodName')}
        hint={t('settings.periodNameHint')}
        maxLength={80}
        value={period.name}
        onChange={(name) => change({ name })}
      />
      <div className="times">
        <TextField
          label={t('settings.fromDay')}
          type="date"
          value={period.from}
          onChange={(from) => from && change({ from })}
        />
        <TextField
          label={t('settings.untilDay')}
          type="date"
          value={period.until}
          onChange={(until) => until && change({ until })}
        />
      </div>
      <WeekEditor value={period.week} onChange={(week) => change({ week })} />
    </>
  )
}
