// What the calendar tells of some days: to reception all of it, to a specialist the own column, in a few commands.

import { randomUUID } from 'node:crypto'
import { type CommandStartedEvent, MongoClient } from 'mongodb'
import { beforeAll, describe, expect, test } from 'vitest'
import { isoOf } from '#kernel/time.ts'
import { createInTransaction } from '#platform/mongo/transaction.ts'
import { createApp } from '../../src/main/app.ts'
import { at, type FrontDesk, openFrontDesk, TUESDAY } from '../factories/front-desk.ts'
import { openSalon } from '../factories/open-salon.ts'
import { clockAt, TODAY } from '../factories/salon.ts'
import { type TestApp, testApp } from '../harness/app.ts'

let it: TestApp
let desk: FrontDesk

beforeAll(async () => {
  it = await testApp()
  desk = await openFrontDesk(it)
  await desk.book('11:00', { client: { kind: 'new', name: 'Әсел', phone: '+77015550101' } })
  await desk.book('12:00', { lines: [desk.line(desk.zhanar.id)] })
  await desk.book('15:00', { startTime: at('15:00', '2026-11-26') })
  await desk.block('13:00', '14:00')
  await desk.block('13:00', '14:00', { staffId: desk.zhanar.id })
})

const calendar = async (who: 'owner' | 'reception' | 'anna' | 'stranger', query = `from=${TUESDAY}`) =>
  (await desk.ask(who, 'GET', `calendar?${query}`)).body

describe('the calendar', () => {
  test('tells the day, hours, people with shifts, services, visits and blocks', async () => {
    const day = await calendar('reception')
    expect(day).toMatchObject({
      locationId: desk.location.id,
      zone: 'Asia/Atyrau',
      today: '2026-11-23',
      step: 15,
      days: [{ date: TUESDAY, start: at('00:00'), open: [{ from: at('10:00'), until: at('19:00') }] }],
    })
    expect(day.people.find(({ id }: { id: string }) => id === desk.anna.id)).toMatchObject({
      name: 'Анна',
      services: [desk.cut.id],
      off: [],
    })
    expect(day.visits).toMatchObject([
      {
        startTime: at('11:00'),
        clientName: 'Әсел',
        clientPhone: '+77015550101',
        claims: [{ staffId: desk.anna.id, from: at('11:00'), until: at('12:00') }],
      },
      { startTime: at('12:00') },
    ])
    expect(day.blocks).toHaveLength(2)
  })

  test('of a week has the week', async () => {
    const week = await calendar('owner', 'from=2026-11-23&days=7')
    expect(week.days).toHaveLength(7)
    expect(week.days.at(-1)).toMatchObject({ date: '2026-11-29', open: [] }) // Sunday
    expect(week.visits).toHaveLength(3)
    expect((await calendar('owner', 'days=43')).code).toBe('invalid_input')
    expect((await calendar('owner', 'from=2026-02-31')).code).toBe('invalid_input')
  })

  test('a specialist sees the own column, nobody from elsewhere anything', async () => {
    const own = await calendar('anna')
    expect(own.people.map(({ id }: { id: string }) => id)).toEqual([desk.anna.id])
    expect(own.visits).toMatchObject([{ clientName: 'Әсел' }])
    expect(own.blocks).toMatchObject([{ staffId: desk.anna.id }])
    expect((await calendar('stranger')).code).toBe('not_found')
  })

  test('asks once for plan, visits and blocks together and once for the cards; whose it is the door knows', async () => {
    const { uri, name } = it.database as TestApp['database'] & { uri: string; name: string }
    const client = new MongoClient(uri, { monitorCommands: true })
    try {
      await client.connect()
      const db = client.db(name)
      const database = { client, db, inTransaction: createInTransaction(client), close: () => client.close() }
      const app = createApp({ database, secret: 'x'.repeat(32), clock: clockAt(TODAY) })
      const names: string[] = []
      client.on('commandStarted', ({ command, commandName }: CommandStartedEvent) => names.push(command[commandName]))
      const { visits, blocks } = await app.appointments.calendar(
        desk.business.id,
        { from: TUESDAY, days: 7 },
        desk.actor,
      )
      expect([visits.length, blocks.length]).toEqual([3, 2])
      expect(names.sort()).toEqual(['appointments', 'blocks', 'clients', 'diaries'])
    } finally {
      await client.close()
    }
  })

  test('of a place in another zone has the days of that zone', async () => {
    const { business, anna, actor } = await openSalon(it.app, 'Asia/Tokyo')
    const early = { from: new Date('2026-11-26T00:30+09:00'), until: new Date('2026-11-26T01:30+09:00') }
    const nobody = { staffId: null, resourceId: null, reason: '', over: false }
    await it.app.blocks.add(business.id, { ...nobody, ...early, staffId: anna.id }, actor, randomUUID())
    const { days, blocks } = await it.app.appointments.calendar(business.id, { from: '2026-11-26', days: 1 }, actor)
    expect(days.map(({ start }) => isoOf(start))).toEqual(['2026-11-25T15:00:00.000Z'])
    expect(blocks).toHaveLength(1)
  })
})
