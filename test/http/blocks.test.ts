// Blocked time: nobody books it, visits there are never lost by it, and whoever frees it frees nobody else's.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import { at, type FrontDesk, openFrontDesk, TUESDAY, type Who } from '../factories/front-desk.ts'
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
})

const span = () => `from=${encodeURIComponent(at('00:00'))}&until=${encodeURIComponent(at('23:55'))}`
const list = async (who: Who) => (await desk.ask(who, 'GET', `blocks?${span()}`)).body.blocks
const remove = ({ id, version }: { id: string; version: number }, who: Who = 'reception') =>
  desk.ask(who, 'DELETE', `blocks/${id}?version=${version}`)
const change = (block: { id: string; version: number }, changes: object, who: Who = 'reception') =>
  desk.ask(who, 'PUT', `blocks/${block.id}`, {
    ...{ staffId: desk.anna.id, resourceId: null, reason: '', from: at('11:00'), until: at('12:00') },
    ...{ version: block.version, ...changes },
  })

describe('a block', () => {
  test('keeps a time from clients and from staff; gone, the time is free again', async () => {
    const { status, body: block } = await desk.block('11:00', '12:00', { reason: 'Дәрігер' })
    expect([status, block]).toMatchObject([201, { reason: 'Дәрігер', version: 1, isOver: false }])
    const wish = { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at('11:30')) }
    const who = { name: 'Әсел', phone: '+77015550101', locale: 'kk' as const, source: 'site' }
    const byGuest = it.app.appointments.book(desk.business.id, { ...wish, ...who }, GUEST, 'guest-of-a-block')
    await expect(byGuest).rejects.toMatchObject({ code: 'time_not_free' })
    expect((await desk.book('11:30')).body).toMatchObject({ code: 'time_not_free', why: [{ code: 'person_busy' }] })
    const proposal = { startTime: at('11:30'), lines: [desk.line()] }
    const verdict = await desk.ask('reception', 'POST', 'what-if', proposal)
    expect(verdict.body).toMatchObject({ ok: false, collides: [], blocks: [{ id: block.id, reason: 'Дәрігер' }] })
    const { blocks } = (await desk.ask('reception', 'GET', `calendar?from=${TUESDAY}`)).body
    expect(blocks).toEqual([block])
    expect(await desk.doctor()).toEqual([])

    expect((await remove(block)).status).toBe(204)
    expect((await remove(block)).status).toBe(204)
    expect((await desk.book('11:30')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('made by one key is made once; changed twice by one request is changed once', async () => {
    const first = await desk.block('11:00', '12:00', {}, 'reception', 'key-of-a-block')
    expect(await desk.block('11:00', '12:00', {}, 'reception', 'key-of-a-block')).toEqual(first)
    const later = { from: at('13:00'), until: at('13:30'), staffId: desk.second.id }
    const changed = await change(first.body, later)
    expect(changed).toMatchObject({ status: 200, body: { ...later, version: 2 } })
    expect(await change(first.body, later)).toEqual(changed)
    expect(await change(first.body, {})).toMatchObject({ status: 409, body: { code: 'changed_meanwhile', version: 2 } })
    expect((await remove(first.body)).body.code).toBe('changed_meanwhile')
    expect((await desk.book('11:00')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('over a visit stands only where that is said, and the visit stays', async () => {
    const { body: visit } = await desk.book('11:00')
    const refused = await desk.block('11:30', '12:30')
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'block_over_visits',
        visits: [{ id: visit.id, startTime: at('11:00') }],
        blocks: [],
        isHeld: false,
      },
    })
    const { body: block } = await desk.block('11:30', '12:30', { over: true })
    expect(block.isOver).toBe(true)
    expect(await desk.doctor()).toEqual([])

    await desk.ask('reception', 'POST', `appointments/${visit.id}/cancel`, { version: 1 })
    expect(await desk.doctor()).toEqual([])
    expect((await desk.book('11:00')).status).toBe(409) // the half hour that the block keeps
    expect((await desk.book('10:30')).status).toBe(201)
    await remove(block)
    expect(await desk.doctor()).toEqual([])
    expect((await desk.book('11:30')).status).toBe(201)
  })

  test('over time that a guest holds stands only where that is said; the guest may still book it, or let it go', async () => {
    const { appointments } = it.app
    const device = (name: string) => ({ kind: 'guest' as const, device: name })
    const hold = (time: '11:00' | '13:00', name: string) => {
      const wish = { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at(time)) }
      return appointments.hold(desk.business.id, wish, device(name), `key-of-${name}`)
    }
    const [one, two] = [await hold('11:00', 'device-one'), await hold('13:00', 'device-two')]
    const refused = await desk.block('11:00', '14:00')
    expect(refused.body).toMatchObject({ code: 'block_over_visits', visits: [], isHeld: true })
    expect((await desk.block('11:00', '14:00', { over: true })).status).toBe(201)
    expect(await desk.doctor()).toEqual([])

    const contact = { name: 'Әсел', phone: '+77015550101', locale: 'kk' as const, source: 'site' }
    const wish = { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at('11:00')), holdId: one.id }
    const visit = await appointments.book(
      desk.business.id,
      { ...wish, ...contact },
      device('device-one'),
      'key-of-visit',
    )
    expect(visit.id).toBe(one.id)
    await appointments.releaseHold(desk.business.id, two.id, device('device-two'))
    expect(await desk.doctor()).toEqual([])
    expect((await desk.book('13:00')).status).toBe(409)
  })

  test('over a hold that has lapsed is over nothing', async () => {
    const wish = { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at('11:00')) }
    await it.app.appointments.hold(desk.business.id, wish, { kind: 'guest', device: 'device-three' }, 'key-of-three')
    it.clock.set(new Date(Date.parse(TODAY) + 3_600_000).toISOString())
    expect((await desk.block('11:00', '12:00')).body).toMatchObject({ isOver: false })
    expect(await desk.doctor()).toEqual([])
  })

  test('a visit over a block is an override, and survives it', async () => {
    const { body: block } = await desk.block('11:00', '12:00')
    const { body: visit } = await desk.book('11:30', { override: { reason: 'Келісілген' } })
    expect(visit.override).toEqual({ reason: 'Келісілген' })
    await remove(block)
    expect(await desk.doctor()).toEqual([])
    expect((await desk.book('12:00')).status).toBe(409)
    expect((await desk.book('10:30')).status).toBe(201)
  })

  test('of a room keeps all of its units', async () => {
    const { business, location, actor } = desk
    const room = { name: 'Кабинет', kind: 'room', units: 2 }
    const { id: resourceId } = await it.app.resources.add(business.id, location.id, room, actor)
    const { status, body: block } = await desk.block('11:00', '12:00', { staffId: null, resourceId })
    expect([status, block.resourceId]).toEqual([201, resourceId])
    expect(
      (await it.database.db.collection('blocks').findOne({ reason: '' }, { sort: { _id: -1 } }))?.claims,
    ).toHaveLength(2)
    expect(await desk.doctor()).toEqual([])
  })

  test.each([
    ['between the minutes', { until: at('11:58') }, 'off_grid'],
    ['that ends before it begins', { until: at('10:30') }, 'invalid_input'],
    ['of the past', { from: at('11:00', '2026-11-22'), until: at('12:00', '2026-11-22') }, 'in_the_past'],
    ['of a month', { until: at('12:00', '2026-12-24') }, 'block_too_long'],
    ['in two years', { from: at('11:00', '2028-11-24'), until: at('12:00', '2028-11-24') }, 'too_far'],
    ['of nobody', { staffId: null }, 'invalid_input'],
    ['of somebody unknown', { staffId: 'f'.repeat(24) }, 'not_found'],
  ])('%s is refused', async (_, changes, code) => {
    expect((await desk.block('11:00', '12:00', changes)).body.code).toBe(code)
  })

  test('that has begun may end sooner; once it is over it stays as it was', async () => {
    const { body: block } = await desk.block('11:00', '12:00')
    it.clock.set(at('11:20'))
    const shorter = await change(block, { until: at('11:30') })
    expect(shorter.status).toBe(200)
    expect((await desk.book('11:30')).status).toBe(201)
    it.clock.set(at('11:40'))
    expect((await change(shorter.body, { until: at('11:45') })).body.code).toBe('in_the_past')
    expect((await remove(shorter.body)).body.code).toBe('in_the_past')
    expect(await desk.doctor()).toEqual([])
  })
})

describe('who may', () => {
  test('a specialist: up to an hour of the own, over nothing, and sees the own only', async () => {
    const { body: hers } = await desk.block('13:00', '14:00', { staffId: desk.zhanar.id })
    expect((await desk.block('11:00', '12:00', {}, 'anna')).status).toBe(201)
    expect((await desk.block('15:00', '16:05', {}, 'anna')).body).toMatchObject({ code: 'block_too_long', minutes: 60 })
    expect((await desk.block('15:00', '16:00', { staffId: desk.zhanar.id }, 'anna')).status).toBe(403)
    await desk.book('15:00')
    expect((await desk.block('15:00', '16:00', {}, 'anna')).body.code).toBe('block_over_visits')
    expect((await desk.block('15:00', '16:00', { over: true }, 'anna')).status).toBe(403)
    expect((await list('anna')).map(({ staffId }: { staffId: string }) => staffId)).toEqual([desk.anna.id])
    expect(await list('owner')).toHaveLength(2)
    expect((await change(hers, {}, 'anna')).status).toBe(404)
    expect((await remove(hers, 'anna')).status).toBe(204) // answered as for one that is gone
    expect(await list('zhanar')).toEqual([hers])
  })

  test('nobody from elsewhere', async () => {
    expect((await desk.block('11:00', '12:00', {}, 'stranger')).status).toBe(404)
    expect((await desk.ask('stranger', 'GET', `blocks?${span()}`)).status).toBe(404)
    expect((await desk.ask(null, 'GET', `blocks?${span()}`)).status).toBe(401)
  })
})

describe('races', () => {
  test('a block and a booking of one time at once: one of both, and the other is told', async () => {
    for (const time of ['11:00', '13:00', '15:00', '17:00'] as const) {
      const until = time.replace(':00', ':30') as typeof time
      const answers = await Promise.all([desk.book(time), desk.block(time, until)])
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    }
    expect(await desk.doctor()).toEqual([])
  })

  test('ten blocks of one time at once are one', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => desk.block('11:00', '12:00')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await desk.doctor()).toEqual([])
  })

  test('changed and taken away at once is one of both', async () => {
    const { body: block } = await desk.block('11:00', '12:00')
    const [changed, removed] = await Promise.all([change(block, { until: at('12:30') }), remove(block)])
    expect([
      [200, 409],
      [404, 204],
      [409, 204],
    ]).toContainEqual([changed.status, removed.status])
    expect(await desk.doctor()).toEqual([])
  })
})
