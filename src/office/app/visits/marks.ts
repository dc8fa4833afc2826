// What is said of a visit in one press, what takes it back, and how the visit looks before the server has answered.

import type { Given } from '../api.ts'

export type CalendarVisit = Given<'GET /api/businesses/:businessId/calendar'>['visits'][number]
export type Mark = 'confirm' | 'arrive' | 'complete' | 'noShow'

const ONE = '/api/businesses/:businessId/appointments/:appointmentId'
const VERBS = {
  confirm: `POST ${ONE}/confirm`,
  arrive: `POST ${ONE}/arrive`,
  complete: `POST ${ONE}/complete`,
  noShow: `POST ${ONE}/no-show`,
} as const
const BACK = {
  confirm: `POST ${ONE}/unconfirm`,
  arrive: `POST ${ONE}/unarrive`,
  complete: `POST ${ONE}/undo`,
  noShow: `POST ${ONE}/undo`,
} as const

export type MarkVerb = (typeof VERBS)[Mark] | (typeof BACK)[Mark]

/** A mark, or the taking back of one. */
export interface Marking {
  mark: Mark
  back: boolean
}

export const verbOf = ({ mark, back }: Marking): MarkVerb => (back ? BACK : VERBS)[mark]

/** What is most likely to be said of a visit next. */
export const nextMark = ({ status, arrivedAt }: Pick<CalendarVisit, 'status' | 'arrivedAt'>): Mark | null =>
  status === 'scheduled' ? (arrivedAt ? 'complete' : 'arrive') : null

/** All that may be said of a visit now; the server has the last word. @param now as the server counts it */
export function marksFor(visit: CalendarVisit, now: number, today: string): Mark[] {
  if (visit.status !== 'scheduled') return []
  return [
    ...(visit.arrivedAt ? [] : (['arrive'] as const)),
    ...(visit.confirmedAt || visit.arrivedAt ? [] : (['confirm'] as const)),
    ...(visit.businessDay > today ? [] : (['complete'] as const)),
    ...(Date.parse(visit.startTime) > now ? [] : (['noShow'] as const)),
  ]
}

/** The mark that a finished visit carries, to be taken back. */
export const standing = ({ status }: CalendarVisit): Mark | null =>
  status === 'completed' ? 'complete' : status === 'no-show' ? 'noShow' : null

/** The visit as the server will tell it: each change counts one on. */
export function marked(visit: CalendarVisit, { mark, back }: Marking, at: string): CalendarVisit {
  return { ...visit, ...changesOf(visit, mark, back, at), version: visit.version + 1 }
}

function changesOf(visit: CalendarVisit, mark: Mark, back: boolean, at: string): Partial<CalendarVisit> {
  if (mark === 'complete') return { status: back ? 'scheduled' : 'completed' }
  if (mark === 'noShow') return { status: back ? 'scheduled' : 'no-show' }
  if (mark === 'arrive') return back ? { arrivedAt: null } : { arrivedAt: at, confirmedAt: visit.confirmedAt ?? at }
  return back ? { confirmedAt: null, arrivedAt: null } : { confirmedAt: at }
}
