import { expect, test } from 'vitest'
import { instantOf, wallMinutes } from '#kernel/time.ts'
import type { PlanHours } from '#modules/diaries/index.ts'
import { openNow } from './open-now.ts'

const ZONE = 'Asia/Atyrau'
const lunch = [{ startTime: '13:00', endTime: '14:00' }]
const hours: PlanHours = {
  week: [0, 1, 2, 3, 4, 5, 6].map((day) => ({
    day,
    isOpen: day !== 0,
    openTime: day === 6 ? '18:00' : '09:00',
    closeTime: day === 6 ? '02:00' : '19:00',
    breaks: day === 6 ? [] : lunch,
  })),
  exceptions: [{ date: '2026-11-25', isOpen: false, openTime: '09:00', closeTime: '19:00', breaks: [] }],
}
const at = (date: string, time: string) => openNow(hours, ZONE, instantOf(date, wallMinutes(time), ZONE))

test.each([
  ['2026-11-24', '08:59', { isOpen: false, opens: { date: '2026-11-24', time: '09:00' } }],
  ['2026-11-24', '09:00', { isOpen: true, until: '13:00' }],
  ['2026-11-24', '13:30', { isOpen: false, opens: { date: '2026-11-24', time: '14:00' } }],
  ['2026-11-24', '18:59', { isOpen: true, until: '19:00' }],
  ['2026-11-24', '19:00', { isOpen: false, opens: { date: '2026-11-26', time: '09:00' } }],
  ['2026-11-28', '23:30', { isOpen: true, until: '02:00' }],
  ['2026-11-29', '01:00', { isOpen: true, until: '02:00' }],
  ['2026-11-29', '01:59', { isOpen: true, until: '02:00' }],
  ['2026-11-29', '02:00', { isOpen: false, opens: { date: '2026-11-30', time: '09:00' } }],
])('%s at %s', (date, time, expected) => {
  expect(at(date, time)).toEqual(expected)
})

test('around the clock never says when it closes', () => {
  const always = hours.week.map(({ day }) => ({ day, isOpen: true, openTime: '00:00', closeTime: '00:00', breaks: [] }))
  expect(openNow({ week: always, exceptions: [] }, ZONE, 0)).toEqual({ isOpen: true, until: null })
})
