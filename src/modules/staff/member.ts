import type { BusinessId, ServiceId, StaffId, UserId } from '#kernel/ids.ts'
import type { Translations } from '#kernel/localized-text.ts'
import { type LocalDate, toMinute } from '#kernel/time.ts'
import type { OnlineStop } from '#modules/businesses/index.ts'
import type { DatedShifts, OwnTerms, PlanPerson, Schedule } from '#modules/diaries/index.ts'
import { includes, type Right } from '#platform/http/rights.ts'

export const TIME_OFF_KINDS = ['vacation', 'sick', 'training', 'other'] as const

/** When a person is away, whatever the schedule says. */
export interface TimeOff {
  from: Date
  until: Date
  kind: (typeof TIME_OFF_KINDS)[number]
}

/** A higher right for some days of the business's zone. */
export interface StandIn {
  right: Right
  first: LocalDate
  /** Included. */
  last: LocalDate
  /** The same as instants; `until` is the midnight after. */
  from: Date
  until: Date
}

/** What an account may do here at a moment: the one place where a stand-in counts. */
export function rightAt({ right, standIn }: Pick<Member, 'right' | 'standIn'>, now: Date): Right | null {
  const stands = right && standIn && standIn.from <= now && now < standIn.until
  return stands && includes(standIn.right, right) ? standIn.right : right
}

/** A service that a person does, with the own price and duration where they differ. */
export interface Skill extends OwnTerms {
  serviceId: ServiceId
}

/** Who works in a business. A member without account cannot sign in; one who does not serve is never offered. */
export interface Member {
  id: StaffId
  businessId: BusinessId
  userId: UserId | null
  /** What the account may do inside this business, and nothing else says so. */
  right: Right | null
  standIn: StandIn | null
  name: string
  title: string
  translations: Translations<'name' | 'title'>
  services: Skill[]
  schedule: Schedule
  /** Days on which the person works otherwise than the schedule says, by date. */
  exceptions: DatedShifts[]
  /** By its begin. */
  timeOff: TimeOff[]
  serves: 'all' | 'women' | 'men'
  /** For clients who wish to be served by a woman or by a man; null: not said. */
  gender: 'woman' | 'man' | null
  onlineStop: OnlineStop | null
  kaspiQrLink: string | null
  /** Address of the picture; modules/photos alone writes it. */
  photo: string | null
  /** Serves clients. */
  isActive: boolean
  order: number
  version: number
}

/** The person's section of the plan. What is not out of the ordinary is left out. */
export const compiled = (member: Member): PlanPerson => ({
  name: member.name,
  title: member.title,
  translations: member.translations,
  services: Object.fromEntries(
    member.services.map(({ serviceId, price, duration, variants }) => [
      serviceId,
      {
        ...(price === undefined ? {} : { price }),
        ...(duration === undefined ? {} : { duration }),
        ...(variants ? { variants } : {}),
      },
    ]),
  ),
  schedule: member.schedule,
  ...(member.exceptions.length > 0 ? { exceptions: member.exceptions } : {}),
  ...(member.timeOff.length > 0
    ? { timeOff: member.timeOff.map(({ from, until }) => ({ from: toMinute(from), until: toMinute(until) })) }
    : {}),
  ...(member.serves === 'all' ? {} : { serves: member.serves }),
  ...(member.gender ? { gender: member.gender } : {}),
  ...(member.onlineStop ? { stoppedUntil: member.onlineStop.until } : {}),
  isActive: member.isActive,
  order: member.order,
})
