import type { z } from 'zod'
import { checked } from '#kernel/checked.ts'
import type { Clock } from '#kernel/clock.ts'
import { isDoubleTap } from '#kernel/double-tap.ts'
import { conflict, notFound } from '#kernel/errors.ts'
import type { BusinessId, LocationId } from '#kernel/ids.ts'
import { type LocalDate, localDateAt, toMinute } from '#kernel/time.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Diaries, ExceptionHours, WeekdayHours } from '#modules/diaries/index.ts'
import type { Events } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { InTransaction } from '#platform/mongo/transaction.ts'
import {
  assertDayHours,
  assertNights,
  ExceptionInput,
  type PeriodInput,
  WeekInput,
  wholePeriods,
  wholeWeek,
} from './hours.ts'
import { hoursOf, type Location } from './location.ts'
import { AddressChange, DistrictsInput, PeriodsInput } from './locations.contract.ts'
import type { LocationsStore } from './locations.store.ts'

export interface LocationDeps {
  clock: Clock
  inTransaction: InTransaction
  events: Events
  diaries: Pick<Diaries, 'changePlan' | 'openPlan'>
  businesses: Pick<Businesses, 'mirror'>
  store: LocationsStore
}

type Change = (location: Location) => Partial<Location>

// Every change of a location is one transaction: document, mirror on the business, hours in its plan, event.
const changing =
  ({ clock, inTransaction, events, diaries, businesses, store }: LocationDeps) =>
  (
    businessId: BusinessId,
    id: LocationId,
    seen: number,
    type: string,
    actor: Actor,
    change: Change,
  ): Promise<Location> =>
    inTransaction(async (tx) => {
      const location = await store.byId(businessId, id, tx)
      if (!location) throw notFound('not_found')
      const at = clock.now()
      const changes = change(location)
      if (isDoubleTap(location, changes, seen)) return location
      const version = await store.change(businessId, id, seen, changes, at, tx)
      const changed: Location = { ...location, ...changes, version }
      const { address, workingHours } = changed
      const told = changes.translations ? { translations: changes.translations } : {}
      if (location.isDefault) await businesses.mirror(businessId, { address, workingHours, ...told }, tx)
      if (changes.workingHours || changes.periods || changes.exceptions) {
        assertNights(hoursOf(changed), localDateAt(toMinute(at), changed.zone))
        await diaries.changePlan(businessId, { hours: hoursOf(changed) }, tx, { locationId: id })
      }
      const { servedDistricts } = changes
      if (servedDistricts) await diaries.changePlan(businessId, { servedDistricts }, tx, { locationId: id })
      await events.append({ businessId, type, subject: { kind: 'location', id }, version, actor, at }, tx)
      return changed
    })

/**
 * Each takes the version that its changer saw. Visits already booked are never touched by a change of hours.
 * @throws invalid `invalid_input`, `hours_invalid`; notFound `not_found`; conflict `changed_meanwhile`,
 * `too_many_exceptions`
 */
export function changeLocation(deps: LocationDeps) {
  const change = changing(deps)
  return {
    async setHours(
      businessId: BusinessId,
      id: LocationId,
      week: WeekdayHours[],
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      const workingHours = wholeWeek(checked(WeekInput, week))
      return change(businessId, id, seen, 'location.hours-changed', actor, () => ({ workingHours }))
    },

    /** All named periods anew, those that are over as well. */
    async setPeriods(
      businessId: BusinessId,
      id: LocationId,
      wished: z.input<typeof PeriodInput>[],
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      const periods = wholePeriods(checked(PeriodsInput, wished))
      return change(businessId, id, seen, 'location.hours-changed', actor, () => ({ periods }))
    },

    /** A dated exception replaces the week on its day, and an earlier exception of that day. */
    async setException(
      businessId: BusinessId,
      id: LocationId,
      exception: ExceptionHours,
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      const day = checked(ExceptionInput, exception)
      assertDayHours(day)
      return change(businessId, id, seen, 'location.hours-changed', actor, ({ exceptions }) => ({
        exceptions: [...few(without(exceptions, day.date)), day].sort((a, b) => (a.date < b.date ? -1 : 1)),
      }))
    },

    async dropException(
      businessId: BusinessId,
      id: LocationId,
      date: LocalDate,
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      return change(businessId, id, seen, 'location.hours-changed', actor, ({ exceptions }) => ({
        exceptions: without(exceptions, date),
      }))
    },

    async setAddress(
      businessId: BusinessId,
      id: LocationId,
      place: z.input<typeof AddressChange>,
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      const fields = checked(AddressChange, place)
      return change(businessId, id, seen, 'location.address-changed', actor, () => fields)
    },

    /** Where its people go to serve clients at home; none: everywhere in town. */
    async setServedDistricts(
      businessId: BusinessId,
      id: LocationId,
      districts: string[],
      seen: number,
      actor: Actor,
    ): Promise<Location> {
      const servedDistricts = [...new Set(checked(DistrictsInput, districts))]
      return change(businessId, id, seen, 'location.districts-changed', actor, () => ({ servedDistricts }))
    },
  }
}

/** The plan is read with every booking, so it must stay small. */
const MOST = 200

/** @throws conflict `too_many_exceptions` */
function few(others: ExceptionHours[]): ExceptionHours[] {
  if (others.length >= MOST) throw conflict('too_many_exceptions', { max: MOST })
  return others
}

const without = (exceptions: readonly ExceptionHours[], date: LocalDate): ExceptionHours[] =>
  exceptions.filter((exception) => exception.date !== date)
