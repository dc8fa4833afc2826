import { toMinute, wallAt } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { aboutVisit, whoText } from '../../visits/about.ts'
import type { Obstacles } from './conflict-dialog.tsx'
import type { CalendarVisit } from './days.ts'
import { type Part, prolonged, pushedBy, swapped } from './swap.ts'
import { changeTo, type Offer, type Wish } from './use-arranging.tsx'

/** Wishes that concern several visits of a day: two swap, one takes longer and those after it begin later. */
export function useSqueeze(visits: readonly CalendarVisit[]) {
  const { t } = useSay()
  const nameOf = (visit: CalendarVisit): string => whoText(t, aboutVisit(visit))
  const byId = (id: string): CalendarVisit | undefined => visits.find((visit) => visit.id === id)

  const swap = (one: Part, other: Part): Wish => {
    const [mine, theirs] = swapped(one, other)
    return {
      changes: [changeTo(one.visit, mine), changeTo(other.visit, theirs)],
      says: t('calendar.swapped', { one: nameOf(one.visit), other: nameOf(other.visit) }),
    }
  }

  /** The longer visit with those that it pushes; they are told, once it stands. */
  const push = (visit: CalendarVisit, longer: CalendarVisit): Wish => {
    const pushed = pushedBy(longer, visits).flatMap((next) => {
      const before = byId(next.id)
      return before ? changeTo(before, next) : []
    })
    const { time } = wallAt(toMinute(new Date(longer.endTime)), visit.zone)
    return {
      changes: [changeTo(visit, longer), ...pushed],
      says:
        pushed.length > 0
          ? t('calendar.extendedPushed', { time, pushed: pushed.length })
          : t('calendar.extended', { time }),
      tells: { who: pushed.map(({ before }) => before.id), how: 'ticked' },
    }
  }

  return {
    swap,
    prolong: (visit: CalendarVisit, by: number): Wish => push(visit, prolonged(visit, by)),

    /** What may be done instead of a drop that collides. */
    insteadOf(part: Part, next: CalendarVisit, { collides }: Pick<Obstacles, 'collides'>): Offer[] {
      const { visit } = part
      const isLast = visit.services[part.line]?.endTime === visit.endTime
      if (isLast && next.startTime === visit.startTime && next.endTime > visit.endTime && collides.length > 0) {
        const end = (Date.parse(next.endTime) - Date.parse(visit.endTime)) / 60_000
        return [{ text: t('calendar.push'), wish: push(visit, prolonged(visit, end)) }]
      }
      const [only, ...others] = collides
      const other = only && others.length === 0 ? byId(only.appointmentId) : undefined
      if (other?.status !== 'scheduled' || other.arrivedAt) return []
      const people = new Set(next.services.map(({ staffId }) => staffId))
      const line = Math.max(
        0,
        other.services.findIndex(({ staffId }) => people.has(staffId)),
      )
      const text = t('calendar.swap', { who: nameOf(other), time: other.time })
      return [{ text, wish: swap(part, { visit: other, line }) }]
    },
  }
}
