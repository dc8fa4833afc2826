// What the screens last read of today is kept in this browser, so that the day can be read without a network.

import { type DehydratedState, dehydrate, hydrate, type Query, type QueryClient } from '@tanstack/react-query'
import { addDays } from '#kernel/time.ts'
import { CALENDAR, type CalendarAnswer } from '../visits/shown.ts'
import { keep, kept, READS } from './drawer.ts'

const GATHER_MS = 1_000
/** Older than this nobody should trust it. */
const LASTS_MS = 3 * 24 * 3_600_000

const ME = 'GET /api/me'

/** Whether a day is today or tomorrow, as the server counted when it told it. */
const isNear = ({ days, today }: CalendarAnswer): boolean =>
  days.length === 1 && days.every(({ date }) => date === today || date === addDays(today, 1))

/** What may stay on the device: who I am, and the visits of today and tomorrow with their phones. */
const mayStay = ({ queryKey: [name], state }: Query): boolean =>
  state.status === 'success' &&
  Date.now() - state.dataUpdatedAt < LASTS_MS &&
  (name === ME || (name === CALENDAR && isNear(state.data as CalendarAnswer)))

/** Puts back what was kept. */
export async function recall(queries: QueryClient): Promise<void> {
  const state = await kept<DehydratedState>(READS).catch(() => undefined)
  if (state) hydrate(queries, state)
}

/** Keeps what is read from now on. @returns ends it */
export function remember(queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const write = () => {
    timer = null
    void keep(READS, dehydrate(queries, { shouldDehydrateQuery: mayStay, shouldDehydrateMutation: () => false }))
  }
  const unsubscribe = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && mayStay(query)) timer ??= setTimeout(write, GATHER_MS)
  })
  return () => {
    if (timer) clearTimeout(timer)
    unsubscribe()
  }
}
