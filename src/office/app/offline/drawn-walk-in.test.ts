import { expect, test } from 'vitest'
import type { CalendarAnswer } from '../visits/shown.ts'
import { drawnWalkIn } from './drawn-walk-in.ts'

const at = (time: string): string => new Date(`2026-11-24T${time}:00+05:00`).toISOString()
const answer = {
  ...{
    zone: 'Asia/Atyrau',
    today: '2026-11-24',
    days: [{ date: '2026-11-24' }],
    visits: [{ walkIn: null }, { walkIn: 2 }],
  },
  services: [
    { id: 'cut', name: 'Шаш қию', duration: 60, price: 5000, variants: [] },
    {
      id: 'colour',
      name: 'Бояу',
      duration: 90,
      price: 9000,
      variants: [{ key: 'l', name: 'Ұзын', duration: 120, price: 12_000 }],
    },
  ],
  people: [{ id: 'anna', name: 'Анна' }],
} as unknown as CalendarAnswer

test('a walk-in is drawn as the server will tell it: by the price list, one service after the other, with its number', () => {
  const lines = [
    { serviceId: 'cut', staffId: 'anna' },
    { serviceId: 'colour', staffId: 'anna', variant: 'l' },
  ]
  const booking = {
    params: { businessId: 'b' },
    body: { startTime: at('11:05'), lines, client: { kind: 'walk-in' as const } },
  }
  const visit = drawnWalkIn(answer, booking, 'here', at('11:06'))
  expect(visit).toMatchObject({
    ...{ id: 'here', date: '2026-11-24', time: '11:05', businessDay: '2026-11-24', walkIn: 3, totalAmount: 17_000 },
    ...{ startTime: at('11:05'), endTime: at('14:05'), status: 'scheduled', version: 1 },
  })
  expect(
    visit.services.map(({ name, variantName, staffName, startTime }) => [name, variantName, staffName, startTime]),
  ).toEqual([
    ['Шаш қию', null, 'Анна', at('11:05')],
    ['Бояу', 'Ұзын', 'Анна', at('12:05')],
  ])
  expect(visit.claims.map(({ from, until }) => [from, until])).toEqual([
    [at('11:05'), at('12:05')],
    [at('12:05'), at('14:05')],
  ])
})
