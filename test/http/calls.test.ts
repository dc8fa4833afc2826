// The calls of a day: who is called and why, what is read to him, and what came of it.

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at, type FrontDesk, openFrontDesk, TUESDAY, type Who } from '../factories/front-desk.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let desk: FrontDesk

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
})

const MOBILE = '+77015550181'
const LANDLINE = '+77122555181'
const list = async (who: Who = 'reception') => (await desk.ask(who, 'GET', 'call-list')).body
const named = async (time: string, name: string, phone?: string) =>
  (await desk.book(time, { client: { kind: 'new', name, ...(phone ? { phone } : {}) } })).body
const call = (id: string, outcome: string, version = 1, key = randomUUID(), who: Who = 'reception') =>
  desk.ask(who, 'POST', `appointments/${id}/calls`, { outcome, version }, key)
const stored = (id: string) => it.database.db.collection('appointments').findOne({ _id: toObjectId(id) })
const calls = (id: string) => it.database.db.collection('calls').countDocuments({ appointmentId: toObjectId(id) })

describe('whom to call about tomorrow', () => {
  test('who has not confirmed, and whom only a telephone reaches though he has', async () => {
    const silent = await named('10:00', 'Әсел', MOBILE)
    const sure = await named('11:00', 'Дина', '+77015550182')
    const old = await named('12:00', 'Апа', LANDLINE)
    await named('13:00', 'Нөмірсіз')
    await desk.book('14:00', { client: { kind: 'walk-in' } })
    for (const id of [sure.id, old.id])
      await desk.ask('reception', 'POST', `appointments/${id}/confirm`, { version: 1 })
    const { date, rows } = await list()
    expect(date).toBe(TUESDAY)
    expect(rows.map(({ id, why }: { id: string; why: string[] }) => [id, why])).toEqual([
      [silent.id, ['unconfirmed']],
      [old.id, ['landline']],
    ])

    expect((await desk.ask('reception', 'PUT', `clients/${sure.clientId}/by-phone`, { byPhone: true })).status).toBe(
      204,
    )
    expect((await list()).rows.map(({ id }: { id: string }) => id)).toEqual([silent.id, sure.id, old.id])
    expect((await list('anna')).rows).toHaveLength(3)
    expect((await list('zhanar')).rows).toEqual([])
  })

  test('the sentence is whole in three languages, with nothing hung on a name', async () => {
    const visit = await named('15:30', 'Серік', MOBILE)
    await it.database.db.collection('appointments').updateOne({ _id: toObjectId(visit.id) }, { $set: { locale: 'ru' } })
    const { body } = await desk.ask('anna', 'GET', `appointments/${visit.id}/call`)
    const plain = (text: string) => text.replaceAll('\u00a0', ' ')
    expect(body.aloud.locale).toBe('ru')
    expect(plain(body.aloud.texts.kk)).toMatch(
      /^Сәлеметсіз бе, Серік! «Сұлу» салоны \d+ хабарласып тұр\. .+: 24 қараша, сейсенбі, сағат 15:30\. Маман: Анна\. Мекенжай: Азаттық даңғылы, 48\./,
    )
    expect(plain(body.aloud.texts.ru)).toContain(
      '24 ноября, вторник, 15:30. Специалист: Анна. Адрес: Азаттық даңғылы, 48',
    )
    expect((await desk.ask('zhanar', 'GET', `appointments/${visit.id}/call`)).status).toBe(404)
  })
})

