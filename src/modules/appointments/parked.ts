// A visit that somebody was writing when another call came: what was typed is kept for the desk, the time for five
// minutes. It lapses like any hold; what was typed stays till the day is over or somebody lets it go.

import type { BusinessId, ClientId, HoldId, Id, LocationId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { Claim } from '#modules/diaries/index.ts'

export type ParkedId = Id<'parked'>

/** Minutes for which the time is kept. */
export const PARKED_MINUTES = 5

export interface ParkedLine {
  serviceId: ServiceId
  staffId: StaffId | null
  variant?: string | undefined
}

/** The form as it was left: nothing of it is complete or right by necessity. */
export interface ParkedForm {
  startTime: Date
  /** Minutes that were drawn. */
  minutes: number
  /** In whose column: a person, a room or nobody. */
  whoId: Id<string> | null
  lines: readonly ParkedLine[]
  /** As it stands in the field of the client. */
  text: string
  client: { kind: 'walk-in' } | { kind: 'new'; name: string; phone: string } | KnownClient
  isWalkIn: boolean
  notes: string
}

interface KnownClient {
  kind: 'known'
  clientId: ClientId
  name: string
}

export interface Parked extends ParkedForm {
  id: ParkedId
  businessId: BusinessId
  locationId: LocationId
  parkedBy: string
  /** Null where there was nothing to keep time for. */
  holdId: HoldId | null
  claims: Claim[]
  /** Until when the time is kept. */
  expiresAt: Date
  createdAt: Date
}

export const isHeld = ({ holdId, expiresAt }: Pick<Parked, 'holdId' | 'expiresAt'>, now: Date): boolean =>
  holdId !== null && expiresAt > now
