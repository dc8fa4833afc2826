import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/errors.ts'
import { StaleArrangement } from '#modules/diaries/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { type CartLine, cartOf } from './cart.ts'
import { extendHold, holdTime, ownHold, sweepHolds } from './hold-time.ts'
import { offerTimes } from './offer-times.ts'

const ELEVEN = '2026-11-24T06:00:00Z'

let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})
beforeEach(() => deps.clock.set(TODAY))

type Salon = Awaited<ReturnType<typeof aSalon>>

const guest = (device: string): Actor => ({ kind: 'guest', device })
const aigul = guest('aigul')
const minutesLater = (minutes: number) => deps.clock.set(new Date(Date.parse(TODAY) + minutes * 60_000).toISOString())

const hold = (salon: Salon, start = ELEVEN, actor = aigul, line: Partial<CartLine> = {}, key: string = randomUUID()) =>
  holdTime(deps)(
    salon.businessId,
    {
      cart: cartOf(line.serviceId ?? salon.cut, line.staffId === undefined ? salon.anna : line.staffId),
      startTime: new Date(start),
    },
    actor,
    key,
  )

const timesOf = async (salon: Salon) => {
  const { days } = await offerTimes(deps)(salon.businessId, {
    cart: cartOf(salon.cut, salon.anna),
    from: '2026-11-24',
    days: 1,
  })
  return days[0]?.times.map(({ start }) => new Date(start * 60_000).toISOString().slice(11, 16)) ?? []
}

