// Reads are cached by what was asked; acts carry one key for one wish, however often they are tried.

import { QueryCache, QueryClient, type UseQueryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { SIGN_IN } from '../links.ts'
import { type ActName, type Ask, call, type Given, isOffline, type ReadName, Refused } from './api.ts'
import { closeDrawer, forgetReads } from './offline/drawer.ts'
import { setClock } from './offline/server-clock.ts'
import { CALENDAR, type CalendarAnswer } from './visits/shown.ts'

const FRESH_MS = 30_000
const KEPT_MS = 24 * 3_600_000

/** Who is not signed in any more signs in and comes back to where he was. */
function signInAgain(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== 401) return
  const here = `${location.pathname}${location.search}`
  closeDrawer()
  void forgetReads().finally(() => location.assign(`${SIGN_IN}?next=${encodeURIComponent(here)}`))
}

export const createQueries = () =>
  new QueryClient({
    queryCache: new QueryCache({
      onError: signInAgain,
      onSuccess: (given, { queryKey: [name] }) => {
        if (name === CALENDAR) setClock((given as CalendarAnswer).now)
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        retry: (failures, error) => isPassing(error) && failures < 3,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always', onError: signInAgain },
    },
  })

const isPassing = (error: unknown): boolean => isOffline(error) || (error instanceof Refused && error.status === 503)

/** Under what an answer is cached: `queries.invalidateQueries({ queryKey: ['GET /api/…'] })` makes all of its kind anew. */
export const keyOf = <N extends ReadName>(name: N, ask?: Ask<N>): readonly unknown[] => (ask ? [name, ask] : [name])

type ReadOptions<N extends ReadName, Seen> = Pick<
  UseQueryOptions<Given<N>, Error, Seen>,
  'enabled' | 'select' | 'placeholderData' | 'refetchInterval' | 'staleTime'
>

/** Reads an endpoint; the answer is shared by all who ask the same. */
export const useRead = <N extends ReadName, Seen = Given<N>>(
  name: N,
  ask: Ask<N>,
  options: ReadOptions<N, Seen> = {},
) =>
  useQuery<Given<N>, Error, Seen>({
    queryKey: keyOf(name, ask),
    queryFn: ({ signal }) => call(name, ask, { signal }),
    ...options,
  })

/**
 * Does something by an endpoint. A wish keeps its key until it is answered, so that pressing again after a lost answer
 * does not do it twice.
 */
export function useAct<N extends ActName>(
  name: N,
  {
    onDone,
    onRefused,
    onOffline,
  }: {
    onDone?: (given: Given<N>, ask: Ask<N>) => void
    onRefused?: (why: Refused) => void
    /** There was no answer; the key is that of this wish, which may have been heard. */
    onOffline?: (ask: Ask<N>, key: string) => void
  } = {},
) {
  const wish = useRef<{ text: string; key: string } | null>(null)
  const keyFor = (ask: Ask<N>): string => {
    const text = JSON.stringify(ask)
    if (wish.current?.text !== text) wish.current = { text, key: crypto.randomUUID() }
    return wish.current.key
  }
  return useMutation<Given<N>, Error, Ask<N>>({
    mutationFn: (ask) => call(name, ask, { key: keyFor(ask) }),
    onSuccess: (given, ask) => {
      wish.current = null
      onDone?.(given, ask)
    },
    onError: (error, ask) => {
      signInAgain(error)
      if (isOffline(error)) onOffline?.(ask, keyFor(ask))
      if (!isPassing(error)) wish.current = null
      if (error instanceof Refused) onRefused?.(error)
    },
  })
}
