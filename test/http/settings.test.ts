// What the office sets: profile, rules, hours, price list, people, rooms. Who may, what is answered, what is refused.

import { beforeAll, describe, expect, test } from 'vitest'
import { hoursOfDate } from '#modules/diaries/index.ts'
import { type OpenSalon, openSalon, PASSWORD } from '../factories/open-salon.ts'
import { ORIGIN, type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let salon: OpenSalon
let cookies: Record<'owner' | 'specialist' | 'stranger', string>

const signedIn = async (email: string) => `session=${(await it.app.accounts.signIn(email, PASSWORD, 'test')).token}`

beforeAll(async () => {
  it = await testApp()
  salon = await openSalon(it.app)
  const other = await openSalon(it.app)
  cookies = {
    owner: await signedIn(salon.owner.email),
    specialist: await signedIn(salon.specialist.email),
    stranger: await signedIn(other.owner.email),
  }
})

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH'

const ask = async (method: Method, path: string, body?: object, { who = 'owner', key = '' } = {}) => {
  const cookie = who in cookies ? { cookie: cookies[who as keyof typeof cookies] } : {}
  const headers = { host: 'localhost:3000', origin: ORIGIN, ...cookie, ...(key ? { 'idempotency-key': key } : {}) }
  const url = `/api/businesses/${salon.business.id}/${path}`
  const reply = await it.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: reply.statusCode, body: reply.json() }
}

const read = async (path: string) => (await ask('GET', path)).body
const place = async () => (await read('locations')).locations[0]
const person = async (id: string) => (await read('staff')).staff.find((one: { id: string }) => one.id === id)
const service = async (id: string) => (await read('price-list')).services.find((one: { id: string }) => one.id === id)

const day = (number: number, openTime: string, closeTime: string, breaks: object[] = []) => ({
  day: number,
  isOpen: true,
  openTime,
  closeTime,
  breaks,
})

const profile = async () => {
  const { name, category, description, mainLocale, translations, contacts, socialMedia, features, version } =
    await read('profile')
  return { name, category, description, mainLocale, translations, contacts, socialMedia, features, version }
}

describe('who may', () => {
  test.each([
    ['nobody', 'nobody', 401],
    ['a specialist', 'specialist', 403],
    ["another business's owner", 'stranger', 404],
  ] as const)('%s neither sees nor changes it', async (_, who, status) => {
    const { id, version } = await place()
    const asked: [Method, string, object?][] = [
      ['GET', 'profile'],
      ['PUT', 'profile', await profile()],
      ['PATCH', 'settings', { settings: { slotStep: 30 }, version: 1 }],
      ['PUT', 'slug', { slug: 'mine', version: 1 }],
      ['PUT', 'kaspi-link', { kaspiQrLink: 'https://pay.kaspi.kz/pay/abc', version: 1 }],
      ['GET', 'locations'],
      ['PUT', `locations/${id}/hours`, { week: [], version }],
      ['PUT', `locations/${id}/periods`, { periods: [], version }],
      ['PUT', `locations/${id}/day`, { date: '2026-12-16', hours: null, version }],
      ['PUT', `locations/${id}/address`, { address: {}, version }],
      ['PUT', `locations/${id}/districts`, { districts: [], version }],
      ['GET', 'price-list'],
      ['POST', 'services', { services: [{ name: 'X', duration: 30, price: 1 }] }],
      ['PATCH', `services/${salon.cut.id}`, { changes: { price: 1 }, version: 1 }],
      ['POST', `services/${salon.cut.id}/archive`, { version: 1 }],
      ['PUT', 'price-list/order', { order: [] }],
      ['POST', 'staff', { name: 'X' }],
      ['PUT', `staff/${salon.olga.id}/details`, { name: 'X', version: 1 }],
      ['PUT', `staff/${salon.olga.id}/skills`, { services: [], version: 1 }],
      ['PUT', `staff/${salon.olga.id}/schedule`, { schedule: { kind: 'weekly', days: [] }, version: 1 }],
      ['PUT', `staff/${salon.olga.id}/active`, { isActive: false, version: 1 }],
      ['GET', 'resources'],
      ['POST', 'resources', { locationId: id, name: 'X', kind: 'room', units: 1 }],
    ]
    for (const [method, path, body] of asked)
      expect({ path, status: (await ask(method, path, body, { who, key: `key-${who}-${path}` })).status }).toEqual({
        path,
        status,
      })
    expect((await read('price-list')).services).toHaveLength(1)
    expect((await person(salon.olga.id)).version).toBe(1)
  })
})

