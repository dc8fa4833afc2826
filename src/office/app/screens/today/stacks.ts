// The day as the desk needs it: what goes on, what somebody must decide, what is free. Nothing is marked here: what
// has no mark is proposed to a person.

import { isLate } from '../../visits/lateness.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'

export type Need = 'late' | 'unmarked' | 'unconfirmed'

export interface Stacks {
  /** In the chair, or next to be. */
  now: CalendarVisit[]
  needs: { visit: CalendarVisit; why: Need }[]
  later: CalendarVisit[]
  /** With a mark. */
  over: CalendarVisit[]
}

export interface Figures {
  visits: number
  unconfirmed: number
  /** Tenge of what is still to be served. */
  expected: number
}

const MS = 60_000
/** What begins so soon is prepared for. */
const SOON_MINUTES = 30

const byStart = (a: CalendarVisit, b: CalendarVisit): number => Date.parse(a.startTime) - Date.parse(b.startTime)
const isOpen = ({ status }: CalendarVisit): boolean => status === 'scheduled'

const ofDay = ({ visits }: CalendarAnswer, day: string): CalendarVisit[] =>
  visits.filter(({ businessDay, status }) => businessDay === day && status !== 'cancelled').toSorted(byStart)

/**
 * @param tomorrow the day after, once it is read @param now milliseconds, as the server counts
 * @param yesterday the day before, while it is still asked about: what ended without a mark stays proposed till noon
 */
export function stacksOf(
  today: CalendarAnswer,
  tomorrow: CalendarAnswer | undefined,
  now: number,
  yesterday?: CalendarAnswer | undefined,
): Stacks {
  const open = ofDay(today, today.today).filter(isOpen)
  const hasEnded = ({ endTime }: CalendarVisit): boolean => Date.parse(endTime) <= now
  const unmarked = open.filter(hasEnded)
  const late = open.filter((visit) => !hasEnded(visit) && isLate(visit, today.graceMinutes, now))
  const rest = open.filter((visit) => !unmarked.includes(visit) && !late.includes(visit))
  const first = rest.find(({ arrivedAt, startTime }) => !arrivedAt && Date.parse(startTime) > now)
  const isNow = (visit: CalendarVisit): boolean =>
    visit.arrivedAt !== null || visit === first || Date.parse(visit.startTime) <= now + SOON_MINUTES * MS
  const left = yesterday?.days[0] ? ofDay(yesterday, yesterday.days[0].date).filter(isOpen) : []
  const coming = tomorrow?.days[0] ? ofDay(tomorrow, tomorrow.days[0].date).filter(isOpen) : []
  return {
    now: rest.filter(isNow),
    needs: [
      ...late.map((visit) => ({ visit, why: 'late' as const })),
      ...[...left, ...unmarked].map((visit) => ({ visit, why: 'unmarked' as const })),
      ...coming
        .filter(({ confirmedAt, walkIn }) => !confirmedAt && walkIn === null)
        .map((visit) => ({ visit, why: 'unconfirmed' as const })),
    ],
    later: rest.filter((visit) => !isNow(visit)),
    over: ofDay(today, today.today).filter((visit) => !isOpen(visit)),
  }
}

export function figuresOf(today: CalendarAnswer): Figures {
  const visits = ofDay(today, today.today)
  const open = visits.filter(isOpen)
  return {
    visits: visits.length,
    unconfirmed: open.filter(({ confirmedAt, arrivedAt }) => !confirmedAt && !arrivedAt).length,
    expected: open.reduce((sum, { totalAmount }) => sum + totalAmount, 0),
  }
}
