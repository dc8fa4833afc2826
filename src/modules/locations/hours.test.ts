import { describe, expect, test } from 'vitest'
import { assertDayHours, assertNights, wholeWeek } from './hours.ts'

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

describe('a night and the day after it', () => {
  const night = day('14:00', '02:00')
  const weekOf = (number: number, hours: ReturnType<typeof day>, next: ReturnType<typeof day>) =>
    wholeWeek([
      { day: number, ...hours },
      { day: (number + 1) % 7, ...next },
    ])
  const SATURDAY = '2026-11-28'
  const refused = expect.objectContaining({ code: 'hours_invalid', details: { problem: 'night_meets_day' } })

  test.each([
    ['opens when the night ends', weekOf(5, night, day('02:00', '10:00'))],
    ['is closed', weekOf(6, night, { ...day('01:00', '10:00'), isOpen: false })],
    ['opens after a night until midnight', weekOf(1, day('14:00', '00:00'), day('00:00', '03:00'))],
    ['is round the clock like this one', weekOf(1, day('08:00', '08:00'), day('08:00', '08:00'))],
  ])('which %s', (_, week) => {
    expect(() => assertNights({ week, exceptions: [] }, SATURDAY)).not.toThrow()
  })

  test.each([0, 5, 6])('which opens before the night of weekday %i ends is refused', (number) => {
    const week = weekOf(number, night, day('01:45', '10:00'))
    expect(() => assertNights({ week, exceptions: [] }, SATURDAY)).toThrow(refused)
  })

  test('holds for a dated exception on either side, but not for one that is over', () => {
    const week = wholeWeek([{ day: 6, ...night }])
    const early = { date: '2026-11-29', ...day('01:00', '09:00') }
    const long = { date: '2026-11-27', ...day('20:00', '15:00') }
    for (const exception of [early, long]) {
      expect(() => assertNights({ week, exceptions: [exception] }, '2026-11-27')).toThrow(refused)
      expect(() => assertNights({ week, exceptions: [exception] }, '2026-11-30')).not.toThrow()
    }
    const closed = { date: '2026-11-28', ...night, isOpen: false }
    expect(() => assertNights({ week, exceptions: [closed, early] }, SATURDAY)).not.toThrow()
  })
})
