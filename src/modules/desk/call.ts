import type { AppointmentId, BusinessId, UserId } from '#kernel/ids.ts'

/** What comes of a call; `confirmed` stamps the visit, `wrong_number` marks the number on the card. */
export const OUTCOMES = ['confirmed', 'no_answer', 'later', 'wrong_number'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Call {
  businessId: BusinessId
  appointmentId: AppointmentId
  outcome: Outcome
  /** When to call again. */
  again: Date | null
  by: UserId
  at: Date
  /** Calls about this visit, this one included. */
  tries: number
}

const AGAIN_MS = 2 * 3_600_000

/** Whom one did not speak with is called once more, in two hours. */
export const againAfter = (outcome: Outcome, at: Date): Date | null =>
  outcome === 'no_answer' || outcome === 'later' ? new Date(at.getTime() + AGAIN_MS) : null

/** Nothing is left to be said. */
export const isSettled = (call: Pick<Call, 'outcome'> | undefined): boolean =>
  call?.outcome === 'confirmed' || call?.outcome === 'wrong_number'
