// The path of a visit as a browser without JavaScript and a program walk it, over HTTP.

import type { InjectOptions } from 'fastify'
import type { ObjectId } from 'mongodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
})

const form = (fields: Record<string, string>, headers: Record<string, string> = {}): Partial<InjectOptions> => ({
  method: 'POST',
  payload: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded', origin: ORIGIN, ...headers },
})

const get = (url: string, headers: Record<string, string> = {}) =>
  it.server.inject({ url, headers: { host: 'localhost:3000', ...headers } })
const post = (url: string, options: Partial<InjectOptions>) =>
  it.server.inject({ url, ...options, headers: { host: 'localhost:3000', ...options.headers } } as InjectOptions)
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

const cookiesOf = (page: Awaited<ReturnType<typeof get>>) =>
  page.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

const NAMES = ['key', 'services', 'prefer', 'day', 'start', 'step', 'price', 'hold'] as const

/** Fields of the last step that nobody sees. */
const fieldsOf = (html: string): Record<string, string> =>
  Object.fromEntries(NAMES.map((name) => [name, hidden(html, name)]))

const bookUrl = () => `/kk/b/${salon.business.slug}/book`

/** Chooses a time and presses the button that keeps it: the last step. */
async function contactForm(day: string, start: string, staff: string = salon.anna.id) {
  const times = await get(`${bookUrl()}?service=${salon.cut.id}&staff=${staff}&day=${day}&start=${start}`)
  const cookie = cookiesOf(times)
  const services = hidden(times.body, 'services')
  const held = await post(`${bookUrl()}/time`, form({ services, at: `${day} ${start}` }, { cookie }))
  const address = String(held.headers.location)
  const page = await get(address, { cookie })
  return { url: bookUrl(), times, held, address, page, fields: fieldsOf(page.body), cookie }
}

/** The last step of a browser that keeps no cookies: nothing is held. */
async function unheldForm(day: string, start: string) {
  const services = `${salon.cut.id}:${salon.anna.id}`
  const page = await get(`${bookUrl()}?services=${services}&day=${day}&start=${start}&step=contact`)
  return { url: bookUrl(), page, fields: fieldsOf(page.body) }
}

