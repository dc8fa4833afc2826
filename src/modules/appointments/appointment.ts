// The visit: its states, the moves between them, and the rules that were promised to the client when he booked.

import { conflict, forbidden, type Refusal } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, ClientId, LocationId, ResourceId, ServiceId, StaffId } from '#kernel/ids.ts'
import { type Locale, type Translations, textIn } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import { addDays, type LocalDate, type WallTime } from '#kernel/time.ts'
import type { VisitObject, VisitPlace } from '#modules/clients/index.ts'
import type { Claim } from '#modules/diaries/index.ts'
import type { Preference } from './cart.ts'
import type { WhyOutside } from './explain.ts'

export const STATUSES = ['scheduled', 'completed', 'cancelled', 'no-show'] as const
export type Status = (typeof STATUSES)[number]

export interface Line {
  serviceId: ServiceId
  staffId: StaffId | null
  resourceIds: ResourceId[]
  startTime: Date
  endTime: Date
  price: Tenge
  priceFrom: boolean
  /** Minutes */
  duration: number
  /** The service's name when it was booked. */
  name: string
  translations?: Translations<'name'>
  /** Which variant was chosen, and its name then; absent: none, or left to whoever serves. */
  variant?: string
  variantName?: string
  variantTranslations?: Translations<'name'>
  staffName?: string
}

/** Null: none was chosen. */
export const variantTextOf = ({ variantName, variantTranslations }: Line, locale: Locale): string | null =>
  variantName === undefined ? null : textIn({ name: variantName, translations: variantTranslations }, 'name', locale)

/** `Шаш бояу · ұзын` */
export const lineTextOf = (line: Line, locale: Locale): string =>
  [textIn(line, 'name', locale), variantTextOf(line, locale)].filter(Boolean).join(' · ')

/** Whoever saw an older visit is told how it stands. (`status` is the answer's own.) */
export const changedMeanwhile = ({ status, version, startTime }: Appointment): Refusal =>
  conflict('changed_meanwhile', { state: status, version, startTime })

/** What came in for a visit, and went back. */
export interface Received {
  paid: Tenge
  back: Tenge
}

/** A visit that costs nothing is paid; one of which all went back is refunded. */
export function paymentStatusOf(
  totalAmount: Tenge,
  { paid, back }: Received = { paid: 0, back: 0 },
): Appointment['paymentStatus'] {
  if (paid > 0 && back >= paid) return 'refunded'
  return paid - back >= totalAmount ? 'paid' : 'pending'
}

export interface Appointment {
  id: AppointmentId
  businessId: BusinessId
  locationId: LocationId | null
  clientId: ClientId
  services: Line[]
  anyStaff: boolean
  startTime: Date
  endTime: Date
  /** The wall time it was booked for: what stays when a zone's rules change. */
  wall: { date: LocalDate; time: WallTime; zone: string }
  /** The local day it belongs to in calendars, closings and reports. */
  businessDay: LocalDate
  status: Status
  totalAmount: Tenge
  paymentStatus: 'pending' | 'paid' | 'refunded'
  notes: string | null
  bookedAs: string | null
  locale: Locale | null
  source: string | null
  /** The account or device it was booked from; null where neither was known. */
  bookedBy: string | null
  /** Until when the client may cancel by himself, as he was told; null = only by asking. */
  cancelUntil: Date | null
  cancelledBy: 'client' | 'business' | null
  cancelledAt: Date | null
  cancellationReason: string | null
  /** What mattered most when it was arranged; a move keeps to it. */
  prefer: Preference
  /** Whom the visit is for, where that is not who booked it. */
  forWhom: { kind: 'child' | 'other'; name: string } | null
  /** Where it is, when it is at the client's. */
  place: VisitPlace | null
  /** The car, pet or device it is about. */
  object: VisitObject | null
  /** When the client said that he will come, and when he was there. */
  confirmedAt: Date | null
  arrivedAt: Date | null
  /** Booked or moved over others. */
  override: { reason: string; by: string; at: Date } | null
  /** Stays though it falls outside hours or shifts: for which reasons somebody decided so. */
  keptOutside: { reasons: WhyOutside[]; by: string; at: Date } | null
  /** Number of an unnamed walk-in on its business day. */
  walkIn: number | null
  /** "I am late", said by the client. */
  late: { minutes: number; saidAt: Date } | null
  claims: Claim[]
  version: number
  linkVersion: number
  createdAt: Date
  updatedAt: Date
}

