import { describe, expect, test } from 'vitest'
import { assertDayHours, wholeWeek } from './hours.ts'

const day = (openTime: string, closeTime: string, ...breaks: [string, string][]) => ({
  isOpen: true,
  openTime,
  closeTime,
  breaks: breaks.map(([startTime, endTime]) => ({ startTime, endTime })),
})

describe('hours of a day', () => {
  test.each([
    ['a plain day', day('09:00', '18:00')],
    ['with lunch', day('09:00', '18:00', ['13:00', '14:00'])],
    ['with two breaks that touch', day('09:00', '18:00', ['14:00', '15:00'], ['13:00', '14:00'])],
    ['until after midnight', day('14:00', '02:00')],
    ['with a break over midnight', day('14:00', '02:00', ['23:30', '00:30'])],
    ['with a break after midnight', day('14:00', '02:00', ['01:00', '01:30'])],
    ['until midnight', day('08:00', '00:00', ['23:00', '00:00'])],
    ['round the clock', day('08:00', '08:00', ['20:00', '21:00'])],
    ['closed, whatever else it says', { ...day('18:00', '09:00', ['23:00', '22:00']), isOpen: false }],
  ])('%s', (_, hours) => {
    expect(() => assertDayHours(hours)).not.toThrow()
  })

  test.each([
    ['a break before opening', day('09:00', '18:00', ['08:00', '09:30']), 'break_outside'],
    ['a break past closing', day('09:00', '18:00', ['17:30', '18:30']), 'break_outside'],
    ['a break that ends before it begins', day('09:00', '18:00', ['14:00', '13:00']), 'break_outside'],
    ['a break of no length', day('09:00', '18:00', ['14:00', '14:00']), 'break_outside'],
    ['a break past a night closing', day('14:00', '02:00', ['01:30', '02:30']), 'break_outside'],
    ['breaks that overlap', day('09:00', '18:00', ['12:00', '13:30'], ['13:00', '14:00']), 'breaks_overlap'],
  ])('%s is refused', (_, hours, problem) => {
    expect(() => assertDayHours(hours)).toThrow(
      expect.objectContaining({ code: 'hours_invalid', details: { problem } }),
    )
  })
})

test('a week has seven days, those not named are closed, none comes twice', () => {
  const week = wholeWeek([{ day: 1, ...day('09:00', '18:00') }])
  expect(week.map(({ day: number, isOpen }) => [number, isOpen])).toEqual([
    [0, false],
    [1, true],
    [2, false],
    [3, false],
    [4, false],
    [5, false],
    [6, false],
  ])
  expect(() => wholeWeek([week[1], week[1]].flatMap((one) => one ?? []))).toThrow(
    expect.objectContaining({ details: { problem: 'day_twice' } }),
  )
})