describe('a guest without JavaScript', () => {
  test('goes from the list to a booked visit in Kazakh, in four pages', async () => {
    expect((await get('/')).headers.location).toBe('/kk')
    await it.app.listings.rebuildAll()
    const list = await get('/kk')
    expect(list.body).toContain(`/kk/b/${salon.business.slug}`)
    const page = await get(`/kk/b/${salon.business.slug}`)
    expect(page.body).toContain(`book?service=${salon.cut.id}`)
    const people = await get(`/kk/b/${salon.business.slug}/book?service=${salon.cut.id}`)
    expect(people.body).toContain(`value="${salon.anna.id}"`)
    const times = await get(`/kk/b/${salon.business.slug}/book?service=${salon.cut.id}&staff=any`)
    expect(times.body).toContain('value="2026-11-23 15:30"')
    const contact = await contactForm('2026-11-24', '15:30', 'any')
    expect(contact.page.statusCode).toBe(200)
    const booked = await post(
      contact.url,
      form(
        { ...contact.fields, name: 'Әсел Нұрланқызы', phone: '8 701 555 01 01', note: '' },
        { cookie: contact.cookie },
      ),
    )
    expect(booked.statusCode).toBe(303)
    const visit = await get(String(booked.headers.location))
    expect(visit.statusCode).toBe(200)
    expect(visit.body).toContain('Жазылдыңыз')
    expect(visit.headers['cache-control']).toBe('no-store')
    for (const html of [list, page, people, times, contact.page, visit].map(({ body }) => body)) {
      expect(html).toContain('<html lang="kk"')
      expect(html).not.toMatch(/undefined|NaN|\bM\d\d\b|\[object/)
    }
  })

  test('who presses twice, or goes back and sends again, has one visit', async () => {
    const { url, fields, cookie } = await contactForm('2026-11-25', '11:00')
    const sent = form({ ...fields, name: 'Динара', phone: '+77015550202', note: '' }, { cookie })
    const [first, second] = await Promise.all([post(url, sent), post(url, sent)])
    const third = await post(url, sent)
    expect([first.statusCode, second.statusCode, third.statusCode]).toEqual([303, 303, 303])
    expect(new Set([first, second, third].map(({ headers }) => headers.location)).size).toBe(1)
  })

  test('who is too late keeps what was typed and is shown other times', async () => {
    const mine = await unheldForm('2026-11-25', '13:00')
    const other = await contactForm('2026-11-25', '13:00')
    await post(
      other.url,
      form({ ...other.fields, name: 'Бекзат', phone: '+77015550303', note: '' }, { cookie: other.cookie }),
    )
    const refused = await post(
      mine.url,
      form({ ...mine.fields, name: 'Іңкәр', phone: '8 701 555 04 04', note: 'кешігемін' }),
    )
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('value="Іңкәр"')
    expect(refused.body).toContain('кешігемін')
    const choose = /value="([^"]+)"[^>]*name="choose"/.exec(refused.body)?.[1] ?? ''
    expect(choose).toMatch(/^2026-11-25 \d\d:\d\d /)
    const moved = await post(
      `${mine.url}/time`,
      form({ ...mine.fields, choose, name: 'Іңкәр', phone: '8 701 555 04 04', note: '' }),
    )
    expect(moved.statusCode).toBe(200)
    expect(moved.body).toContain('value="Іңкәр"')
    expect(hidden(moved.body, 'start')).toBe(choose.split(' ')[1])
  })

  test.each([
    ['a phone of three digits', { phone: '701' }, 'Телефон', '11:00'],
    ['no name', { name: ' ' }, 'Атыңызды', '12:00'],
    ['a name of 5,000 letters', { name: 'ә'.repeat(5000) }, 'ұзын', '13:00'],
  ])('%s: the form comes back with the reason', async (_, wrong, reason, start) => {
    const { url, fields, cookie } = await contactForm('2026-11-26', start)
    const refused = await post(
      url,
      form({ ...fields, name: 'Динара', phone: '+77015550505', note: 'сақталсын', ...wrong }, { cookie }),
    )
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain(reason)
    expect(refused.body).toContain('сақталсын')
  })

  test('whose specialist left between two clicks keeps what was typed and goes on with anyone', async () => {
    const other = await openSalon(it.app)
    const url = `/kk/b/${other.business.slug}/book`
    const fields = {
      services: `${other.cut.id}:${other.olga.id}`,
      day: '2026-11-26',
      start: '11:00',
      key: 'left-between',
    }
    await it.app.staff.setActive(other.business.id, other.olga.id, false, 1, other.actor)
    const refused = await post(url, form({ ...fields, name: 'Динара', phone: '+77015550599', note: '' }))
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('value="Динара"')
    expect(hidden(refused.body, 'services')).toBe(`${other.cut.id}:any`)
  })

  test('whom a busy server turns away keeps the form and its key', async () => {
    const { url, fields, cookie } = await contactForm('2026-11-26', '15:00')
    const { client } = it.database
    const session = client.startSession()
    session.startTransaction()
    // Somebody else's transaction holds the diary for longer than a booking waits.
    const diary = { _id: `staff:${salon.anna.id}:2026-11` } as unknown as { _id: ObjectId }
    await it.database.db.collection('diaries').updateOne(diary, { $set: { createdAt: new Date() } }, { session })
    const busy = await post(url, form({ ...fields, name: 'Сәуле', phone: '+77015550611', note: '' }, { cookie }))
    await session.abortTransaction()
    await session.endSession()
    expect(busy.statusCode).toBe(503)
    expect(hidden(busy.body, 'key')).toBe(fields.key)
    expect(busy.body).toContain('value="Сәуле"')
    const again = await post(url, form({ ...fields, name: 'Сәуле', phone: '+77015550611', note: '' }, { cookie }))
    expect(again.statusCode).toBe(303)
  })

  test('a link that went stale leads to the choice of a time', async () => {
    const past = await get(
      `/kk/b/${salon.business.slug}/book?service=${salon.cut.id}&staff=any&day=2026-11-20&start=10:00`,
    )
    expect(past.statusCode).toBe(200)
    expect(past.body).toContain('Бұл уақыт өтіп кетті')
    expect(past.body).toContain('value="2026-11-23 10:00"')
  })

  test('an address nobody has is a page of its own, in the reader’s language', async () => {
    for (const url of [
      '/ru/b/net-takogo',
      '/ru/v/forged',
      `/ru/v/${salon.business.id}.${'a'.repeat(43)}`,
      '/ru/nichego',
    ]) {
      const page = await get(url)
      expect(page.statusCode).toBe(404)
      expect(page.body).toContain('<html lang="ru"')
    }
  })

  test('cancels by the link, after a page that asks', async () => {
    const { url, fields, cookie } = await contactForm('2026-11-27', '15:00')
    const booked = await post(url, form({ ...fields, name: 'Мирас', phone: '+77015550606', note: '' }, { cookie }))
    const path = String(booked.headers.location).split('?')[0]
    const asked = await get(`${path}/cancel`)
    expect(asked.body).toContain('Жазылу қалсын')
    expect((await get(String(path))).body).not.toContain('Бас тартылды')
    const cancelled = await post(`${path}/cancel`, form({}))
    expect(cancelled.statusCode).toBe(303)
    expect((await post(`${path}/cancel`, form({}))).statusCode).toBe(303)
    const [visit] = await it.database.db.collection('appointments').find({ bookedAs: 'Мирас' }).toArray()
    expect(visit).toMatchObject({ status: 'cancelled', cancelledBy: 'client' })
  })
})

