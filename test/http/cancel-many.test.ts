// Forty visits of nobody: one act cancels them, tells nobody and bars who booked them. Each visit stands or falls alone.

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Appointment, cartOf } from '#modules/appointments/index.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at, type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
import { TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let desk: FrontDesk
let serial = 0

beforeAll(async () => {
  it = await testApp()
})
beforeEach(async () => {
  it.clock.set(TODAY)
  desk = await openFrontDesk(it)
})

const book = (time: string, device: string | null, phone?: string): Promise<Appointment> => {
  serial += 1
  return it.app.appointments.book(
    desk.business.id,
    {
      ...{ cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at(time)), name: 'Пранк', locale: 'ru' },
      ...{ phone: phone ?? `+7701777${String(serial).padStart(4, '0')}`, source: 'site' },
    },
    { kind: 'guest', device },
    randomUUID(),
  )
}
const seen = ({ id, version }: Appointment) => ({ id, version })
const cancel = (body: object, key?: string) => desk.ask('owner', 'POST', 'appointments/cancel-many', body, key)
const stored = (id: string) => it.database.db.collection('appointments').findOne({ _id: toObjectId(id) })
const events = (filter: object) => it.database.db.collection('events').find(filter).toArray()
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'booked',
    (error: { code?: string }) => error.code,
  )

test('coming visits booked online are listed by device, those of the desk are not', async () => {
  const [one, two] = [await book('10:00', 'a'), await book('11:00', 'a')]
  const other = await book('12:00', 'b')
  await desk.book('13:00')
  const { body } = await desk.ask('owner', 'GET', 'guest-visits')
  type Row = { id: string; device: string; hasCome: boolean }
  const rows: Row[] = body.visits
  expect(rows.map(({ id }) => id).sort()).toEqual([one.id, two.id, other.id].sort())
  expect(new Set(rows.map(({ device }) => device)).size).toBe(2)
  expect(JSON.stringify(body)).not.toContain('device:')
  expect((await desk.ask('reception', 'GET', 'guest-visits')).status).toBe(403)
})

describe('many at once', () => {
  test('each has its own result; what changed meanwhile stays; the time is free; nobody is told', async () => {
    const visits = [await book('10:00', 'a'), await book('11:00', 'a'), await book('12:00', 'a')]
    const [, moved, over] = visits as [Appointment, Appointment, Appointment]
    await desk.ask('reception', 'POST', `appointments/${moved.id}/confirm`, { version: 1 })
    await desk.ask('reception', 'POST', `appointments/${over.id}/cancel`, { version: 1 })
    const { status, body } = await cancel({ visits: visits.map(seen) })
    expect(status).toBe(200)
    expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'cancelled',
      'changed_meanwhile',
      'cancelled',
    ])
    expect(await stored(visits[0]?.id ?? '')).toMatchObject({
      ...{ status: 'cancelled', cancelledBy: 'business', cancellationReason: 'spam' },
    })
    expect((await stored(moved.id))?.status).toBe('scheduled')
    const told = await events({ type: 'appointment.cancelled', 'data.isSilent': true })
    expect(told.map(({ subject }) => String(subject.id))).toEqual([visits[0]?.id])
    expect((await desk.book('10:00')).status).toBe(201)
    expect(await desk.doctor()).toEqual([])
  })

  test('the same request again goes on where a killed one ended', async () => {
    const visits = [await book('10:00', 'a'), await book('11:00', 'a'), await book('12:00', 'a')]
    const body = { visits: visits.map(seen), bars: [{ kind: 'device', visitId: visits[0]?.id }], barDays: 7 }
    const key = randomUUID()
    // As if it had been killed before the last one: that stands, and will stand at the version that was seen.
    const last = { _id: toObjectId(visits[2]?.id ?? '') }
    const appointments = it.database.db.collection('appointments')
    await appointments.updateOne(last, { $set: { version: 9 } })
    const outcomes = async () => (await cancel(body, key)).body.results.map((one: { outcome: string }) => one.outcome)
    expect(await outcomes()).toEqual(['cancelled', 'cancelled', 'changed_meanwhile'])
    await appointments.updateOne(last, { $set: { version: 1 } })
    expect(await outcomes()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect(await outcomes()).toEqual(['cancelled', 'cancelled', 'cancelled'])
    expect((await stored(visits[2]?.id ?? ''))?.status).toBe('cancelled')
    expect((await desk.ask('owner', 'GET', 'booking-bars')).body.bars).toHaveLength(1)
    expect(await events({ type: 'booking-bar.set', businessId: toObjectId(desk.business.id) })).toHaveLength(1)
    expect((await cancel({ visits: [seen(visits[0] as Appointment)] }, key)).body.code).toBe('key_reused')
  })

  test('another business’s visit is not found; more than two hundred are refused', async () => {
    const foreign = seen(await book('10:00', 'a'))
    desk = await openFrontDesk(it)
    const visit = await book('10:00', 'a')
    const { body } = await cancel({ visits: [foreign, seen(visit)] })
    expect(body.results).toEqual([
      { id: foreign.id, outcome: 'not_found' },
      { id: visit.id, outcome: 'cancelled' },
    ])
    expect((await stored(foreign.id))?.status).toBe('scheduled')
    const many = Array.from({ length: 201 }, (_, i) => ({ id: i.toString(16).padStart(24, '0'), version: 1 }))
    expect((await cancel({ visits: many })).status).toBe(422)
  })
})