describe('the profile', () => {
  test('is written anew; sent twice it is written once; who saw an older one is told', async () => {
    const changes = {
      ...(await profile()),
      name: 'Сұлу-2',
      translations: { ru: { name: 'Сулу-2' } },
      features: ['wifi'],
    }
    const first = await ask('PUT', 'profile', changes)
    expect(first).toMatchObject({ status: 200, body: { name: 'Сұлу-2', features: ['wifi'] } })
    expect(await ask('PUT', 'profile', changes)).toEqual(first)
    expect(await ask('PUT', 'profile', { ...changes, name: 'Late' })).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile', version: first.body.version },
    })
  })

  test('a field that it does not have changes nothing, nor does the link that money goes by', async () => {
    const before = await it.app.businesses.byId(salon.business.id)
    const reply = await ask('PUT', 'profile', {
      ...(await profile()),
      ...{ userId: salon.specialist.id, isActive: false, slug: 'stolen', kaspiQrLink: 'https://pay.kaspi.kz/pay/x' },
      $set: { name: 'x' },
    })
    expect(reply.status).toBe(200)
    expect(await it.app.businesses.byId(salon.business.id)).toEqual({ ...before, version: reply.body.version })
  })

  test.each([
    ['no name', { name: ' ' }],
    ['a mail that is none', { contacts: { email: 'someone' } }],
    ['a category that is no word', { category: 'Салон!' }],
  ])('%s is refused by its field', async (_, wrong) => {
    const reply = await ask('PUT', 'profile', { ...(await profile()), ...wrong })
    expect(reply).toMatchObject({ status: 422, body: { code: 'invalid_input' } })
    expect(reply.body.fields[0]).toContain(Object.keys(wrong)[0])
  })

  test.each([
    ['https://pay.kaspi.kz/pay/abcdef', 200],
    ['https://kaspi.kz/pay/Salon?service_id=1', 200],
    ['http://pay.kaspi.kz/pay/abcdef', 422],
    ['no address at all', 422],
    ['https://', 422],
    ['https://kaspi.kz.example.kz/pay', 422],
    ['https://notkaspi.kz/pay', 422],
    ['https://pay.kaspi.kz@example.kz/', 422],
    ['javascript:alert(1)', 422],
  ])('%s as the Kaspi link: %i', async (kaspiQrLink, status) => {
    const { version } = await read('profile')
    expect((await ask('PUT', 'kaspi-link', { kaspiQrLink, version })).status).toBe(status)
  })

  test('a rule changes alone, and one that cannot be is refused', async () => {
    const { settings, version } = await read('profile')
    const reply = await ask('PATCH', 'settings', { settings: { appointmentLeadTime: 120 }, version })
    expect(reply.body.settings).toEqual({ ...settings, appointmentLeadTime: 120 })
    for (const wrong of [{ slotStep: 7 }, { bookingHorizon: 0 }, { holdMinutes: 1 }, { cancellationPeriod: -1 }])
      expect(await ask('PATCH', 'settings', { settings: wrong, version: version + 1 })).toMatchObject({ status: 422 })
  })

  test('an address goes on leading here after it changed', async () => {
    const { slug, version } = await read('profile')
    expect((await ask('PUT', 'slug', { slug: 'sulu-atyrau', version })).body.slug).toBe('sulu-atyrau')
    expect((await it.app.businesses.bySlug(slug))?.slug).toBe('sulu-atyrau')
  })
})

