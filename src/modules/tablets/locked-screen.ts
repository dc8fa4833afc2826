// What anybody who stands before a locked tablet may read: who works here, and when they are busy with what. Clients,
// phones, prices and notes are not even read.

import { type Locale, textIn } from '#kernel/localized-text.ts'
import { tabletIn } from '#modules/accounts/index.ts'
import { lineTextOf } from '#modules/appointments/index.ts'
import type { TabletDeps } from './tablet-deps.ts'

/** Null where the browser is no shared tablet. */
export const lockedScreen = (deps: TabletDeps) => async (token: string | null, locale: Locale) => {
  const id = tabletIn(deps.sign, token)
  const tablet = id && (await deps.store.byToken(id))
  if (!tablet) return null
  const { businessId, name, idleMinutes } = tablet
  const [business, members, withPin, day] = await Promise.all([
    deps.businesses.byId(businessId),
    deps.staff.ofBusiness(businessId),
    deps.store.withPin(businessId),
    deps.appointments.dayPlan(businessId),
  ])
  if (!business || !day) return null
  const people = members.filter(({ userId, right }) => userId && right && withPin.has(userId))
  const busy = members.map((member) => ({
    name: textIn(member, 'name', locale),
    isActive: member.isActive,
    visits: day.visits.flatMap(({ services }) =>
      services
        .filter(({ staffId }) => staffId === member.id)
        .map((line) => ({
          startTime: line.startTime.toISOString(),
          endTime: line.endTime.toISOString(),
          service: lineTextOf(line, locale),
        })),
    ),
  }))
  return {
    ...{ name, idleMinutes, businessId, business: textIn(business, 'name', locale) },
    ...{ zone: day.zone, day: day.date, now: deps.clock.now().toISOString() },
    people: people.map((member) => ({
      staffId: member.id,
      name: textIn(member, 'name', locale),
      title: textIn(member, 'title', locale),
      photo: member.photo,
    })),
    columns: busy.filter(({ isActive, visits }) => isActive || visits.length > 0),
  }
}
