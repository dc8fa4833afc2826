// A visit stands in several answers at once: in the days of the calendar and in its own card.

import type { QueryClient } from '@tanstack/react-query'
import type { Given } from '../api.ts'
import type { CalendarVisit } from './marks.ts'

export const CALENDAR = 'GET /api/businesses/:businessId/calendar'
export const CARD = 'GET /api/businesses/:businessId/appointments/:appointmentId'
export type CalendarAnswer = Given<typeof CALENDAR>
export type Card = Given<typeof CARD>

/** Shows a visit so, wherever it is shown. */
export function showVisit(queries: QueryClient, visit: CalendarVisit): void {
  queries.setQueriesData<CalendarAnswer>(
    { queryKey: [CALENDAR] },
    (days) => days && { ...days, visits: days.visits.map((one) => (one.id === visit.id ? visit : one)) },
  )
  queries.setQueriesData<Card>({ queryKey: [CARD] }, (card) =>
    card?.visit.id === visit.id ? { ...card, visit } : card,
  )
}

/** A new visit among those of its day. */
export function addVisit(queries: QueryClient, visit: CalendarVisit): void {
  queries.setQueriesData<CalendarAnswer>({ queryKey: [CALENDAR] }, (days) =>
    days?.days.some(({ date }) => date === visit.businessDay) && !days.visits.some(({ id }) => id === visit.id)
      ? { ...days, visits: [...days.visits, visit] }
      : days,
  )
}

/** Has all that shows visits read anew. */
export async function refreshVisits(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: [CALENDAR] }),
    queries.invalidateQueries({ queryKey: [CARD] }),
  ])
}

/** No answer that is under way may overwrite what is shown now. */
export async function holdReads(queries: QueryClient): Promise<void> {
  await Promise.all([queries.cancelQueries({ queryKey: [CALENDAR] }), queries.cancelQueries({ queryKey: [CARD] })])
}

/** A visit as a day that was read tells it. */
export const dayVisit = (queries: QueryClient, id: string): CalendarVisit | undefined =>
  queries
    .getQueriesData<CalendarAnswer>({ queryKey: [CALENDAR] })
    .flatMap(([, days]) => days?.visits ?? [])
    .find((visit) => visit.id === id)