describe('hours', () => {
  const put = async (what: string, body: object) => {
    const { id, version } = await place()
    return ask('PUT', `locations/${id}/${what}`, { version, ...body })
  }

  test('a night ends on the next day; sent twice it is written once', async () => {
    const { id, version } = await place()
    const body = { week: [day(5, '14:00', '02:00', [{ startTime: '18:00', endTime: '18:30' }])], version }
    const first = await ask('PUT', `locations/${id}/hours`, body)
    expect(first.body.workingHours[5]).toMatchObject({ openTime: '14:00', closeTime: '02:00' })
    expect(await ask('PUT', `locations/${id}/hours`, body)).toEqual(first)
    expect((await it.app.businesses.byId(salon.business.id))?.workingHours).toEqual(first.body.workingHours)
  })

  test.each([
    [
      'breaks that overlap',
      [day(1, '10:00', '19:00', [pause('12:00', '13:00'), pause('12:30', '14:00')])],
      'breaks_overlap',
    ],
    ['a break before the opening', [day(1, '10:00', '19:00', [pause('09:00', '10:30')])], 'break_outside'],
    ['a day twice', [day(1, '10:00', '19:00'), day(1, '10:00', '19:00')], 'day_twice'],
    ['a night into an open morning', [day(1, '10:00', '09:00'), day(2, '08:00', '19:00')], 'night_meets_day'],
  ])('%s: told which of the rules', async (_, week, problem) => {
    expect(await put('hours', { week })).toMatchObject({ status: 422, body: { code: 'hours_invalid', problem } })
  })

  test('a day of its own stands before the week and is taken back', async () => {
    const hours = { isOpen: true, openTime: '10:00', closeTime: '15:00', breaks: [] }
    expect((await put('day', { date: '2026-12-16', hours })).body.exceptions).toEqual([
      { date: '2026-12-16', ...hours },
    ])
    expect((await put('day', { date: '2026-12-16', hours: null })).body.exceptions).toEqual([])
  })

  test('a period has its own week and ends by itself', async () => {
    const week = [day(1, '20:00', '01:00')]
    const periods = [{ name: 'Рамазан', from: '2027-02-08', until: '2027-03-09', week }]
    expect((await put('periods', { periods })).body.periods[0]).toMatchObject({ name: 'Рамазан', from: '2027-02-08' })
    const { plan } = (await it.app.diaries.read(salon.business.id, salon.location.id, 0, 1, 0)) ?? {}
    const opens = (date: string) => plan && hoursOfDate(plan.hours, date)
    expect(opens('2027-02-08')).toMatchObject({ isOpen: true, openTime: '20:00', closeTime: '01:00' })
    expect(opens('2027-03-09')).toMatchObject({ isOpen: false })
    expect(['2027-02-07', '2027-03-10'].map((date) => opens(date)?.openTime)).not.toContain('20:00')
    expect((await put('periods', { periods: [] })).body.periods).toEqual([])
  })

  test.each([
    [
      'that end before they begin',
      [{ name: 'A', from: '2027-02-08', until: '2027-02-01', week: [] }],
      'period_backwards',
    ],
    [
      'that overlap',
      [
        { name: 'A', from: '2027-02-01', until: '2027-02-10', week: [] },
        { name: 'B', from: '2027-02-10', until: '2027-02-20', week: [] },
      ],
      'periods_overlap',
    ],
  ])('periods %s are refused', async (_, periods, problem) => {
    expect(await put('periods', { periods })).toMatchObject({ status: 422, body: { problem } })
  })

  test('holidays are told and close nothing', async () => {
    const reply = await it.server.inject({ url: '/api/holidays?from=2026-12-01', headers: { host: 'localhost:3000' } })
    expect(reply.json().days[0]).toMatchObject({ date: '2026-12-16', kind: 'holiday' })
    expect((await place()).exceptions).toEqual([])
  })
})

const pause = (startTime: string, endTime: string) => ({ startTime, endTime })

