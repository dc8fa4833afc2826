import type { LocalDate, WallTime } from '#kernel/time.ts'
import { weekday } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import type { Say } from '#site/say.ts'

export interface HoursOfDate {
  isOpen: boolean
  openTime: WallTime
  closeTime: WallTime
  breaks: readonly { startTime: WallTime; endTime: WallTime }[]
}

export interface HoursOfDay extends HoursOfDate {
  /** 0 = Sunday */
  day: number
}

/** A named time with weekly hours of its own, both dates included: Ramadan, a summer. */
export interface Season {
  name: string
  from: LocalDate
  until: LocalDate
  week: readonly HoursOfDay[]
}

const FROM_MONDAY = [1, 2, 3, 4, 5, 6, 0]
const MIDNIGHT = '00:00'

/** `10:00–19:00`; a day that ends after midnight says so in words: `18:00–02:00, келесі күні`. */
export function hoursText({ t, f }: Say, { openTime, closeTime }: HoursOfDate): string {
  if (openTime === closeTime) return t('site.aroundClock')
  const range = f.range(openTime, closeTime)
  return closeTime < openTime && closeTime !== MIDNIGHT ? t('business.openNextDay', { range }) : range
}

const OpenHours = ({ say, hours }: { say: Say; hours: HoursOfDate }) => (
  <>
    <span>{hoursText(say, hours)}</span>
    {hours.breaks.map((pause) => (
      <span key={pause.startTime} className="small muted line">
        {say.t('site.breakTime', { range: say.f.range(pause.startTime, pause.endTime) })}
      </span>
    ))}
  </>
)

const Row = ({
  say,
  name,
  isToday,
  hours,
}: {
  say: Say
  name: string
  isToday: boolean
  hours: HoursOfDate | undefined
}) => (
  <div className={isToday ? 'hours-row hours-today' : 'hours-row'}>
    <dt>
      {name}
      {isToday && <span className="today-mark">{say.t('site.todayMark')}</span>}
    </dt>
    <dd>
      {hours?.isOpen ? <OpenHours say={say} hours={hours} /> : <span className="muted">{say.t('common.closed')}</span>}
    </dd>
  </div>
)

interface Props {
  say: Say
  /** The usual one. */
  week: readonly HoursOfDay[]
  /** The season that it is, and those to come. */
  seasons: readonly Season[]
  /** The coming dates with hours of their own, in order. */
  specialDays: readonly (HoursOfDate & { date: LocalDate })[]
  today: LocalDate
  city: string
}

const SeasonName = ({ say: { t, f }, season }: { say: Say; season: Season }) =>
  t('business.season', { name: season.name, from: f.day(season.from), until: f.day(season.until) })

const ComingSeason = ({ say, season }: { say: Say; season: Season }) => (
  <div className="stack stack-tight">
    <h3>
      <SeasonName say={say} season={season} />
    </h3>
    <dl className="hours">
      {FROM_MONDAY.map((day) => (
        <Row
          key={day}
          say={say}
          name={capital(say.f.weekdayName(day))}
          isToday={false}
          hours={season.week.find((of) => of.day === day)}
        />
      ))}
    </dl>
  </div>
)

/** The week's hours, today as it really is and marked by a word; under them the coming dates that differ. */
export const Hours = ({ say, week, seasons, specialDays, today, city }: Props) => {
  const { t, f } = say
  const season = seasons.find(({ from, until }) => from <= today && today <= until)
  const coming = specialDays.filter(({ date }) => date !== today)
  return (
    <section className="card stack" aria-labelledby="hours">
      <h2 id="hours">{t('site.hours')}</h2>
      {season && (
        <p className="small">
          <SeasonName say={say} season={season} />
        </p>
      )}
      <dl className="hours">
        {FROM_MONDAY.map((day) => {
          const isToday = weekday(today) === day
          const special = isToday ? specialDays.find(({ date }) => date === today) : undefined
          const hours = special ?? (season?.week ?? week).find((of) => of.day === day)
          return <Row key={day} say={say} name={capital(f.weekdayName(day))} isToday={isToday} hours={hours} />
        })}
      </dl>
      {seasons.map((one) => one !== season && <ComingSeason key={one.from} say={say} season={one} />)}
      {coming.length > 0 && (
        <div className="stack stack-tight">
          <h3>{t('business.specialDays')}</h3>
          <dl className="hours">
            {coming.map((hours) => (
              <Row key={hours.date} say={say} name={capital(f.day(hours.date))} isToday={false} hours={hours} />
            ))}
          </dl>
        </div>
      )}
      <p className="hint">{t('common.localTime', { city })}</p>
    </section>
  )
}
