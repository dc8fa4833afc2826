// Step 4 as data: what would be booked, what was typed, what became of the hold, what was refused and what is near.

import { Refusal } from '#kernel/errors.ts'
import { isoOf, toMinute, wallAt } from '#kernel/time.ts'
import { type Cart, type Hold, heldCart } from '#modules/appointments/index.ts'
import { hoursOf, openNow } from '#modules/locations/index.ts'
import type { PageAnswer } from '#platform/http/pages.ts'
import { STATUS_OF } from '#platform/http/problem.ts'
import type { HoldState } from '#site/components/hold-strip.tsx'
import type { PlanLine } from '#site/components/visit-plan.tsx'
import { renderPage } from '#site/document.tsx'
import { sayIn } from '#site/say.ts'
import { shellOf } from '#site/shell.ts'
import { addressOf, type Booking, startOf, stepsOf } from './booking-choice.ts'
import { BookContactPage, type CancelRule, type Typed } from './booking-contact.page.tsx'
import { personName, serviceBrief } from './booking-offers.ts'
import { servicesIn } from './booking-time.tsx'
import { askedIn } from './booking-told.ts'
import { alternativesIn, alternativeTimes, planLines } from './booking-views.ts'
import { businessBrief, type SiteDeps } from './site-deps.ts'

export interface Refused {
  refusal: Refusal
  /** The form's key. Nobody knows what became of a busy server's attempt: the same key must come again. */
  key: string
}

const TOLD = new Set(['address_required', 'district_not_served', 'object_required', 'field_too_long'])

const FIELD_OF: Readonly<Record<string, string>> = {
  name_required: 'name',
  name_too_long: 'name',
  phone_invalid: 'phone',
  note_too_long: 'note',
}

const NOTHING: Typed = { forWhom: 'me', guestName: '', name: '', phone: '', note: '', place: {}, object: {} }

export const typedIn = ({ draft }: Booking): Typed => (draft ? { ...draft.typed, note: draft.typed.notes } : NOTHING)

/** The address of step 3, for a time that cannot be had before anybody has typed anything. */
export async function contactStep(
  deps: SiteDeps,
  booking: Booking,
  typed: Typed,
  refused: Refused | null = null,
): Promise<PageAnswer> {
  const { business, place, cart, day, start, hold, holdId, locale, lost } = booking
  const at = startOf(booking)
  if (at === null || !day || !start) return { redirect: addressOf(booking, { step: 'time' }) }
  const held = hold && hold.startTime.getTime() === at * 60_000 ? hold : null
  const [quoted, asked] = await Promise.all([
    quoteOf(deps, booking, held ? heldCart(held) : cart, held, at),
    askedIn(deps, booking, sayIn(locale)),
  ])
  const isGone = quoted instanceof Refusal
  const isTyped = Boolean(typed.name || typed.phone)
  if (isGone && !refused && !isTyped && !holdId) return { redirect: addressOf(booking, { step: 'time' }) }

  const problem = refused?.refusal ?? (isGone ? lapsedOr(quoted, holdId && !held) : null)
  const field = problem && fieldOf(problem)
  const told = problem && !field ? problem : null
  const plan = isGone ? booking.plan : quoted.plan
  const lines = isGone ? wishedLines(booking) : planLines(quoted.lines, plan.zone, locale, plan)
  const same = `${day} ${start} ${cart.lines.map(({ staffId }) => staffId ?? 'any').join(',')}`
  const html = renderPage(
    <BookContactPage
      shell={shellOf(booking, deps.assets)}
      business={businessBrief(business, locale)}
      steps={stepsOf(booking, 'contact')}
      back={addressOf(booking, { step: 'time' })}
      instant={isoOf(at)}
      day={day}
      time={start}
      lines={lines}
      asked={asked}
      wait={isGone ? 0 : quoted.wait}
      minAge={minAgeOf(booking)}
      hold={isGone ? { kind: 'none' } : holdStateOf(deps, booking, held)}
      same={same}
      cancelRule={isGone ? { kind: 'byPhone' } : cancelRuleOf(quoted.cancelUntil, plan.zone)}
      formKey={refused?.refusal.kind === 'busy' ? refused.key : deps.newKey()}
      open={openNow(hoursOf(place), place.zone, toMinute(deps.clock.now()))}
      carried={{
        services: servicesIn(booking),
        prefer: cart.prefer,
        ...{ day, start, step: 'contact' },
        ...(holdId ? { hold: holdId } : {}),
      }}
      values={typed}
      fieldErrors={field && problem ? { [field]: problem.code } : {}}
      problem={told ? { code: told.code, details: told.details } : lost && { code: lost }}
      alternatives={told ? alternativeTimes(plan, alternativesIn(told.details), locale, () => '') : []}
    />,
  )
  return { html, status: refused ? STATUS_OF[refused.refusal.kind] : 200 }
}

async function quoteOf({ appointments }: SiteDeps, booking: Booking, cart: Cart, held: Hold | null, at: number) {
  const { business, place, hold } = booking
  const own = held?.claims ?? hold?.claims
  try {
    return await appointments.quote(business.id, { cart, locationId: place.id, own }, at)
  } catch (error) {
    if (error instanceof Refusal && (error.kind === 'conflict' || error.kind === 'invalid')) return error
    throw error
  }
}

/** A kept time that has gone to another is told as what it is. */
const lapsedOr = (refusal: Refusal, hasLapsed: boolean | '' | null): Refusal =>
  hasLapsed && (refusal.code === 'time_not_free' || refusal.code === 'slot_taken')
    ? new Refusal('conflict', 'hold_expired', refusal.details)
    : refusal

/**
 * The name of the person served has the same codes as the name of who books; what is told beside is named by the
 * refusal itself: `place.street`.
 */
function fieldOf({ code, details }: Refusal): string | undefined {
  if (TOLD.has(code)) return String(details.field)
  const field = FIELD_OF[code]
  return field === 'name' && details.field === 'guestName' ? 'guestName' : field
}

function wishedLines({ plan, cart, start, locale }: Booking): PlanLine[] {
  return cart.lines.map((line) => {
    const brief = serviceBrief(plan, line, locale)
    return { ...brief, personName: personName(plan, line.staffId, locale), time: start ?? '', endTime: null }
  })
}

function holdStateOf({ clock }: SiteDeps, { holdId, place }: Booking, held: Hold | null): HoldState {
  if (!held) return holdId ? { kind: 'lapsed' } : { kind: 'none' }
  return {
    kind: 'held',
    secondsLeft: Math.max(Math.floor((held.expiresAt.getTime() - clock.now().getTime()) / 1000), 0),
    until: wallAt(toMinute(held.expiresAt), place.zone).time,
    canExtend: !held.isExtended,
  }
}

/** The strictest of the services' ages. */
function minAgeOf({ plan, cart }: Booking) {
  const ages = cart.lines.flatMap(({ serviceId }) => plan.services[serviceId]?.minAge ?? [])
  return ages.sort((a, b) => b.years - a.years)[0] ?? null
}

const cancelRuleOf = (until: Date | null, zone: string): CancelRule => {
  if (!until) return { kind: 'byPhone' }
  const { date, time } = wallAt(toMinute(until), zone)
  return { kind: 'until', day: date, time }
}
