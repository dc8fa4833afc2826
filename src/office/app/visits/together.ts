import type { CalendarVisit } from './marks.ts'

/** Other visits of a day by the phone of this one, the first first; who told no phone comes alone. */
export function togetherWith(
  { id, clientPhone }: CalendarVisit,
  visits: readonly CalendarVisit[],
): readonly CalendarVisit[] {
  if (!clientPhone) return []
  return visits
    .filter((other) => other.id !== id && other.clientPhone === clientPhone && other.status !== 'cancelled')
    .toSorted((a, b) => a.startTime.localeCompare(b.startTime))
}
