import type { BusinessId, ServiceId, StaffId, UserId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import type { Tenge } from '#kernel/money.ts'
import type { PlanPerson, Schedule } from '#modules/diaries/index.ts'
import type { Right } from '#platform/http/contract.ts'

/** A service that a person does, with the own price and duration where they differ. */
export interface Skill {
  serviceId: ServiceId
  price?: Tenge | undefined
  /** Minutes */
  duration?: number | undefined
}

/** Who works in a business. A member without account cannot sign in; one who does not serve is never offered. */
export interface Member {
  id: StaffId
  businessId: BusinessId
  userId: UserId | null
  /** What the account may do inside this business, and nothing else says so. */
  right: Right | null
  name: string
  title: string
  translations: Translations<'name' | 'title'>
  services: Skill[]
  schedule: Schedule
  serves: 'all' | 'women' | 'men'
  kaspiQrLink: string | null
  /** Serves clients. */
  isActive: boolean
  order: number
  version: number
}

/** The person's section of the plan. */
export const compiled = ({ name, title, translations, services, schedule, isActive, order }: Member): PlanPerson => ({
  name,
  title,
  translations,
  services: Object.fromEntries(
    services.map(({ serviceId, price, duration }) => [
      serviceId,
      { ...(price === undefined ? {} : { price }), ...(duration === undefined ? {} : { duration }) },
    ]),
  ),
  schedule,
  isActive,
  order,
})
