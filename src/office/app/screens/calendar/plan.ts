// What a visit becomes when one of its parts is put elsewhere or made longer.

import type { Ask } from '../../api.ts'
import type { CalendarVisit } from './days.ts'

export type Rearrangement = Pick<
  Ask<'POST /api/businesses/:businessId/appointments/:appointmentId/rearrange'>['body'],
  'startTime' | 'lines'
>
type Service = CalendarVisit['services'][number]

const MS = 60_000
const later = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * MS).toISOString()
const minutesOf = ({ startTime, endTime }: Service): number => (Date.parse(endTime) - Date.parse(startTime)) / MS

/** What the server is asked for, so that a visit becomes as this one is. */
export function planOf({ startTime, services }: CalendarVisit): Rearrangement {
  return {
    startTime,
    lines: services.map((line) => ({
      serviceId: line.serviceId,
      staffId: line.staffId,
      ...(line.variant === null ? {} : { variant: line.variant }),
      startTime: line.startTime,
      duration: minutesOf(line),
    })),
  }
}

/** All of the visit goes by some minutes; what the same person does as in `line` goes to another person with it. */
export function moved(visit: CalendarVisit, line: number, by: number, to: Service['staffId']): CalendarVisit {
  const from = visit.services[line]?.staffId ?? null
  const owner = <One extends { staffId: Service['staffId'] }>(one: One): One =>
    one.staffId === from ? { ...one, staffId: to } : one
  return {
    ...visit,
    startTime: later(visit.startTime, by),
    endTime: later(visit.endTime, by),
    services: visit.services.map((one) =>
      owner({ ...one, startTime: later(one.startTime, by), endTime: later(one.endTime, by) }),
    ),
    claims: visit.claims.map((claim) => {
      const at = { ...claim, from: later(claim.from, by), until: later(claim.until, by) }
      return claim.staffId === null ? at : owner(at)
    }),
  }
}

/** One service takes longer or shorter; what comes after it follows. */
export function stretched(visit: CalendarVisit, line: number, by: number): CalendarVisit {
  const end = Date.parse(visit.services[line]?.endTime ?? visit.endTime)
  const services = visit.services.map((one, index) => {
    if (index === line) return { ...one, endTime: later(one.endTime, by) }
    const follows = Date.parse(one.startTime) >= end
    return follows ? { ...one, startTime: later(one.startTime, by), endTime: later(one.endTime, by) } : one
  })
  return { ...visit, endTime: later(visit.endTime, by), services, claims: [] }
}
