// A salon opened through the product's own use cases: an owner with an account, two people, a service, a room.

import type { Actor } from '#platform/http/contract.ts'
import type { App } from '../../src/main/app.ts'

export const PASSWORD = 'құпия сөз 2026'

let serial = 0

export async function openSalon(app: App, zone = 'Asia/Atyrau') {
  serial += 1
  const account = async (who: string, role: 'admin' | 'business' | 'client' = 'business') => {
    const email = `${who}-${serial}@example.kz`
    const user = await app.accounts.createUser({ name: `${who} ${serial}`, email, password: PASSWORD, role })
    return { id: user.id, email }
  }
  const owner = await account('owner')
  const actor: Actor = { kind: 'user', userId: owner.id, isAdmin: false, right: 'owner' }
  const { business, location } = await app.onboarding.openBusiness(
    {
      owner: { userId: owner.id, name: 'Иесі', serves: false },
      profile: {
        name: `«Сұлу» салоны ${serial}`,
        category: 'beauty-salon',
        description: 'Шаш қию, маникюр',
        mainLocale: 'kk',
        translations: {
          ru: { name: `Салон «Сұлу» ${serial}`, street: 'проспект Азаттык' },
          en: { name: `Sulu Salon ${serial}` },
        },
        contacts: { phone: '+7 701 555 02 02' },
      },
      settings: { appointmentLeadTime: 60, cancellationPeriod: 12 },
      location: {
        name: 'Сұлу',
        zone,
        address: { street: 'Азаттық даңғылы', building: '48', city: 'Атырау' },
        geo: [51.92, 47.1],
        workingHours: [0, 1, 2, 3, 4, 5, 6].map((day) => ({
          day,
          isOpen: day !== 0,
          openTime: '10:00',
          closeTime: '19:00',
          breaks: [],
        })),
      },
    },
    actor,
  )
  const cut = await app.services.add(
    business.id,
    { name: 'Шаш қию', duration: 60, price: 5000, translations: { ru: { name: 'Стрижка' }, en: { name: 'Haircut' } } },
    actor,
  )
  const shift = { from: '10:00', to: '19:00', breaks: [] }
  const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }
  const services = [{ serviceId: cut.id }]
  const specialist = await account('specialist')
  const anna = await app.staff.add(
    business.id,
    { name: 'Анна', services, schedule, userId: specialist.id, right: 'specialist' },
    actor,
  )
  const olga = await app.staff.add(business.id, { name: 'Ольга', services, schedule, order: 1 }, actor)
  return { business, location, actor, owner, specialist, cut, anna, olga }
}

export type OpenSalon = Awaited<ReturnType<typeof openSalon>>
