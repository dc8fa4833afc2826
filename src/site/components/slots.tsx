import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'

const PARTS = [
  { key: 'booking.morning', until: '12:00' },
  { key: 'booking.afternoon', until: '17:00' },
  { key: 'booking.evening', until: '24:00' },
] as const

const AT_ONCE = 12

interface Props {
  say: Say
  day: LocalDate
  times: readonly WallTime[]
  href: (time: WallTime) => string
}

const Grid = ({ say: { t, f }, day, times, href }: Props) => (
  <ul className="slots">
    {times.map((time) => (
      <li key={time}>
        <a className="slot" href={href(time)} aria-label={t('booking.slotFree', { day: f.day(day), time })}>
          {time}
        </a>
      </li>
    ))}
  </ul>
)

/** A day's free times by its parts; of a long part the rest is folded. */
export const Slots = (props: Props) => {
  const { t } = props.say
  const parts = PARTS.map((part, index) => {
    const from = PARTS[index - 1]?.until ?? '00:00'
    return { ...part, times: props.times.filter((time) => time >= from && time < part.until) }
  }).filter((part) => part.times.length > 0)
  return (
    <>
      {parts.map(({ key, times }) => (
        <section key={key} className="stack slot-part">
          <h3>{t(key)}</h3>
          <Grid {...props} times={times.slice(0, AT_ONCE)} />
          {times.length > AT_ONCE && (
            <details className="more">
              <summary className="button button-quiet button-small">
                {t('booking.moreTimes', { count: times.length - AT_ONCE })}
              </summary>
              <Grid {...props} times={times.slice(AT_ONCE)} />
            </details>
          )}
        </section>
      ))}
    </>
  )
}
