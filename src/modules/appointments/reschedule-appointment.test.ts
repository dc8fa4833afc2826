import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { StaffId } from '#kernel/ids.ts'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import type { Appointment } from './appointment.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { rescheduleByClient } from './reschedule-appointment.ts'
import { lateAdvice, sayLate } from './say-late.ts'

const ELEVEN = '2026-11-24T06:00:00Z'

let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})
beforeEach(() => deps.clock.set(TODAY))

const move = (visit: Appointment, start: string, staffIds?: (StaffId | null)[]) =>
  rescheduleByClient(deps)(visit, { startTime: new Date(start), version: visit.version, staffIds })

describe('a moved visit', () => {
  test('frees its old time and takes the new one, with its event and its new deadline', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    const moved = await move(visit, '2026-11-25T08:30:00Z')
    expect(moved).toMatchObject({
      id: visit.id,
      businessDay: '2026-11-25',
      wall: { date: '2026-11-25', time: '13:30' },
      cancelUntil: new Date('2026-11-25T06:30:00Z'),
      version: 2,
    })
    expect(await deps.store.get(salon.businessId, visit.id)).toEqual(moved)
    const told = await deps.db.collection('events').findOne({ type: 'appointment.moved' }, { sort: { _id: -1 } })
    expect(told).toMatchObject({ version: 2, data: { from: visit.startTime, to: moved.startTime } })
    await salon.book(ELEVEN)
    expect(await deps.doctor()).toEqual([])
  })

  test('may overlap itself, and nobody else', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    const later = await move(visit, '2026-11-24T06:15:00Z')
    await salon.book('2026-11-24T08:00:00Z')
    await expect(move(later, '2026-11-24T07:30:00Z')).rejects.toMatchObject({
      code: 'time_not_free',
      details: { reasons: ['gap_too_short'] },
    })
    expect(await deps.doctor()).toEqual([])
  })

  test('goes to another person when asked to, and costs what that one costs', async () => {
    const salon = await aSalon(deps)
    await deps.inTransaction((tx) =>
      deps.diaries.changePlan(salon.businessId, { [`people.${salon.olga}.services.${salon.cut}.price`]: 7000 }, tx),
    )
    const moved = await move(await salon.book(ELEVEN), ELEVEN.replace('06', '07'), [salon.olga])
    expect(moved).toMatchObject({ totalAmount: 7000, services: [{ staffId: salon.olga, staffName: 'Ольга' }] })
  })

  test('keeps the price it was booked at, whatever the price list says now', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    await deps.inTransaction((tx) =>
      deps.diaries.changePlan(salon.businessId, { [`services.${salon.cut}.price`]: 9000 }, tx),
    )
    expect(await move(visit, '2026-11-24T08:00:00Z')).toMatchObject({ totalAmount: 5000 })
  })

  test('answers a double tap with the visit as it is, and an old page with what changed', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    const moved = await move(visit, '2026-11-24T08:00:00Z')
    const again = rescheduleByClient(deps)(moved, { startTime: moved.startTime, version: visit.version })
    expect(await again).toEqual(moved)
    const old = rescheduleByClient(deps)(moved, { startTime: new Date(ELEVEN), version: visit.version })
    await expect(old).rejects.toMatchObject({ code: 'changed_meanwhile' })
  })

  test('is refused after the deadline, and when it is over', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    deps.clock.set('2026-11-24T04:30:00Z')
    await expect(move(visit, '2026-11-25T08:00:00Z')).rejects.toMatchObject({ code: 'moving_closed' })
    deps.clock.set(TODAY)
    const cancelled = await cancelByClient(deps)(visit, null)
    await expect(move(cancelled, '2026-11-25T08:00:00Z')).rejects.toMatchObject({ code: 'move_not_allowed' })
  })

  test('raced with another for the new time is there once, and its old time is not lost', async () => {
    const salon = await aSalon(deps)
    const visits = await Promise.all([salon.book(ELEVEN), salon.book('2026-11-24T08:00:00Z')])
    const outcomes = await Promise.allSettled([
      ...visits.map((visit) => move(visit, '2026-11-25T06:00:00Z')),
      salon.book('2026-11-25T06:00:00Z'),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await deps.doctor()).toEqual([])
  })

  test('and cancelled at once is one of both', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    await Promise.allSettled([move(visit, '2026-11-25T06:00:00Z'), cancelByClient(deps)(visit, null)])
    expect((await deps.store.get(salon.businessId, visit.id)).version).toBe(2)
    expect(await deps.doctor()).toEqual([])
  })
})

describe('"I am late"', () => {
  test('is told on the day, with what still fits', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    await expect(sayLate(deps)(visit, 10)).rejects.toMatchObject({ code: 'late_too_early' })
    deps.clock.set('2026-11-24T05:40:00Z')
    const late = await sayLate(deps)(visit, 20)
    expect(late).toMatchObject({ late: { minutes: 20 }, startTime: visit.startTime, version: 2 })
    expect(await sayLate(deps)(late, 20)).toEqual(late)
    expect(await lateAdvice(deps)(late, 20)).toEqual({ plan: expect.anything(), stillFits: true, alternatives: [] })
  })

  test('says when another comes right after, and what is free instead', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book(ELEVEN)
    await salon.book('2026-11-24T07:00:00Z')
    deps.clock.set('2026-11-24T05:40:00Z')
    const advice = await lateAdvice(deps)(visit, 20)
    expect(advice.stillFits).toBe(false)
    expect(advice.alternatives.map(({ kind }) => kind)).toContain('time')
  })
})
