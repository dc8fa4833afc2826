// Several services in one visit, the hold, the draft and the move, as a browser without JavaScript walks them.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import { type OpenSalon, openSalon } from '../factories/open-salon.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'
import { type Guest, guest, hiddenFields } from '../harness/guest.ts'

let it: TestApp
let salon: OpenSalon
let manicure: ServiceId
let gulnaz: StaffId
let book: string

const shift = { from: '10:00', to: '19:00', breaks: [] }
const schedule = { kind: 'weekly' as const, days: [1, 2, 3, 4, 5, 6].map((day) => ({ day, ...shift })) }

beforeAll(async () => {
  it = await testApp()
})

beforeEach(async () => {
  it.clock.set(TODAY)
  salon = await openSalon(it.app)
  const { business, actor } = salon
  const added = await it.app.services.add(
    business.id,
    { name: 'Маникюр', duration: 30, price: 3000, translations: { ru: { name: 'Маникюр (ru)' } } },
    actor,
  )
  manicure = added.id
  gulnaz = (
    await it.app.staff.add(business.id, { name: 'Гүлназ', services: [{ serviceId: manicure }], schedule }, actor)
  ).id
  book = `/kk/b/${business.slug}/book`
})

const DAY = '2026-11-25'
const person = { name: 'Әсел', phone: '8 701 555 20 01', note: '', forWhom: 'me', guestName: '' }

const both = () => `${salon.cut.id}:${salon.anna.id},${manicure}:${gulnaz}`
const one = () => `${salon.cut.id}:${salon.anna.id}`

/** Chooses a time in a cart and presses the button: the last step. */
async function lastStep(who: Guest, services: string, start: string) {
  const times = await who.get(`${book}?services=${services}&day=${DAY}&start=${start}`)
  const held = await who.send(`${book}/time`, { ...hiddenFields(times.body), at: `${DAY} ${start}` })
  const page = held.location ? await who.get(held.location) : held
  return { held, page, fields: hiddenFields(page.body) }
}

async function booked(who: Guest, services: string, start: string): Promise<string> {
  const { fields } = await lastStep(who, services, start)
  const answer = await who.send(book, { ...fields, ...person })
  expect(answer.statusCode).toBe(303)
  return answer.location.split('?')[0] ?? ''
}

const visits = () => it.database.db.collection('appointments').find({ bookedAs: person.name }).sort({ _id: -1 })
const latest = async () => (await visits().limit(1).toArray())[0]

describe('a cart', () => {
  test('of two services leads by people and a time to one visit of both, one after the other', async () => {
    const me = guest(it)
    const menu = await me.get(book)
    expect(menu.body).toContain('Маникюр')
    const chosen = await me.send(`${book}/services`, [
      ...Object.entries(hiddenFields(menu.body)),
      ['service', salon.cut.id],
      ['service', manicure],
    ])
    expect(chosen.location).toContain('step=people')
    const visit = await me.get(await booked(me, both(), '15:30'))
    expect(visit.body).toContain('15:30–16:30')
    expect(visit.body).toContain('16:30–17:00')
    const stored = await latest()
    expect(stored).toMatchObject({ totalAmount: 8000 })
    expect(stored?.services).toHaveLength(2)
  })

  test('is put into another order by a button, and keeps everybody who was named', async () => {
    const me = guest(it)
    const people = await me.get(`${book}?services=${salon.cut.id},${manicure}`)
    expect(people.body).toContain('name="who-0"')
    const turned = await me.send(`${book}/people`, {
      ...hiddenFields(people.body),
      'who-0': salon.anna.id,
      prefer: 'same_person',
      down: '0',
    })
    expect(turned.location).toContain(`services=${manicure}:any,${salon.cut.id}:${salon.anna.id}`)
    expect(turned.location).toContain('prefer=same_person')
  })

  test.each([
    ['empty', 0, 422, 'Қызмет таңдалмады'],
    ['of nine', 9, 422, 'тым көп қызмет'],
    ['of a thousand', 1000, 422, 'тым көп қызмет'],
    ['of ten thousand', 10_000, 413, 'дерек тым көп'],
  ])('%s is told what to do', async (_, count, status, text) => {
    const me = guest(it)
    const ids = await Promise.all(
      Array.from({ length: Math.min(count, 9) }, async (_each, i) => {
        const input = { name: `Қызмет ${i}`, duration: 30, price: 1000 }
        const { id } = await it.app.services.add(salon.business.id, input, salon.actor)
        await it.app.staff.add(salon.business.id, { name: 'Т', services: [{ serviceId: id }] }, salon.actor)
        return id as string
      }),
    )
    const more = Array.from({ length: Math.max(count - 9, 0) }, (_each, i) => i.toString(16).padStart(24, '0'))
    const refused = await me.send(
      `${book}/services`,
      [...ids, ...more].map((id): [string, string] => ['service', id]),
    )
    expect(refused.statusCode).toBe(status)
    expect(refused.body).toContain(text)
  })

  test('that no day can hold says so, with a way out', async () => {
    const { id } = await it.app.services.add(
      salon.business.id,
      { name: 'Ұзақ', duration: 480, price: 1000 },
      salon.actor,
    )
    await it.app.staff.add(salon.business.id, { name: 'Т', services: [{ serviceId: id }], schedule }, salon.actor)
    const page = await guest(it).get(`${book}?services=${id}:any,${manicure}:any,${salon.cut.id}:any&step=time`)
    expect(page.body).toContain('бір күнге сыймайды')
  })
})