describe('what came of a call', () => {
  test('he comes: the visit is confirmed, told once however often it is sent', async () => {
    const { id } = await named('10:00', 'Әсел', MOBILE)
    const key = randomUUID()
    const [first, again] = [await call(id, 'confirmed', 1, key), await call(id, 'confirmed', 1, key)]
    expect([first.status, again.status]).toEqual([200, 200])
    expect((await stored(id))?.confirmedAt).toEqual(it.clock.now())
    expect(await calls(id)).toBe(1)
    expect((await list()).rows).toMatchObject([{ id, isConfirmed: true, call: { outcome: 'confirmed', tries: 1 } }])
    const { history } = (await desk.ask('reception', 'GET', `appointments/${id}`)).body
    expect(history.map(({ type }: { type: string }) => type)).toEqual([
      'appointment.booked',
      'appointment.confirmed',
      'appointment.called',
    ])
    expect(await desk.doctor()).toEqual([])
  })

  test('nobody answers: again in two hours, counted, and below those who were not called stays nobody', async () => {
    const { id } = await named('10:00', 'Әсел', MOBILE)
    await call(id, 'no_answer')
    it.clock.set('2026-11-23T06:00:00Z')
    await call(id, 'no_answer')
    expect((await list()).rows).toMatchObject([
      { id, isConfirmed: false, call: { outcome: 'no_answer', tries: 2, again: '2026-11-23T08:00:00.000Z' } },
    ])
    expect((await stored(id))?.version).toBe(1)
  })

  test('the number is somebody else’s: marked on the card until another one stands there', async () => {
    const visit = await named('10:00', 'Әсел', MOBILE)
    await call(visit.id, 'wrong_number')
    expect((await list()).rows).toMatchObject([{ isWrong: true, call: { outcome: 'wrong_number' } }])
    const clients = it.database.db.collection('clients')
    await clients.updateOne({ _id: toObjectId(visit.clientId) }, { $set: { phone: '+77015550199' } })
    expect((await list()).rows).toMatchObject([{ isWrong: false }])
  })

  test('what was changed meanwhile is not confirmed, and no call is noted', async () => {
    const { id } = await named('10:00', 'Әсел', MOBILE)
    await desk.ask('reception', 'PUT', `appointments/${id}/notes`, { version: 1, notes: 'x' })
    await desk.ask('reception', 'PUT', `appointments/${id}/notes`, { version: 2, notes: 'y' })
    expect((await call(id, 'confirmed', 1)).body.code).toBe('changed_meanwhile')
    expect(await calls(id)).toBe(0)
    expect((await call(id, 'no_answer', 1, randomUUID(), 'zhanar')).status).toBe(404)
  })
})

describe('the list of a week', () => {
  const card = async (who: Who = 'owner') => (await desk.ask(who, 'GET', 'week-card')).body
  const book = async (time: string, date = TUESDAY) =>
    it.app.appointments.book(
      desk.business.id,
      {
        ...{ name: 'Онлайн', phone: `+7701555${String(Math.floor(serial++)).padStart(4, '0')}`, source: 'site' },
        ...{ cart: { lines: [{ serviceId: desk.cut.id, staffId: desk.anna.id }], prefer: 'least_wait' }, locale: 'kk' },
        startTime: new Date(at(time, date)),
      },
      { kind: 'guest', device: randomUUID() },
      randomUUID(),
    )
  let serial = 2000

  test('tells who is away, who has not confirmed and what was booked since the last closing', async () => {
    it.clock.set('2026-11-21T13:00:00Z') // Saturday, an hour before closing
    await book('10:00')
    it.clock.set('2026-11-22T10:00:00Z') // Sunday, closed
    const { id } = await book('11:00')
    const off = { from: at('00:00', '2026-11-25'), until: at('00:00', '2026-11-27'), kind: 'vacation', version: 1 }
    expect((await desk.ask('owner', 'POST', `staff/${desk.anna.id}/time-off`, off)).status).toBe(200)

    it.clock.set(TODAY) // Monday, 08:00
    expect(await card()).toMatchObject({
      ...{ week: '2026-11-23', isFirstMorning: true, unconfirmed: 2, since: '2026-11-21T14:00:00.000Z', ticks: [] },
      off: [{ name: 'Анна', dates: ['2026-11-25', '2026-11-26'] }],
      online: [{ id, time: '11:00' }],
    })
    it.clock.set(at('13:00', '2026-11-23'))
    expect((await card()).isFirstMorning).toBe(false)
    expect((await desk.ask('anna', 'GET', 'week-card')).status).toBe(403)
  })

  test('what one has ticked off is seen by the others, and is taken back', async () => {
    const tick = (keys: string[], isDone: boolean, who: Who = 'reception') =>
      desk.ask(who, 'PUT', 'week-card/ticks', { week: '2026-11-23', keys, isDone })
    const keys = async () => (await card()).ticks.map(({ key, by }: { key: string; by: string }) => [key, by])
    const visit = `visit:${'a'.repeat(24)}`
    expect((await tick(['off', visit], true)).status).toBe(204)
    expect((await tick(['off'], true, 'owner')).status).toBe(204)
    expect(await keys()).toEqual([
      ['off', 'Ақбота'],
      [visit, 'Ақбота'],
    ])
    await tick(['off'], false, 'owner')
    expect(await keys()).toEqual([[visit, 'Ақбота']])
    expect((await tick(['something'], true)).status).toBe(422)
    it.clock.set(at('08:00', '2026-11-30'))
    expect(await keys()).toEqual([])
  })
})
