// For how long and for how much a service is done: chosen as a variant, or left to the specialist; by him or by anyone.

import type { Tenge } from '#kernel/money.ts'
import type { OwnTerms, PlanService } from '#modules/diaries/index.ts'

export interface Terms {
  /** Minutes */
  duration: number
  price: Tenge
  /** The price is the least: what is done decides. */
  priceFrom: boolean
}

/** A person's own values come first, variant by variant; where the variant is left open, time for the longest is taken. */
export function termsOf(service: PlanService, own: OwnTerms = {}, variant?: string): Terms {
  const { variants = [], duration, price, priceFrom } = service
  if (variants.length === 0) return { duration: own.duration ?? duration, price: own.price ?? price, priceFrom }
  const could = variants.filter(({ key }) => variant === undefined || key === variant)
  const durations = could.map((one) => own.variants?.[one.key]?.duration ?? one.duration)
  const prices = could.map((one) => own.variants?.[one.key]?.price ?? one.price)
  const [least, most] = [Math.min(...prices), Math.max(...prices)]
  return { duration: Math.max(...durations), price: least, priceFrom: least < most }
}
