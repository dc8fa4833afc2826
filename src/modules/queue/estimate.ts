// How long each of a queue waits: the queue is served in its order, each at the earliest time that is really free for
// him, and nobody behind may take what somebody before him will need. Pure: the window of today and the present minute
// come in.

import { Refusal } from '#kernel/errors.ts'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import type { Minute } from '#kernel/time.ts'
import { type Cart, type FirstFit, type Fit, firstFit } from '#modules/appointments/index.ts'
import { CELL, type Plan, staffSubject, type Window } from '#modules/diaries/index.ts'
import type { Entry } from './entry.ts'

export type Wish = Pick<Entry, 'services' | 'staffId'>

export interface Estimate {
  /** When it is his turn; null: not today any more. */
  at: Minute | null
  fit: Fit | null
  /** From when each person could take him, where he wants one service. */
  byPerson: FirstFit['byPerson']
  /** What stands in the way of his turn now; empty when it is. */
  why: readonly string[]
}

/** Takes the window's time as it goes along: read one for each question. @param wishes in the order of the queue */
export function estimates(window: Window, wishes: readonly Wish[], now: Minute): Estimate[] {
  return wishes.map((wish) => {
    const found = estimateOf(window, wish, now)
    if (found.fit) window.busy.with(found.fit.claims)
    return found
  })
}

/** Of one who stands alone, or behind all whose time the window has taken already. */
export function estimateOf(window: Window, wish: Wish, now: Minute, staffId = wish.staffId): Estimate {
  const cart = cartOf(window.plan, { ...wish, staffId })
  if (!cart) return { at: null, fit: null, byPerson: [], why: ['service_unavailable'] }
  try {
    const { fit, byPerson, why } = firstFit(window, cart, now)
    return { at: fit && Math.max(fit.start, now), fit, byPerson, why: isNow(fit, now) ? [] : why }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { at: null, fit: null, byPerson: [], why: [error.code] } // a service or a person that is no longer there
  }
}

/** Within the five minutes that run or begin: nobody waits for the clock. */
export const isNow = (fit: Fit | null, now: Minute): fit is Fit => fit !== null && fit.start - now < CELL

export interface Next<E> {
  entry: E
  fit: Fit
}

/**
 * Whom to take now: the first who fits into the time that is free from this minute on, delaying nobody before him.
 * @param staffId by whom; null: whoever is free
 */
export function nextOf<E extends Wish>(
  window: Window,
  entries: readonly E[],
  now: Minute,
  staffId: StaffId | null,
): Next<E> | null {
  if (staffId && isTakenNow(window, staffId, now)) return null
  for (const entry of entries) {
    const isMeant = staffId === null || entry.staffId === null || entry.staffId === staffId
    const { fit } = isMeant ? estimateOf(window, entry, now, staffId ?? entry.staffId) : { fit: null }
    // Who has not said what he wants is asked first: the office seats him by hand.
    if (isNow(fit, now) && entry.services.length > 0) return { entry, fit }
    const later = estimateOf(window, entry, now)
    if (later.fit) window.busy.with(later.fit.claims)
  }
  return null
}

function isTakenNow({ busy }: Window, staffId: StaffId, now: Minute): boolean {
  const row = busy.of(staffSubject(staffId))
  const cell = row.cellAt(now)
  return row.has(cell) && row.has(cell + 1)
}

/** What he wants as the engine is asked; who has not said it may want as little as there is. */
function cartOf(plan: Plan, { services, staffId }: Wish): Cart | null {
  const wished = services.length > 0 ? services : shortest(plan, staffId)
  if (!wished) return null
  return {
    prefer: 'least_wait',
    lines: wished.map(({ serviceId, variant }) => ({
      serviceId,
      staffId: staffId && plan.services[serviceId]?.needsPerson === false ? null : staffId,
      ...(variant === undefined ? {} : { variant }),
    })),
  }
}

function shortest({ services, people }: Plan, staffId: StaffId | null): Wish['services'] | null {
  const able = staffId ? [people[staffId]] : Object.values(people)
  const done = (Object.keys(services) as ServiceId[])
    .filter((id) => services[id]?.isActive && able.some((person) => person?.isActive && person.services[id]))
    .sort((a, b) => (services[a]?.duration ?? 0) - (services[b]?.duration ?? 0))
  return done[0] ? [{ serviceId: done[0] }] : null
}
