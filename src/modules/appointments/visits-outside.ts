// A change of hours, of a service or of somebody's days never touches what was booked: the visits that no longer fit
// stand, and are told to whoever runs the place. Each is judged by the engine at its own time, with its own people.

import type { Clock } from '#kernel/clock.ts'
import { Refusal } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { DAY, toMinute } from '#kernel/time.ts'
import type { Clients } from '#modules/clients/index.ts'
import type { Diaries, Plan, Window } from '#modules/diaries/index.ts'
import type { Appointment, Line } from './appointment.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { placingOf } from './availability.ts'
import { type DayEntry, entriesOf } from './day-sheet.ts'
import { OUTSIDE, type Reason, reasonsNow, type WhyOutside } from './explain.ts'

export interface OutsideDeps {
  clock: Clock
  diaries: Pick<Diaries, 'read'>
  clients: Pick<Clients, 'cards'>
  store: Pick<AppointmentsStore, 'coming'>
}

interface ReasonOutside extends Omit<Reason, 'code'> {
  code: WhyOutside
}

export interface OutsideVisit extends DayEntry {
  reasons: ReasonOutside[]
}

/**
 * Coming visits that could not be booked any more where they are, each with its reasons; the earliest first. What
 * somebody decided to keep is left out until something else speaks against it.
 */
export const visitsOutside =
  ({ clock, diaries, clients, store }: OutsideDeps) =>
  async (businessId: BusinessId): Promise<OutsideVisit[]> => {
    const now = clock.now()
    const places = Map.groupBy(await store.coming(businessId, now), ({ locationId }) => locationId)
    const found: { visit: Appointment; reasons: ReasonOutside[] }[] = []
    for (const [locationId, visits] of places) {
      const window = await windowOf(diaries, businessId, locationId, visits, now)
      if (window) found.push(...visits.flatMap((visit) => judged(window, visit)))
    }
    const entries = await entriesOf(
      clients,
      businessId,
      found.map(({ visit }) => visit),
    )
    return entries.map((entry, i) => ({ ...entry, reasons: found[i]?.reasons ?? [] }))
  }

async function windowOf(
  diaries: OutsideDeps['diaries'],
  businessId: BusinessId,
  locationId: LocationId | null,
  visits: readonly Appointment[],
  now: Date,
): Promise<Window | null> {
  const last = visits.at(-1)
  if (!last) return null
  const window = await diaries.read(
    businessId,
    locationId,
    toMinute(now) - 2 * DAY,
    toMinute(last.endTime) + 2 * DAY,
    toMinute(now),
  )
  // That nobody can book here for a while says nothing of what is booked.
  return window && { ...window, plan: { ...window.plan, rules: { ...window.plan.rules, isActive: true } } }
}

function judged({ plan, busy }: Window, visit: Appointment): { visit: Appointment; reasons: ReasonOutside[] }[] {
  const reasons = busy.whileWithout(visit.claims, () => visit.services.flatMap((line) => reasonsOf(plan, busy, line)))
  const isDecided = ({ code }: ReasonOutside) => visit.keptOutside?.reasons.includes(code) ?? false
  return reasons.every(isDecided) ? [] : [{ visit, reasons }]
}

/** A stop of online booking is no reason: the visit has its people already. */
const outside = (code: string): WhyOutside | undefined => OUTSIDE.find((one) => one === code)

function reasonsOf(plan: Plan, busy: Window['busy'], line: Line): ReasonOutside[] {
  const { serviceId, staffId, variant } = line
  const start = toMinute(line.startTime)
  const cart = { lines: [{ serviceId, staffId, variant }], prefer: 'least_wait' as const }
  try {
    return reasonsNow(placingOf(plan, busy, cart, start, start), start).flatMap((reason) => {
      const code = outside(reason.code)
      return code ? { ...reason, code } : []
    })
  } catch (error) {
    const code = error instanceof Refusal && outside(error.code)
    if (!code) throw error
    return [{ code, serviceId, staffId }]
  }
}