const moves = {
  scheduled: ['completed', 'no-show', 'cancelled'],
  completed: ['scheduled'], // undo, until the day is closed
  'no-show': ['scheduled'],
  cancelled: [], // final: again means a new visit, so that money and points have one story each
} as const satisfies Record<Status, readonly Status[]>

/** scheduled and completed visits occupy their time; the others have released it. */
export const occupies = (status: Status): boolean => status === 'scheduled' || status === 'completed'

/** Days after the visit's, and hours after its last change, in which what became of it can be taken back. */
const UNDO = { days: 1, hours: 24 } as const

/**
 * @throws conflict `move_not_allowed`; `too_early` for a no-show before the start or a completion before the day;
 * `undo_too_late`
 */
export function assertMove(appointment: Appointment, to: Status, now: Date, today: LocalDate): void {
  const from = appointment.status
  if (!(moves[from] as readonly Status[]).includes(to)) throw conflict('move_not_allowed', { from, to })
  if (to === 'scheduled' && isLongOver(appointment, now, today)) throw conflict('undo_too_late')
  if (to === 'no-show' && now < appointment.startTime) throw conflict('too_early', { to })
  if (to === 'completed' && today < appointment.businessDay) throw conflict('too_early', { to })
}

/** A wrong tap is noticed within a day; later, figures would change that somebody has built on. */
const isLongOver = ({ businessDay, updatedAt }: Appointment, now: Date, today: LocalDate): boolean =>
  today > addDays(businessDay, UNDO.days) && now.getTime() - updatedAt.getTime() > UNDO.hours * 3_600_000

/** Minutes after booking in which a mistake may be taken back, whatever the notice asked for. */
const SECOND_THOUGHTS = 15

/** Until when a client may cancel what he books now: the notice before the start, or a quarter of an hour from now. */
export function cancelUntil(
  { allowCancellation, cancellationPeriod }: { allowCancellation: boolean; cancellationPeriod: number },
  startTime: Date,
  now: Date,
): Date | null {
  if (!allowCancellation) return null
  const byNotice = startTime.getTime() - cancellationPeriod * 3_600_000
  const bySecondThoughts = Math.min(now.getTime() + SECOND_THOUGHTS * 60_000, startTime.getTime())
  return new Date(Math.max(byNotice, bySecondThoughts))
}

export type CancelRefusal = 'cancellation_off' | 'cancellation_closed' | 'move_not_allowed'

/** Why the client cannot cancel now, or null when he can. */
export function whyNotCancel(appointment: Appointment, now: Date): CancelRefusal | null {
  if (appointment.status !== 'scheduled') return 'move_not_allowed'
  if (!appointment.cancelUntil) return 'cancellation_off'
  return now > appointment.cancelUntil ? 'cancellation_closed' : null
}

export type MoveRefusal = 'moving_off' | 'moving_closed' | 'move_not_allowed'

/** Why the client cannot move the visit now: under the rule by which he could cancel it. */
export function whyNotMove(appointment: Appointment, now: Date): MoveRefusal | null {
  const why = whyNotCancel(appointment, now)
  if (why === 'cancellation_off') return 'moving_off'
  return why === 'cancellation_closed' ? 'moving_closed' : why
}

/** "I am late" is heard from this long before the start until the visit should be over. */
const LATE_HOURS = 12

/** Minutes by which a client may say that he is late. */
export const LATENESS = [5, 10, 20, 30] as const

/** Why the client cannot say now that he is late: the visit is over or cancelled, or it is long before it. */
export function whyNotLate({ status, startTime, endTime }: Appointment, now: Date): LateRefusal | null {
  if (status !== 'scheduled' || now > endTime) return 'move_not_allowed'
  return startTime.getTime() - now.getTime() > LATE_HOURS * 3_600_000 ? 'late_too_early' : null
}

export type LateRefusal = 'move_not_allowed' | 'late_too_early'

/** The link lets one read for this long after the visit. */
const LINK_DAYS = 30

/** @throws forbidden `link_invalid` */
export const assertLinkWrites = ({ endTime }: Appointment, now: Date): void => {
  if (now.getTime() > endTime.getTime() + LINK_DAYS * 86_400_000) throw forbidden('link_invalid')
}
