import type { Tenge } from '#kernel/money.ts'
import type { WallTime } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'

/** A service of one visit with its own person and time. */
export interface PlanLine {
  name: string
  personName: string | null
  time: WallTime
  /** Null where it is not known: the time cannot be had. */
  endTime: WallTime | null
  /** Minutes */
  duration: number
  price: Tenge
  priceFrom: boolean
}

/** `15:30 Ольга → 16:30 Гүлназ → 18:00`; who work at once stand together. */
export function chainOf(lines: readonly PlanLine[]): { time: WallTime; names: string }[] {
  const times = [...new Set(lines.map(({ time }) => time))]
  return times.map((time) => ({
    time,
    names: lines
      .filter((line) => line.time === time)
      .map(({ name, personName }) => personName ?? name)
      .join(' + '),
  }))
}

export const Chain = ({ lines }: { lines: readonly PlanLine[] }) => {
  const end = lines.map(({ endTime }) => endTime).at(-1)
  return (
    <span className="chain">
      {chainOf(lines).map(({ time, names }) => (
        <span key={time}>
          <span className="figure">{time}</span> <bdi className="name">{names}</bdi>
          <span aria-hidden="true"> → </span>
        </span>
      ))}
      <span className="figure">{end}</span>
    </span>
  )
}

/** Every service with its own person, time and price; the wait between them is said aloud. */
export const VisitLines = ({ say: { t, f }, lines, wait }: { say: Say; lines: readonly PlanLine[]; wait: number }) => (
  <>
    <ul className="visit-lines">
      {lines.map((line) => (
        <li key={`${line.time}${line.name}`} className="split">
          <span className="visit-line-text">
            {line.name}
            <span className="small muted line">
              {lines.length > 1 && line.endTime ? f.range(line.time, line.endTime) : f.duration(line.duration)}
              {line.personName && (
                <>
                  {' · '}
                  <bdi className="name">{line.personName}</bdi>
                </>
              )}
            </span>
          </span>
          <span className="price">{f.price(line.price, line.priceFrom)}</span>
        </li>
      ))}
    </ul>
    {wait > 0 && <p className="small wait">{t('booking.wait', { wait: f.duration(wait) })}</p>}
  </>
)
