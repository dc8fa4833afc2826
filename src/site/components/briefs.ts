import type { Tenge } from '#kernel/money.ts'

/** What is shown of the business, service and person on each step towards a visit. */
export interface BusinessBrief {
  slug: string
  name: string
  /** `Азаттық даңғылы, 48` */
  street: string
  /** E.164 */
  phone: string | null
}

export interface ServiceBrief {
  id: string
  name: string
  /** Minutes, with the chosen person's own. */
  duration: number
  price: Tenge
  priceFrom: boolean
}

/** `of`: steps on the way; three where there is nobody to choose from. */
export interface Steps {
  at: number
  of: number
}