describe('the price list', () => {
  const two = {
    services: [
      { name: 'Маникюр', duration: 60, price: 6000 },
      { name: 'Педикюр', duration: 90, price: 9000 },
    ],
  }

  test('several are added at once, and a key adds them once', async () => {
    const first = await ask('POST', 'services', two, { key: 'two-services' })
    expect(first.status).toBe(201)
    expect(await ask('POST', 'services', two, { key: 'two-services' })).toEqual(first)
    expect((await read('price-list')).services).toHaveLength(3)
    const other = { services: [{ name: 'Басқа', duration: 30, price: 1 }] }
    expect(await ask('POST', 'services', other, { key: 'two-services' })).toMatchObject({
      body: { code: 'key_reused' },
    })
  })

  test('twins with one key, at the same moment, add them once', async () => {
    const twins = { services: [{ name: 'Егіз', duration: 30, price: 100 }] }
    const replies = await Promise.all([1, 2, 3].map(() => ask('POST', 'services', twins, { key: 'twin-services' })))
    expect(new Set(replies.map(({ body }) => body.services[0].id)).size).toBe(1)
    expect((await read('price-list')).services.filter(({ name }: { name: string }) => name === 'Егіз')).toHaveLength(1)
  })

  test('one of them wrong: none is added', async () => {
    const count = (await read('price-list')).services.length
    const wrong = { services: [...two.services, { name: '', duration: 30, price: 1 }] }
    expect(await ask('POST', 'services', wrong, { key: 'wrong-services' })).toMatchObject({
      status: 422,
      body: { fields: ['services.2.name'] },
    })
    const nobody = { services: [...two.services, { name: 'X', duration: 30, price: 1, needsPerson: false }] }
    expect(await ask('POST', 'services', nobody, { key: 'nobody-services' })).toMatchObject({
      status: 422,
      body: { code: 'service_without_provider' },
    })
    expect((await read('price-list')).services).toHaveLength(count)
  })

  test('a change names only what changes; an older one is told and changes nothing', async () => {
    const before = await service(salon.cut.id)
    const changed = await ask('PATCH', `services/${salon.cut.id}`, {
      changes: { price: 7000 },
      version: before.version,
    })
    expect(changed.body).toEqual({ ...before, price: 7000, version: before.version + 1 })
    const late = await ask('PATCH', `services/${salon.cut.id}`, { changes: { price: 1 }, version: before.version })
    expect(late).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } })
    expect((await service(salon.cut.id)).price).toBe(7000)
  })

  test('the order is the whole list, once each', async () => {
    const ids: string[] = (await read('price-list')).services.map(({ id }: { id: string }) => id)
    const order = [...ids].reverse()
    expect((await ask('PUT', 'price-list/order', { order })).status).toBe(200)
    expect((await read('price-list')).services.map(({ id }: { id: string }) => id)).toEqual(order)
    for (const wrong of [ids.slice(1), [...ids.slice(1), ids[1]], [...ids, salon.olga.id]])
      expect(await ask('PUT', 'price-list/order', { order: wrong })).toMatchObject({ status: 409 })
  })

  test('what is archived is off the list, and asking twice is no failure', async () => {
    const [{ id, version }] = (await read('price-list')).services.filter(
      ({ name }: { name: string }) => name === 'Егіз',
    )
    const first = await ask('POST', `services/${id}/archive`, { version })
    expect(first.status).toBe(200)
    expect(await ask('POST', `services/${id}/archive`, { version })).toEqual(first)
    expect(await service(id)).toBeUndefined()
    expect(await ask('PATCH', `services/${id}`, { changes: { price: 1 }, version: version + 1 })).toMatchObject({
      body: { code: 'service_archived' },
    })
  })
})