describe('the API', () => {
  const json = (body: unknown, headers: Record<string, string> = {}): Partial<InjectOptions> => ({
    method: 'POST',
    payload: JSON.stringify(body),
    headers: { 'content-type': 'application/json', 'accept-language': 'ru', ...headers },
  })
  const book = (body: Record<string, unknown>, key = `api-key-${Math.random()}`) =>
    post(`/api/businesses/${salon.business.id}/appointments`, json(body, { 'idempotency-key': key }))
  const wish = () => ({
    services: [{ serviceId: salon.cut.id, staffId: salon.olga.id }],
    startTime: '2026-11-24T06:00:00Z',
    name: 'Ольга',
    phone: '+77015550707',
  })

  test('lists businesses and what can be booked there, in the language asked for', async () => {
    const ru = { 'accept-language': 'ru' }
    const { businesses } = (await get('/api/businesses?category=beauty-salon', ru)).json()
    expect(businesses).toContainEqual(expect.objectContaining({ id: salon.business.id, name: 'Салон «Сұлу» 1' }))
    const menu = await get(`/api/businesses/${salon.business.id}/services`, ru)
    expect(menu.json().services).toEqual([
      expect.objectContaining({ id: salon.cut.id, name: 'Стрижка', price: 5000, duration: 60 }),
    ])
    expect(menu.json().services[0].people.map(({ name }: { name: string }) => name)).toEqual(['Анна', 'Ольга'])
    expect((await get(`/api/businesses/${'f'.repeat(24)}/services`, ru)).json().code).toBe('not_found')
  })

  test('tells free times, books one, shows and cancels it by its link', async () => {
    const freeTimes = `/api/businesses/${salon.business.id}/free-times?services=${salon.cut.id}&from=2026-11-24&days=1`
    const free = await get(freeTimes)
    expect(free.statusCode).toBe(200)
    expect(free.json().people).toEqual([salon.anna.id, salon.olga.id])
    expect(free.json().days[0].times[0]).toEqual({
      startTime: '2026-11-24T05:00:00.000Z',
      time: '10:00',
      staff: [0, 1],
    })
    const booked = await book(wish())
    expect(booked.statusCode).toBe(201)
    const { link, appointment } = booked.json()
    expect(appointment).toMatchObject({
      status: 'scheduled',
      date: '2026-11-24',
      time: '11:00',
      totalAmount: 5000,
      canCancel: true,
    })
    expect(JSON.stringify(booked.json())).not.toMatch(/claims|clientId/)
    const { people, days } = (await get(freeTimes)).json()
    const [{ staff }] = days[0].times.filter(({ time }: { time: string }) => time === '11:00')
    expect(staff.map((at: number) => people[at])).toEqual(
      [salon.anna.id, salon.olga.id].filter((id) => id !== appointment.services[0].staffId),
    )
    expect((await get(`/api/visits/${link}`)).json().id).toBe(appointment.id)
    const cancelled = await post(`/api/visits/${link}/cancel`, json({}))
    expect(cancelled.json().status).toBe('cancelled')
    const again = await book(wish())
    expect(again.statusCode).toBe(201)
    const lost = await book({ ...wish(), phone: '+77015550708' })
    expect(lost.statusCode).toBe(409)
    expect(lost.headers['content-type']).toContain('application/problem+json')
    expect(lost.json()).toMatchObject({ code: 'time_not_free', reasons: ['person_busy'] })
    expect(lost.json().alternatives.length).toBeGreaterThan(2)
    expect(lost.json().title).toMatch(/[а-я]/)
  })

  test('a day that nobody means is refused, not computed', async () => {
    const far = await get(`/api/businesses/${salon.business.id}/free-times?services=${salon.cut.id}&from=9999-12-31`)
    expect([far.statusCode, far.json().code]).toEqual([422, 'invalid_input'])
    const later = await get(
      `/api/businesses/${salon.business.id}/free-times?services=${salon.cut.id}&from=2150-01-01&days=2`,
    )
    expect(later.json().days.map(({ state }: { state: string }) => state)).toEqual(['too_far', 'too_far'])
  })

  test('the same key has one effect; with another body it is refused', async () => {
    const body = { ...wish(), startTime: '2026-11-24T09:00:00Z', phone: '+77015550709' }
    const first = await book(body, 'one-and-the-same')
    const second = await book(body, 'one-and-the-same')
    expect(second.json()).toEqual(first.json())
    expect((await book({ ...body, name: 'Другая' }, 'one-and-the-same')).json()).toMatchObject({
      status: 422,
      code: 'key_reused',
    })
  })

  test.each([
    ['operators for scalars', { services: [{ serviceId: { $gt: '' } }] }, 422, 'invalid_input'],
    ['a date of the year 9999', { startTime: '9999-12-31T06:00:00Z' }, 422, 'too_far'],
    ['an unknown business of the right form', {}, 404, 'not_found'],
    ['a past time', { startTime: '2026-11-20T06:00:00Z' }, 422, 'in_the_past'],
    ['an inactive service', { services: [{ serviceId: 'f'.repeat(24) }] }, 404, 'service_unavailable'],
  ])('%s', async (name, wrong, status, code) => {
    const id = name.includes('business') ? 'f'.repeat(24) : salon.business.id
    const answer = await post(
      `/api/businesses/${id}/appointments`,
      json({ ...wish(), ...wrong }, { 'idempotency-key': 'bad-input-1' }),
    )
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
  })

  test('an inactive service and an inactive business refuse a booking and say so', async () => {
    const other = await openSalon(it.app)
    const at = {
      services: [{ serviceId: other.cut.id }],
      startTime: '2026-11-24T06:00:00Z',
      name: 'Ольга',
      phone: '+77015550710',
    }
    const send = (key: string) =>
      post(`/api/businesses/${other.business.id}/appointments`, json(at, { 'idempotency-key': key }))
    await it.app.services.change(other.business.id, other.cut.id, { isActive: false }, 1, other.actor)
    expect((await send('inactive-1')).json()).toMatchObject({ status: 409, code: 'service_unavailable' })
    await it.app.services.change(other.business.id, other.cut.id, { isActive: true }, 2, other.actor)
    expect((await send('inactive-2')).statusCode).toBe(201)
    await it.app.businesses.setActive(other.business.id, false, 1, other.actor)
    expect((await send('inactive-3')).json()).toMatchObject({ status: 409, code: 'business_unavailable' })
    expect((await get(`/kk/b/${other.business.slug}`)).statusCode).toBe(404)
    expect((await send('inactive-2')).statusCode).toBe(201)
  })
})

