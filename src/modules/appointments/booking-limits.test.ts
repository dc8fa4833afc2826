import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UserId } from '#kernel/ids.ts'
import type { ForWhom } from '#modules/clients/index.ts'
import type { Actor } from '#platform/http/contract.ts'
import { toObjectId } from '#platform/mongo/collection.ts'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { cartOf } from './cart.ts'
import { holdTime } from './hold-time.ts'

let deps: BookingDeps
let salon: Awaited<ReturnType<typeof aSalon>>

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})
beforeEach(async () => {
  deps.clock.set(TODAY)
  salon = await aSalon(deps)
})

const PHONE = '+77015553344'
const child = (name: string): ForWhom => ({ kind: 'child', name })
const CHILDREN = ['Алдияр', 'Томирис', 'Әміре'].map(child)
const OWNER: Actor = { kind: 'user', userId: 'f'.repeat(24) as UserId, isAdmin: false, right: 'owner' }
const refused = (code: string, bound: number) => ({ kind: 'limited', code, details: { bound } })

/** The n-th whole hour from the morning of Tuesday 24 November on, eight a day. */
const hour = (n: number): string => new Date(Date.UTC(2026, 10, 24 + Math.floor(n / 8), 5 + (n % 8))).toISOString()

const book = (n: number, forWhom: ForWhom = { kind: 'me' }, actor?: Actor) =>
  salon.book(hour(n), { phone: PHONE, forWhom }, randomUUID(), actor)

/** Six diaries: what is booked in one does not wait for what is booked in another. */
const DIARIES = ['2026-11-30', '2026-12-01', '2027-01-04'].flatMap((day) => [
  { day, who: 'anna' as const, at: '07' },
  { day, who: 'olga' as const, at: '07' },
])
const bookApart = ({ day, who, at }: (typeof DIARIES)[number], forWhom: ForWhom = { kind: 'me' }) =>
  salon.book(`${day}T${at}:00:00Z`, { phone: PHONE, staffId: salon[who], forWhom }, randomUUID())

const visitsOf = (businessId = salon.businessId) =>
  deps.db.collection('appointments').countDocuments({ businessId: toObjectId(businessId), status: 'scheduled' })

describe('a phone that nobody has proven', () => {
  test('has two coming visits in a business, and a third when one of them is cancelled or over', async () => {
    const first = await book(0)
    await book(1)
    await expect(book(9)).rejects.toMatchObject(refused('too_many_coming', 2))
    await cancelByClient(deps)(first, null)
    await book(9)
    await expect(book(10)).rejects.toMatchObject(refused('too_many_coming', 2))
    deps.clock.set(hour(2)) // the second has begun
    await book(10)
    expect(await deps.doctor()).toEqual([])
  })

  test('brings a family of four in one sitting, each of them twice, and six visits at most beside its owner', async () => {
    await book(0)
    for (const [i, one] of CHILDREN.entries()) await book(1 + i, one)
    for (const [i, one] of CHILDREN.entries()) await book(9 + i, one)
    await book(12)
    await expect(book(17, CHILDREN[0])).rejects.toMatchObject(refused('too_many_coming', 2))
    await expect(book(17, child('Төртінші'))).rejects.toMatchObject(refused('too_many_coming', 6))
    expect(await visitsOf()).toBe(8)
  })

  test('is another one in another business', async () => {
    await book(0)
    await book(1)
    salon = await aSalon(deps)
    await expect(book(0)).resolves.toMatchObject({ status: 'scheduled' })
  })

  test('of many at once, each in a diary of its own, two stand, and of a family’s six', async () => {
    const own = await Promise.allSettled(DIARIES.map((wish) => bookApart(wish)))
    expect(own.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await visitsOf()).toBe(2)
    for (const [i, one] of CHILDREN.entries()) await book(10 + i, one)
    await Promise.allSettled(DIARIES.map((wish, n) => bookApart({ ...wish, at: '09' }, child(`Бала ${n}`))))
    expect(await visitsOf()).toBe(8)
    expect(await deps.doctor()).toEqual([])
  })

  test('sent twice with one key is answered with its own visit, not refused', async () => {
    const again = () => salon.book(hour(1), { phone: PHONE }, 'limits-one-key')
    await book(0)
    const visit = await again()
    expect((await again()).id).toBe(visit.id)
  })
})

test('who has been there before may book a course', async () => {
  const visit = await book(0)
  await deps.inTransaction((tx) =>
    deps.clients.setLastAppointment(salon.businessId, visit.clientId, visit.startTime, deps.clock.now(), tx),
  )
  for (let n = 1; n < 8; n += 1) await book(n)
  await expect(book(8)).rejects.toMatchObject(refused('too_many_coming', 8))
  for (let n = 0; n < 3; n += 1) await book(9 + n, child('Алдияр'))
})

test('who works there books as many as are wanted', async () => {
  for (let n = 0; n < 4; n += 1) await book(n, { kind: 'me' }, OWNER)
  expect(await visitsOf()).toBe(4)
})

describe('one device', () => {
  const device: Actor = { kind: 'guest', device: 'a busy device' }
  const hold = (n: number, actor: Actor = device) => {
    const wish = { cart: cartOf(salon.cut, salon.anna), startTime: new Date(hour(n)) }
    return holdTime(deps)(salon.businessId, wish, actor, randomUUID())
  }

  test('books twenty visits in a day, wherever; then it neither holds nor books until the next', async () => {
    for (let n = 0; n < 20; n += 1) {
      if (n === 10) salon = await aSalon(deps)
      await salon.book(hour(n), {}, randomUUID(), device)
    }
    await expect(hold(30)).rejects.toMatchObject(refused('too_many_bookings', 20))
    await expect(salon.book(hour(30), {}, randomUUID(), device)).rejects.toMatchObject(refused('too_many_bookings', 20))
    await expect(hold(30, { kind: 'guest', device: 'another' })).resolves.toMatchObject({ isExtended: false })
    deps.clock.set('2026-11-24T03:00:01Z')
    await expect(hold(31)).resolves.toMatchObject({ isExtended: false })
  })
})
