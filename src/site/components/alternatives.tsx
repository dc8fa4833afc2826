import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { Say } from '#site/say.ts'
import { whenShort } from '#site/when.ts'

/** A free time that is offered instead of a refused one. */
export interface AlternativeTime {
  day: LocalDate
  time: WallTime
  /** By service, in order: a person's id, or `any` for whoever was asked for. */
  who: string
  /** Names, where they are others than those asked for. */
  names: string | null
  href: string
}

/** The value of the button `choose`. */
const chooseValue = ({ day, time, who }: Pick<AlternativeTime, 'day' | 'time' | 'who'>): string =>
  `${day} ${time} ${who}`

export interface Chosen {
  day: LocalDate
  start: WallTime
  who: string[]
}

/** @returns what an alternative's button says, or null when it says nothing sensible. */
export function readChoose(value: string): Chosen | null {
  const found = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}) ((?:[0-9a-f]{24}|any)(?:,(?:[0-9a-f]{24}|any))*)$/.exec(value)
  return found?.[1] && found[2] && found[3] ? { day: found[1], start: found[2], who: found[3].split(',') } : null
}

interface Props {
  say: Say
  times: readonly AlternativeTime[]
  /** Buttons of the form around them, so that what was typed goes with them; else links. */
  asButtons?: { action: string } | undefined
}

const Face = ({ say, time }: { say: Say; time: AlternativeTime }) => (
  <>
    <span aria-hidden="true">{whenShort(say, time.day, time.time)}</span>
    <span className="hidden-visually">{say.t('booking.slotFree', { day: say.f.day(time.day), time: time.time })}</span>
    {time.names && <bdi className="slot-note name">{time.names}</bdi>}
  </>
)

export const Alternatives = ({ say, times, asButtons }: Props) =>
  times.length > 0 && (
    <>
      <p className="strong">{say.t('booking.alternatives')}</p>
      <ul className="alternatives">
        {times.map((time) => (
          <li key={chooseValue(time)}>
            {asButtons ? (
              <button
                className="slot slot-wide"
                type="submit"
                formAction={asButtons.action}
                formNoValidate
                name="choose"
                value={chooseValue(time)}
              >
                <Face say={say} time={time} />
              </button>
            ) : (
              <a className="slot slot-wide" href={time.href}>
                <Face say={say} time={time} />
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  )
