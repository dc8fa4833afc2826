import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, UserId } from '#kernel/ids.ts'
import type { Events, PastEvent } from '#platform/events/events.store.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { type CalendarDeps, type OfficeVisit, withClients } from './calendar.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'

export interface CardDeps {
  staff: DayDeps['staff']
  clients: CalendarDeps['clients']
  store: Pick<AppointmentsStore, 'get' | 'countNoShows'>
  events: Pick<Events, 'historyOf'>
  namesOf: (ids: readonly UserId[]) => Promise<ReadonlyMap<UserId, string>>
}

export interface VisitCard extends OfficeVisit {
  noShows: number
  history: (Omit<PastEvent, 'actor'> & { actor: 'user' | 'guest' | 'platform'; by: string | null })[]
}

/** A visit with its client and all that happened to it. A specialist opens the own ones. @throws notFound `not_found` */
export const readCard =
  (deps: CardDeps) =>
  async (businessId: BusinessId, id: AppointmentId, actor: Actor): Promise<VisitCard> => {
    const [own, visit, events] = await Promise.all([
      ownColumn(deps, businessId, actor),
      deps.store.get(businessId, id),
      deps.events.historyOf(businessId, id),
    ])
    if (!isInColumn(own, visit)) throw notFound('not_found')
    const [[told], noShows] = await Promise.all([
      withClients(deps, businessId, [visit]),
      deps.store.countNoShows(businessId, visit.clientId),
    ])
    if (!told) throw notFound('not_found')
    const ids = [...new Set(events.flatMap((event) => userIn(event.actor) ?? []))]
    const names = ids.length > 0 ? await deps.namesOf(ids) : new Map<UserId, string>()
    return {
      ...told,
      noShows: told.walkIn === null ? noShows : 0, // of those without a name it is nobody's
      history: events.map(({ actor: by, ...event }) => {
        const user = userIn(by)
        return {
          ...event,
          actor: user ? 'user' : by === 'guest' ? 'guest' : 'platform',
          by: (user && names.get(user)) ?? null,
        }
      }),
    }
  }

const userIn = (actor: string): UserId | null => (actor.startsWith('user:') ? (actor.slice(5) as UserId) : null)
