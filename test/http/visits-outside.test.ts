// A change of hours or people never touches a booked visit; whoever runs the place is told which no longer fit.

import { beforeAll, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { GUEST } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { guest } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
})

async function signedIn(email: string) {
  const staff = guest(it)
  await staff.send('/office/sign-in', { email, password: PASSWORD })
  return staff
}

const api = () => `/api/businesses/${salon.business.id}/visits-outside`
const list = () => `/office/b/${salon.business.id}/outside`

test('the day tells how many, the list which and why; a specialist sees neither', async () => {
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date('2026-11-24T10:30:00Z') }
  const who = { name: 'Гүлшат', phone: '+77015556701', locale: 'kk' as const, source: 'site' }
  const visit = await it.app.appointments.book(salon.business.id, { ...wish, ...who }, GUEST, 'outside-1')
  const owner = await signedIn(salon.owner.email)
  expect((await owner.get(`/office?business=${salon.business.id}`)).body).not.toContain(list())
  expect((await owner.get(list())).body).toContain('Барлық жазылу кестеге сыяды.')

  const { business, location, actor } = salon
  const shorter = { date: '2026-11-24', isOpen: true, openTime: '10:00', closeTime: '16:00', breaks: [] }
  await it.app.locations.setException(business.id, location.id, shorter, location.version, actor)
  expect(JSON.parse((await owner.get(api())).body)).toMatchObject({
    visits: [
      {
        id: visit.id,
        status: 'scheduled',
        startTime: '2026-11-24T10:30:00.000Z',
        clientName: 'Гүлшат',
        reasons: [{ code: 'ends_after_closing', serviceId: salon.cut.id, staffId: salon.anna.id }],
      },
    ],
  })
  const day = await owner.get(`/office?business=${salon.business.id}`)
  expect(day.body).toContain(`<a href="${list()}">1 жазылу кестеге сыймай қалды</a>`)
  const page = (await owner.get(list())).body.replaceAll('\u00a0', ' ')
  for (const part of ['24 қараша, сейсенбі, 15:30', 'Гүлшат', '«Шаш қию» жабылуға дейін бітпейді.']) {
    expect(page).toContain(part)
  }

  // Kept, it is asked of nobody again; until another reason comes, or somebody takes the decision back.
  if (actor.kind !== 'user') throw new Error('an owner has an account')
  const keep = (version: number, reasons: ('ends_after_closing' | 'time_off')[]) =>
    it.app.appointments.keepOutside(business.id, visit.id, { version, reasons }, actor)
  const outside = async (): Promise<string[]> =>
    JSON.parse((await owner.get(api())).body).visits.map(({ id }: { id: string }) => id)
  await keep(1, ['ends_after_closing'])
  expect((await keep(1, ['ends_after_closing'])).version).toBe(2)
  expect(await outside()).toEqual([])
  await expect(keep(1, [])).rejects.toMatchObject({ code: 'changed_meanwhile' })
  const away = {
    from: new Date('2026-11-24T10:00:00Z'),
    until: new Date('2026-11-24T12:00:00Z'),
    kind: 'other' as const,
  }
  const anna = await it.app.staff.byId(business.id, salon.anna.id)
  await it.app.staff.addTimeOff(business.id, salon.anna.id, away, anna?.version ?? 1, actor)
  expect(await outside()).toEqual([visit.id])
  await keep(2, ['ends_after_closing', 'time_off'])
  expect(await outside()).toEqual([])
  await keep(3, [])
  expect(await outside()).toEqual([visit.id])

  const specialist = await signedIn(salon.specialist.email)
  expect((await specialist.get(`/office?business=${salon.business.id}`)).body).not.toContain(list())
  expect((await specialist.get(list())).statusCode).toBe(403)
  expect((await specialist.get(api())).statusCode).toBe(403)
  expect((await guest(it).get(api())).statusCode).toBe(401)
})
