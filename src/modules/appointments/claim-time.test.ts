import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#platform/http/contract.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { bookAppointment } from './book-appointment.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { cartOf } from './cart.ts'
import { holdTime } from './hold-time.ts'
import { explainTime } from './offer-times.ts'
import { rescheduleByClient } from './reschedule-appointment.ts'

const [ELEVEN, NOON] = ['2026-11-24T06:00:00Z', '2026-11-24T07:00:00Z']

let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})
beforeEach(() => deps.clock.set(TODAY))

type Salon = Awaited<ReturnType<typeof aSalon>>

const guest: Actor = { kind: 'guest', device: 'device' }
const hold = (on: BookingDeps, { businessId, cut, anna }: Salon, start = ELEVEN) =>
  holdTime(on)(businessId, { cart: cartOf(cut, anna), startTime: new Date(start) }, guest, randomUUID())
const book = (on: BookingDeps, { businessId, cut, anna }: Salon, start: string, wish = {}) =>
  bookAppointment(on)(
    businessId,
    {
      ...{ cart: cartOf(cut, anna), startTime: new Date(start), name: 'Әсел', phone: '+77015550000' },
      ...{ locale: 'kk' as const, source: 'site', ...wish },
    },
    guest,
    randomUUID(),
  )

/** The place closes after the time was found free, before it is written. */
const closingMeanwhile = (salon: Salon): BookingDeps => ({
  ...deps,
  diaries: {
    ...deps.diaries,
    queued: async (claims, work) => {
      const week = [0, 1, 2, 3, 4, 5, 6].map((day) => ({
        day,
        isOpen: false,
        openTime: '10:00',
        closeTime: '19:00',
        breaks: [],
      }))
      await deps.inTransaction((tx) =>
        deps.diaries.changePlan(salon.businessId, { hours: { week, exceptions: [] } }, tx),
      )
      return deps.diaries.queued(claims, work)
    },
  },
})

describe('a day closed between finding a time and taking it', () => {
  test('refuses a booking, a hold and a move', async () => {
    const [one, two, three] = [await aSalon(deps), await aSalon(deps), await aSalon(deps)]
    await expect(book(closingMeanwhile(one), one, ELEVEN)).rejects.toMatchObject({ code: 'time_not_free' })
    await expect(hold(closingMeanwhile(two), two)).rejects.toMatchObject({ code: 'time_not_free' })
    const visit = await book(deps, three, ELEVEN)
    const move = rescheduleByClient(closingMeanwhile(three))
    const wish = { startTime: new Date(NOON), version: 1 }
    await expect(move(visit, wish)).rejects.toMatchObject({ code: 'time_not_free' })
    expect(await deps.doctor()).toEqual([])
  })

  test('refuses the confirmation of a hold that is as it was', async () => {
    const salon = await aSalon(deps)
    const { id: holdId } = await hold(deps, salon)
    await expect(book(closingMeanwhile(salon), salon, ELEVEN, { holdId })).rejects.toMatchObject({
      code: 'hold_expired',
    })
    expect(await deps.doctor()).toEqual([])
  })
})

test('of a visit and a hold in one time, the visit cancelled or moved leaves the hold its time', async () => {
  for (const leave of ['cancel', 'move'] as const) {
    const salon = await aSalon(deps)
    const visit = await book(deps, salon, ELEVEN)
    const held = await hold(deps, salon, NOON)
    // As a database may hold it that was restored in parts: over all of the visit, too.
    const over = { $set: { 'claims.0.from': new Date(ELEVEN) } }
    await deps.db.collection('holds').updateOne({ _id: toObjectId(held.id) }, over)
    if (leave === 'cancel') await cancelByClient(deps)(visit, null)
    else await rescheduleByClient(deps)(visit, { startTime: new Date('2026-11-25T07:00:00Z'), version: 1 })
    await expect(book(deps, salon, ELEVEN)).rejects.toMatchObject({ details: { reasons: ['person_busy'] } })
  }
})

test('a start that no horizon reaches is refused before anything is read, also when one asks why', async () => {
  const { businessId, cut, anna } = await aSalon(deps)
  const start = Date.parse('9999-12-31T06:00:00Z') / 60_000
  await expect(explainTime(deps)(businessId, { cart: cartOf(cut, anna) }, start)).rejects.toMatchObject({
    code: 'too_far',
  })
})