test('a button pressed without a time chosen says what is missing and keeps the cart', async () => {
  const me = guest(it)
  const times = await me.get(`${book}?services=${both()}&day=${DAY}&step=time`)
  const refused = await me.send(`${book}/time`, hiddenFields(times.body))
  expect(refused.statusCode).toBe(422)
  expect(refused.body).toContain('Уақыт таңдалмады')
  expect(hiddenFields(refused.body).services).toBe(both())
})

describe('a taken time', () => {
  test('says why, by name, and offers three others that are free', async () => {
    await booked(guest(it), one(), '15:30')
    const me = guest(it)
    const times = await me.get(`${book}?services=${one()}&day=${DAY}&step=time`)
    const why = /href="([^"]+book\/why[^"]+start=16:00[^"]*)"/.exec(times.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const page = await me.get(why)
    expect(page.body).toContain('16:00 неге бос емес?')
    expect(page.body).toContain('Анна: бұл кезде басқа клиентпен.')
    const others = [...page.body.matchAll(/class="slot slot-wide" href="([^"]+)"/g)]
    expect(others).toHaveLength(3)
    const first = await me.get(others[0]?.[1]?.replaceAll('&amp;', '&') ?? '')
    expect(first.body).toMatch(/name="at"[^>]* checked=""/)
  })
})

describe('a hold', () => {
  test('keeps the time from others, and says how many seconds are left by the server', async () => {
    const me = guest(it)
    const { page } = await lastStep(me, one(), '15:30')
    expect(page.body).toContain('data-left="600"')
    it.clock.set('2026-11-23T03:04:00Z')
    const other = await lastStep(guest(it), one(), '15:30')
    expect(other.held.statusCode).toBe(409)
    expect(other.held.body).toContain('Жақын бос уақыттар')
  })

  test('is prolonged once, and what was typed stays', async () => {
    const me = guest(it)
    const { fields } = await lastStep(me, one(), '15:30')
    const more = await me.send(`${book}/extend`, { ...fields, ...person })
    const page = await me.get(more.location)
    expect(page.body).toContain('data-left="900"')
    expect(page.body).toContain('value="Әсел"')
    expect(page.body).not.toContain('data-extend')
  })

  test('of two services by one person is prolonged for both, and booked', async () => {
    const { id } = await it.app.services.add(
      salon.business.id,
      { name: 'Сақал', duration: 30, price: 2000 },
      salon.actor,
    )
    const services = [{ serviceId: salon.cut.id }, { serviceId: id }]
    const one = await it.app.staff.add(salon.business.id, { name: 'Ерасыл', services, schedule }, salon.actor)
    const me = guest(it)
    const { fields } = await lastStep(me, `${salon.cut.id}:${one.id},${id}:${one.id}`, '15:30')
    await me.send(`${book}/extend`, { ...fields, ...person })
    it.clock.set('2026-11-23T03:12:00Z')
    const other = await lastStep(guest(it), `${id}:${one.id}`, '16:30')
    expect(other.held.statusCode).toBe(409)
    const answer = await me.send(book, { ...fields, ...person })
    expect(answer.location).toContain('/v/')
  })

  test('that ended while nobody wanted the time is held again by a button, or booked all the same', async () => {
    const me = guest(it)
    const { page, fields } = await lastStep(me, one(), '15:30')
    it.clock.set('2026-11-23T03:11:00Z')
    const address = `${book}?services=${one()}&day=${DAY}&start=15:30&step=contact&hold=${fields.hold}`
    const lapsed = await me.get(address)
    expect(lapsed.body).toContain('Сақтау мерзімі бітті')
    expect(page.body).not.toContain('Сақтау мерзімі бітті')
    const answer = await me.send(book, { ...fields, ...person })
    expect(answer.location).toContain('/v/')
  })

  test('that ended and went to another keeps what was typed and offers others', async () => {
    const me = guest(it)
    const { fields } = await lastStep(me, one(), '15:30')
    it.clock.set('2026-11-23T03:11:00Z')
    await booked(guest(it), one(), '15:30')
    const refused = await me.send(book, { ...fields, ...person, phone: '8 701 555 20 09' })
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('басқа клиент алып қойды')
    expect(refused.body).toContain('value="Әсел"')
    const choose = /name="choose" value="([^"]+)"|value="([^"]+)"[^>]*name="choose"/.exec(refused.body)
    const moved = await me.send(`${book}/time`, {
      ...hiddenFields(refused.body),
      ...person,
      choose: choose?.[1] ?? choose?.[2] ?? '',
    })
    const page = await me.get(moved.location)
    expect(page.body).toContain('data-left="600"')
    expect(page.body).toContain('value="Әсел"')
  })

  test('is not needed: without cookies one books all the same, and another language keeps the text', async () => {
    const me = guest(it, { keepsCookies: false })
    const { page, fields } = await lastStep(me, one(), '15:30')
    expect(page.body).not.toContain('data-left')
    const russian = await me.send(`${book}/draft`, { ...fields, ...person, to: 'ru' })
    expect(russian.body).toContain('<html lang="ru"')
    expect(russian.body).toContain('value="Әсел"')
    expect((await me.send(book, { ...fields, ...person })).location).toContain('/v/')
  })
})

