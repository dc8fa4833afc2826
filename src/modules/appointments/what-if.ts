import { notFound } from '#kernel/errors.ts'
import type { AppointmentId, BusinessId, LocationId } from '#kernel/ids.ts'
import { toMinute } from '#kernel/time.ts'
import type { Block, BlockReads } from '#modules/blocks/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Alternative } from './alternatives.ts'
import type { AppointmentsStore } from './appointments.store.ts'
import { around } from './arrange.ts'
import { alternativesForOffice, judgeForOffice, type OfficeVerdict, type OfficeWish } from './arrange-office.ts'
import { assertOwnColumn } from './book-by-staff.ts'
import { type CalendarDeps, type OfficeVisit, withClients } from './calendar.ts'
import { type DayDeps, isInColumn, ownColumn } from './day-sheet.ts'
import { type OfferDeps, readWindow } from './offer-times.ts'

export interface WhatIfDeps extends OfferDeps {
  staff: DayDeps['staff']
  clients: CalendarDeps['clients']
  store: Pick<AppointmentsStore, 'get' | 'meeting' | 'liveClaimsNear'>
  blocks: Pick<BlockReads, 'meeting'>
}

export interface WhatIf extends OfficeVerdict {
  alternatives: Alternative[]
  /** Visits in the way. */
  collides: OfficeVisit[]
  blocks: Block[]
}

export interface Proposal extends Omit<OfficeWish, 'start'> {
  startTime: Date
  locationId?: LocationId | undefined
  /** The visit that would be rearranged: its own time is not in its way. */
  appointmentId?: AppointmentId | undefined
}

/** What would happen; nothing is written. @throws what `judgeForOffice` throws; notFound `not_found` */
export const whatIf =
  (deps: WhatIfDeps) =>
  async (businessId: BusinessId, proposal: Proposal, actor: Actor): Promise<WhatIf> => {
    const own = await ownColumn(deps, businessId, actor)
    assertOwnColumn(own, proposal)
    const seen = proposal.appointmentId ? await deps.store.get(businessId, proposal.appointmentId) : null
    if (seen && !isInColumn(own, seen)) throw notFound('not_found')
    const now = toMinute(deps.clock.now())
    const wish = { ...proposal, start: toMinute(proposal.startTime) }
    const place = {
      locationId: proposal.locationId ?? seen?.locationId ?? undefined,
      own: seen?.claims,
      others: seen ? await deps.store.liveClaimsNear(businessId, seen.id, seen.claims) : [],
    }
    const window = await readWindow(deps, businessId, place, around(wish.start))
    const verdict = judgeForOffice(window, wish, now)
    if (verdict.reasons.length === 0) return { ...verdict, alternatives: [], collides: [], blocks: [] }
    const { claims } = verdict.arrangement
    const except = seen?.id ?? NOBODY
    const [{ visits }, blocks] = await Promise.all([
      deps.store.meeting(businessId, except, claims),
      deps.blocks.meeting(businessId, except, claims),
    ])
    return {
      ...verdict,
      alternatives: alternativesForOffice(window, wish, now),
      collides: await withClients(
        deps,
        businessId,
        visits.filter((visit) => isInColumn(own, visit)),
      ),
      blocks,
    }
  }

/** No visit has it. */
const NOBODY = '0'.repeat(24) as AppointmentId
