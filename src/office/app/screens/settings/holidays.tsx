import { useState } from 'react'
import { addDays, type LocalDate, weekday } from '#kernel/time.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from './draft.ts'
import { CLOSED, type DayHours, hoursOfDay } from './hours-form.ts'
import { HOURS_READS, type Place } from './place-hours.tsx'
import { Wrong } from './save-bar.tsx'
import { HoursLine } from './special-days.tsx'

const SHOWN = 4

/** What holds on a date without its exception. */
const usualOn = (place: Place, date: LocalDate): DayHours => {
  const period = place.periods.find(({ from, until }) => from <= date && date <= until)
  const { isOpen, openTime, closeTime, breaks } = hoursOfDay(period?.week ?? place.workingHours, weekday(date))
  return { isOpen, openTime, closeTime, breaks }
}

const SHORT_CLOSE = '15:00'

/** A day that ends at 15:00, without breaks after that; as usual where the place opens later. */
const shortened = (usual: DayHours): DayHours =>
  usual.openTime < SHORT_CLOSE
    ? {
        ...usual,
        isOpen: true,
        closeTime: SHORT_CLOSE,
        breaks: usual.breaks.filter(({ endTime }) => endTime < SHORT_CLOSE),
      }
    : usual

/** Public holidays ahead, each a question: nothing is closed by itself, beauty works on 7 March. */
export function Holidays({ place, today }: { place: Place; today: LocalDate }) {
  const { t, f, locale } = useSay()
  const { businessId } = useHere()
  const [all, setAll] = useState(false)
  const read = useRead('GET /api/holidays', { query: { from: today } })
  const save = useSaving('PUT /api/businesses/:businessId/locations/:locationId/day', HOURS_READS)
  const put = (date: LocalDate, hours: DayHours) =>
    save.mutate({ params: { businessId, locationId: place.id }, body: { date, hours, version: place.version } })
  const ahead = (read.data?.days ?? []).filter(({ date }) => date <= addDays(today, 400))
  if (ahead.length === 0) return null
  return (
    <Section title={t('settings.holidays')} hint={t('settings.holidaysHint')}>
      <ul className="rows">
        {(all ? ahead : ahead.slice(0, SHOWN)).map(({ date, name }) => {
          const decided = place.exceptions.find((exception) => exception.date === date)
          const usual = usualOn(place, date)
          const label = (act: string) => `${act}: ${f.day(date)}`
          return (
            <li key={date} className="row row-wrap">
              <span className="row-text">
                <span className="strong">{f.day(date)}</span>
                <span className="small">{name[locale]}</span>
                <HoursLine hours={decided ?? usual} />
              </span>
              {decided ? (
                <span className="badge badge-ok">{t('settings.decided')}</span>
              ) : (
                <span className="buttons">
                  <Button
                    look="secondary"
                    size="small"
                    label={label(t('settings.holidayClosed'))}
                    onClick={() => put(date, { ...CLOSED, openTime: usual.openTime, closeTime: usual.closeTime })}
                  >
                    {t('settings.holidayClosed')}
                  </Button>
                  <Button
                    look="secondary"
                    size="small"
                    label={label(t('settings.holidayShort'))}
                    onClick={() => put(date, shortened(usual))}
                  >
                    {t('settings.holidayShort')}
                  </Button>
                  <Button
                    look="secondary"
                    size="small"
                    label={label(t('settings.holidayUsual'))}
                    onClick={() => put(date, usual)}
                  >
                    {t('settings.holidayUsual')}
                  </Button>
                </span>
              )}
            </li>
          )
        })}
      </ul>
      {save.error && <Wrong error={save.error} />}
      {!all && ahead.length > SHOWN && (
        <div>
          <Button look="quiet" onClick={() => setAll(true)}>
            {t('settings.moreHolidays', { count: ahead.length - SHOWN })}
          </Button>
        </div>
      )}
    </Section>
  )
}
