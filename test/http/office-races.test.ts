// Two people of one office do something at the same moment: one wins, and the other is told what became of it.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, at, type FrontDesk, openFrontDesk } from '../factories/front-desk.ts'
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

const move = (visit: { id: string; version: number }, time: '12:00' | '15:00', who: 'owner' | 'reception', more = {}) =>
  desk.ask(who, 'POST', `appointments/${visit.id}/rearrange`, {
    ...{ version: visit.version, startTime: at(time), lines: [desk.line()], ...more },
  })
const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).sort()
const loser = (answers: readonly Answer[]) => answers.find(({ status }) => status === 409)?.body

describe('one visit', () => {
  test('moved by two to different times is where one put it, and the other is told where', async () => {
    const { body: visit } = await desk.book('10:00')
    const answers = await Promise.all([move(visit, '12:00', 'owner'), move(visit, '15:00', 'reception')])
    expect(statuses(answers)).toEqual([200, 409])
    const now = (await desk.ask('owner', 'GET', `appointments/${visit.id}`)).body.visit
    expect(loser(answers)).toMatchObject({ code: 'changed_meanwhile', version: 2, startTime: now.startTime })
    expect(await desk.doctor()).toEqual([])
  })

  test('moved by two to the same time is moved once, and both are content', async () => {
    const { body: visit } = await desk.book('10:00')
    const answers = await Promise.all([move(visit, '12:00', 'owner'), move(visit, '12:00', 'reception')])
    expect([
      [200, 200],
      [200, 409],
    ]).toContainEqual(statuses(answers))
    const { history } = (await desk.ask('owner', 'GET', `appointments/${visit.id}`)).body
    expect(history).toHaveLength(2)
    expect(await move(visit, '12:00', 'owner')).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await desk.doctor()).toEqual([])
  })

  test('moved and cancelled, arrived and given to another client: one of both each time', async () => {
    const { body: visit } = await desk.book('10:00')
    const cancel = desk.ask('owner', 'POST', `appointments/${visit.id}/cancel`, { version: 1 })
    expect(statuses(await Promise.all([move(visit, '12:00', 'reception'), cancel]))).toEqual([200, 409])
    const { body: other } = await desk.book('17:00')
    const arrive = desk.ask('owner', 'POST', `appointments/${other.id}/arrive`, { version: 1 })
    const client = { version: 1, client: { kind: 'new', name: 'Әлия' } }
    const set = desk.ask('reception', 'PUT', `appointments/${other.id}/client`, client)
    expect(statuses(await Promise.all([arrive, set]))).toEqual([200, 409])
    expect(await desk.doctor()).toEqual([])
  })
})

describe('one time', () => {
  test('taken by twelve is had by one; the others hear why', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => desk.book('11:00')))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(loser(answers)).toMatchObject({ code: 'time_not_free', why: [{ code: 'person_busy' }] })
    expect(await desk.doctor()).toEqual([])
  })

  test('overridden by two stands for both, and either may go', async () => {
    const { body: first } = await desk.book('11:00')
    const override = { reason: 'Кезек' }
    const answers = await Promise.all([desk.book('11:15', { override }), desk.book('11:30', { override })])
    expect(statuses(answers)).toEqual([201, 201])
    expect(await desk.doctor()).toEqual([])
    for (const visit of [first, answers[0]?.body]) {
      await desk.ask('owner', 'POST', `appointments/${visit.id}/cancel`, { version: 1 })
      expect(await desk.doctor()).toEqual([])
    }
    expect((await desk.book('11:00')).status).toBe(409)
    expect((await desk.book('10:30')).status).toBe(201)
  })

  test('that two visits change places with is refused to neither half', async () => {
    const [{ body: one }, { body: two }] = [await desk.book('12:00'), await desk.book('15:00')]
    const override = { reason: 'Ауысу' }
    const answers = await Promise.all([
      move(one, '15:00', 'owner', { override }),
      move(two, '12:00', 'reception', { override }),
    ])
    expect(statuses(answers)).toEqual([200, 200])
    expect(await desk.doctor()).toEqual([])
  })

  test('of a day that is closed meanwhile is not taken by an override that did not know', async () => {
    const { business, location, actor } = desk
    const closed = { date: '2026-11-24', isOpen: false, openTime: '10:00', closeTime: '19:00', breaks: [] }
    const [booked] = await Promise.all([
      desk.book('11:00', { override: { reason: 'Кезек' } }),
      it.app.locations.setException(business.id, location.id, closed, location.version, actor),
    ])
    const closedFirst = booked.status === 409 && booked.body.why.some(({ code }: { code: string }) => code === 'closed')
    expect(closedFirst || (booked.status === 201 && booked.body.override === null)).toBe(true)
    expect(await desk.doctor()).toEqual([])
  })
})
