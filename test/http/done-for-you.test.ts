// What the platform does by itself is told, once, with what one has not seen yet.

import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { cartOf } from '#modules/appointments/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { toId } from '#platform/mongo/collection.ts'
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

const guest = (device = randomUUID()): Actor => ({ kind: 'guest', device })
const feed = async (who: Who = 'owner', query = '') => (await desk.ask(who, 'GET', `done-for-you${query}`)).body
const types = async () => (await feed()).entries.map(({ type }: { type: string }) => type)
const job = (name: string) => it.app.jobs.find((one) => one.name === name)?.run(new AbortController().signal)

/** Has the listener hear all that waits for it, as a worker would. */
async function heard(): Promise<void> {
  const listener = it.app.listeners.find(({ name }) => name === 'outside')
  if (!listener) throw new Error('nobody listens')
  const events = it.database.db.collection('events')
  for (const event of await events.find({ pending: 'outside' }).sort({ _id: 1 }).toArray()) {
    const { _id, businessId, subject, type, version, actor, data = {}, createdAt } = event
    const told = {
      id: String(_id),
      businessId: toId<'business'>(businessId),
      type,
      version,
      actor,
      data,
      at: createdAt,
    }
    await listener.handle({ ...told, subject: { ...subject, id: String(subject.id) } }, new AbortController().signal)
    await events.updateOne({ _id }, { $pull: { pending: 'outside' } as object })
  }
}

const hold = (time: string, actor = guest()) =>
  it.app.appointments.hold(
    desk.business.id,
    { cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at(time)) },
    actor,
    randomUUID(),
  )

const book = (time: string, phone: string, actor = guest()) =>
  it.app.appointments.book(
    desk.business.id,
    {
      ...{ cart: cartOf(desk.cut.id, desk.anna.id), startTime: new Date(at(time)), name: 'Гүлзат', phone },
      ...{ locale: 'kk', source: 'site' },
    },
    actor,
    randomUUID(),
  )

test('a held time that nobody took is released and told; one that became a visit is not', async () => {
  await hold('11:00')
  const actor = guest()
  const kept = await hold('12:00', actor)
  const wish = { name: 'Гүлзат', phone: '+77015550190', locale: 'kk' as const, source: 'site', holdId: kept.id }
  const cart = cartOf(desk.cut.id, desk.anna.id)
  await it.app.appointments.book(desk.business.id, { ...wish, cart, startTime: kept.startTime }, actor, randomUUID())
  it.clock.set('2026-11-23T03:11:00Z')
  await Promise.all([job('sweep-holds'), job('sweep-holds'), job('sweep-holds')])
  const { entries, unseen } = await feed()
  expect(entries).toEqual([expect.objectContaining({ type: 'hold.lapsed', isNew: true })])
  expect(entries[0].details).toEqual({ startTime: at('11:00'), services: 'Шаш қию', people: 'Анна' })
  expect(unseen).toBe(1)
  expect(await desk.doctor()).toEqual([])
})

test('who books too much is refused, and that is told once a day', async () => {
  const phone = '+77015550191'
  const actor = guest()
  await book('10:00', phone, actor)
  await book('11:00', phone, actor)
  for (const time of ['12:00', '13:00']) {
    await expect(book(time, phone, actor)).rejects.toMatchObject({ code: 'too_many_coming' })
  }
  const { entries } = await feed()
  expect(entries).toEqual([expect.objectContaining({ type: 'booking.refused', details: { code: 'too_many_coming' } })])
})

test('a season begins and ends, and a stop of online booking ends by itself: told once each', async () => {
  const { business, location, actor } = desk
  const week = [1, 2, 3].map((day) => ({ day, isOpen: true, openTime: '14:00', closeTime: '23:00', breaks: [] }))
  const season = { name: 'Рамазан', from: TUESDAY, until: '2026-11-25', week }
  await it.app.locations.setPeriods(business.id, location.id, [season], location.version, actor)
  const stop = { stop: { until: TUESDAY, reason: '' }, version: 1 }
  await desk.ask('owner', 'PUT', `services/${desk.cut.id}/online-stop`, stop)
  await job('tell-turns')
  expect(await types()).toEqual([])

  it.clock.set(at('00:10'))
  await job('tell-turns')
  expect(await types()).toEqual(['season.begun'])
  it.clock.set(at('00:10', '2026-11-26'))
  await job('tell-turns')
  await job('tell-turns')
  expect((await types()).sort()).toEqual(['season.begun', 'season.over', 'service.online-again'])
})

test('visits that a change leaves outside are proposed, and not told again while they are the same', async () => {
  await desk.book('11:00')
  const off = { from: at('00:00'), until: at('00:00', '2026-11-25'), kind: 'sick' }
  const sent = await desk.ask('owner', 'POST', `staff/${desk.anna.id}/time-off`, { ...off, version: 1 })
  expect([sent.status, sent.body.code]).toEqual([200, undefined])
  await heard()
  expect((await feed()).entries).toEqual([expect.objectContaining({ type: 'visits.outside', details: { count: '1' } })])
  const serving = { serves: 'women', gender: 'woman', version: 2 }
  await desk.ask('owner', 'PUT', `staff/${desk.anna.id}/serving`, serving)
  await desk.ask('owner', 'POST', `staff/${desk.anna.id}/time-off`, {
    ...off,
    until: at('00:00', '2026-11-26'),
    version: 3,
  })
  await heard()
  expect(await types()).toEqual(['visits.outside'])
})

test('each sees by himself; nobody below the desk reads it; pages go on where the last one ended', async () => {
  for (const time of ['10:00', '12:00', '14:00']) await hold(time)
  it.clock.set('2026-11-23T03:11:00Z')
  await job('sweep-holds')
  expect((await desk.ask('anna', 'GET', 'done-for-you')).status).toBe(403)
  const first = await feed('owner', '?limit=2')
  expect(first.entries).toHaveLength(2)
  const rest = await feed('owner', `?limit=2&before=${first.next}`)
  expect(rest).toMatchObject({ entries: [expect.anything()], next: null, unseen: 3 })

  const see = (upTo: string) => desk.ask('owner', 'PUT', 'done-for-you/seen', { upTo })
  expect((await see(first.entries[0].id)).status).toBe(204)
  await see(rest.entries[0].id) // an older page, answered later
  expect(await feed()).toMatchObject({ unseen: 0, entries: [{ isNew: false }, { isNew: false }, { isNew: false }] })
  expect((await feed('reception')).unseen).toBe(3)
})