describe('people', () => {
  const shift = { from: '10:00', to: '19:00', breaks: [] }

  test('somebody comes by a key, once, and never with a right or an account', async () => {
    const body = {
      name: 'Айгерім',
      services: [{ serviceId: salon.cut.id, price: 8000 }],
      right: 'owner',
      userId: salon.owner.id,
    }
    const first = await ask('POST', 'staff', body, { key: 'new-person' })
    expect(first).toMatchObject({ status: 201, body: { right: null, hasAccount: false } })
    expect(await ask('POST', 'staff', body, { key: 'new-person' })).toEqual(first)
    expect(
      await ask('POST', 'staff', { name: 'Y', services: [{ serviceId: salon.olga.id }] }, { key: 'new-other' }),
    ).toMatchObject({ status: 404 })
  })

  test('name, skills and hours change one by one', async () => {
    const steps: [string, object, object][] = [
      ['details', { name: 'Ольга К.', title: 'Шебер' }, { name: 'Ольга К.' }],
      [
        'skills',
        { services: [{ serviceId: salon.cut.id, duration: 45 }] },
        { services: [{ serviceId: salon.cut.id, duration: 45 }] },
      ],
      [
        'schedule',
        { schedule: { kind: 'rotation', on: 2, off: 2, start: '2026-11-24', ...shift } },
        { schedule: { kind: 'rotation' } },
      ],
      ['active', { isActive: false }, { isActive: false }],
    ]
    for (const [what, change, expected] of steps) {
      const body = { ...change, version: (await person(salon.olga.id)).version }
      const first = await ask('PUT', `staff/${salon.olga.id}/${what}`, body)
      expect(first, what).toMatchObject({ status: 200, body: expected })
      expect(await ask('PUT', `staff/${salon.olga.id}/${what}`, body)).toEqual(first)
      expect(await ask('PUT', `staff/${salon.olga.id}/${what}`, { ...body, version: 99 }), what).toMatchObject({
        status: 409,
      })
    }
  })

  test('a shift that ends when it begins and a break outside of it are refused', async () => {
    const { version } = await person(salon.olga.id)
    for (const wrong of [
      { ...shift, to: '10:00' },
      { ...shift, breaks: [pause('08:00', '09:00')] },
    ])
      expect(
        await ask('PUT', `staff/${salon.olga.id}/schedule`, {
          schedule: { kind: 'weekly', days: [{ day: 1, ...wrong }] },
          version,
        }),
      ).toMatchObject({ status: 422 })
  })
})

describe('rooms and equipment', () => {
  test('are added by a key once, and changed as they were seen', async () => {
    const body = { locationId: salon.location.id, name: '1-кабинет', kind: 'room', units: 2 }
    const first = await ask('POST', 'resources', body, { key: 'new-room' })
    expect(first).toMatchObject({ status: 201, body: { units: 2, isActive: true } })
    expect(await ask('POST', 'resources', body, { key: 'new-room' })).toEqual(first)
    const change = { changes: { units: 3 }, version: 1 }
    const changed = await ask('PATCH', `resources/${first.body.id}`, change)
    expect(changed).toMatchObject({ status: 200, body: { units: 3, version: 2, name: '1-кабинет' } })
    expect(await ask('PATCH', `resources/${first.body.id}`, change)).toEqual(changed)
    expect(await ask('PATCH', `resources/${first.body.id}`, { changes: { units: 9 }, version: 1 })).toMatchObject({
      status: 409,
    })
    expect(await ask('PATCH', `resources/${first.body.id}`, { changes: { units: 0 }, version: 2 })).toMatchObject({
      status: 422,
    })
  })
})

describe('the address', () => {
  test('in each language is what the public page shows, and the profile leaves it alone', async () => {
    const { id, version } = await place()
    const address = { street: 'Сәтпаев көшесі', building: '5', floor: '3-қабат' }
    const translations = { ru: { street: 'улица Сатпаева' }, en: { street: 'Satpayev Street' } }
    await ask('PUT', `locations/${id}/address`, { address, translations, version })
    await ask('PUT', 'profile', { ...(await profile()), translations: { ru: { name: 'Сулу-3' } } })
    const business = await it.app.businesses.byId(salon.business.id)
    expect(business?.address).toEqual(address)
    expect(business?.translations.ru).toMatchObject({ name: 'Сулу-3', street: 'улица Сатпаева' })
    expect(business?.translations.en).toMatchObject({ street: 'Satpayev Street' })
  })
})
