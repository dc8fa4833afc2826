// The live queue over HTTP: who came without a booking is served in order, once, whoever presses.

import { ObjectId } from 'mongodb'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at, type FrontDesk, openFrontDesk, type Who } from '../factories/front-desk.ts'
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
  it.clock.set(at('12:00'))
  await turn({ isOn: true, byDoor: true, version: 0 })
})

interface Told {
  id: string
  version: number
  number: number
}

const turn = (changes: object, who: Who = 'owner') => desk.ask(who, 'PUT', 'queue', changes)
const cut = () => ({ services: [{ serviceId: desk.cut.id }] })
const join = async (changes: object = {}, who: Who = 'reception', key?: string) =>
  desk.ask(who, 'POST', 'queue', { ...cut(), ...changes }, key)
const joined = async (changes: object = {}): Promise<Told> => (await join(changes)).body
const read = async (who: Who = 'reception') => (await desk.ask(who, 'GET', 'queue')).body
const numbers = async () => (await read()).entries.map(({ number }: Told) => number)
const seat = ({ id, version }: Told, changes: object = {}, who: Who = 'reception') =>
  desk.ask(who, 'POST', `queue/${id}/seat`, { version, ...changes })
const say = ({ id, version }: Told, to: string, who: Who = 'reception') =>
  desk.ask(who, 'POST', `queue/${id}/state`, { version, to })
const move = ({ id, version }: Told, after: string | null, who: Who = 'reception') =>
  desk.ask(who, 'POST', `queue/${id}/move`, { version, after })
const visitsStored = () => {
  const businessId = ObjectId.createFromHexString(desk.business.id)
  return it.database.db.collection('appointments').find({ businessId }).toArray()
}
const door = (device: string, changes: object = {}) =>
  it.app.queue.join(
    desk.business.id,
    { ...cut(), staffId: null, how: 'door', locale: 'kk', ...changes } as never,
    { kind: 'guest', device },
    `key-of-${device}`,
  )

describe('standing in the queue', () => {
  test('gives numbers in order, with the minute of each turn and by whom', async () => {
    await desk.block('12:00', '13:00', { staffId: desk.second.id })
    await desk.block('12:00', '18:00', { staffId: desk.zhanar.id })
    await joined({ name: 'Серік' })
    await joined({ staffId: desk.second.id })
    await joined()
    const { entries, next, isOpen } = await read()
    expect(isOpen).toBe(true)
    expect(
      entries.map(({ number, name, at: turn }: Told & { name: string; at: string }) => [number, name, turn]),
    ).toEqual([
      [1, 'Серік', at('12:00')],
      [2, null, at('13:00')],
      [3, null, at('13:00')],
    ])
    expect(entries[2].byPerson).toContainEqual({ staffId: desk.second.id, at: at('14:00') })
    expect(next).toEqual({ entryId: entries[0].id, staffIds: [desk.anna.id] })
    expect(entries[1].why).toContain('person_busy')
  })

  test('by one key is one place; numbers begin anew each day; a queue that is off takes nobody', async () => {
    const first = await join({}, 'reception', 'key-of-a-walk-in')
    expect(await join({}, 'reception', 'key-of-a-walk-in')).toEqual(first)
    expect(await numbers()).toEqual([1])
    it.clock.set(at('12:00', '2026-11-25'))
    expect(await numbers()).toEqual([])
    expect((await joined()).number).toBe(1)
    expect((await turn({ isOn: false, byDoor: true, version: 1 })).body).toEqual({
      isOn: false,
      byDoor: false,
      version: 2,
    })
    expect((await join()).body.code).toBe('queue_off')
    expect((await turn({ isOn: true, byDoor: false, version: 1 })).body.code).toBe('queue_changed')
  })

  test('twelve who join at once have twelve numbers', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => join()))
    expect(all.map(({ status }) => status)).toEqual(Array(12).fill(201))
    expect(new Set(all.map(({ body }) => body.number)).size).toBe(12)
    expect(await numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
  })

  test('one moved stands behind whom he was put, and goes back where he was', async () => {
    const [one, two, three] = [await joined(), await joined(), await joined()]
    const moved = await move(three, one.id)
    expect(await numbers()).toEqual([1, 3, 2])
    expect(await move(three, one.id)).toEqual(moved) // sent again
    expect((await move(two, three.id)).body.version).toBe(2)
    await move({ ...three, version: 2 }, two.id)
    expect(await numbers()).toEqual([1, 2, 3])
    expect((await move(one, null, 'anna')).status).toBe(403)
    expect((await move(three, one.id)).body.code).toBe('queue_changed')
  })

  test('who is called and goes is out, and waits on if that was a mistake', async () => {
    const one = await joined()
    expect((await say(one, 'called')).body.state).toBe('called')
    expect((await say(one, 'called')).body.version).toBe(2)
    const left = await say({ ...one, version: 2 }, 'gone')
    expect(await numbers()).toEqual([])
    expect((await seat({ ...one, version: 3 })).body.code).toBe('queue_state')
    expect((await say(left.body, 'waiting')).status).toBe(200)
    expect(await numbers()).toEqual([1])
    expect((await say(one, 'left')).body.code).toBe('queue_changed')
  })

  test('a specialist sees no phones and seats with himself only', async () => {
    await joined({ name: 'Серік', phone: '8 701 555 01 01' })
    const { entries } = await read('zhanar')
    expect(entries[0]).toMatchObject({ name: 'Серік', phone: null })
    expect((await read()).entries[0].phone).toBe('+77015550101')
    const seated = await seat(entries[0], { staffId: desk.anna.id }, 'zhanar')
    expect(seated.status).toBe(200)
    const [visit] = await visitsStored()
    expect(String(visit?.services[0].staffId)).toBe(desk.zhanar.id)
    expect((await read('stranger')).code).toBe('not_found')
  })
})

