// What a client wants in one visit: services in the order in which they are to be done, each with a person or any.

import { invalid } from '#kernel/errors.ts'
import { isId, type ServiceId, type StaffId } from '#kernel/ids.ts'
import { DAY } from '#kernel/time.ts'
import { type Plan, VARIANT_KEY } from '#modules/diaries/index.ts'
import { termsOf } from './terms.ts'

export interface CartLine {
  serviceId: ServiceId
  /** null = any person who does it (or nobody, where the service needs only a room) */
  staffId: StaffId | null
  /** Of "any", only these. */
  gender?: 'woman' | 'man' | undefined
  /** Key of one of the service's variants; absent: whoever serves decides on the spot. */
  variant?: string | undefined
}

/** What matters most when several people are free: little waiting, few people, or all at once. */
export const PREFERENCES = ['least_wait', 'same_person', 'parallel'] as const
export type Preference = (typeof PREFERENCES)[number]

export interface Cart {
  lines: readonly CartLine[]
  prefer: Preference
}

/** More services than anybody takes in one visit, and few enough to arrange at once. */
export const CART_LINES = 8

export const cartOf = (serviceId: ServiceId, staffId: StaffId | null): Cart => ({
  lines: [{ serviceId, staffId }],
  prefer: 'least_wait',
})

/** @throws invalid `cart_empty`, `cart_too_long` for more services than a visit may have */
export function asCart(lines: readonly CartLine[], prefer: Preference): Cart {
  if (lines.length === 0) throw invalid('cart_empty')
  if (lines.length > CART_LINES) throw invalid('cart_too_long', { max: CART_LINES })
  return { lines, prefer }
}

/** @throws invalid `cart_empty`, `cart_too_long` for more services or more hours than a visit may have */
export function assertCart({ lines, prefer }: Cart, plan: Plan): void {
  asCart(lines, prefer)
  const minutes = lines.reduce((sum, { serviceId, variant }) => {
    const service = plan.services[serviceId]
    const isKnown = variant === undefined || service?.variants?.some(({ key }) => key === variant)
    return service && isKnown ? sum + termsOf(service, {}, variant).duration : sum
  }, 0)
  if (minutes > DAY) throw invalid('cart_too_long', { max: CART_LINES })
}

/** A cart in an address: `service:person:variant` by commas, `any` or nothing for anybody, `woman` or `man` for any of them. */
export const linesText = (lines: readonly CartLine[]): string =>
  lines
    .map(({ serviceId, staffId, gender, variant }) => {
      const who = staffId ?? gender ?? 'any'
      return variant === undefined ? `${serviceId}:${who}` : `${serviceId}:${who}:${variant}`
    })
    .join(',')

/** The lines of an address; null for what is no cart. */
export function linesIn(text: string): CartLine[] | null {
  const lines = text.split(',').map((part): CartLine | null => {
    const [serviceId, who = 'any', variant, ...more] = part.split(':')
    if (!isId(serviceId) || more.length > 0) return null
    if (variant !== undefined && !VARIANT_KEY.test(variant)) return null
    const wished = { serviceId: serviceId as ServiceId, ...(variant === undefined ? {} : { variant }) }
    if (who === 'any') return { ...wished, staffId: null }
    if (who === 'woman' || who === 'man') return { ...wished, staffId: null, gender: who }
    return isId(who) ? { ...wished, staffId: who as StaffId } : null
  })
  return lines.every((line) => line !== null) ? lines : null
}
