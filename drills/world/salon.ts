// Places to book in, opened through the product's own use cases.

import type { BusinessId, ServiceId, StaffId, UserId } from '#kernel/ids.ts'
import { addDays, instantOf, localDateAt, toDate, toMinute } from '#kernel/time.ts'
import type { NewMember } from '#modules/staff/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import type { Right } from '#platform/http/rights.ts'
import type { App } from '../../src/main/app.ts'

const ZONE = 'Asia/Atyrau'
const OPENS_AT_HOUR = 0
export const HOURS_A_DAY = 23

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
const opening = { isOpen: true, openTime: '00:00', closeTime: '23:00', breaks: [] }
const shifts = { kind: 'weekly' as const, days: EVERY_DAY.map((day) => ({ day, from: '00:00', to: '23:00' })) }

export interface Salon {
  businessId: BusinessId
  locationId: string
  slug: string
  owner: Extract<Actor, { kind: 'user' }>
  /** One service a duration, in minutes. */
  services: { id: ServiceId; duration: number; price: number }[]
  people: StaffId[]
  /** Adds somebody with an account, who serves nobody unless told so. */
  addMember(name: string, userId: UserId, right: Right, changes?: Partial<NewMember>): Promise<StaffId>
}

interface Wished {
  name: string
  people: number
  durations: readonly number[]
  /** Minutes from now to the earliest start. */
  leadTime?: number
}

let serial = 0

/** Open 23 hours every day, bookable at once and for a year ahead, in steps of a quarter of an hour. */
export async function openSalon(app: App, { name, people, durations, leadTime = 0 }: Wished): Promise<Salon> {
  serial += 1
  const email = `owner-${serial}-${Date.now().toString(36)}@drill.example`
  const user = await app.accounts.createUser({ name: `Owner ${serial}`, email, role: 'client' })
  const owner = { kind: 'user', userId: user.id, isAdmin: false } as const
  const { business, location } = await app.onboarding.openBusiness(
    {
      owner: { userId: user.id, name: user.name, serves: false },
      profile: { name, category: 'beauty-salon', mainLocale: 'kk' },
      settings: {
        appointmentLeadTime: leadTime,
        appointmentBuffer: 0,
        slotStep: 15,
        bookingHorizon: 365,
        cancellationPeriod: 0,
      },
      location: { name, zone: ZONE, workingHours: EVERY_DAY.map((day) => ({ day, ...opening })) },
    },
    owner,
  )
  const services: Salon['services'] = []
  for (const duration of durations) {
    const price = 100 * duration
    const service = await app.services.add(business.id, { name: `Cut ${duration}`, duration, price }, owner)
    services.push({ id: service.id, duration, price })
  }
  const skills = services.map(({ id }) => ({ serviceId: id }))
  const staff: StaffId[] = []
  for (let order = 1; order <= people; order += 1) {
    const person = { name: `Person ${order}`, services: skills, schedule: shifts, order }
    staff.push((await app.staff.add(business.id, person, owner)).id)
  }
  return {
    businessId: business.id,
    locationId: location.id,
    slug: business.slug,
    owner,
    services,
    people: staff,
    addMember: async (name, userId, right, changes = {}) =>
      (await app.staff.add(business.id, { name, userId, right, ...changes }, owner)).id,
  }
}

/** Skills and shifts that make a member with an account bookable. */
export const serving = ({ services }: Salon): Partial<NewMember> => ({
  services: services.map(({ id }) => ({ serviceId: id })),
  schedule: shifts,
})

/** An instant so many days from tomorrow and minutes from opening. */
export const startAt = (day: number, minutes: number): Date => {
  const today = localDateAt(toMinute(new Date()), ZONE)
  return toDate(instantOf(addDays(today, day + 1), OPENS_AT_HOUR * 60 + minutes, ZONE))
}

/** A phone that can exist, another one for each number. */
export const phoneOf = (number: number): string => `+7701${String(1_000_000 + (number % 9_000_000))}`
