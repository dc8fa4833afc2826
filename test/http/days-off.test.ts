// A higher right for some days, days off that are asked for, and what somebody sees of the own work.

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
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

const memberOf = async (id: string) =>
  (await desk.ask('owner', 'GET', 'staff')).body.staff.find((one: { id: string }) => one.id === id)
const noted = async (path = 'audit') =>
  (await desk.ask('owner', 'GET', path)).body.entries.map(({ type }: { type: string }) => type)

describe('standing in', () => {
  const give = async (staffId: string, standIn: object | null, who: Who = 'owner') =>
    desk.ask(who, 'PUT', `staff/${staffId}/stand-in`, { standIn, version: (await memberOf(staffId)).version })
  const manages = async (who: Who) => (await desk.ask(who, 'GET', 'staff')).status === 200
  const days = { first: '2026-11-24', last: '2026-11-25' }

  test('it begins and ends by itself, at midnight of the salon', async () => {
    expect((await give(desk.anna.id, { right: 'manager', ...days })).body.standIn).toEqual({
      right: 'manager',
      ...days,
    })
    for (const [moment, may] of [
      ['2026-11-23T18:59:00Z', false],
      ['2026-11-23T19:00:00Z', true],
      ['2026-11-25T18:59:00Z', true],
      ['2026-11-25T19:00:00Z', false],
    ] as const) {
      it.clock.set(moment)
      expect({ moment, may: await manages('anna') }).toEqual({ moment, may })
    }
    expect(await noted()).toContain('staff.stand-in-given')
  })

  test('what one stands in for is handed on to nobody, least of all to oneself', async () => {
    await give(desk.anna.id, { right: 'owner', ...days })
    it.clock.set(at('12:00'))
    for (const [path, body] of [
      [`staff/${desk.anna.id}/right`, { right: 'manager' }],
      [`staff/${desk.anna.id}/stand-in`, { standIn: { right: 'manager', first: TUESDAY, last: '2027-01-10' } }],
      [`staff/${desk.zhanar.id}/right`, { right: 'reception' }],
    ] as const) {
      const { version } = await memberOf(path.split('/')[1] ?? '')
      expect((await desk.ask('anna', 'PUT', path, { ...body, version })).body.code).toBe('right_too_high')
    }
    const invitation = { email: 'new@example.kz', right: 'manager', name: 'Жаңа' }
    expect((await desk.ask('anna', 'POST', 'invitations', invitation)).body.code).toBe('right_too_high')
  })

  test.each([
    ['no higher right', { right: 'specialist', ...days }, 'stand_in_not_higher'],
    ['days that are over', { right: 'manager', first: '2026-11-01', last: '2026-11-02' }, 'stand_in_days'],
    ['last before first', { right: 'manager', first: '2026-11-25', last: '2026-11-24' }, 'stand_in_days'],
    ['half a year', { right: 'manager', first: '2026-11-24', last: '2027-05-24' }, 'stand_in_days'],
  ])('%s is refused', async (_, standIn, code) => {
    expect((await give(desk.anna.id, standIn)).body.code).toBe(code)
  })

  test('taken back it is over at once, and the right itself stays', async () => {
    await give(desk.anna.id, { right: 'manager', ...days })
    it.clock.set(at('12:00'))
    expect(await manages('anna')).toBe(true)
    await give(desk.anna.id, null)
    expect(await manages('anna')).toBe(false)
    expect((await memberOf(desk.anna.id)).right).toBe('specialist')
  })
})

