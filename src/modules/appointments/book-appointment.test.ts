import { beforeAll, describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/errors.ts'
import type { ServiceId, StaffId } from '#kernel/ids.ts'
import type { Actor } from '#platform/http/contract.ts'
import { aSalon, type BookingDeps, bookingDeps } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'

let deps: BookingDeps

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code })
const codes = (outcomes: PromiseSettledResult<unknown>[]) =>
  Object.entries(
    Object.groupBy(outcomes, (outcome) =>
      outcome.status === 'fulfilled' ? 'booked' : outcome.reason instanceof Refusal ? outcome.reason.code : 'crash',
    ),
  ).map(([code, list]) => [code, list?.length])

describe('a booked visit', () => {
  test('stands in the form of the specification, with its event and its client', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book('2026-11-24T10:30:00Z', { notes: 'қоңырау шалмаңыз' })
    const stored = await deps.db
      .collection('appointments')
      .findOne({ businessId: { $exists: true }, notes: visit.notes })
    expect(stored).toMatchObject({
      status: 'scheduled',
      paymentStatus: 'pending',
      totalAmount: 5000,
      startTime: new Date('2026-11-24T10:30:00Z'),
      endTime: new Date('2026-11-24T11:30:00Z'),
      wall: { date: '2026-11-24', time: '15:30', zone: 'Asia/Atyrau' },
      businessDay: '2026-11-24',
      reminderSent: false,
      version: 1,
    })
    expect(String(stored?.staffId)).toBe(salon.anna)
    expect(String(stored?.serviceId)).toBe(salon.cut)
    const client = await deps.db.collection('clients').findOne({ _id: stored?.clientId })
    expect(client).toMatchObject({ name: 'Әсел Нұрланқызы', totalAppointments: 1, totalSpent: 0 })
    expect(
      await deps.db.collection('events').countDocuments({ 'subject.id': stored?._id, type: 'appointment.booked' }),
    ).toBe(1)
    expect(await deps.doctor()).toEqual([])
  })

  test('joins the card of its phone and leaves the name on it alone', async () => {
    const salon = await aSalon(deps)
    const first = await salon.book('2026-11-24T05:00:00Z', { phone: '8 701 555 77 01', name: 'Мадина' })
    const second = await salon.book('2026-11-24T07:00:00Z', { phone: '+7 (701) 555-77-01', name: 'Мадина апай' })
    expect(second.clientId).toBe(first.clientId)
    expect(second.bookedAs).toBe('Мадина апай')
    const [card] = await deps.clients.cards(salon.businessId, [first.clientId])
    expect(card?.name).toBe('Мадина')
  })

  test('with anybody goes to the one who has less to do that day', async () => {
    const salon = await aSalon(deps)
    await salon.book('2026-11-24T05:00:00Z', { staffId: salon.anna })
    const visit = await salon.book('2026-11-24T08:00:00Z', { staffId: null })
    expect(visit.services[0]?.staffId).toBe(salon.olga)
    expect(visit.anyStaff).toBe(true)
  })

  test('without a person holds a unit of its room, and the third finds none', async () => {
    const salon = await aSalon(deps)
    const wish = { serviceId: salon.hire, staffId: null }
    await salon.book('2026-11-24T05:00:00Z', wish)
    await salon.book('2026-11-24T05:00:00Z', wish)
    await expect(salon.book('2026-11-24T05:30:00Z', wish)).rejects.toMatchObject({
      code: 'time_not_free',
      details: { reasons: ['resource_busy'] },
    })
  })

  test('refused for a taken time names the reason and the nearest free starts', async () => {
    const salon = await aSalon(deps)
    await salon.book('2026-11-24T06:00:00Z')
    await expect(salon.book('2026-11-24T06:15:00Z')).rejects.toMatchObject({
      kind: 'conflict',
      code: 'time_not_free',
      details: {
        reasons: ['person_busy'],
        alternatives: [
          { kind: 'person', startTime: '2026-11-24T06:15:00.000Z', staffIds: [salon.olga] },
          { kind: 'time', startTime: '2026-11-24T05:00:00.000Z', staffIds: [salon.anna] },
          { kind: 'time', startTime: '2026-11-24T07:00:00.000Z', staffIds: [salon.anna] },
          { kind: 'time', startTime: '2026-11-24T07:15:00.000Z', staffIds: [salon.anna] },
          { kind: 'day', startTime: '2026-11-25T06:15:00.000Z', staffIds: [salon.anna] },
        ],
      },
    })
  })
})

