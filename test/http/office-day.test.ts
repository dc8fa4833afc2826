// Who comes and who has come: walk-ins without a name, and what is noted of a visit on its day.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at, type FrontDesk, openFrontDesk, TUESDAY } from '../factories/front-desk.ts'
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

const card = (id: string) => it.database.db.collection('clients').findOne({ _id: toObjectId(id) })
const calendar = (who: 'reception' | 'anna' | 'zhanar' = 'reception') =>
  desk.ask(who, 'GET', `calendar?from=${TUESDAY}`)

describe('walk-ins', () => {
  test('share one card that nobody finds, and have the numbers of their day for good', async () => {
    const client = { kind: 'walk-in' }
    const [first, second] = [await desk.book('11:00', { client }), await desk.book('13:00', { client })]
    expect([first.body.walkIn, second.body.walkIn]).toEqual([1, 2])
    expect(second.body.clientId).toBe(first.body.clientId)
    expect((await desk.ask('reception', 'GET', 'clients?q=—')).body.clients).toEqual([])

    const named = { version: 1, client: { kind: 'new', name: 'Әлия', phone: '+77015550177' } }
    const moved = await desk.ask('reception', 'PUT', `appointments/${first.body.id}/client`, named)
    expect(moved).toMatchObject({ status: 200, body: { clientName: 'Әлия', walkIn: null, version: 2 } })
    expect(await desk.ask('reception', 'PUT', `appointments/${first.body.id}/client`, named)).toEqual(moved)
    expect((await card(first.body.clientId))?.totalAppointments).toBe(1)
    expect((await card(moved.body.clientId))?.totalAppointments).toBe(1)

    const third = await desk.book('15:00', { client })
    expect(third.body.walkIn).toBe(3)
    const { visits } = (await calendar()).body
    expect(visits.map(({ walkIn }: { walkIn: number }) => walkIn)).toEqual([null, 2, 3])
    expect(await desk.doctor()).toEqual([])
  })

  test('ten at once have ten numbers', async () => {
    const people = [desk.anna.id, desk.second.id, desk.zhanar.id]
    const times = ['11:00', '12:00', '13:00'] as const
    const all = await Promise.all(
      times.flatMap((time) =>
        people.map((id) => desk.book(time, { client: { kind: 'walk-in' }, lines: [desk.line(id)] })),
      ),
    )
    expect(all.map(({ body }) => body.walkIn).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await desk.doctor()).toEqual([])
  })

  test('a completed visit given to its right client takes its last visit along', async () => {
    const { body: visit } = await desk.book('11:00', { client: { kind: 'walk-in' } })
    it.clock.set(at('12:00'))
    const done = await desk.ask('reception', 'POST', `appointments/${visit.id}/complete`, { version: 1 })
    expect(done.status).toBe(200)
    const client = { kind: 'new', name: 'Әлия' }
    const set = await desk.ask('reception', 'PUT', `appointments/${visit.id}/client`, { version: 2, client })
    expect((await card(set.body.clientId))?.lastAppointment).toEqual(new Date(at('11:00')))
    expect(await card(visit.clientId)).not.toHaveProperty('lastAppointment')
    expect(await desk.doctor()).toEqual([])
  })
})

describe('marks', () => {
  const mark = (id: string, what: string, version: number, who: 'reception' | 'anna' | 'zhanar' = 'reception') =>
    desk.ask(who, 'POST', `appointments/${id}/${what}`, { version })

  test('who has come has said so too; a double tap is answered; both are taken back', async () => {
    const { body: visit } = await desk.book('11:00')
    const here = await mark(visit.id, 'arrive', 1, 'anna')
    expect(here.status).toBe(200)
    expect(await mark(visit.id, 'arrive', 1, 'anna')).toEqual(here)
    expect((await mark(visit.id, 'arrive', 9)).body.code).toBe('changed_meanwhile')
    const seen = (await calendar()).body.visits[0]
    expect(seen).toMatchObject({ arrivedAt: it.clock.now().toISOString(), confirmedAt: it.clock.now().toISOString() })
    await mark(visit.id, 'unarrive', 2)
    expect((await calendar()).body.visits[0]).toMatchObject({ arrivedAt: null, confirmedAt: seen.confirmedAt })
    await mark(visit.id, 'unconfirm', 3)
    expect((await calendar()).body.visits[0]).toMatchObject({ confirmedAt: null, version: 4 })
    const { history } = (await desk.ask('anna', 'GET', `appointments/${visit.id}`)).body
    expect(history.map(({ type }: { type: string }) => type)).toEqual([
      'appointment.booked',
      'appointment.arrived',
      'appointment.arrival-taken-back',
      'appointment.confirmation-taken-back',
    ])
    expect(await desk.doctor()).toEqual([])
  })

  test('who was given up and comes half an hour late has come', async () => {
    const { body: visit } = await desk.book('11:00')
    it.clock.set(at('11:20'))
    expect((await mark(visit.id, 'no-show', 1)).status).toBe(200)
    const open = async () => (await desk.ask('reception', 'GET', `appointments/${visit.id}`)).body.client
    expect(await open()).toMatchObject({ totalAppointments: 1, lastAppointment: null, noShows: 1 })
    expect((await mark(visit.id, 'arrive', 2)).body.code).toBe('move_not_allowed')
    it.clock.set(at('11:30'))
    expect((await mark(visit.id, 'undo', 2)).status).toBe(200)
    expect((await open()).noShows).toBe(0)
    expect((await mark(visit.id, 'arrive', 3)).status).toBe(200)
    expect(await desk.doctor()).toEqual([])
  })

  test('notes of a visit are written by whoever serves it', async () => {
    const { body: visit } = await desk.book('11:00')
    const write = (who: 'anna' | 'zhanar', notes: string, version: number) =>
      desk.ask(who, 'PUT', `appointments/${visit.id}/notes`, { version, notes })
    expect((await write('zhanar', 'Аллергия', 1)).status).toBe(404)
    expect((await write('anna', 'Аллергия', 1)).status).toBe(200)
    expect((await write('anna', 'Аллергия', 1)).status).toBe(200)
    expect((await write('anna', 'Жоқ', 1)).body.code).toBe('changed_meanwhile')
    expect((await calendar()).body.visits[0].notes).toBe('Аллергия')
  })
})