describe('who is barred', () => {
  test('a phone books nothing online, from whatever device; the desk still books it; the owner takes it back', async () => {
    const phone = '+77017770999'
    const visit = await book('10:00', 'a', phone)
    const { body } = await cancel({ visits: [seen(visit)], bars: [{ kind: 'phone', visitId: visit.id }], barDays: 3 })
    expect(await code(book('11:00', 'z', phone))).toBe('booking_barred')
    expect(await code(book('11:00', 'a'))).toBe('booked')
    const client = { kind: 'new', name: 'Дина', phone }
    expect((await desk.book('12:00', { client })).status).toBe(201)

    const listed = (await desk.ask('owner', 'GET', 'booking-bars')).body.bars
    expect(listed).toMatchObject([{ id: body.bars[0], kind: 'phone', shown: '+7 701 777 09 99' }])
    expect((await desk.ask('owner', 'DELETE', `booking-bars/${body.bars[0]}`)).status).toBe(204)
    expect((await desk.ask('owner', 'DELETE', `booking-bars/${body.bars[0]}`)).status).toBe(204)
    expect((await desk.ask('owner', 'GET', 'booking-bars')).body.bars).toEqual([])
    expect(await code(book('14:00', 'z', phone))).toBe('booked')
    expect(await desk.doctor()).toEqual([])
  })

  test('a device neither holds nor books here, and what it holds is given back; elsewhere it may', async () => {
    const visit = await book('10:00', 'a')
    const cart = cartOf(desk.cut.id, desk.anna.id)
    const hold = (time: string) =>
      it.app.appointments.hold(
        desk.business.id,
        { cart, startTime: new Date(at(time)) },
        { kind: 'guest', device: 'a' },
        randomUUID(),
      )
    await hold('15:00')
    await cancel({ visits: [seen(visit)], bars: [{ kind: 'device', visitId: visit.id }], barDays: 1 })
    expect(await it.database.db.collection('holds').countDocuments({ businessId: toObjectId(desk.business.id) })).toBe(
      0,
    )
    expect(await code(hold('15:00'))).toBe('booking_barred')
    expect(await code(book('16:00', 'a'))).toBe('booking_barred')
    expect(await code(book('16:00', 'b'))).toBe('booked')

    it.clock.set('2026-11-24T03:00:01Z') // a day later
    expect(await code(book('17:00', 'a'))).toBe('booked')
    const { entries } = (await desk.ask('owner', 'GET', 'done-for-you')).body
    expect(entries.map(({ details }: { details: object }) => details)).toContainEqual({ code: 'booking_barred' })
    expect(await desk.doctor()).toEqual([])
  })
})
