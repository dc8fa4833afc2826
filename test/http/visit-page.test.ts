// What a guest finds on the page of his visit when the salon is dark, and after hours.

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { photograph } from '../factories/pictures.ts'
import { GUEST, TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { guest } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon
let link: string

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime: new Date('2026-11-24T10:30:00Z') }
  const who = { name: 'Гүлшат', phone: '+77015556801', locale: 'kk' as const, source: 'site' }
  const visit = await it.app.appointments.book(salon.business.id, { ...wish, ...who }, GUEST, 'visit-page-1')
  link = `/v/${it.app.appointments.linkTo(visit)}`
})
beforeEach(() => it.clock.set(TODAY))

const page = async (locale = 'kk') => (await guest(it).get(`/${locale}${link}`)).body.replaceAll('\u00a0', ' ')

test('a notice of the business stands on the visit, in the language of the page, until its day is over', async () => {
  const notice = {
    text: 'Бүгін 14:00-ден жарық жоқ, жабықпыз. Жазылуыңыз сақталады.',
    translations: { ru: { text: 'Сегодня с 14:00 закрыто: нет света. Ваша запись сохраняется.' } },
    until: '2026-11-23',
  }
  await it.app.businesses.setNotice(salon.business.id, notice, salon.business.version, salon.actor)
  expect(await page()).toContain(notice.text)
  expect(await page('ru')).toContain(notice.translations.ru.text)
  it.clock.set('2026-11-24T03:00:00Z')
  expect(await page()).not.toContain(notice.text)
})

test('at half past midnight the page says on which day somebody will answer', async () => {
  it.clock.set('2026-11-21T19:30:00Z') // Sunday 00:30 in Atyrau, and Sunday is closed
  expect(await page()).toContain('Жауап ашылғаннан кейін беріледі: 23 қараша, дүйсенбі, 10:00')
  it.clock.set('2026-11-23T06:00:00Z')
  expect(await page()).toContain('Қазір жауап береді, жұмыс соңы: 19:00')
})

test('how to find the place: the way to the door, where to leave a car, and what the door looks like', async () => {
  const { business, actor } = salon
  const [place] = await it.app.locations.defaultsOf([business.id])
  if (!place) throw new Error('a business has a location')
  const { translations, geo, phone } = place
  const told = { address: { ...place.address, entrance: '2-кіреберіс', floor: '3-қабат', parking: 'Аулада' } }
  const inRussian = { ...translations, ru: { ...translations.ru, parking: 'Во дворе, через шлагбаум' } }
  const change = { ...told, translations: inRussian, geo, phone }
  await it.app.locations.setAddress(business.id, place.id, change, place.version, actor)
  const bytes = await photograph({ width: 800, height: 600, format: 'jpeg', located: true })
  const photo = { owner: { businessId: business.id }, place: { kind: 'door' as const }, bytes }
  const { id, url } = await it.app.photos.add(photo, actor, 'door-photo-1')

  expect(await page()).toContain('2-кіреберіс, 3-қабат')
  expect(await page()).toContain('Көлік тұрағы: Аулада')
  expect(await page('ru')).toContain('Парковка: Во дворе, через шлагбаум')
  expect(await page()).toContain(`src="${url}/640.jpg"`)
  await it.app.photos.remove({ businessId: business.id }, id, actor)
  expect(await page()).not.toContain(url)
})
