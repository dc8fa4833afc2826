// Several visits rearranged as one act, the client told once and only when so agreed, and a no-show that came after all.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toObjectId } from '#platform/mongo/collection.ts'
import { at, type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
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

interface Visit {
  id: string
  version: number
}

const placed = ({ id, version }: Visit, time: string, staffId: string, changes: object = {}) => ({
  ...{ appointmentId: id, version, startTime: at(time) },
  lines: [desk.line(staffId, changes)],
})
const together = (visits: object[], more: object = {}, who: 'reception' | 'owner' | 'anna' = 'reception') =>
  desk.ask(who, 'POST', 'appointments/rearrange', { visits, ...more })
const events = (id: string) =>
  it.database.db
    .collection('events')
    .find({ 'subject.id': toObjectId(id) })
    .sort({ _id: 1 })
    .toArray()

describe('two that swap', () => {
  const pair = async () => {
    const { body: one } = await desk.book('11:00')
    const { body: other } = await desk.book('11:00', { lines: [desk.line(desk.second.id)] })
    return { one, other }
  }

  test('take each other’s person in one act with an event each, and one act takes both back', async () => {
    const { one, other } = await pair()
    const wish = [placed(one, '11:00', desk.second.id), placed(other, '11:00', desk.anna.id)]
    const done = await together(wish)
    expect(done).toMatchObject({
      status: 200,
      body: {
        visits: [
          { id: one.id, version: 2, services: [{ staffId: desk.second.id }], override: null },
          { id: other.id, version: 2, services: [{ staffId: desk.anna.id }], override: null },
        ],
      },
    })
    expect(await together(wish)).toEqual(done)
    expect((await events(one.id)).map(({ type, data }) => [type, data?.together])).toEqual([
      ['appointment.booked', undefined],
      ['appointment.changed', [other.id]],
    ])
    const [first, second] = done.body.visits
    const back = await together([placed(first, '11:00', desk.anna.id), placed(second, '11:00', desk.second.id)])
    expect(back.body.visits.map(({ version }: Visit) => version)).toEqual([3, 3])
    expect(await desk.doctor()).toEqual([])
  })

  test('change their order with one person, though each lies where the other was', async () => {
    const { body: long } = await desk.book('11:00', { lines: [desk.line(desk.anna.id, { duration: 90 })] })
    const { body: short } = await desk.book('12:30', { lines: [desk.line(desk.anna.id, { duration: 30 })] })
    const done = await together([placed(short, '11:00', desk.anna.id), placed(long, '11:30', desk.anna.id)])
    expect(done.body.visits.map(({ startTime, endTime }: Record<string, string>) => [startTime, endTime])).toEqual([
      [at('11:00'), at('11:30')],
      [at('11:30'), at('13:00')],
    ])
    expect(await desk.doctor()).toEqual([])
  })

  test('both move or none: one that was changed meanwhile leaves the other where it is', async () => {
    const { one, other } = await pair()
    await desk.ask('owner', 'POST', `appointments/${other.id}/arrive`, { version: 1 })
    const refused = await together([placed(one, '11:00', desk.second.id), placed(other, '11:00', desk.anna.id)])
    expect(refused).toMatchObject({ status: 409, body: { code: 'changed_meanwhile', version: 2 } })
    expect((await desk.ask('owner', 'GET', `appointments/${one.id}`)).body.visit.version).toBe(1)
    expect(await desk.doctor()).toEqual([])
  })

  test('cannot lie over a third, are told why, and do so with a reason, which only theirs who collide carries', async () => {
    const { body: one } = await desk.book('11:00', { lines: [desk.line(desk.anna.id, { duration: 90 })] })
    const { body: other } = await desk.book('15:00', { lines: [desk.line(desk.second.id)] })
    await desk.book('16:00', { lines: [desk.line(desk.second.id)] })
    const wish = [placed(one, '15:00', desk.second.id, { duration: 90 }), placed(other, '11:00', desk.anna.id)]
    expect(await together(wish)).toMatchObject({
      status: 409,
      body: { code: 'time_not_free', why: [{ code: 'gap_too_short', staffId: desk.second.id }], alternatives: [] },
    })
    expect((await together(wish, { override: { reason: 'Асығыс' } }, 'anna')).status).toBe(403)
    const done = await together(wish, { override: { reason: 'Асығыс' } })
    expect(done.body.visits.map(({ override }: { override: object | null }) => override)).toEqual([
      { reason: 'Асығыс' },
      null,
    ])
    expect(await desk.doctor()).toEqual([])
  })

  test('two desks swap the same two at once: it is done once', async () => {
    const { one, other } = await pair()
    const wish = [placed(one, '12:00', desk.second.id), placed(other, '13:00', desk.anna.id)]
    const elsewhere = [placed(one, '15:00', desk.second.id), placed(other, '16:00', desk.anna.id)]
    const answers = await Promise.all([together(wish), together(elsewhere, {}, 'owner')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await events(one.id)).length).toBe(2)
    expect(await desk.doctor()).toEqual([])
  })

  test('cannot lie over each other, and a visit meant twice is nobody’s wish', async () => {
    const { one, other } = await pair()
    const meeting = [placed(one, '15:00', desk.anna.id), placed(other, '15:30', desk.anna.id)]
    expect(await together(meeting)).toMatchObject({
      status: 409,
      body: { code: 'time_not_free', why: [{ code: 'person_busy', staffId: desk.anna.id }] },
    })
    const twice = [placed(one, '12:00', desk.anna.id), placed(one, '13:00', desk.anna.id)]
    expect((await together(twice)).body.code).toBe('invalid_input')
  })
})

test('who runs over pushes all that follow, none of whom is in the way of the others', async () => {
  const { body: long } = await desk.book('11:00')
  const { body: next } = await desk.book('12:00')
  const { body: last } = await desk.book('13:00')
  const longer = { duration: 75 }
  const wish = [
    placed(long, '11:00', desk.anna.id, longer),
    placed(next, '12:15', desk.anna.id),
    placed(last, '13:15', desk.anna.id),
  ]
  expect((await together(wish.slice(0, 2))).body.code).toBe('time_not_free')
  expect((await together(wish)).status).toBe(200)
  expect(await desk.doctor()).toEqual([])
})

test('the wrong child is put right, and the figures of both follow; without a phone nobody books for anybody', async () => {
  const mother = { kind: 'new', name: 'Гүлшат', phone: '8 701 555 67 91' }
  const { body: visit } = await desk.book('11:00', { client: mother })
  const set = (version: number, client: object, id = visit.id) =>
    desk.ask('reception', 'PUT', `appointments/${id}/client`, { version, client })
  const child = (name: string) => ({ kind: 'family', relation: 'child', name })
  const first = await set(1, child('Алдияр'))
  expect(first).toMatchObject({
    status: 200,
    body: { version: 2, forWhom: { kind: 'child', name: 'Алдияр' }, clientPhone: '+77015556791' },
  })
  expect(await set(1, child('Алдияр'))).toEqual(first)
  const second = await set(2, child('Айша'))
  expect(second.body).toMatchObject({ version: 3, forWhom: { name: 'Айша' }, clientPhone: '+77015556791' })
  expect(second.body.clientId).not.toBe(first.body.clientId)
  const { body: nameless } = await desk.book('13:00', { client: { kind: 'walk-in' } })
  expect((await set(1, child('Айша'), nameless.id)).body.code).toBe('phone_required')
  expect(await desk.doctor()).toEqual([])
})

describe('the client', () => {
  test('is told once of what he is to be told, and the visit stays as it is', async () => {
    const { body: visit } = await desk.book('11:00')
    const tell = (version: number, who: 'reception' | 'owner' | 'zhanar' = 'reception') =>
      desk.ask(who, 'POST', `appointments/${visit.id}/tell`, { version })
    const answers = await Promise.all([tell(1), tell(1, 'owner'), tell(1)])
    expect(answers.map(({ status, body }) => [status, body.version])).toEqual([
      [200, 1],
      [200, 1],
      [200, 1],
    ])
    expect((await tell(1, 'zhanar')).status).toBe(404)
    const told = (await events(visit.id)).filter(({ type }) => type === 'appointment.tell-asked')
    expect(told).toMatchObject([{ version: 1, data: { to: new Date(at('11:00')) } }])

    await desk.ask('owner', 'POST', `appointments/${visit.id}/arrive`, { version: 1 })
    expect(await tell(1)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile', version: 2 } })
    expect((await tell(2)).status).toBe(200)
    expect(await desk.doctor()).toEqual([])
  })

  test('of a no-show has come, and his time was given away: another time, or over the other with a reason', async () => {
    const { body: gone } = await desk.book('11:00')
    it.clock.set(at('11:20'))
    await desk.ask('reception', 'POST', `appointments/${gone.id}/no-show`, { version: 1 })
    await desk.book('11:00')
    const undone = await desk.ask('reception', 'POST', `appointments/${gone.id}/undo`, { version: 2 })
    expect(undone).toMatchObject({ status: 409, body: { code: 'slot_taken' } })

    const restore = (time: string, more: object = {}) =>
      desk.ask('reception', 'POST', `appointments/${gone.id}/rearrange`, {
        ...{ version: 2, startTime: at(time), lines: [desk.line()], restore: true },
        ...more,
      })
    const proposal = { appointmentId: gone.id, startTime: at('11:00'), lines: [desk.line()] }
    const verdict = await desk.ask('reception', 'POST', 'what-if', proposal)
    expect(verdict.body).toMatchObject({ ok: false, why: [{ code: 'person_busy' }] })
    expect(verdict.body.alternatives.length).toBeGreaterThan(0)
    expect((await restore('11:00')).body.code).toBe('time_not_free')
    expect((await restore('12:30', { restore: false })).body.code).toBe('move_not_allowed')
    const over = await restore('11:00', { override: { reason: 'Келіп тұр' } })
    expect(over).toMatchObject({
      status: 200,
      body: { status: 'scheduled', version: 3, override: { reason: 'Келіп тұр' } },
    })
    expect((await events(gone.id)).at(-1)).toMatchObject({ type: 'appointment.restored', data: { from: 'no-show' } })
    expect(await desk.doctor()).toEqual([])

    // Taken back once more and restored where it is free.
    await desk.ask('reception', 'POST', `appointments/${gone.id}/no-show`, { version: 3 })
    expect(await desk.doctor()).toEqual([])
    const free = await desk.ask('reception', 'POST', `appointments/${gone.id}/rearrange`, {
      ...{ version: 4, startTime: at('12:30'), lines: [desk.line()], restore: true },
    })
    expect(free).toMatchObject({ status: 200, body: { status: 'scheduled', override: null } })
    expect(await desk.doctor()).toEqual([])
  })
})
