// What the address of a booking page says, made sense of: which services with whom, in which order, and when. Whatever
// is no longer offered is left out and told.

import { z } from 'zod'
import { Refusal } from '#kernel/errors.ts'
import { type HoldId, isId } from '#kernel/ids.ts'
import { localDateShape, wallTimeShape } from '#kernel/shapes.ts'
import { instantOf, type LocalDate, type Minute, type WallTime, wallMinutes } from '#kernel/time.ts'
import {
  CART_LINES,
  type Cart,
  type CartLine,
  type Hold,
  linesIn,
  linesText,
  PREFERENCES,
  type Preference,
  peopleFor,
  variantIn,
} from '#modules/appointments/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { Draft } from '#modules/drafts/index.ts'
import type { Location } from '#modules/locations/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Asking } from '#platform/http/routes.ts'
import { BOOKING_STEPS, type BookingStep, bookPath, type Choice } from '#site/links.ts'
import { placeOf, type SiteDeps } from './site-deps.ts'

const text = (max: number) => z.string().max(max).catch('')

/** The address; what makes no sense there counts as not said. */
export const Chosen = z.object({
  services: text(20_000),
  service: text(24),
  staff: text(24),
  prefer: z.enum(PREFERENCES).catch('least_wait'),
  day: localDateShape.optional().catch(undefined),
  start: wallTimeShape.optional().catch(undefined),
  step: z.enum(BOOKING_STEPS).optional().catch(undefined),
  hold: text(24),
})
export type Chosen = z.output<typeof Chosen>

/** Of a request for a booking page. */
export interface BookingAsked extends Asking {
  path: string
  actor: Actor
}

/** A change of what was chosen that nobody asked for, told on the next page. */
export type Lost = 'service_unavailable' | 'variant_unavailable' | 'person_unavailable' | 'cart_too_long'

export interface Booking extends BookingAsked {
  business: Business
  place: Location
  plan: Plan
  cart: Cart
  /** For each service somebody, or anybody, was named. */
  isDecided: boolean
  lost: Lost | null
  day: LocalDate | undefined
  start: WallTime | undefined
  step: BookingStep | undefined
  /** The asker's own hold, if it lives. */
  hold: Hold | null
  /** As in the address, dead or alive. */
  holdId: HoldId | null
  draft: Draft | null
}

/** @throws conflict `business_unavailable` */
export async function openBooking(
  deps: SiteDeps,
  asked: BookingAsked,
  business: Business,
  chosen: Chosen,
): Promise<Booking> {
  const place = await placeOf(deps, business)
  const holdId = isId(chosen.hold) ? (chosen.hold as HoldId) : null
  const [plan, draft, hold] = await Promise.all([
    deps.appointments.menu(business.id, place.id),
    draftOf(deps, asked, business),
    holdId ? liveHold(deps, asked, business, holdId) : null,
  ])
  const { lines, isDecided, lost } = offeredOf(plan, wishedIn(chosen))
  const { day, start, step, prefer } = chosen
  return {
    ...asked,
    business,
    place,
    plan,
    cart: { lines, prefer },
    isDecided,
    lost,
    day,
    start,
    step,
    hold,
    holdId,
    draft,
  }
}

/** Whose draft it is. */
export const deviceOf = ({ actor }: { actor: Actor }): string | null =>
  actor.kind === 'guest' ? actor.device : `user:${actor.userId}`

async function draftOf({ drafts, clock }: SiteDeps, asked: BookingAsked, { id }: Business): Promise<Draft | null> {
  const device = deviceOf(asked)
  return device ? drafts.read(device, id, clock.now()) : null
}

async function liveHold(
  { appointments, clock }: SiteDeps,
  { actor }: BookingAsked,
  { id }: Business,
  holdId: HoldId,
): Promise<Hold | null> {
  try {
    const hold = await appointments.ownHold(id, holdId, actor)
    return hold.expiresAt > clock.now() ? hold : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function wishedIn({ services, service, staff, start }: Chosen): { lines: CartLine[]; isDecided: boolean } {
  // A time that was offered without a name was offered with anybody.
  const one = isId(service) ? `${service}${staff || start ? `:${isId(staff) ? staff : 'any'}` : ''}` : ''
  const wished = services || one
  const isDecided = wished.split(',').every((part) => part.includes(':'))
  return { lines: (wished && linesIn(wished)) || [], isDecided }
}

/** What of the wished lines can be had, and what was lost. */
export function offeredOf(plan: Plan, { lines, isDecided }: { lines: CartLine[]; isDecided: boolean }) {
  const offered = lines.filter(({ serviceId }) => plan.services[serviceId]?.isActive)
  const kept = offered.slice(0, CART_LINES).map((line): CartLine => {
    const able = peopleFor(plan, line.serviceId)
    const isAble = line.staffId ? able.includes(line.staffId) : able.some((id) => isOf(plan, id, line.gender))
    const { serviceId, variant, ...who } = line
    const isOffered = variant === undefined || variantIn(plan.services[serviceId], variant)
    const asked = isAble || !(line.staffId || line.gender) ? who : { staffId: null }
    return { serviceId, ...asked, ...(isOffered ? { variant } : {}) }
  })
  const hasLeft = kept.some(
    ({ staffId, gender }, i) => staffId !== offered[i]?.staffId || gender !== offered[i]?.gender,
  )
  const isOther = kept.some(({ variant }, i) => variant !== offered[i]?.variant)
  const lost: Lost | null =
    offered.length > CART_LINES
      ? 'cart_too_long'
      : offered.length < lines.length
        ? 'service_unavailable'
        : isOther
          ? 'variant_unavailable'
          : hasLeft
            ? 'person_unavailable'
            : null
  return { lines: kept, isDecided: isDecided && kept.length > 0, lost }
}

const isOf = (plan: Plan, id: keyof Plan['people'], gender: CartLine['gender']): boolean =>
  !gender || plan.people[id]?.gender === gender

/** The address of the same choice, changed. */
export const addressOf = (
  booking: Booking,
  changes: Partial<Choice> & { lines?: readonly CartLine[] } = {},
): string => {
  const { locale, business, cart, isDecided, day, start, holdId } = booking
  const { lines = cart.lines, ...rest } = changes
  const services = isDecided || changes.lines ? linesText(lines) : lines.map(({ serviceId }) => serviceId).join(',')
  return bookPath(locale, business.slug, {
    services,
    prefer: preferIn(cart.prefer),
    ...{ day, start, hold: holdId },
    ...rest,
  })
}

/** The usual preference needs no word in the address. */
const preferIn = (prefer: Preference): string | undefined => (prefer === 'least_wait' ? undefined : prefer)

/** The chosen wall time as a minute, by the zone of the place. */
export const startOf = ({ day, start, place }: Pick<Booking, 'day' | 'start' | 'place'>): Minute | null =>
  day && start ? instantOf(day, wallMinutes(start), place.zone) : null

/** Whether there is anybody to choose from. */
export const hasPeople = ({ plan, cart }: Pick<Booking, 'plan' | 'cart'>): boolean =>
  cart.lines.some(({ serviceId }) => peopleFor(plan, serviceId).length > 1)

/** Where a step stands on the way. */
export const stepsOf = (booking: Pick<Booking, 'plan' | 'cart'>, step: BookingStep): { at: number; of: number } => {
  const steps = BOOKING_STEPS.filter((one) => one !== 'people' || booking.cart.lines.length === 0 || hasPeople(booking))
  return { at: steps.indexOf(step) + 1, of: steps.length }
}
