import type { QueryClient } from '@tanstack/react-query'
import type { Ask } from '../api.ts'
import { aboutVisit } from '../visits/about.ts'
import { addVisit, type CalendarAnswer } from '../visits/shown.ts'
import { drawnWalkIn } from './drawn-walk-in.ts'
import { type BOOK, enqueue } from './queue.ts'

/** Puts a walk-in into the queue, with the key of the first try, and shows it among the visits of its day. */
export async function queueWalkIn(
  queries: QueryClient,
  answer: CalendarAnswer,
  booking: Ask<typeof BOOK>,
  { key, at }: { key: string; at: string },
): Promise<void> {
  const visit = drawnWalkIn(answer, booking, key, at)
  addVisit(queries, visit)
  const { businessId } = booking.params
  await enqueue({ kind: 'walk-in', businessId, visitId: key, key, body: booking.body, about: aboutVisit(visit) })
}
