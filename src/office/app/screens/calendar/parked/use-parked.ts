import { useEffect, useState } from 'react'
import type { Given } from '../../../api.ts'
import { serverNow } from '../../../offline/server-clock.ts'
import { useRead } from '../../../queries.ts'
import { useHere } from '../../../session.tsx'

export const PARKED = 'GET /api/businesses/:businessId/parked'
export type ParkedVisit = Given<typeof PARKED>['parked'][number]

const TICK_MS = 5_000
const MINUTE_MS = 60_000
const NONE: readonly ParkedVisit[] = []

export interface Lying {
  visit: ParkedVisit
  /** Minutes for which its time is kept; 0: not any more. */
  left: number
}

/** What was put aside today. The minutes run here: nobody tells that time has passed. */
export function useParked(): Lying[] {
  const { businessId } = useHere()
  const { data } = useRead(PARKED, { params: { businessId } })
  const parked = data?.parked ?? NONE
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    setNow(serverNow())
    if (parked.length === 0) return
    const timer = setInterval(() => setNow(serverNow()), TICK_MS)
    return () => clearInterval(timer)
  }, [parked])
  return parked.map((visit) => ({ visit, left: visit.isHeld ? minutesTo(visit.expiresAt, now) : 0 }))
}

const minutesTo = (instant: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(instant) - now) / MINUTE_MS))