describe('the office', () => {
  const signIn = async (email: string) => {
    const answer = await post('/office/sign-in', form({ email, password: PASSWORD }))
    expect(answer.statusCode).toBe(303)
    return answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  }

  test('sends a stranger to sign in, refuses a wrong password in words', async () => {
    expect((await get('/office')).headers.location).toContain('/office/sign-in')
    const wrong = await post('/office/sign-in', form({ email: salon.owner.email, password: 'wrong' }))
    expect(wrong.statusCode).toBe(401)
    expect(wrong.body).toContain(salon.owner.email)
  })

  test('the owner sees the day, completes a visit, takes it back, cancels another after a question', async () => {
    const cookie = await signIn(salon.owner.email)
    const { url, fields, cookie: guest } = await contactForm('2026-11-24', '17:00')
    const person = { name: 'Қымбат Жұмабаева', phone: '+77015550808', note: '' }
    const booked = await post(url, form({ ...fields, ...person }, { cookie: guest }))
    expect(booked.statusCode).toBe(303)
    const page = await get(`/office?business=${salon.business.id}&day=2026-11-24`, { cookie })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Қымбат Жұмабаева')
    const [visit] = await it.database.db.collection('appointments').find({ bookedAs: 'Қымбат Жұмабаева' }).toArray()
    const act = (name: string) => `/office/b/${salon.business.id}/visits/${visit?._id}/${name}`

    it.clock.set('2026-11-24T13:10:00Z')
    const done = await post(act('complete'), form({ version: '1', day: '2026-11-24' }, { cookie }))
    expect(done.statusCode).toBe(303)
    const stale = await post(act('no-show'), form({ version: '1', day: '2026-11-24' }, { cookie }))
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Қымбат Жұмабаева')
    expect((await post(act('undo'), form({ version: '2', day: '2026-11-24' }, { cookie }))).statusCode).toBe(303)
    expect((await get(act('cancel'), { cookie })).body).toContain('Қымбат Жұмабаева')
    expect((await post(act('cancel'), form({ version: '3' }, { cookie }))).statusCode).toBe(303)
    const [after] = await it.database.db.collection('appointments').find({ bookedAs: 'Қымбат Жұмабаева' }).toArray()
    expect(after).toMatchObject({ status: 'cancelled', cancelledBy: 'business', version: 4 })
    it.clock.set(TODAY)
  })

  test('a specialist sees the own column and may not cancel; a stranger finds nothing', async () => {
    const cookie = await signIn(salon.specialist.email)
    const page = await get('/office?day=2026-11-24', { cookie })
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('Ольга')
    const [visit] = await it.database.db.collection('appointments').find({ status: 'scheduled' }).toArray()
    const refused = await post(
      `/office/b/${salon.business.id}/visits/${visit?._id}/cancel`,
      form({ version: '1' }, { cookie }),
    )
    expect(refused.statusCode).toBe(403)
    const other = await openSalon(it.app)
    const stranger = await signIn(other.owner.email)
    const hiddenDay = await get(`/office?business=${salon.business.id}`, { cookie: stranger })
    expect(hiddenDay.statusCode).toBe(404)
    const admin = { name: 'Admin', email: 'admin-of-all@example.kz', password: PASSWORD, role: 'admin' as const }
    await it.app.accounts.createUser(admin)
    const nowhere = await get('/office', { cookie: await signIn(admin.email) })
    expect([nowhere.statusCode, nowhere.headers.location]).toEqual([303, '/office/start'])
    const api = await get(`/api/businesses/${salon.business.id}/appointments`, { cookie: stranger })
    expect(api.statusCode).toBe(404)
  })
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
