// A walk-in without a network, drawn as the server would tell it, as far as it can be known here.

import { localDateAt, toMinute, wallAt } from '#kernel/time.ts'
import type { Ask } from '../api.ts'
import type { CalendarVisit } from '../visits/marks.ts'
import type { CalendarAnswer } from '../visits/shown.ts'

type Booking = Ask<'POST /api/businesses/:businessId/appointments/by-staff'>
type Line = CalendarVisit['services'][number]

const MS = 60_000
const later = (instant: string, minutes: number): string => new Date(Date.parse(instant) + minutes * MS).toISOString()

/** @param id by which it is known here until the server names it */
export function drawnWalkIn(answer: CalendarAnswer, { params, body }: Booking, id: string, at: string): CalendarVisit {
  const services = linesOf(answer, body)
  const wall = wallAt(toMinute(new Date(body.startTime)), answer.zone)
  const day = localDateAt(toMinute(new Date(body.startTime)), answer.zone)
  const known = answer.visits.map(({ walkIn }) => walkIn ?? 0)
  return {
    id: id as CalendarVisit['id'],
    clientId: id as CalendarVisit['clientId'],
    businessId: params.businessId as CalendarVisit['businessId'],
    status: 'scheduled',
    startTime: body.startTime,
    endTime: services.at(-1)?.endTime ?? body.startTime,
    date: wall.date,
    time: wall.time,
    zone: answer.zone,
    services,
    totalAmount: services.reduce((sum, { price }) => sum + price, 0),
    walkIn: Math.max(0, ...known) + 1,
    claims: services.map(({ staffId, startTime: from, endTime: until }) => ({
      staffId,
      resourceId: null,
      from,
      until,
    })),
    businessDay: answer.days.some(({ date }) => date === day) ? day : answer.today,
    createdAt: at,
    notes: body.notes ?? null,
    ...NOTHING_KNOWN,
  }
}

const NOTHING_KNOWN = {
  ...{
    clientName: '',
    clientPhone: null,
    bookedAs: null,
    forWhom: null,
    isNewClient: false,
    place: null,
    object: null,
  },
  ...{ cancelUntil: null, lateMinutes: null, confirmedAt: null, arrivedAt: null, override: null, anyStaff: false },
  paymentStatus: 'pending' as const,
  source: 'walk-in',
  version: 1,
}

function linesOf(answer: CalendarAnswer, { startTime, lines }: Booking['body']): Line[] {
  let from = startTime
  return lines.map((line): Line => {
    const service = answer.services.find(({ id }) => id === line.serviceId)
    const variant = service?.variants.find(({ key }) => key === line.variant)
    const duration = line.duration ?? variant?.duration ?? service?.duration ?? 30
    const start = line.startTime ?? from
    from = later(start, duration)
    return {
      serviceId: line.serviceId as Line['serviceId'],
      staffId: line.staffId as Line['staffId'],
      name: service?.name ?? '',
      variant: variant?.key ?? null,
      variantName: variant?.name ?? null,
      staffName: answer.people.find(({ id }) => id === line.staffId)?.name ?? null,
      startTime: start,
      endTime: from,
      duration,
      price: line.price ?? variant?.price ?? service?.price ?? 0,
      priceFrom: false,
    }
  })
}
