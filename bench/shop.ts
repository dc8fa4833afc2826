// A shop of usual hours, opened through the product's own use cases: what a page or a question of free times meets.

import type { BusinessId, LocationId, ServiceId, StaffId } from '#kernel/ids.ts'
import type { App } from '../src/main/app.ts'

export const ZONE = 'Asia/Atyrau'
export const OPENS = 9 * 60
export const CLOSES = 20 * 60
export const BUFFER = 10
export const DURATION = 30
export const PRICE = 4000

export interface Shop {
  businessId: BusinessId
  locationId: LocationId
  slug: string
  services: ServiceId[]
  people: StaffId[]
}

interface Wished {
  name: string
  people: number
  services: number
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6]
const opening = { isOpen: true, openTime: '09:00', closeTime: '20:00', breaks: [] }
const breaks = [{ startTime: '13:00', endTime: '14:00' }]
const schedule = {
  kind: 'weekly' as const,
  days: EVERY_DAY.map((day) => ({ day, from: '09:00', to: '20:00', breaks })),
}

/** Open every day from nine to eight; everybody does everything, with lunch at one. */
export async function openShop(app: App, { name, people, services }: Wished): Promise<Shop> {
  const email = `${name.toLowerCase().replaceAll(' ', '-')}@bench.example`
  const user = await app.accounts.createUser({ name, email, role: 'client' })
  const owner = { kind: 'user', userId: user.id, isAdmin: false } as const
  const { business, location } = await app.onboarding.openBusiness(
    {
      owner: { userId: user.id, name, serves: false },
      profile: { name, category: 'beauty-salon', mainLocale: 'kk' },
      settings: { appointmentLeadTime: 0, appointmentBuffer: BUFFER, slotStep: 15, bookingHorizon: 90 },
      location: { name, zone: ZONE, workingHours: EVERY_DAY.map((day) => ({ day, ...opening })) },
    },
    owner,
  )
  const shop: Shop = {
    ...{ businessId: business.id, locationId: location.id, slug: business.slug },
    ...{ services: [], people: [] },
  }
  for (let i = 0; i < services; i += 1) {
    const service = { name: `Қызмет ${i + 1}`, duration: DURATION * (1 + (i % 3)), price: PRICE }
    shop.services.push((await app.services.add(business.id, service, owner)).id)
  }
  const skills = shop.services.map((serviceId) => ({ serviceId }))
  for (let order = 1; order <= people; order += 1) {
    const person = { name: `Маман ${order}`, services: skills, schedule, order }
    shop.people.push((await app.staff.add(business.id, person, owner)).id)
  }
  return shop
}
