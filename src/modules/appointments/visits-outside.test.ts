import { beforeAll, beforeEach, expect, test } from 'vitest'
import { aSalon, type BookingDeps, bookingDeps, TODAY } from '../../../test/factories/salon.ts'
import { testDatabase } from '../../../test/harness/database.ts'
import { cancelByClient } from './cancel-appointment.ts'
import { visitsOutside } from './visits-outside.ts'

const [TEN, ELEVEN, EIGHTEEN] = ['2026-11-24T05:00:00Z', '2026-11-24T06:00:00Z', '2026-11-24T13:00:00Z']
const [MORNING, LATE] = ['10:00', '19:00']

let deps: BookingDeps
let salon: Awaited<ReturnType<typeof aSalon>>

beforeAll(async () => {
  deps = await bookingDeps(await testDatabase())
})
beforeEach(async () => {
  deps.clock.set(TODAY)
  salon = await aSalon(deps)
})

const change = (changes: Record<string, unknown>) =>
  deps.inTransaction((tx) => deps.diaries.changePlan(salon.businessId, changes, tx))

/** `10:00 closed`, in order. */
async function outside(): Promise<string[]> {
  const found = await visitsOutside(deps)(salon.businessId)
  return found.map(({ visit, reasons }) => `${visit.wall.time} ${reasons.map(({ code }) => code).join(', ')}`)
}

const days = (from: string, to: string) =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from, to, breaks: [] as { startTime: string; endTime: string }[] }))
const tuesday = (hours: object) => [
  { date: '2026-11-24', isOpen: true, openTime: MORNING, closeTime: LATE, breaks: [], ...hours },
]

test('visits one after another, a room and a night before it are where they were booked: nothing is told', async () => {
  for (const start of [TEN, ELEVEN, EIGHTEEN]) await salon.book(start)
  await salon.book(TEN, { serviceId: salon.hire, staffId: null })
  expect(await outside()).toEqual([])
})

test('a stop of online booking, a closed page and a longer notice say nothing of what is booked', async () => {
  await salon.book(TEN)
  await change({
    'rules.isActive': false,
    'rules.phoneOnlyUntil': '2026-12-24',
    'rules.leadTime': 100_000,
    'rules.horizon': 0,
    'rules.slotStep': 55,
    [`services.${salon.cut}.stoppedUntil`]: '2026-12-24',
  })
  expect(await outside()).toEqual([])
})

const changes: [string, (on: typeof salon) => Record<string, unknown>, string[]][] = [
  ['a closed day', () => ({ 'hours.exceptions': tuesday({ isOpen: false }) }), ['10:00 closed', '11:00 closed']],
  ['a later opening', () => ({ 'hours.exceptions': tuesday({ openTime: '10:30' }) }), ['10:00 closed']],
  [
    'a break',
    () => ({ 'hours.exceptions': tuesday({ breaks: [{ startTime: '11:30', endTime: '12:00' }] }) }),
    ['11:00 on_break'],
  ],
  [
    "a person's shorter shift",
    ({ anna }) => ({ [`people.${anna}.schedule`]: { kind: 'weekly', days: days('10:30', LATE) } }),
    ['10:00 person_off'],
  ],
  [
    'time off',
    ({ anna }) => ({
      [`people.${anna}.timeOff`]: [{ from: Date.parse(ELEVEN) / 60_000, until: Date.parse(ELEVEN) / 60_000 + 30 }],
    }),
    ['11:00 time_off'],
  ],
  [
    'a service that she does no more',
    ({ anna }) => ({ [`people.${anna}.services`]: {} }),
    ['10:00 person_unavailable', '11:00 person_unavailable'],
  ],
  [
    'a service that is gone',
    ({ cut }) => ({ [`services.${cut}.isActive`]: false }),
    ['10:00 service_unavailable', '11:00 service_unavailable'],
  ],
  ['a buffer between visits', () => ({ 'rules.buffer': 15 }), ['10:00 buffer_busy']],
  [
    'time to get ready before a service',
    ({ cut }) => ({ [`services.${cut}.before`]: 15 }),
    ['10:00 closed', '11:00 buffer_busy'],
  ],
  ['a longer service', ({ cut }) => ({ [`services.${cut}.duration`]: 90 }), ['10:00 gap_too_short']],
]

test.each(changes)('%s is told of the visits that it leaves outside', async (_, changed, told) => {
  await salon.book(TEN)
  await salon.book(ELEVEN)
  await salon.book('2026-12-30T08:00:00Z', { staffId: salon.olga })
  await change(changed(salon))
  const found = await outside()
  expect(found.filter((one) => !one.startsWith('13:00'))).toEqual(told)
})

test('a cancelled visit and one that is over are nobody’s care; the others come with whom they are of', async () => {
  const cancelled = await salon.book(TEN)
  await salon.book(ELEVEN, { name: 'Мадина', phone: '+77015557788' })
  await change({ 'hours.exceptions': tuesday({ isOpen: false }) })
  await cancelByClient(deps)(cancelled, null)
  const [only, ...others] = await visitsOutside(deps)(salon.businessId)
  expect(others).toEqual([])
  expect(only).toMatchObject({
    clientName: 'Мадина',
    clientPhone: '+77015557788',
    reasons: [{ code: 'closed', serviceId: salon.cut, staffId: salon.anna }],
  })
  deps.clock.set('2026-11-25T05:00:00Z')
  expect(await outside()).toEqual([])
})
