import type { LocalDate, WallTime } from '#kernel/time.ts'
import { weekday } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import type { Say } from '#site/say.ts'

export interface HoursOfDay {
  /** 0 = Sunday */
  day: number
  isOpen: boolean
  openTime: WallTime
  closeTime: WallTime
  breaks: readonly { startTime: WallTime; endTime: WallTime }[]
}

const FROM_MONDAY = [1, 2, 3, 4, 5, 6, 0]

const OpenHours = ({ say: { t, f }, hours }: { say: Say; hours: HoursOfDay }) => (
  <>
    <span className="nowrap">
      {hours.openTime === hours.closeTime ? t('site.aroundClock') : f.range(hours.openTime, hours.closeTime)}
    </span>
    {hours.breaks.map((pause) => (
      <span key={pause.startTime} className="small muted line">
        {t('site.breakTime', { range: f.range(pause.startTime, pause.endTime) })}
      </span>
    ))}
  </>
)

/** The week's hours, today marked by a word and not by colour alone. */
export const Hours = ({ say, week, today }: { say: Say; week: readonly HoursOfDay[]; today: LocalDate }) => {
  const { t, f } = say
  return (
    <section className="card stack" aria-labelledby="hours">
      <h2 id="hours">{t('site.hours')}</h2>
      <dl className="hours">
        {FROM_MONDAY.map((day) => {
          const hours = week.find((of) => of.day === day)
          const isToday = weekday(today) === day
          return (
            <div key={day} className={isToday ? 'hours-row hours-today' : 'hours-row'}>
              <dt>
                {capital(f.weekdayName(day))}
                {isToday && <span className="today-mark">{t('site.todayMark')}</span>}
              </dt>
              <dd>
                {hours?.isOpen ? (
                  <OpenHours say={say} hours={hours} />
                ) : (
                  <span className="muted">{t('common.closed')}</span>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
