// What a guest finds on the page of his visit when the salon is dark, and after hours.

import { beforeAll, beforeEach, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
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
