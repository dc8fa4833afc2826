import { keepPreviousData, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useHere } from '../../session.tsx'
import { refreshVisits } from '../../visits/shown.ts'
import { columnsOf } from './columns.ts'
import type { Column } from './model.ts'
import type { View } from './use-view.ts'

export const CALENDAR = 'GET /api/businesses/:businessId/calendar'
const BLOCKS = 'GET /api/businesses/:businessId/blocks'
export type CalendarAnswer = Given<typeof CALENDAR>
export type CalendarVisit = CalendarAnswer['visits'][number]
export type StoredBlock = Given<typeof BLOCKS>['blocks'][number]

export interface Days {
  zone: string
  answer: CalendarAnswer
  blocks: readonly StoredBlock[]
  columns: readonly Column[]
  /** People or rooms that can be chosen. */
  who: readonly { id: string; name: string }[]
  hasRooms: boolean
}

/** With what the shown days are asked for. */
const useDaysAsk = ({ from, days }: Pick<View, 'from' | 'days'>) => {
  const { businessId } = useHere()
  return { params: { businessId }, query: { from, days } }
}

/** The days that are looked at; while others are read, those before stay in sight. */
export function useDays(view: View) {
  const reading = useRead(CALENDAR, useDaysAsk(view), { placeholderData: keepPreviousData })
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = reading
  const { by } = view
  const stored = useBlocks(data)
  const days = useMemo<Days | undefined>(() => {
    if (!data) return undefined
    const shown = by === 'rooms' ? data.resources : data.people
    return {
      zone: data.zone,
      answer: data,
      blocks: stored,
      columns: columnsOf(data, stored, by),
      who: shown.map(({ id, name }) => ({ id, name })),
      hasRooms: data.resources.length > 0,
    }
  }, [data, stored, by])
  // How far the clock of this device is behind the server's.
  const [skewMinutes, setSkew] = useState(0)
  useEffect(() => {
    if (data && !isPlaceholderData) setSkew(Math.round((Date.parse(data.now) - dataUpdatedAt) / 60_000))
  }, [data, isPlaceholderData, dataUpdatedAt])
  return { data: days, error, refetch, skewMinutes }
}

const NO_BLOCKS: readonly StoredBlock[] = []
const DAY_MS = 86_400_000

/** What is blocked is read anew, and what is free with it. */
export async function refreshBlocks(queries: QueryClient): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: [BLOCKS] }), refreshVisits(queries)])
}

/** What is blocked in the days that were read, the night after them included. */
function useBlocks(answer: CalendarAnswer | undefined): readonly StoredBlock[] {
  const { businessId } = useHere()
  const first = answer?.days[0]
  const last = answer?.days.at(-1)
  const from = first?.start ?? ''
  const until = last ? new Date(Date.parse(last.start) + 2 * DAY_MS).toISOString() : ''
  const { data } = useRead(
    BLOCKS,
    { params: { businessId }, query: { from, until } },
    { enabled: first !== undefined, placeholderData: keepPreviousData },
  )
  return data?.blocks ?? NO_BLOCKS
}
