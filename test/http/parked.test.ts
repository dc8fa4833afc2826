// Two calls at once: a visit that is being written is put aside, its time kept for five minutes.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { at, type FrontDesk, openFrontDesk, type Who } from '../factories/front-desk.ts'
import { GUEST, TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let desk: FrontDesk

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
  it.clock.set(at('10:00'))
})

const form = (changes: object = {}) => ({
  ...{ startTime: at('11:00'), minutes: 30, whoId: desk.anna.id, text: 'Гүлназ', notes: 'ұзын шаш', isWalkIn: false },
  ...{ lines: [desk.line()], client: { kind: 'new', name: 'Гүлназ', phone: '8 701' }, ...changes },
})
const park = (changes: object = {}, who: Who = 'reception', key?: string) =>
  desk.ask(who, 'POST', 'parked', form(changes), key)
const list = async (who: Who = 'owner') => (await desk.ask(who, 'GET', 'parked')).body.parked
const letGo = (id: string, who: Who = 'owner') => desk.ask(who, 'DELETE', `parked/${id}`)
const code = async (asked: ReturnType<FrontDesk['ask']>) => (await asked).body.code

describe('a parked visit', () => {
  test('keeps its time from everybody else, and shows any desk what was typed', async () => {
    const { status, body } = await park()
    expect([status, body.expiresAt]).toEqual([201, at('10:05')])
    const [one] = await list()
    expect(one).toMatchObject({
      ...{ id: body.id, by: 'Ақбота', isHeld: true, text: 'Гүлназ', notes: 'ұзын шаш', startTime: at('11:00') },
      ...{ lines: [{ serviceId: desk.cut.id, staffId: desk.anna.id }], client: { kind: 'new', phone: '8 701' } },
      spans: [{ staffId: desk.anna.id, resourceId: null, from: at('11:00'), until: at('12:00') }],
    })
    expect(await code(desk.book('11:30', {}, 'owner'))).toBe('time_not_free')
    const wish = { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at('11:30')) }
    const who = { name: 'Әсел', phone: '+77015550101', locale: 'kk' as const, source: 'site' }
    const byGuest = it.app.appointments.book(desk.business.id, { ...wish, ...who }, GUEST, 'guest-of-parked')
    await expect(byGuest).rejects.toMatchObject({ code: 'time_not_free' })
    expect(await desk.doctor()).toEqual([])
  })

  test('is picked up by another desk: its time goes over, and nothing is left behind', async () => {
    const { body } = await park()
    const booked = await desk.book('11:00', { parkedId: body.id }, 'owner')
    expect(booked.status).toBe(201)
    expect(await list()).toEqual([])
    expect(await desk.doctor()).toEqual([])
    expect(await code(desk.book('11:00', { parkedId: body.id }, 'reception'))).toBe('parked_gone')
  })

  test('may be booked elsewhere than it was kept: then that time is free again', async () => {
    const { body } = await park()
    expect((await desk.book('11:30', { parkedId: body.id }, 'owner')).status).toBe(201)
    expect((await desk.book('10:30')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('picked up by two desks at once is one visit', async () => {
    const { body } = await park()
    const answers = await Promise.all([
      desk.book('11:00', { parkedId: body.id }, 'owner'),
      desk.book('13:00', { parkedId: body.id }, 'reception'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('parked_gone')
    expect(await desk.doctor()).toEqual([])
  })

  test('lapses after five minutes: the time is anybody’s, what was typed stays for the day', async () => {
    const { body } = await park()
    it.clock.set(at('10:06'))
    expect((await list())[0]).toMatchObject({ isHeld: false, spans: [], text: 'Гүлназ' })
    expect((await desk.book('11:00')).status).toBe(201)
    expect(await code(desk.book('11:00', { parkedId: body.id }, 'owner'))).toBe('time_not_free')
    expect(await list()).toHaveLength(1) // refused, it lies there still
    expect((await desk.book('12:00', { parkedId: body.id }, 'owner')).status).toBe(201)
    expect(await list()).toEqual([])
    expect(await desk.doctor()).toEqual([])
  })

  test('swept is the same as lapsed; of yesterday it is not shown', async () => {
    const { body } = await park()
    it.clock.set(at('10:30'))
    expect(await it.app.appointments.sweepHolds()).toBeGreaterThan(0)
    expect(await list()).toHaveLength(1)
    expect((await desk.book('11:00', { parkedId: body.id }, 'owner')).status).toBe(201)
    await park({ startTime: at('15:00') })
    it.clock.set(at('10:31', '2026-11-25'))
    expect(await list()).toEqual([])
    expect(await desk.doctor()).toEqual([])
  })

  test('let go frees its time; let go twice is let go', async () => {
    const { body } = await park()
    expect((await letGo(body.id)).status).toBe(204)
    expect((await letGo(body.id)).status).toBe(204)
    expect(await list()).toEqual([])
    expect((await desk.book('11:00')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('by one key is parked once; of one desk there may be several; taken time cannot be kept', async () => {
    const first = await park({}, 'reception', 'key-of-a-parked')
    expect(await park({}, 'reception', 'key-of-a-parked')).toEqual(first)
    expect((await park({ startTime: at('13:00') })).status).toBe(201)
    expect(await list()).toHaveLength(2)
    expect(await code(park({ startTime: at('11:30') }))).toBe('time_not_free')
    expect((await park({ startTime: at('11:30'), keepTime: false })).status).toBe(201) // only what was typed
    expect((await list()).at(-1)).toMatchObject({ isHeld: false, lines: [{ serviceId: desk.cut.id }] })
    expect((await park({ startTime: at('11:30'), lines: [] })).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('of another’s column is none of a specialist’s', async () => {
    const { body } = await park()
    expect(await list('zhanar')).toEqual([])
    expect(await list('anna')).toHaveLength(1)
    expect(await code(park({ startTime: at('15:00') }, 'zhanar'))).toBe('person_unavailable')
    expect((await letGo(body.id, 'zhanar')).status).toBe(204)
    expect(await list()).toHaveLength(1)
  })
})