describe('next!', () => {
  test('is a visit of this minute: on record, here, of his card, and nobody else’s time', async () => {
    const entry = await joined({ name: 'Серік', phone: '8 701 555 01 01' })
    const { body } = await seat(entry)
    expect(body).toMatchObject({ state: 'seated', version: 2 })
    const [visit] = await visitsStored()
    expect(visit).toMatchObject({ startTime: new Date(at('12:00')), status: 'scheduled', notes: '№ 1' })
    expect(visit?.arrivedAt).toEqual(new Date(at('12:00')))
    expect(String(visit?._id)).toBe(body.visitId)
    const hits = (await desk.ask('reception', 'GET', 'clients?q=0101')).body.clients
    expect(hits.map(({ name }: { name: string }) => name)).toEqual(['Серік'])
    expect((await seat(entry)).body.visitId).toBe(body.visitId) // sent again
    expect(await visitsStored()).toHaveLength(1)
    expect(await desk.doctor()).toEqual([])
    const stored = it.database.db.collection('appointments')
    const gone = await stored.findOneAndDelete({ _id: visit?._id })
    expect(await desk.doctor()).toContainEqual(expect.objectContaining({ code: 'seated_without_visit' }))
    if (gone) await stored.insertOne(gone)
  })

  test('at two desks at once with two people who are both free is one visit', async () => {
    const entry = await joined()
    const answers = await Promise.all([
      seat(entry, { staffId: desk.anna.id }, 'reception'),
      seat(entry, { staffId: desk.second.id }, 'owner'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('queue_changed')
    expect(await visitsStored()).toHaveLength(1)
    expect(await desk.doctor()).toEqual([])
  })

  test('pressed at two desks at once is one visit, and the other desk is told', async () => {
    const entry = await joined()
    const answers = await Promise.all([seat(entry, {}, 'reception'), seat(entry, {}, 'owner')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('queue_changed')
    expect(await visitsStored()).toHaveLength(1)
    expect(await desk.doctor()).toEqual([])
  })

  test('pressed twice by one is one visit, and both are content', async () => {
    const entry = await joined()
    const answers = await Promise.all([seat(entry), seat(entry)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await visitsStored()).toHaveLength(1)
  })

  test('of two people at once for one free person seats one; the other waits on', async () => {
    for (const { id } of [desk.second, desk.zhanar]) await desk.block('12:00', '18:00', { staffId: id })
    const [one, two] = [await joined(), await joined()]
    const answers = await Promise.all([seat(one), seat(two)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await visitsStored()).toHaveLength(1)
    expect(await numbers()).toHaveLength(1)
    expect(await desk.doctor()).toEqual([])
  })

  test('who does not fit is told why and when, and who fits instead', async () => {
    for (const { id } of [desk.second, desk.zhanar]) await desk.block('12:00', '18:00', { staffId: id })
    const one = await joined({ staffId: desk.second.id })
    const two = await joined()
    expect((await read()).next.entryId).toBe(two.id)
    const refused = await seat(one)
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'queue_no_fit', why: ['person_busy'], at: at('18:00'), other: { id: two.id, number: 2 } },
    })
    expect(await numbers()).toEqual([1, 2])
    expect((await seat(one, { staffId: desk.anna.id })).status).toBe(200) // he changed his mind
    expect(await desk.doctor()).toEqual([])
  })

  test('who has not said what he wants is asked', async () => {
    const entry = await joined({ services: [] })
    expect((await read()).next).toBeNull()
    expect((await seat(entry)).body.code).toBe('queue_service_needed')
    const { body } = await seat(entry, { services: [{ serviceId: desk.cut.id }] })
    expect(body).toMatchObject({ state: 'seated', services: [{ serviceId: desk.cut.id }] })
  })
})

describe('by the door', () => {
  const device = (name: string) => `device-${name}-${desk.business.id}`

  test('a device stands once; its link shows the place, no GET changes it, leaving does', async () => {
    const { queue } = it.app
    await joined()
    const entry = await door(device('a'))
    expect((await door(device('a'))).id).toBe(entry.id)
    expect(
      await queue.join(
        desk.business.id,
        { ...cut(), staffId: null, how: 'door', locale: 'kk' } as never,
        { kind: 'guest', device: device('a') },
        'another-key',
      ),
    ).toMatchObject({ id: entry.id })
    const link = queue.linkTo(entry)
    expect(await queue.placeBy(link)).toMatchObject({ before: 1, entry: { number: entry.number } })
    await expect(queue.placeBy(`${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`)).rejects.toMatchObject({
      code: 'link_invalid',
    })
    await queue.leave(entry, { kind: 'guest', device: null })
    expect(await numbers()).toEqual([1])
  })

  test('nobody joins a closed place, one that is off, one whose day is full, or without a cookie', async () => {
    it.clock.set(at('20:00'))
    await expect(door(device('b'))).rejects.toMatchObject({ code: 'queue_closed' })
    it.clock.set(at('18:30'))
    await expect(door(device('b'))).rejects.toMatchObject({ code: 'queue_too_far' })
    it.clock.set(at('12:00'))
    await turn({ isOn: true, byDoor: false, version: 1 })
    await expect(door(device('b'))).rejects.toMatchObject({ code: 'queue_off' })
    await expect(
      it.app.queue.join(
        desk.business.id,
        { ...cut(), staffId: null, how: 'door', locale: 'kk' } as never,
        { kind: 'guest', device: null },
        'key-of-nobody',
      ),
    ).rejects.toMatchObject({ code: 'queue_needs_cookie' })
  })

  test('a device that joins and leaves all day, and a phone with a whole crowd, are sent to the desk', async () => {
    const actor = { kind: 'guest', device: device('c') } as const
    const wish = { ...cut(), staffId: null, how: 'door', locale: 'kk' } as never
    for (let i = 0; i < 5; i += 1) {
      await it.app.queue.leave(await it.app.queue.join(desk.business.id, wish, actor, `key-again-${i}`), actor)
    }
    await expect(it.app.queue.join(desk.business.id, wish, actor, 'key-again-5')).rejects.toMatchObject({
      code: 'queue_too_often',
    })
    for (const name of ['d', 'e', 'f']) await door(device(name), { phone: '8 701 555 01 01' })
    await expect(door(device('g'), { phone: '8 701 555 01 01' })).rejects.toMatchObject({ code: 'queue_too_often' })
  })
})