describe('held time', () => {
  test('is taken for everybody else, and offered to nobody', async () => {
    const salon = await aSalon(deps)
    await hold(salon)
    expect(await timesOf(salon)).not.toContain('06:00')
    await expect(salon.book(ELEVEN)).rejects.toMatchObject({ code: 'time_not_free' })
    await expect(hold(salon, ELEVEN, guest('other'))).rejects.toMatchObject({ code: 'time_not_free' })
    expect(await deps.doctor()).toEqual([])
  })

  test('becomes the visit, under the same id, and nothing of the hold is left', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    const visit = await salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)
    expect(visit.id).toBe(held.id)
    expect(await deps.holds.get(salon.businessId, held.id)).toBeNull()
    expect(await deps.doctor()).toEqual([])
  })

  test('of anybody keeps the person that was found, and the visit remembers that anybody was asked for', async () => {
    const salon = await aSalon(deps)
    await salon.book('2026-11-24T08:00:00Z')
    const held = await hold(salon, ELEVEN, aigul, { staffId: null })
    expect(held.lines[0]?.staffId).toBe(salon.olga)
    const visit = await salon.book(ELEVEN, { holdId: held.id, staffId: null }, undefined, aigul)
    expect(visit).toMatchObject({ anyStaff: true, services: [{ staffId: salon.olga }] })
  })

  test('ends by itself: another books it though nobody swept', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    minutesLater(10)
    expect(await timesOf(salon)).toContain('06:00')
    const visit = await salon.book(ELEVEN)
    expect(visit.id).not.toBe(held.id)
    expect(await deps.doctor()).toEqual([])
    await expect(salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)).rejects.toMatchObject({
      code: 'hold_expired',
      details: { reasons: ['person_busy'], alternatives: expect.arrayContaining([expect.anything()]) },
    })
  })

  test('is still confirmed after its end when nobody took it', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    minutesLater(11)
    expect(await salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)).toMatchObject({ status: 'scheduled' })
    expect(await deps.doctor()).toEqual([])
  })

  test('and after it was swept too', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    minutesLater(11)
    expect(await sweepHolds(deps)()).toBeGreaterThan(0)
    expect(await deps.holds.get(salon.businessId, held.id)).toBeNull()
    expect(await deps.doctor()).toEqual([])
    expect(await salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)).toMatchObject({ status: 'scheduled' })
  })

  test('is one a guest: a second one gives the first back, also where both overlap', async () => {
    const salon = await aSalon(deps)
    await hold(salon)
    await hold(salon, '2026-11-24T06:15:00Z')
    const times = await timesOf(salon)
    expect(times).toContain('05:15')
    expect(times).not.toContain('06:15')
    expect(await deps.doctor()).toEqual([])
  })

  test('taken twice at once by one guest is one hold', async () => {
    const salon = await aSalon(deps)
    const both = await Promise.all([hold(salon), hold(salon, '2026-11-24T08:00:00Z')])
    const left = await Promise.all(both.map(({ id }) => deps.holds.get(salon.businessId, id)))
    expect(left.filter((one) => one !== null)).toHaveLength(1)
    expect(await deps.doctor()).toEqual([])
  })

  test('is one a guest in the database too, whichever server was asked', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    const second = { ...held, id: deps.ids.next<'appointment'>() }
    await expect(deps.inTransaction((tx) => deps.holds.insert(second, tx))).rejects.toBeInstanceOf(StaleArrangement)
  })

  test('asked for twice with one key is one hold', async () => {
    const salon = await aSalon(deps)
    const [first, second] = await Promise.all([
      hold(salon, ELEVEN, aigul, {}, 'same-key-1'),
      hold(salon, ELEVEN, aigul, {}, 'same-key-1'),
    ])
    expect(second.id).toBe(first.id)
  })

  test('is prolonged once, by its holder only', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    const longer = await extendHold(deps)(salon.businessId, held.id, aigul)
    expect(longer.expiresAt.getTime() - held.expiresAt.getTime()).toBe(5 * 60_000)
    expect((await extendHold(deps)(salon.businessId, held.id, aigul)).expiresAt).toEqual(longer.expiresAt)
    minutesLater(14)
    await expect(salon.book(ELEVEN)).rejects.toMatchObject({ code: 'time_not_free' })
    await expect(ownHold(deps)(salon.businessId, held.id, guest('other'))).rejects.toMatchObject({
      code: 'hold_expired',
    })
    expect(await deps.doctor()).toEqual([])
  })

  test('of two services by one person is prolonged and confirmed whole', async () => {
    const salon = await aSalon(deps)
    const { cut, anna, businessId } = salon
    const cart = { lines: [cut, cut].map((serviceId) => ({ serviceId, staffId: anna })), prefer: 'least_wait' } as const
    const held = await holdTime(deps)(businessId, { cart, startTime: new Date(ELEVEN) }, aigul, randomUUID())
    await extendHold(deps)(businessId, held.id, aigul)
    minutesLater(14)
    await expect(salon.book('2026-11-24T07:00:00Z')).rejects.toMatchObject({ code: 'time_not_free' })
    expect(await deps.doctor()).toEqual([])
    expect(await salon.book(ELEVEN, { cart, holdId: held.id }, undefined, aigul)).toMatchObject({ id: held.id })
    expect(await deps.doctor()).toEqual([])
  })

  test('is not claimed over a visit, nor for a plan that has changed', async () => {
    const salon = await aSalon(deps)
    const { businessId } = salon
    const { claims } = await salon.book(ELEVEN)
    const expiresAt = new Date(Date.parse(ELEVEN))
    const claim = (plan: number | null, later: number) =>
      deps.inTransaction((tx) => {
        const own = claims.map((one) => ({ ...one, from: one.from + later, until: one.until + later }))
        return deps.diaries.claim(
          businessId,
          own,
          { plan, hold: { id: deps.ids.next<'appointment'>(), expiresAt } },
          tx,
        )
      })
    await expect(claim(null, 0)).rejects.toBeInstanceOf(StaleArrangement)
    await expect(claim(999, 60)).rejects.toBeInstanceOf(StaleArrangement)
    expect(await deps.doctor()).toEqual([])
  })

  test('is confirmed by its holder only, whoever knows its id', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    await expect(salon.book(ELEVEN, { holdId: held.id }, undefined, guest('other'))).rejects.toMatchObject({
      code: 'hold_expired',
    })
    expect(await deps.holds.get(salon.businessId, held.id)).not.toBeNull()
  })

  test('is not taken twice by one key, also when it is gone', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon, ELEVEN, aigul, {}, 'same-key-2')
    await salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)
    await expect(hold(salon, ELEVEN, aigul, {}, 'same-key-2')).rejects.toMatchObject({ code: 'hold_expired' })
  })

  test('needs somebody we know again', async () => {
    const salon = await aSalon(deps)
    await expect(hold(salon, ELEVEN, { kind: 'guest', device: null })).rejects.toMatchObject({
      code: 'device_required',
    })
  })

  test('of a person who has left since is refused by name, and the time is free for others again', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    await deps.inTransaction((tx) =>
      deps.diaries.changePlan(salon.businessId, { [`people.${salon.anna}.isActive`]: false }, tx),
    )
    await expect(salon.book(ELEVEN, { holdId: held.id }, undefined, aigul)).rejects.toMatchObject({
      code: 'person_unavailable',
    })
    expect(await salon.book(ELEVEN, { staffId: null })).toMatchObject({ services: [{ staffId: salon.olga }] })
  })

  test('meets its end and its confirmation at once: one visit, whoever wins', async () => {
    const salon = await aSalon(deps)
    const held = await hold(salon)
    minutesLater(11)
    const outcomes = await Promise.allSettled([
      salon.book(ELEVEN, { holdId: held.id }, undefined, aigul),
      salon.book(ELEVEN),
      sweepHolds(deps)(),
      salon.book(ELEVEN),
    ])
    for (const one of outcomes) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal)
    const visits = [outcomes[0], outcomes[1], outcomes[3]].filter((one) => one?.status === 'fulfilled')
    expect(visits).toHaveLength(1)
    expect(await deps.doctor()).toEqual([])
  })
})
