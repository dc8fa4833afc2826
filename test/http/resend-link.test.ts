// A guest who lost his link: reception hands it to him again, and it is known who did.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { GUEST, TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'
import { guest } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
})
beforeEach(() => it.clock.set(TODAY))

let serial = 0

async function aVisit(phone = '+77015556601') {
  serial += 1
  const startTime = new Date(Date.UTC(2026, 10, 23 + serial, 10, 30))
  const wish = { cart: cartOf(salon.cut.id, salon.anna.id), startTime, name: 'Гүлшат', phone, source: 'site' }
  const visit = await it.app.appointments.book(salon.business.id, { ...wish, locale: 'kk' }, GUEST, `resend-${serial}`)
  return { visit, post: `/office/b/${salon.business.id}/visits/${visit.id}/link` }
}

async function signedIn(email: string) {
  const staff = guest(it)
  await staff.send('/office/sign-in', { email, password: PASSWORD })
  return staff
}

const resent = (id: string) =>
  it.database.db
    .collection('events')
    .find({ 'subject.id': toObjectId(id as never), type: 'appointment.link-resent' })
    .toArray()

describe("the client's link, sent again", () => {
  test('opens WhatsApp with a text in his language; who sent it is on record', async () => {
    const { visit, post } = await aVisit()
    const owner = await signedIn(salon.owner.email)
    const day = await owner.get(`/office?day=${visit.businessDay}&locale=ru`)
    expect(day.body).toContain(`formAction="${post}"`)
    const page = await owner.send(post, { day: visit.businessDay })
    expect(page.statusCode).toBe(200)
    const address = /href="(https:\/\/wa\.me\/77015556601\?text=[^"]+)"/.exec(page.body)?.[1] ?? ''
    const text = new URL(address).searchParams.get('text')?.replaceAll('\u00a0', ' ')
    const link = `${ORIGIN}/kk/v/${it.app.appointments.linkTo(visit)}`
    expect(text).toBe(`Жазылуыңыз: 24 қараша, сейсенбі, 15:30.\nКөру, ауыстыру немесе бас тарту:\n${link}`)
    expect(await resent(visit.id)).toMatchObject([{ actor: `user:${salon.owner.id}`, version: visit.version }])
    expect((await guest(it).get(link.slice(ORIGIN.length))).statusCode).toBe(200)
  })

  test('to a landline is a text to copy: no messenger answers there', async () => {
    const { post } = await aVisit('+77122305050')
    const page = await (await signedIn(salon.owner.email)).send(post, {})
    expect(page.body).toContain('/kk/v/')
    expect(page.body).not.toContain('wa.me')
  })

  test('is for reception alone, for this business alone, and not for a visit long over', async () => {
    const { visit, post } = await aVisit()
    expect((await (await signedIn(salon.specialist.email)).send(post, {})).statusCode).toBe(403)
    const other = await openSalon(it.app)
    const stranger = await signedIn(other.owner.email)
    expect((await stranger.send(post, {})).statusCode).toBe(404)
    expect((await stranger.send(post.replace(salon.business.id, other.business.id), {})).statusCode).toBe(404)
    it.clock.set('2027-01-15T03:00:00Z')
    expect((await (await signedIn(salon.owner.email)).send(post, {})).statusCode).toBe(403)
    expect(await resent(visit.id)).toEqual([])
  })
})

test('a link that does not open says which ways there are to find the visit again', async () => {
  const page = await guest(it).get(`/ru/v/${'0'.repeat(24)}.${'A'.repeat(43)}`)
  expect(page.statusCode).toBe(404)
  for (const way of ['в истории браузера', 'в календарь', 'пришлют вам ещё раз']) expect(page.body).toContain(way)
})
