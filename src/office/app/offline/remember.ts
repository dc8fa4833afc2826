// What the screens last read of today is kept in this browser, so that the day can be read without a network.

import { type DehydratedState, dehydrate, hydrate, type Query, type QueryClient } from '@tanstack/react-query'
import type { ReadName } from '../api.ts'
import { keep, kept } from './drawer.ts'

const KEY = 'reads'
const GATHER_MS = 1_000
/** Older than this nobody should trust it. */
const LASTS_MS = 3 * 24 * 3_600_000

/** What may stay on the device: who I am, and the days that are looked at. */
const KEPT: ReadonlySet<ReadName> = new Set<ReadName>(['GET /api/me', 'GET /api/businesses/:businessId/appointments'])

const mayStay = ({ queryKey: [name], state }: Query): boolean =>
  KEPT.has(name as ReadName) && state.status === 'success' && Date.now() - state.dataUpdatedAt < LASTS_MS

/** Puts back what was kept. */
export async function recall(queries: QueryClient): Promise<void> {
  const state = await kept<DehydratedState>(KEY).catch(() => undefined)
  if (state) hydrate(queries, state)
}

/** Keeps what is read from now on. @returns ends it */
export function remember(queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const write = () => {
    timer = null
    void keep(KEY, dehydrate(queries, { shouldDehydrateQuery: mayStay, shouldDehydrateMutation: () => false }))
  }
  const unsubscribe = queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && mayStay(query)) timer ??= setTimeout(write, GATHER_MS)
  })
  return () => {
    if (timer) clearTimeout(timer)
    unsubscribe()
  }
}
