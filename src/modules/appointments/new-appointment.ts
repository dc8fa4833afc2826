import type { AppointmentId, BusinessId, ClientId } from '#kernel/ids.ts'
import { toDate, toMinute, wallAt } from '#kernel/time.ts'
import type { Plan } from '#modules/diaries/index.ts'
import { type Appointment, cancelUntil, paymentStatusOf } from './appointment.ts'
import { type Arrangement, endOf, totalOf } from './arrange.ts'

type Told = Pick<
  Appointment,
  | 'anyStaff'
  | 'notes'
  | 'bookedAs'
  | 'locale'
  | 'source'
  | 'bookedBy'
  | 'prefer'
  | 'forWhom'
  | 'place'
  | 'object'
  | 'override'
  | 'walkIn'
>

interface Booked extends Told {
  id: AppointmentId
  businessId: BusinessId
  clientId: ClientId
  plan: Plan
  arrangement: Arrangement
  now: Date
}

/** A visit as it is when it has just been booked, by whomever. */
export function newAppointment({ plan, arrangement, now, ...booked }: Booked): Appointment {
  const { lines, claims, businessDay } = arrangement
  const start = Math.min(...lines.map(({ startTime }) => toMinute(startTime)))
  const totalAmount = totalOf(arrangement)
  return {
    ...booked,
    locationId: plan.locationId,
    services: lines,
    startTime: toDate(start),
    endTime: endOf(lines),
    wall: { ...wallAt(start, plan.zone), zone: plan.zone },
    businessDay,
    status: 'scheduled',
    totalAmount,
    paymentStatus: paymentStatusOf(totalAmount),
    cancelUntil: cancelUntil(plan.rules, toDate(start), now),
    cancelledBy: null,
    cancelledAt: null,
    cancellationReason: null,
    confirmedAt: null,
    arrivedAt: null,
    late: null,
    keptOutside: null,
    claims,
    version: 1,
    linkVersion: 1,
    createdAt: now,
    updatedAt: now,
  }
}
