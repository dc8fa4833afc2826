// The last step of booking as data: what would be booked, what was typed, what was refused and what is near.

import { Refusal } from '#kernel/errors.ts'
import { isId, type LocationId, type ServiceId, type StaffId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { toMinute, wallAt } from '#kernel/time.ts'
import { cartOf } from '#modules/appointments/index.ts'
import type { Business } from '#modules/businesses/index.ts'
import type { Plan } from '#modules/diaries/index.ts'
import type { Choice } from '#site/links.ts'
import type { Alternative, BookContactProps, CancelRule } from './book-contact.page.tsx'
import { personBriefs, serviceBrief } from './booking-offers.ts'
import { businessBrief, type SiteDeps } from './site-deps.ts'

export interface Typed {
  name: string
  phone: string
  note: string
}

export interface Refused {
  refusal: Refusal
  /** The form's key. Nobody knows what became of a busy server's attempt: the same key must come again. */
  key: string
}

interface Wanted {
  business: Business
  choice: Choice & { service: ServiceId }
  locale: Locale
  startTime: Date
  locationId: LocationId
  typed: Typed
  refused?: Refused | undefined
}

const FIELD_OF: Readonly<Record<string, keyof Typed>> = {
  name_required: 'name',
  name_too_long: 'name',
  phone_invalid: 'phone',
  note_too_long: 'note',
}

/** @returns null when the time cannot be had and nobody has typed anything yet: choose another one first */
export async function contactProps(deps: SiteDeps, wanted: Wanted): Promise<Omit<BookContactProps, 'shell'> | null> {
  const { business, choice, locale, startTime, locationId, typed, refused } = wanted
  const staffId = isId(choice.staff) ? (choice.staff as StaffId) : null
  const quote = await deps.appointments
    .quote(business.id, { cart: cartOf(choice.service, staffId), locationId }, toMinute(startTime))
    .catch((error) => {
      if (error instanceof Refusal && (error.kind === 'conflict' || error.kind === 'invalid')) return error
      throw error
    })
  const isGone = quote instanceof Refusal
  if (isGone && !refused && !typed.name && !typed.phone) return null

  // Who left between two clicks is no longer offered; what was typed goes on with anyone.
  const hasLeft = isGone && quote.code === 'person_unavailable'
  const still = hasLeft ? null : staffId
  // Alternatives are told for a place whose plan we know; the week ahead has it whatever became of the time.
  const { plan } = isGone
    ? await deps.appointments.offer(business.id, { cart: cartOf(choice.service, still), locationId, days: 1 })
    : quote
  const people = personBriefs(plan, choice.service, locale)
  const problem = refused?.refusal ?? (isGone ? quote : undefined)
  const field = problem && FIELD_OF[problem.code]
  const brief = serviceBrief(plan, choice.service, still, locale)
  return {
    business: businessBrief(business, locale),
    service: isGone ? brief : { ...brief, price: quote.lines.reduce((sum, { price }) => sum + price, 0) },
    staff: hasLeft ? 'any' : choice.staff || null,
    personName: people.find(({ id }) => id === staffId)?.name ?? null,
    steps: people.length > 1 ? { at: 4, of: 4 } : { at: 3, of: 3 },
    day: choice.day ?? '',
    time: choice.start ?? '',
    cancelRule: isGone ? { kind: 'byPhone' } : cancelRuleOf(quote.cancelUntil, plan.zone),
    formKey: refused?.refusal.kind === 'busy' ? refused.key : deps.newKey(),
    values: typed,
    fieldErrors: field && problem ? { [field]: problem.code } : {},
    error: problem && !field ? { code: reasonOf(problem), details: problem.details } : null,
    alternatives: problem && !field ? alternativesOf(problem, plan, choice.staff ?? null) : [],
  }
}

/** A time that is not free for one reason is refused by that reason: it says more. */
function reasonOf({ code, details }: Refusal): string {
  const [reason, ...more] = Array.isArray(details.reasons) ? details.reasons : []
  return code === 'time_not_free' && typeof reason === 'string' && more.length === 0 ? reason : code
}

const cancelRuleOf = (until: Date | null, zone: string): CancelRule => {
  if (!until) return { kind: 'byPhone' }
  const { date, time } = wallAt(toMinute(until), zone)
  return { kind: 'until', day: date, time }
}

function alternativesOf({ details }: Refusal, plan: Plan, staff: string | null): Alternative[] {
  const near = Array.isArray(details.alternatives) ? (details.alternatives as { startTime: string }[]) : []
  return near.map(({ startTime }) => {
    const { date, time } = wallAt(toMinute(new Date(startTime)), plan.zone)
    return { day: date, time, staff, personName: null }
  })
}
