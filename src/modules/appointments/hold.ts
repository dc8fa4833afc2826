// Time kept for somebody while he types his name: claimed like a visit, and lapsing by itself.

import { invalid } from '#kernel/errors.ts'
import type { BusinessId, HoldId, LocationId } from '#kernel/ids.ts'
import type { Claim } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Line } from './appointment.ts'
import type { Cart } from './cart.ts'

export interface Hold {
  /** Becomes the visit's when it is confirmed. */
  id: HoldId
  businessId: BusinessId
  locationId: LocationId
  /** Whose it is: one live hold each in a business. */
  holder: string
  cart: Cart
  lines: Line[]
  claims: Claim[]
  startTime: Date
  expiresAt: Date
  /** Prolonged once already. */
  isExtended: boolean
  createdAt: Date
}

/** Minutes for which time is held, unless the business says otherwise. */
export const HOLD_MINUTES = 10
/** Minutes by which it is prolonged, once. */
export const EXTENSION_MINUTES = 5

/** Who may hold: an account or a device that we know again. @throws invalid `device_required` */
export function holderOf(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`
  if (!actor.device) throw invalid('device_required')
  return `device:${actor.device}`
}

/** The cart with the people that were held. */
export const heldCart = ({ cart, lines }: Hold): Cart => ({
  ...cart,
  lines: cart.lines.map((line, i) => ({ ...line, staffId: lines[i]?.staffId ?? null })),
})

/** Whether the hold is for what is now being booked. */
export const isFor = (hold: Hold, cart: Cart, startTime: Date): boolean =>
  hold.startTime.getTime() === startTime.getTime() &&
  hold.cart.lines.length === cart.lines.length &&
  hold.cart.lines.every(({ serviceId, variant }, i) => {
    const line = cart.lines[i]
    return serviceId === line?.serviceId && variant === line.variant
  })