describe('bad input', () => {
  test.each([
    ['a phone of three digits', { phone: '701' }, 'phone_invalid'],
    ['a phone that cannot exist', { phone: '+7 000 000 00 00' }, 'phone_invalid'],
    ['no name', { name: ' \u200f ' }, 'name_required'],
    ['a name of emoji alone', { name: '💇‍♀️💅' }, 'name_required'],
    ['a name of 5,000 letters', { name: 'ә'.repeat(5000) }, 'name_too_long'],
    ['an unknown service', { serviceId: 'f'.repeat(24) as ServiceId }, 'service_unavailable'],
    ['an unknown person', { staffId: 'f'.repeat(24) as StaffId }, 'person_unavailable'],
    ['another price than the one seen', { price: 4000 }, 'price_changed'],
  ])('%s', async (_, wish, code) => {
    const salon = await aSalon(deps)
    await expect(salon.book('2026-11-24T06:00:00Z', wish)).rejects.toEqual(refusal(code))
    expect(await deps.db.collection('clients').countDocuments({ phone: '+77015550001', name: 'nobody' })).toBe(0)
  })

  test.each([
    ['yesterday', '2026-11-22T06:00:00Z', 'in_the_past'],
    ['off the grid', '2026-11-24T06:07:00Z', 'off_grid'],
    ['with seconds', '2026-11-24T06:00:30Z', 'off_grid'],
    ['after the horizon', '2027-02-24T06:00:00Z', 'too_far'],
    ['before opening', '2026-11-24T04:00:00Z', 'time_not_free'],
  ])('a time %s', async (_, start, code) => {
    const salon = await aSalon(deps)
    await expect(salon.book(start)).rejects.toEqual(refusal(code))
  })

  test("another business's service and person are unknown here", async () => {
    const [salon, other] = [await aSalon(deps), await aSalon(deps)]
    await expect(salon.book('2026-11-24T06:00:00Z', { serviceId: other.cut })).rejects.toEqual(
      refusal('service_unavailable'),
    )
    await expect(salon.book('2026-11-24T06:00:00Z', { staffId: other.anna })).rejects.toEqual(
      refusal('person_unavailable'),
    )
  })

  test('letters of the right-to-left kind are welcome, overrides that turn the page are taken out', async () => {
    const salon = await aSalon(deps)
    const visit = await salon.book('2026-11-24T06:00:00Z', { name: 'محمد \u202eelbuort 👩' })
    expect(visit.bookedAs).toBe('محمد elbuort 👩')
  })
})

describe('races', () => {
  test('of forty who want one time, one gets it; the doctor finds nothing', async () => {
    const salon = await aSalon(deps)
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => salon.book('2026-12-01T06:00:00Z')))
    const counted = Object.fromEntries(codes(outcomes))
    expect(counted.booked).toBe(1)
    expect((counted.slot_taken ?? 0) + (counted.time_not_free ?? 0)).toBe(39)
    expect(await deps.doctor()).toEqual([])
  })

  test('thirty different times of one person at once all succeed, over a month that has no diary yet', async () => {
    const salon = await aSalon(deps)
    const starts = Array.from(
      { length: 30 },
      (_, i) =>
        `2026-12-${String(2 + Math.floor(i / 8)).padStart(2, '0')}T${String(5 + (i % 8)).padStart(2, '0')}:00:00Z`,
    )
    const outcomes = await Promise.allSettled(starts.map((start) => salon.book(start)))
    expect(codes(outcomes)).toEqual([['booked', 30]])
    expect(await deps.doctor()).toEqual([])
  })

  test('closing the day while forty book leaves no visit behind the closed door', async () => {
    const salon = await aSalon(deps)
    const closed = [{ date: '2026-12-01', isOpen: false, openTime: '10:00', closeTime: '19:00', breaks: [] }]
    const close = deps.inTransaction((tx) =>
      deps.diaries.changePlan(salon.businessId, { 'hours.exceptions': closed }, tx),
    )
    const racing = Array.from({ length: 20 }, (_, i) =>
      salon.book(`2026-12-01T${String(5 + (i % 8)).padStart(2, '0')}:00:00Z`),
    )
    const outcomes = await Promise.allSettled(racing)
    await close
    const late = await Promise.allSettled([salon.book('2026-12-01T13:00:00Z')])
    expect(codes(late)).toEqual([['time_not_free', 1]])
    expect(codes(outcomes).map(([code]) => code)).not.toContain('crash')
    expect(await deps.doctor()).toEqual([])
  })
})

