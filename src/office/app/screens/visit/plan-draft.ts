// A visit as it is being changed: what is asked of the server, and whether anything differs at all.

import { instantOf, isoOf, toMinute, wallAt, wallMinutes } from '#kernel/time.ts'
import type { Ask } from '../../api.ts'
import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'

export type Rearrangement = Pick<
  Ask<'POST /api/businesses/:businessId/appointments/:appointmentId/rearrange'>['body'],
  'startTime' | 'lines'
>
type Line = CalendarVisit['services'][number]

export interface DraftLine {
  key: string
  serviceId: Line['serviceId']
  staffId: Line['staffId']
  variant: string | null
  /** Minutes; null: as long as whoever does it needs. */
  duration: number | null
  /** Tenge; null: as agreed before, else by the price list. */
  price: number | null
  /** Where it stood; null once the plan around it has changed: then it follows the line before. */
  startTime: string | null
}
export interface Draft {
  date: string
  time: string
  lines: readonly DraftLine[]
}

export const draftOf = ({ date, time, services }: CalendarVisit): Draft => ({
  date,
  time,
  lines: services.map((line, i) => ({
    key: `${line.serviceId}${i}`,
    serviceId: line.serviceId,
    staffId: line.staffId,
    variant: line.variant,
    duration: line.duration,
    price: line.price,
    startTime: line.startTime,
  })),
})

/** Another person takes the own time for it, another service the own price as well. */
export function changed(draft: Draft, key: string, changes: Partial<DraftLine>): Draft {
  const lines = draft.lines.map((line) => {
    if (line.key !== key) return line
    const isOther = changes.serviceId !== undefined && changes.serviceId !== line.serviceId
    const isOtherWay = isOther || changes.variant !== undefined
    const isOtherPerson = changes.staffId !== undefined && changes.staffId !== line.staffId
    return {
      ...line,
      ...(isOther ? { variant: null } : {}),
      ...(isOtherWay ? { price: null } : {}),
      ...(isOtherWay || isOtherPerson ? { duration: null } : {}),
      ...changes,
    }
  })
  return { ...draft, lines: unpinned(lines) }
}

/** Nobody stays where he stood once something before him is longer, shorter or gone. */
const unpinned = (lines: readonly DraftLine[]): DraftLine[] => lines.map((line) => ({ ...line, startTime: null }))

export const without = (draft: Draft, key: string): Draft => ({
  ...draft,
  lines: unpinned(draft.lines.filter((line) => line.key !== key)),
})

export function withService(draft: Draft, serviceId: Line['serviceId'], answer: CalendarAnswer): Draft {
  const service = answer.services.find(({ id }) => id === serviceId)
  const able = answer.people.filter(({ services }) => services.includes(serviceId))
  const before = able.find(({ id }) => draft.lines.some((line) => line.staffId === id))
  const line: DraftLine = {
    key: crypto.randomUUID(),
    serviceId,
    staffId: service?.needsPerson ? ((before ?? able[0])?.id ?? null) : null,
    variant: service?.variants[0]?.key ?? null,
    duration: null,
    price: null,
    startTime: null,
  }
  return { ...draft, lines: [...unpinned(draft.lines), line] }
}

/** What the server is asked for. */
export function asked(draft: Draft, visit: CalendarVisit): Rearrangement {
  const startTime = isoOf(instantOf(draft.date, wallMinutes(draft.time), visit.zone))
  const by = Date.parse(startTime) - Date.parse(visit.startTime)
  return {
    startTime,
    lines: draft.lines.map(({ serviceId, staffId, variant, duration, price, startTime: own }) => ({
      serviceId,
      staffId,
      ...(variant === null ? {} : { variant }),
      ...(duration === null ? {} : { duration }),
      ...(price === null ? {} : { price }),
      ...(own === null ? {} : { startTime: new Date(Date.parse(own) + by).toISOString() }),
    })),
  }
}

export const isSame = (draft: Draft, visit: CalendarVisit): boolean =>
  JSON.stringify(draft) === JSON.stringify(draftOf(visit))

/** `15:30` of an instant. */
export const timeOf = (instant: string, zone: string): string => wallAt(toMinute(new Date(instant)), zone).time
