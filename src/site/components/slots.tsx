import type { LocalDate, WallTime } from '#kernel/time.ts'
import type { MessageKey } from '#platform/i18n/speak.ts'
import type { Say } from '#site/say.ts'
import { isNight } from '#site/when.ts'

export interface Slot {
  /** The date that the wall shows then: of a night, the one after the day it began on. */
  day: LocalDate
  time: WallTime
  /** Where it leads: a free one to itself as chosen, a taken one to the reason why. */
  href: string
  isFree: boolean
}

/** The value by which a form says a time. */
export const slotValue = ({ day, time }: Pick<Slot, 'day' | 'time'>): string => `${day} ${time}`

const PARTS = [
  { key: 'booking.morning', until: '12:00' },
  { key: 'booking.afternoon', until: '17:00' },
  { key: 'booking.evening', until: '24:00' },
] as const satisfies readonly { key: MessageKey; until: WallTime }[]

/** Times of a part of the day that are shown at once. */
const AT_ONCE = 12

interface Props {
  say: Say
  /** The business day: what is past its midnight is its night. */
  day: LocalDate
  slots: readonly Slot[]
  chosen: string | null
}

const Time = ({ say: { t, f }, slot, isChosen }: { say: Say; slot: Slot; isChosen: boolean }) => {
  const { day, time, href, isFree } = slot
  const night = isNight(time) && (
    <span className="slot-note">{t('booking.nightOf', { day: f.weekdayShortOf(day) })}</span>
  )
  if (!isFree)
    return (
      <a className="slot slot-taken" href={href} aria-label={t('booking.slotTaken', { day: f.day(day), time })}>
        {time}
        {night}
      </a>
    )
  return (
    <label className="slot slot-pick">
      <input
        className="hidden-visually"
        type="radio"
        name="at"
        value={slotValue(slot)}
        defaultChecked={isChosen}
        required
        data-href={href}
        aria-label={t('booking.slotFree', { day: f.day(day), time })}
      />
      <span aria-hidden="true">{time}</span>
      {night}
    </label>
  )
}

const Grid = ({ say, slots, chosen }: Omit<Props, 'day'>) => (
  <ul className="slots">
    {slots.map((slot) => (
      <li key={slotValue(slot)}>
        <Time say={say} slot={slot} isChosen={slotValue(slot) === chosen} />
      </li>
    ))}
  </ul>
)

const inTurn = (a: Slot, b: Slot): number => slotValue(a).localeCompare(slotValue(b))

/** Free times before taken ones, as many as are shown at once; each lot in its order of time. */
function atOnce(slots: readonly Slot[]): [shown: Slot[], rest: Slot[]] {
  const free = [...slots.filter(({ isFree }) => isFree), ...slots.filter(({ isFree }) => !isFree)]
  return [free.slice(0, AT_ONCE).sort(inTurn), free.slice(AT_ONCE).sort(inTurn)]
}

const Part = ({ say, title, slots, chosen }: { say: Say; title: string } & Omit<Props, 'day'>) => {
  const [shown, rest] = atOnce(slots)
  return (
    <section className="stack slot-part">
      <h3>{title}</h3>
      <Grid say={say} slots={shown} chosen={chosen} />
      {rest.length > 0 && (
        <details className="more" open={rest.some((slot) => slotValue(slot) === chosen)}>
          <summary className="button button-quiet button-small">
            {say.t('booking.moreTimes', { count: rest.length })}
          </summary>
          <Grid say={say} slots={rest} chosen={chosen} />
        </details>
      )}
    </section>
  )
}

/** A day's times by its parts: free ones to choose, taken ones that say why. */
export const Slots = ({ say, day, slots, chosen }: Props) => {
  const { t, f } = say
  const ofDay = slots.filter((slot) => slot.day === day)
  const nights = slots.filter((slot) => slot.day !== day)
  const parts = PARTS.map(({ key, until }, index) => {
    const from = PARTS[index - 1]?.until ?? '00:00'
    return { title: t(key), slots: ofDay.filter(({ time }) => time >= from && time < until) }
  })
  const [night] = nights
  const all = night ? [...parts, { title: `${t('booking.night')} · ${f.day(night.day)}`, slots: nights }] : parts
  return (
    <>
      {all
        .filter((part) => part.slots.length > 0)
        .map((part) => (
          <Part key={part.title} say={say} {...part} chosen={chosen} />
        ))}
    </>
  )
}
