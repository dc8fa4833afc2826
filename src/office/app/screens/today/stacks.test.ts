import { describe, expect, test } from 'vitest'
import type { CalendarVisit } from '../../visits/marks.ts'
import type { CalendarAnswer } from '../../visits/shown.ts'
import { figuresOf, stacksOf } from './stacks.ts'
import { spread } from './times-text.ts'

const TODAY = '2026-11-24'
const TOMORROW = '2026-11-25'
const at = (time: string, date = TODAY): string => new Date(`${date}T${time}:00+05:00`).toISOString()
const NOON = Date.parse(at('12:00'))

const visit = (id: string, from: string, until: string, changes: Partial<CalendarVisit> = {}): CalendarVisit =>
  ({
    ...{ id, startTime: at(from), endTime: at(until), businessDay: TODAY, status: 'scheduled', totalAmount: 5000 },
    ...{ arrivedAt: null, confirmedAt: null, lateMinutes: null, walkIn: null },
    ...changes,
  }) as CalendarVisit

const day = (visits: CalendarVisit[], date = TODAY): CalendarAnswer =>
  ({ today: TODAY, graceMinutes: 15, visits, days: [{ date, start: at('00:00', date), open: [] }] }) as never

const idsOf = (visits: readonly CalendarVisit[]) => visits.map(({ id }) => id as string)

describe('the stacks of today', () => {
  test('what goes on and what begins soon is now; the next one is now however late it comes', () => {
    const soon = [visit('here', '11:30', '12:30', { arrivedAt: at('11:25') }), visit('soon', '12:20', '13:00')]
    expect(idsOf(stacksOf(day([...soon, visit('later', '16:00', '17:00')]), undefined, NOON).now)).toEqual([
      'here',
      'soon',
    ])
    const far = stacksOf(day([visit('far', '16:00', '17:00'), visit('farther', '18:00', '19:00')]), undefined, NOON)
    expect(idsOf(far.now)).toEqual(['far'])
    expect(idsOf(far.later)).toEqual(['farther'])
  })

  test.each([
    ['within the grace', {}, '11:50', []],
    ['past the grace', {}, '11:44', ['late']],
    ['later than he said', { lateMinutes: 20 }, '11:39', ['late']],
    ['as late as he said', { lateMinutes: 30 }, '11:39', []],
    ['who has come is not late', { arrivedAt: at('11:50') }, '11:30', []],
  ] as const)('%s', (_, changes, from, expected) => {
    const { needs } = stacksOf(day([visit('one', from, '13:00', changes)]), undefined, NOON)
    expect(needs.map(({ why }) => why)).toEqual(expected)
  })

  test('a visit that has ended without a mark is asked about, never marked', () => {
    const ended = [visit('ended', '10:00', '11:00'), visit('served', '10:00', '12:00', { arrivedAt: at('10:00') })]
    const { needs, over } = stacksOf(day(ended), undefined, NOON)
    expect(needs.map(({ visit: { id }, why }) => [id, why])).toEqual([
      ['ended', 'unmarked'],
      ['served', 'unmarked'],
    ])
    expect(over).toEqual([])
  })

  test('in the morning after it is still asked about; no other day is', () => {
    const then = { businessDay: '2026-11-23', startTime: at('18:00', '2026-11-23'), endTime: at('19:00', '2026-11-23') }
    const before = day(
      [visit('left', '18:00', '19:00', then), visit('said', '17:00', '18:00', { ...then, status: 'no-show' })],
      '2026-11-23',
    )
    const { needs } = stacksOf(day([]), undefined, NOON, before)
    expect(needs.map(({ visit: { id }, why }) => [id, why])).toEqual([['left', 'unmarked']])
  })

  test('who has not confirmed tomorrow is to be asked; walk-ins are not', () => {
    const coming = { businessDay: TOMORROW, startTime: at('10:00', TOMORROW), endTime: at('11:00', TOMORROW) }
    const tomorrow = day(
      [
        visit('silent', '10:00', '11:00', coming),
        visit('sure', '10:00', '11:00', { ...coming, confirmedAt: at('09:00') }),
        visit('unnamed', '10:00', '11:00', { ...coming, walkIn: 1 }),
      ],
      TOMORROW,
    )
    expect(stacksOf(day([]), tomorrow, NOON).needs.map(({ visit: { id } }) => id)).toEqual(['silent'])
  })

  test('figures count what is not cancelled, and the money of what is still to be served', () => {
    const visits = [
      visit('open', '13:00', '14:00'),
      visit('done', '10:00', '11:00', { status: 'completed', confirmedAt: at('09:00') }),
      visit('gone', '15:00', '16:00', { status: 'cancelled' }),
      visit('other day', '15:00', '16:00', { businessDay: TOMORROW }),
    ]
    expect(figuresOf(day(visits))).toEqual({ visits: 2, unconfirmed: 1, expected: 5000 })
  })
})

describe('five times to send', () => {
  const times = (...all: string[]) => all.map((time) => ({ startTime: at(time), time, staff: [0] }))
  const of = (date: string, ...all: string[]) => ({ date, state: 'free' as const, times: times(...all) })

  test('are five, spread over the days and over each', () => {
    const picked = spread([
      of(TODAY, '10:00', '11:00', '12:00', '13:00', '14:00', '15:00'),
      { date: TOMORROW, state: 'closed', times: [] },
      of('2026-11-26', '10:00', '12:00', '18:00'),
    ])
    expect(picked).toHaveLength(5)
    expect(new Set(picked.map(({ date }) => date))).toEqual(new Set([TODAY, '2026-11-26']))
    expect(picked.filter(({ date }) => date === TODAY).map(({ time }) => time)).toEqual(['10:00', '12:00', '14:00'])
  })

  test('are all there are where there are fewer', () => {
    expect(spread([of(TODAY, '10:00')])).toEqual([{ date: TODAY, time: '10:00' }])
    expect(spread([])).toEqual([])
  })
})
