// Whatever the office needs without a network is fetched while nobody waits for anything: the screens, and the visits
// of today and tomorrow.

import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { addDays } from '#kernel/time.ts'
import { call } from '../api.ts'
import { keyOf } from '../queries.ts'
import type { ScreenEntry } from '../screens.ts'
import type { Here } from '../session.tsx'
import { CALENDAR, type CalendarAnswer } from '../visits/shown.ts'

/** As the service worker names them. */
const PAGES = 'office-pages'
const FILES = 'office-files'
const PAGE = '/office/b/'
const BUILT = '/assets/'
const PATIENCE_MS = 3_000

type BusinessId = Here['businessId']

/** Makes the office ready for the network to fail, once a business. */
export function usePrepared(businessId: BusinessId, screens: readonly ScreenEntry[]): void {
  const queries = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: screens follow from the business and the right in it
  useEffect(() => {
    const idle = whenIdle(() => void prepare(queries, businessId, screens).catch(() => undefined))
    return () => clearTimeout(idle)
  }, [businessId, queries])
}

const whenIdle = (work: () => void): ReturnType<typeof setTimeout> => setTimeout(work, PATIENCE_MS)

async function prepare(queries: QueryClient, businessId: BusinessId, screens: readonly ScreenEntry[]): Promise<void> {
  const today = await dayOf(queries, businessId)
  await dayOf(queries, businessId, today.today)
  await dayOf(queries, businessId, addDays(today.today, 1))
  for (const { load } of screens) await load()
  await import('../screens/unsent/unsent.tsx')
  await keepFiles()
}

async function dayOf(queries: QueryClient, businessId: BusinessId, from?: string): Promise<CalendarAnswer> {
  const ask = { params: { businessId }, query: { ...(from ? { from } : {}), days: 1 } }
  return queries.fetchQuery({
    queryKey: keyOf(CALENDAR, ask),
    queryFn: ({ signal }) => call(CALENDAR, ask, { signal }),
  })
}

/** The page and what it has loaded so far: a worker that came later has not seen them pass. */
async function keepFiles(): Promise<void> {
  const page = await fetch(location.pathname)
  if (page.ok && !page.redirected) await (await caches.open(PAGES)).put(PAGE, page)
  const shelf = await caches.open(FILES)
  for (const { name } of performance.getEntriesByType('resource')) {
    const { origin, pathname } = new URL(name)
    if (origin !== location.origin || !pathname.startsWith(BUILT) || (await shelf.match(name))) continue
    const file = await fetch(name)
    if (file.ok) await shelf.put(name, file)
  }
}
