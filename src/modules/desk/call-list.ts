// Whom to call about tomorrow: those whom only a telephone reaches, and those who have not said yet that they come.

import type { BusinessId, UserId } from '#kernel/ids.ts'
import type { Locale } from '#kernel/localized-text.ts'
import { isMobile } from '#kernel/phone.ts'
import { addDays, type LocalDate } from '#kernel/time.ts'
import type { Appointments } from '#modules/appointments/index.ts'
import type { Businesses } from '#modules/businesses/index.ts'
import type { Clients, Reach } from '#modules/clients/index.ts'
import type { Locations } from '#modules/locations/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { type Call, isSettled } from './call.ts'
import type { CallsStore } from './calls.store.ts'
import { aloud, localeOf, type Speech } from './read-aloud.ts'

export interface CallListDeps {
  appointments: Pick<Appointments, 'calendar' | 'card'>
  businesses: Pick<Businesses, 'byId'>
  locations: Pick<Locations, 'byId'>
  clients: Pick<Clients, 'reachOf'>
  calls: Pick<CallsStore, 'lastOf'>
  language: (locale: Locale) => Speech
  /** How accounts are called. */
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

type OfficeVisit = Awaited<ReturnType<Appointments['calendar']>>['visits'][number]

/** Why somebody is called. */
export const WHY_CALLED = ['by_phone', 'landline', 'unconfirmed'] as const
export type WhyCalled = (typeof WHY_CALLED)[number]

export interface Aloud {
  locale: Locale
  texts: Record<Locale, string>
}

export interface CallRow extends OfficeVisit {
  phone: string
  why: WhyCalled[]
  isWrong: boolean
  byPhone: boolean
  call: (Call & { byName: string | null }) | null
  aloud: Aloud
}

const NOWHERE: Reach = { byPhone: false, hasEmail: false, isWrong: false }

/** A specialist calls the own clients. @throws notFound `not_found` */
export const readCallList =
  (deps: CallListDeps) =>
  async (
    businessId: BusinessId,
    wished: LocalDate | undefined,
    actor: Actor,
  ): Promise<{ date: LocalDate; rows: CallRow[] }> => {
    const calendar = await deps.appointments.calendar(
      businessId,
      wished ? { from: wished, days: 1 } : { days: 2 },
      actor,
    )
    const date = wished ?? addDays(calendar.today, 1)
    const coming = calendar.visits.filter(
      ({ visit, client, walkIn }) =>
        visit.businessDay === date && visit.status === 'scheduled' && walkIn === null && client.phone !== null,
    )
    const known = await aboutAll(deps, businessId, coming)
    const rows = coming
      .map((one) => rowOf(one, known))
      .filter(({ why, call }) => why.length > 0 || call !== null)
      .toSorted((a, b) => Number(isDone(a)) - Number(isDone(b)) || +a.visit.startTime - +b.visit.startTime)
    return { date, rows }
  }

/** What is read to the client of one visit, and what came of calling him. @throws notFound `not_found` */
export const readAloud =
  (deps: CallListDeps) =>
  async (businessId: BusinessId, id: OfficeVisit['visit']['id'], actor: Actor): Promise<CallRow> => {
    const card = await deps.appointments.card(businessId, id, actor)
    return rowOf(card, await aboutAll(deps, businessId, [card]))
  }

const isDone = ({ call }: CallRow): boolean => isSettled(call ?? undefined)

async function aboutAll(deps: CallListDeps, businessId: BusinessId, visits: readonly OfficeVisit[]) {
  const places = [...new Set(visits.flatMap(({ visit }) => visit.locationId ?? []))]
  const [business, reach, calls, ...locations] = await Promise.all([
    deps.businesses.byId(businessId),
    deps.clients.reachOf(businessId, [...new Set(visits.map(({ visit }) => visit.clientId))]),
    deps.calls.lastOf(
      businessId,
      visits.map(({ visit }) => visit.id),
    ),
    ...places.map((id) => deps.locations.byId(businessId, id)),
  ])
  if (!business) throw new Error('a visit of no business')
  const people = [...new Set([...calls.values()].map(({ by }) => by))]
  const names = people.length > 0 ? await deps.namesOf(people) : new Map<UserId, string>()
  return { business, reach, calls, names, locations, language: deps.language }
}

type About = Awaited<ReturnType<typeof aboutAll>>

function rowOf(one: OfficeVisit, { business, reach, calls, names, locations, language }: About): CallRow {
  const { visit, client, walkIn } = one
  const { byPhone, hasEmail, isWrong } = reach.get(visit.clientId) ?? NOWHERE
  const phone = client.phone ?? ''
  const call = calls.get(visit.id)
  const location = locations.find((place) => place?.id === visit.locationId) ?? null
  // Whoever booked answers the telephone, whomever the visit is for.
  const name = walkIn === null ? (visit.bookedAs ?? client.name) : ''
  const about = { visit, name, business, location }
  return {
    ...one,
    ...{ phone, byPhone, isWrong },
    why: [
      ...(byPhone ? (['by_phone'] as const) : []),
      ...(!byPhone && phone && !isMobile(phone) && !hasEmail ? (['landline'] as const) : []),
      ...(visit.confirmedAt ? [] : (['unconfirmed'] as const)),
    ],
    call: call ? { ...call, byName: names.get(call.by) ?? null } : null,
    aloud: { locale: localeOf(about), texts: aloud(language, about) },
  }
}