describe('a draft', () => {
  test('goes along into another language: hold, services and typed text', async () => {
    const me = guest(it)
    const { fields } = await lastStep(me, both(), '15:30')
    const typed = { ...person, forWhom: 'child', guestName: 'Айша', note: 'қысқа шаш' }
    const switched = await me.send(`${book}/draft`, { ...fields, ...typed, to: 'ru' })
    expect(switched.location).toMatch(/^\/ru\//)
    const page = await me.get(switched.location)
    for (const text of ['Стрижка', 'value="Әсел"', 'value="Айша"', 'қысқа шаш', 'data-left="600"']) {
      expect(page.body).toContain(text)
    }
    const answer = await me.send(book.replace('/kk/', '/ru/'), { ...hiddenFields(page.body), ...typed })
    expect((await me.get(answer.location)).body).toContain('Айша')
    expect(await latest()).toMatchObject({ forWhom: { kind: 'child', name: 'Айша' } })
  })

  test('survives a closed tab, and is gone once the visit is booked', async () => {
    const me = guest(it)
    await me.get(book)
    await me.send(`${book}/draft`, [
      ['of', 'services'],
      ['service', manicure],
      ['quiet', '1'],
    ])
    const isTicked = (html: string) =>
      new RegExp(`name="service"[^>]*checked=""[^>]*value="${manicure}"|value="${manicure}"[^>]*checked=""`).test(html)
    expect(isTicked((await me.get(book)).body)).toBe(true)
    expect(isTicked((await guest(it).get(book)).body)).toBe(false)
    await booked(me, both(), '15:30')
    expect(isTicked((await me.get(book)).body)).toBe(false)
  })

  test('is made by no page that is only opened', async () => {
    const me = guest(it)
    const before = await it.database.db.collection('drafts').countDocuments()
    await me.get(`${book}?services=${both()}&day=${DAY}&start=15:30&step=contact`)
    await me.get(`${book}?services=${both()}&day=${DAY}&start=15:30`)
    expect(await it.database.db.collection('drafts').countDocuments()).toBe(before)
    expect(await it.database.db.collection('holds').countDocuments({ holder: /./ })).toBeGreaterThanOrEqual(0)
  })
})

describe('a visit by its link', () => {
  test('is moved after a page that shows old and new; the old time is free again', async () => {
    const me = guest(it)
    const link = await booked(me, both(), '15:30')
    const confirm = await me.get(`${link}/move?at=${DAY}+16:00`)
    expect(confirm.body).toContain('Бұрын')
    expect(confirm.body).toContain('Бағасы өзгермейді')
    expect((await latest())?.wall).toMatchObject({ time: '15:30' })
    const moved = await me.send(`${link}/move`, hiddenFields(confirm.body))
    expect((await me.get(moved.location)).body).toContain('Жазылу уақыты ауысты')
    expect((await latest())?.wall).toMatchObject({ time: '16:00' })
    const again = await me.send(`${link}/move`, hiddenFields(confirm.body))
    expect(again.statusCode).toBe(303)
    await booked(guest(it), one(), '15:00')
  })

  test('moved meanwhile by another hand is shown as it stands', async () => {
    const me = guest(it)
    const link = await booked(me, one(), '15:30')
    const stale = hiddenFields((await me.get(`${link}/move?at=${DAY}+11:00`)).body)
    await me.send(`${link}/move`, hiddenFields((await me.get(`${link}/move?at=${DAY}+12:00`)).body))
    const refused = await me.send(`${link}/move`, stale)
    expect(refused.statusCode).toBe(409)
    expect(refused.body).toContain('12:00–13:00')
  })

  test('opens though a person of it has left and the client said late: then a call helps', async () => {
    const me = guest(it)
    const link = await booked(me, one(), '11:00')
    it.clock.set('2026-11-25T05:30:00Z')
    await me.send(`${link}/late`, { minutes: '20' })
    await it.app.staff.setActive(salon.business.id, salon.anna.id, false, 1, salon.actor)
    const page = await me.get(link)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('id="late"')
  })

  test('leads to what the same device booked in the same sitting, and nobody else sees that', async () => {
    const mother = guest(it)
    const first = await booked(mother, one(), '11:00')
    const { fields } = await lastStep(mother, `${manicure}:${gulnaz}`, '11:30')
    const child = { ...person, forWhom: 'child', guestName: 'Алдияр' }
    const second = (await mother.send(book, { ...fields, ...child })).location.split('?')[0] ?? ''
    const page = await mother.get(first)
    expect(page.body).toContain(`href="${second}"`)
    expect(page.body).toContain('Алдияр')
    const stranger = await booked(guest(it), one(), '15:00')
    expect((await mother.get(stranger)).body).not.toContain('id="together"')
  })

  test('with two people stands in the column of each, and is counted once', async () => {
    await booked(guest(it), both(), '15:30')
    const { columns } = await it.app.appointments.day(salon.business.id, DAY, salon.actor)
    const withVisit = columns.filter(({ entries }) => entries.length > 0).map(({ staffId }) => staffId)
    expect(withVisit).toEqual([salon.anna.id, gulnaz])
  })

  test('says late on the day, once heard, and what it means', async () => {
    const me = guest(it)
    const link = await booked(me, one(), '15:30')
    expect((await me.get(link)).body).not.toContain('name="minutes"')
    expect((await me.send(`${link}/late`, { minutes: '10' })).statusCode).toBe(409)
    await booked(guest(it), one(), '16:30')
    it.clock.set('2026-11-25T10:00:00Z')
    const said = await me.send(`${link}/late`, { minutes: '10' })
    const page = await me.get(said.location.split('#')[0] ?? '')
    expect(page.body).toContain('10 минутқа кешігесіз')
    expect(page.body).toContain('толық үлгермейді')
    expect(await it.database.db.collection('appointments').countDocuments({ 'late.minutes': 10 })).toBe(1)
  })

  test('is taken back with a reason, after real times to move to', async () => {
    const me = guest(it)
    const link = await booked(me, one(), '15:30')
    const asked = await me.get(`${link}/cancel`)
    expect([...asked.body.matchAll(/class="slot slot-wide" href/g)]).toHaveLength(3)
    await me.send(`${link}/cancel`, { reason: 'illness' })
    expect(await latest()).toMatchObject({ status: 'cancelled', cancellationReason: 'illness' })
    expect((await me.get(`${link}/move`)).statusCode).toBe(303)
  })

  test('goes into a calendar in its own zone, with the private link; shared without it', async () => {
    const me = guest(it)
    const link = await booked(me, both(), '15:30')
    const file = await me.get(`${link}/visit.ics`)
    expect(file.headers['content-type']).toContain('text/calendar')
    expect(file.headers['cache-control']).toBe('no-store')
    const text = file.body.replaceAll('\r\n ', '')
    expect(text).toContain('DTSTART;TZID=Asia/Atyrau:20261125T153000')
    expect(text).toMatch(/DTSTAMP:\d{8}T\d{6}Z/)
    expect(text).toMatch(/SUMMARY:«Сұлу» салоны/)
    expect(text).toContain(link)
    const page = await me.get(link)
    const shared = [...page.body.matchAll(/href="(https:\/\/(?:wa\.me\/\?|t\.me|calendar)[^"]+)"/g)].map(
      ([, href]) => href ?? '',
    )
    expect(shared).toHaveLength(3)
    for (const href of shared) expect(decodeURIComponent(href)).not.toContain('/v/')
  })
})

test('after all of it the doctor finds nothing', async () => {
  const findings = await Promise.all(it.app.checks.map((check) => check.run({ repair: false })))
  expect(findings.flat()).toEqual([])
})
