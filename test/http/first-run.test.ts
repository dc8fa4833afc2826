// The way from an account to a page that clients book by: what each step answers, sent twice as well, and what is left
// of what was only to be looked at.

import { beforeAll, describe, expect, test } from 'vitest'
import type { BusinessId, UserId } from '#kernel/ids.ts'
import { PASSWORD } from '../factories/open-salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let cookie: string
let userId: UserId

beforeAll(async () => {
  it = await testApp()
  const email = 'new-owner@example.kz'
  userId = (await it.app.accounts.createUser({ name: 'Гүлназ', email, password: PASSWORD, role: 'client' })).id
  cookie = `session=${(await it.app.accounts.signIn(email, PASSWORD, 'test')).token}`
})

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

const ask = async (method: Method, path: string, body?: object, key = '') => {
  const headers = {
    ...{ host: 'localhost:3000', origin: ORIGIN, cookie, 'accept-language': 'kk' },
    ...(key ? { 'idempotency-key': key } : {}),
  }
  const reply = await it.server.inject({ method, url: `/api/${path}`, headers, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: reply.json() }
}

const PAGE = { name: 'Гүлназ студиясы', category: 'nails', mainLocale: 'kk' }
const every = (shape: (day: number) => object) => [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shape(day) }))

describe('an account without a business', () => {
  let businessId: BusinessId
  const here = (path: string) => `businesses/${businessId}/${path}`
  const lacks = async () =>
    (await ask('GET', here('readiness'))).body.lacking.flatMap(
      ({ what, isNeeded }: { what: string; isNeeded: boolean }) => (isNeeded ? what : []),
    )
  const publish = async () => {
    const { version } = (await ask('GET', here('readiness'))).body
    return ask('PUT', here('published'), { isActive: true, version })
  }

  test('twins open one business, its owner is the first of its people, and nobody sees it yet', async () => {
    const replies = await Promise.all([1, 2].map(() => ask('POST', 'businesses', PAGE, 'the-first-page')))
    expect(replies.map(({ status }) => status)).toEqual([201, 201])
    expect(replies[1]).toEqual(replies[0])
    businessId = replies[0]?.body.businessId
    const { staff } = (await ask('GET', here('staff'))).body
    expect(staff).toMatchObject([{ name: 'Гүлназ', right: 'owner', isActive: true, hasAccount: true }])
    expect((await it.app.businesses.byId(businessId))?.isActive).toBe(false)
    expect((await it.app.accounts.byId(userId))?.role).toBe('business')
  })

  test('a second business is refused, and so is a page without a name', async () => {
    expect(await ask('POST', 'businesses', PAGE, 'the-second-page')).toMatchObject({
      body: { code: 'owner_has_business' },
    })
    expect(await ask('POST', 'businesses', { ...PAGE, name: '' }, 'a-page-without')).toMatchObject({ status: 422 })
    expect(await ask('POST', 'businesses', { ...PAGE, category: undefined }, 'a-page-w/o')).toMatchObject({
      status: 422,
    })
  })

  test('it is told what it lacks, and is not published without it', async () => {
    expect(await lacks()).toEqual(['services', 'hours', 'people'])
    expect(await publish()).toMatchObject({
      status: 409,
      body: { code: 'not_ready', lacking: ['services', 'hours', 'people'] },
    })
    expect((await it.app.businesses.byId(businessId))?.isActive).toBe(false)
  })

  test("its category's services are added as they are proposed", async () => {
    const { services } = (await ask('GET', 'templates/nails')).body
    expect(services[0]).toMatchObject({ name: expect.stringMatching(/[а-яәі]/i), translations: { ru: {}, en: {} } })
    const added = await ask('POST', here('services'), { services }, 'the-first-list')
    expect(added.body.services).toHaveLength(services.length)
    expect((await ask('GET', 'templates/none-such')).body.services).toEqual([])
    expect((await ask('GET', 'templates/constructor')).body.services).toEqual([])
    expect(await lacks()).toEqual(['hours', 'people'])
  })

  test('hours, and people who do all of it, make it ready', async () => {
    const [place] = (await ask('GET', here('locations'))).body.locations
    const week = every(() => ({ isOpen: true, openTime: '10:00', closeTime: '19:00', breaks: [] }))
    await ask('PUT', here(`locations/${place.id}/hours`), { week, version: place.version })
    const [owner] = (await ask('GET', here('staff'))).body.staff
    const days = every(() => ({ from: '10:00', to: '19:00', breaks: [] }))
    const schedule = { kind: 'weekly', days }
    await ask('PUT', here(`staff/${owner.id}/schedule`), { schedule, version: owner.version })
    expect(await lacks()).toEqual(['provider'])
    const { services } = (await ask('GET', here('price-list'))).body
    const skills = services.map(({ id }: { id: string }) => ({ serviceId: id }))
    await ask('PUT', here(`staff/${owner.id}/skills`), { services: skills, version: owner.version + 1 })
    expect(await lacks()).toEqual([])
    expect(await publish()).toMatchObject({ status: 200, body: { isActive: true } })
  })

  test('samples stand in the calendar once and go without a trace', async () => {
    const visits = ['Мысал: Айгүл', 'Мысал: Серік', 'Мысал: Ольга'].map((name) => ({ name }))
    const first = await ask('POST', here('sample-visits'), { visits, locale: 'kk' }, 'three-samples')
    expect(first).toMatchObject({ status: 201, body: { visits: [{ link: expect.any(String) }, {}, {}] } })
    expect(await ask('POST', here('sample-visits'), { visits, locale: 'kk' }, 'three-samples')).toEqual(first)
    const others = { visits: [{ name: 'Мысал: Айгүл' }], locale: 'kk' }
    expect((await ask('POST', here('sample-visits'), others, 'one-of-them')).body.visits).toHaveLength(1)
    expect(await counted()).toEqual({ appointments: 3, clients: 3 })

    expect((await ask('DELETE', here('sample-visits'))).body).toEqual({ removed: 3 })
    expect((await ask('DELETE', here('sample-visits'))).body).toEqual({ removed: 0 })
    expect(await counted()).toEqual({ appointments: 0, clients: 0 })
    expect(await found()).toEqual([])
  })

  test("a real client's card and visits stay when a sample on the same phone goes", async () => {
    const phone = '8 701 555 03 03'
    const trial = { visits: [{ name: 'Гүлназ', phone }], locale: 'kk' }
    await ask('POST', here('sample-visits'), trial, 'on-myself')
    const { openings } = await it.app.appointments.openings(businessId, null, { days: 3, perDay: 9 })
    const { serviceId, times = [] } = openings[0] ?? {}
    const wish = {
      ...{ services: [{ serviceId, staffId: null }], name: 'Гүлназ', phone },
      startTime: new Date((times.at(-1) ?? 0) * 60_000).toISOString(),
    }
    expect((await ask('POST', here('appointments'), wish, 'a-real-visit')).status).toBe(201)
    await ask('DELETE', here('sample-visits'))
    expect(await counted()).toEqual({ appointments: 1, clients: 1 })
    expect(await found()).toEqual([])
  })

  const counted = async () => ({
    appointments: await it.database.db.collection('appointments').countDocuments(),
    clients: await it.database.db.collection('clients').countDocuments(),
  })

  const found = async () => (await Promise.all(it.app.checks.map(({ run }) => run({ repair: false })))).flat()
})
