// Which shared tablet a browser is, and how long whoever began with a PIN on it stays.

import type { BusinessId, Id } from '#kernel/ids.ts'
import { isId } from '#kernel/ids.ts'
import type { Sign } from '#platform/http/cookies.ts'

export type TabletId = Id<'tablet'>

/** Where a session by PIN is good. */
export interface OnTablet {
  tabletId: TabletId
  businessId: BusinessId
  idleMinutes: number
}

/** What the tablet's cookie holds; nothing of it is stored, so a backup of the database makes no tablet. */
export const tabletToken = (sign: Sign, id: TabletId): string => `${id}.${sign(`tablet:${id}`)}`

/** The tablet whose genuine token that is. */
export function tabletIn(sign: Sign, token: string | null): TabletId | null {
  const id = token?.split('.', 1)[0]
  return isId(id) && token === tabletToken(sign, id as TabletId) ? (id as TabletId) : null
}

/** A working day: then the PIN is asked for again, however much it was used. */
const LONGEST_MS = 14 * 3_600_000
/** The screen locks by itself first; the server ends what a closed screen has left open. */
const SPARE_MS = 60_000
const NOTED_EVERY_MS = 20_000

export const tabletSessionEnd = (begun: Date, used: Date, idleMinutes: number): Date =>
  new Date(Math.min(used.getTime() + idleMinutes * 60_000 + SPARE_MS, begun.getTime() + LONGEST_MS))

export const isWorthNotingOnTablet = (lastNoted: Date, now: Date): boolean =>
  now.getTime() - lastNoted.getTime() > NOTED_EVERY_MS