describe('asking for a day off', () => {
  const wish = { from: at('10:00'), until: at('14:00'), kind: 'other', reason: 'Дәрігерге' }
  const asked = async (who: Who = 'anna', key?: string) => desk.ask(who, 'POST', 'day-off-requests', wish, key)
  const open = async () => (await desk.ask('owner', 'GET', 'day-off-requests')).body.requests
  const answer = (id: string, body: object, who: Who = 'owner') =>
    desk.ask(who, 'PUT', `day-off-requests/${id}/answer`, body)

  test('whoever runs the place sees it with the visits inside; approved, it is time off and they stay', async () => {
    const inside = await desk.book('11:00')
    await desk.book('15:00')
    const { id, version } = (await asked()).body
    const [request] = await open()
    expect(request).toMatchObject({ id, name: 'Анна', reason: 'Дәрігерге' })
    expect(request.visits.map((visit: { id: string }) => visit.id)).toEqual([inside.body.id])

    const yes = { approve: true, word: 'Жарайды', version }
    const first = await answer(id, yes)
    expect(first).toMatchObject({ status: 200, body: { state: 'approved' } })
    expect(await answer(id, yes)).toEqual(first)
    expect((await memberOf(desk.anna.id)).timeOff).toEqual([{ from: wish.from, until: wish.until, kind: 'other' }])
    expect(await open()).toEqual([])
    const outside = (await desk.ask('owner', 'GET', 'visits-outside')).body.visits
    expect(outside).toHaveLength(1)
    const own = (await desk.ask('anna', 'GET', 'own-work')).body.requests
    expect(own).toMatchObject([{ state: 'approved', answer: 'Жарайды' }])
    expect(await noted()).toEqual(expect.arrayContaining(['day-off.asked', 'day-off.approved', 'staff.time-off-added']))
    expect(await desk.doctor()).toEqual([])
  })

  test('refused with a word, or withdrawn, nothing changes; two answers at once are one', async () => {
    const { id, version } = (await asked()).body
    const both = await Promise.all([
      answer(id, { approve: true, word: '', version }),
      answer(id, { approve: false, word: 'Той бар', version }),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const approved = both[0]?.status === 200
    expect((await memberOf(desk.anna.id)).timeOff).toHaveLength(approved ? 1 : 0)

    const second = (await asked()).body
    const gone = await desk.ask('anna', 'PUT', `day-off-requests/${second.id}/withdrawn`, { version: second.version })
    expect(gone.body.state).toBe('withdrawn')
    expect((await answer(second.id, { approve: true, word: '', version: 2 })).body.code).toBe('changed_meanwhile')
  })

  test('sent twice it is asked once; nobody answers or withdraws what is not his to', async () => {
    const key = randomUUID()
    const first = await asked('anna', key)
    expect(await asked('anna', key)).toEqual(first)
    expect(await open()).toHaveLength(1)
    const { id, version } = first.body
    for (const who of ['anna', 'reception'] as const)
      expect((await answer(id, { approve: true, word: '', version }, who)).status).toBe(403)
    expect((await answer(id, { approve: true, word: '', version }, 'stranger')).status).toBe(404)
    expect((await desk.ask('zhanar', 'PUT', `day-off-requests/${id}/withdrawn`, { version })).status).toBe(404)
    expect((await desk.ask('zhanar', 'GET', 'own-work')).body.requests).toEqual([])
  })

  test('what is over, or backwards, or too much is refused', async () => {
    const past = { ...wish, from: '2026-11-01T05:00:00Z', until: '2026-11-02T05:00:00Z' }
    expect((await desk.ask('anna', 'POST', 'day-off-requests', past)).body.code).toBe('in_the_past')
    const backwards = { ...wish, from: wish.until, until: wish.from }
    expect((await desk.ask('anna', 'POST', 'day-off-requests', backwards)).body.code).toBe('invalid_input')
    for (let i = 0; i < 10; i += 1) expect((await asked()).status).toBe(201)
    expect((await asked()).body.code).toBe('too_many_requests_open')
  })
})

test('own figures: what is completed, by whoever did it, today and in the month', async () => {
  const done = async (time: string, staffId: string) => {
    const lines = [{ serviceId: desk.cut.id, staffId }]
    const { id, version } = (await desk.book(time, { lines })).body
    it.clock.set(at('18:30'))
    const marked = await desk.ask('reception', 'POST', `appointments/${id}/complete`, { version })
    expect(marked.status).toBe(200)
    it.clock.set(TODAY)
  }
  await done('10:00', desk.anna.id)
  await done('11:00', desk.anna.id)
  await done('11:00', desk.zhanar.id)
  await desk.book('13:00')
  it.clock.set(at('19:00'))
  const figures = async (who: Who) => {
    const { today, month } = (await desk.ask(who, 'GET', 'own-work')).body
    return { today, month }
  }
  expect(await figures('anna')).toEqual({ today: { count: 2, sum: 10_000 }, month: { count: 2, sum: 10_000 } })
  expect(await figures('zhanar')).toEqual({ today: { count: 1, sum: 5000 }, month: { count: 1, sum: 5000 } })
  it.clock.set(at('19:00', '2026-11-25'))
  expect(await figures('anna')).toMatchObject({ today: { count: 0, sum: 0 }, month: { count: 2 } })
  it.clock.set(at('10:00', '2026-12-01'))
  expect(await figures('anna')).toMatchObject({ month: { count: 0, sum: 0 } })
})
