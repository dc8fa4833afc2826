// When a place is open and a person works, as stretches of whole minutes. A stretch remembers what ends it, because
// cleaning up may run past closing but not into a break.

import type { StaffId } from '#kernel/ids.ts'
import {
  DAY,
  daysBetween,
  instantOf,
  type LocalDate,
  type Minute,
  wallAt,
  wallMinutes,
  wallTimeOf,
  weekday,
} from '#kernel/time.ts'
import type { Break, Plan, Schedule, Shift } from '#modules/diaries/index.ts'

export interface Stretch {
  from: Minute
  until: Minute
  ends: 'closing' | 'break'
}

/** Opening hours of a date without its breaks; a dated exception replaces the week. Nights are not offered yet. */
export function locationStretches({ hours, zone }: Plan, date: LocalDate): Stretch[] {
  const day =
    hours.exceptions.find((exception) => exception.date === date) ?? hours.week.find(({ day }) => day === weekday(date))
  if (!day?.isOpen || day.closeTime <= day.openTime) return []
  return withoutBreaks(date, zone, { from: day.openTime, to: day.closeTime, breaks: day.breaks })
}

/** A person's working time on a date, within the opening hours. */
export function personStretches(plan: Plan, staffId: StaffId, date: LocalDate, opening: readonly Stretch[]): Stretch[] {
  const person = plan.people[staffId]
  if (!person) return []
  return shiftsOn(person.schedule, date)
    .flatMap((shift) => withoutBreaks(date, plan.zone, shift))
    .flatMap((own) => opening.flatMap((open) => overlap(own, open)))
    .sort((a, b) => a.from - b.from)
}

function shiftsOn(schedule: Schedule, date: LocalDate): Shift[] {
  if (schedule.kind === 'weekly') return schedule.days.filter(({ day }) => day === weekday(date))
  const { on, off, start } = schedule
  const position = daysBetween(start, date)
  return position >= 0 && position % (on + off) < on ? [schedule] : []
}

interface DayClock {
  /** The instant at which the wall shows so many minutes from midnight. */
  (minutes: number): Minute
  /** False in the hole that DST leaves: no wall ever shows that time. */
  shows(minutes: number): boolean
}

/** One date's wall minutes as instants. Days without a change of clocks, nearly all, cost two look-ups of the zone. */
export function dayClock(date: LocalDate, zone: string): DayClock {
  const midnight = instantOf(date, 0, zone)
  if (instantOf(date, DAY, zone) - midnight === DAY) {
    return Object.assign((minutes: number) => midnight + minutes, { shows: () => true })
  }
  return Object.assign((minutes: number) => instantOf(date, minutes, zone), {
    shows: (minutes: number) => wallAt(instantOf(date, minutes, zone), zone).time === wallTimeOf(minutes),
  })
}

function withoutBreaks(date: LocalDate, zone: string, { from, to, breaks }: Shift): Stretch[] {
  const at = dayClock(date, zone)
  const stretches: Stretch[] = []
  let start = wallMinutes(from)
  for (const pause of inOrder(breaks)) {
    const begins = wallMinutes(pause.startTime)
    if (begins > start) stretches.push({ from: at(start), until: at(begins), ends: 'break' })
    start = Math.max(start, wallMinutes(pause.endTime))
  }
  const end = wallMinutes(to)
  if (end > start) stretches.push({ from: at(start), until: at(end), ends: 'closing' })
  return stretches
}

const inOrder = (breaks: readonly Break[]): Break[] => [...breaks].sort((a, b) => (a.startTime < b.startTime ? -1 : 1))

function overlap(a: Stretch, b: Stretch): Stretch[] {
  const from = Math.max(a.from, b.from)
  const until = Math.min(a.until, b.until)
  if (from >= until) return []
  const endsOf = (stretch: Stretch) => (stretch.until === until && stretch.ends === 'break' ? 'break' : 'closing')
  return [{ from, until, ends: endsOf(a) === 'break' || endsOf(b) === 'break' ? 'break' : 'closing' }]
}
