// From a wish for one start to what would be written: the line of the visit and the time it claims.

import { conflict, invalid } from '#kernel/errors.ts'
import { DAY, instantOf, localDateAt, type Minute, toDate } from '#kernel/time.ts'
import type { Claim, Window } from '#modules/diaries/index.ts'
import { staffSubject } from '#modules/diaries/index.ts'
import type { Line } from './appointment.ts'
import { freeTimes, judge, nearest, type WhyNot, type Wish } from './availability.ts'
import { bookableService, type Candidate, candidatesFor, fairest, freeUnits, spanOf } from './candidates.ts'

export interface Arrangement {
  line: Line
  claims: Claim[]
}

/** Days after the wished one in which alternatives are looked for, as far as they were read. */
const NEAREST_DAYS = 3

/** The span that must be read to judge a start and to find others near it. */
export const around = (start: Minute): [from: Minute, until: Minute] => [
  start - 2 * DAY,
  start + (NEAREST_DAYS + 1) * DAY,
]

/**
 * @param lost true when the time was free a moment ago: what stands in the way now is another's booking
 * @throws invalid `in_the_past` `too_soon` `too_far` `off_grid`; conflict `time_not_free` or `slot_taken` with reasons
 * and the nearest free starts; what `candidatesFor` throws
 */
export function arrange({ plan, busy }: Window, wish: Wish, start: Minute, now: Minute, lost = false): Arrangement {
  const candidates = candidatesFor(plan, wish)
  const verdict = judge(plan, busy, candidates, start, now)
  if ('never' in verdict) throw invalid(verdict.never)
  const date = localDateAt(start, plan.zone)
  if ('reasons' in verdict) {
    const offers = freeTimes(plan, busy, candidates, { from: date, days: NEAREST_DAYS, now })
    const near = nearest(offers, start).map((minute) => toDate(minute).toISOString())
    throw conflict(lost && isTaken(verdict.reasons) ? 'slot_taken' : 'time_not_free', {
      reasons: verdict.reasons,
      nearest: near,
    })
  }
  const day = { from: instantOf(date, 0, plan.zone), until: instantOf(date, DAY, plan.zone) }
  return arrangementOf({ plan, busy }, wish, fairest(busy, verdict.free.candidates, day), start)
}

const isTaken = (reasons: readonly WhyNot[]): boolean =>
  reasons.some((reason) => reason === 'person_busy' || reason === 'resource_busy')

function arrangementOf({ plan, busy }: Window, { serviceId }: Wish, candidate: Candidate, start: Minute): Arrangement {
  const service = bookableService(plan, serviceId)
  const span = spanOf(candidate, start)
  const unit = freeUnits(busy, candidate, span)[0]
  const subjects = [...(candidate.staffId ? [staffSubject(candidate.staffId)] : []), ...(unit ? [unit.subject] : [])]
  const staffName = candidate.staffId ? plan.people[candidate.staffId]?.name : undefined
  return {
    line: {
      serviceId,
      staffId: candidate.staffId,
      resourceIds: unit ? [unit.resourceId] : [],
      startTime: toDate(span.start),
      endTime: toDate(span.end),
      price: candidate.price,
      priceFrom: service.priceFrom,
      duration: candidate.duration,
      name: service.name,
      ...(service.translations ? { translations: service.translations } : {}),
      ...(staffName ? { staffName } : {}),
    },
    claims: subjects.map((subject) => ({ subject, from: span.from, until: span.until })),
  }
}