describe('one key', () => {
  test('has one effect, however often and however fast it is sent', async () => {
    const salon = await aSalon(deps)
    const wish = { phone: '+77015559999' }
    const visits = await Promise.all(
      Array.from({ length: 20 }, () => salon.book('2026-12-01T06:00:00Z', wish, 'one-key-20')),
    )
    expect(new Set(visits.map(({ id }) => id)).size).toBe(1)
    expect(
      await deps.db.collection('appointments').countDocuments({
        _id: { $exists: true },
        bookedAs: 'Әсел Нұрланқызы',
        startTime: new Date('2026-12-01T06:00:00Z'),
        businessId: { $exists: true },
        clientId: { $exists: true },
      }),
    ).toBeGreaterThan(0)
    expect(await deps.doctor()).toEqual([])
  })

  test('with another body is refused', async () => {
    const salon = await aSalon(deps)
    const wish = { phone: '+77015559998' }
    await salon.book('2026-12-01T06:00:00Z', wish, 'another-body')
    await expect(salon.book('2026-12-01T08:00:00Z', wish, 'another-body')).rejects.toEqual(refusal('key_reused'))
  })

  test('of one guest or business is nothing to another', async () => {
    const [salon, other] = [await aSalon(deps), await aSalon(deps)]
    const first = await salon.book('2026-12-01T06:00:00Z', { phone: '+77015559997' }, 'shared-key')
    const second = await other.book('2026-12-01T06:00:00Z', { phone: '+77015559997' }, 'shared-key')
    const third = await salon.book('2026-12-01T07:00:00Z', { phone: '+77015559996' }, 'shared-key')
    expect(new Set([first.id, second.id, third.id]).size).toBe(3)
  })
})

describe('several visits of one sitting', () => {
  test('are known by the device that booked them, for half an hour', async () => {
    const salon = await aSalon(deps)
    const mother: Actor = { kind: 'guest', device: 'mother' }
    const times = ['2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z', '2026-11-24T07:00:00Z']
    const phone = '+77015557755'
    const [first] = await Promise.all([
      salon.book(times[0] ?? '', { phone }, 'sitting-1', mother),
      salon.book(times[1] ?? '', { phone, forWhom: { kind: 'child', name: 'Алдияр' } }, 'sitting-2', mother),
      salon.book(times[2] ?? '', { phone }, 'sitting-3', { kind: 'guest', device: 'stranger' }),
    ])
    const { bookedBy, createdAt } = first
    expect(bookedBy).toBe('device:mother')
    const together = await deps.store.bookedBetween(salon.businessId, 'device:mother', createdAt, createdAt)
    expect(together.map(({ forWhom }) => forWhom?.name ?? null)).toEqual([null, 'Алдияр'])
    expect(new Set(together.map(({ clientId }) => clientId)).size).toBe(2)
    expect(await deps.doctor()).toEqual([])
  })

  test('of nobody known is nobody’s sitting', async () => {
    const salon = await aSalon(deps)
    expect((await salon.book('2026-11-24T05:00:00Z')).bookedBy).toBeNull()
  })
})
