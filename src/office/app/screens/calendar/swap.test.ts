import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarVisit } from './days.ts'
import { prolonged, pushedBy, swapped } from './swap.ts'

const TEN = Date.parse('2026-11-24T05:00:00Z')
const at = (minute: number): string => new Date(TEN + minute * 60_000).toISOString()
const minuteOf = (instant: string): number => (Date.parse(instant) - TEN) / 60_000

/** A visit of one service, with minutes to get ready around it. */
const aVisit = (id: string, staffId: string, from: number, until: number, ready = 0, more: object = {}) =>
  ({
    ...{ id, status: 'scheduled', arrivedAt: null, startTime: at(from), endTime: at(until) },
    services: [{ serviceId: 's', staffId, variant: null, startTime: at(from), endTime: at(until) }],
    claims: [{ staffId, resourceId: null, from: at(from - ready), until: at(until + ready) }],
    ...more,
  }) as unknown as CalendarVisit

const shown = (visits: readonly CalendarVisit[]) =>
  visits.map(({ services, startTime, endTime }) => [services[0]?.staffId, minuteOf(startTime), minuteOf(endTime)])
const part = (visit: CalendarVisit) => ({ visit, line: 0 })

describe('two that swap', () => {
  test('with two people begin when the other did, with the other’s person', () => {
    const [one, other] = [aVisit('a', 'anna', 0, 60), aVisit('b', 'olga', 90, 120)]
    expect(shown(swapped(part(one), part(other)))).toEqual([
      ['olga', 90, 150],
      ['anna', 0, 30],
    ])
  })

  test('with one person keep to the time that they had together, whichever is taken', () => {
    const [long, short] = [aVisit('a', 'anna', 10, 100, 10), aVisit('b', 'anna', 120, 150, 5)]
    const expected = [
      ['anna', 55, 145],
      ['anna', 5, 35],
    ]
    expect(shown(swapped(part(long), part(short)))).toEqual(expected)
    expect(shown(swapped(part(short), part(long)))).toEqual(expected.toReversed())
  })
})

describe('who is pushed', () => {
  const longer = (visit: CalendarVisit, by: number) => prolonged(visit, by)

  test('begins later by what is needed, and pushes the next in turn, until a gap takes it up', () => {
    const day = [
      aVisit('a', 'anna', 0, 60),
      aVisit('b', 'anna', 60, 120),
      aVisit('c', 'anna', 125, 150),
      aVisit('d', 'anna', 200, 260),
      aVisit('e', 'olga', 60, 120),
    ]
    const [first] = day
    if (!first) throw new Error('a day has visits')
    expect(shown(pushedBy(longer(first, 15), day))).toEqual([
      ['anna', 75, 135],
      ['anna', 135, 160],
    ])
  })

  test('is nobody who is there already, who is over, or whom it lay over before', () => {
    const first = aVisit('a', 'anna', 0, 60)
    const there = aVisit('b', 'anna', 60, 120, 0, { arrivedAt: at(58) })
    const over = aVisit('c', 'anna', 60, 120, 0, { status: 'completed' })
    const beneath = aVisit('d', 'anna', 50, 110)
    expect(pushedBy(longer(first, 15), [first, there, over, beneath])).toEqual([])
  })

  test('leaves a day in which nobody is in another’s way, and nobody is earlier than he was', () => {
    const lengths = fc.array(fc.record({ gap: fc.nat({ max: 8 }), length: fc.integer({ min: 1, max: 12 }) }), {
      minLength: 2,
      maxLength: 9,
    })
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 24 }), (spans, by) => {
        let minute = 0
        const day = spans.map(({ gap, length }, i) => {
          const from = minute + gap * 5
          minute = from + length * 5
          return aVisit(`v${i}`, 'anna', from, minute)
        })
        const [first, ...rest] = day
        if (!first) return
        const next = longer(first, by * 5)
        const pushed = new Map(pushedBy(next, day).map((visit) => [visit.id, visit]))
        const after = [next, ...rest.map((visit) => pushed.get(visit.id) ?? visit)]
        for (const [i, visit] of after.entries()) {
          expect(visit.startTime >= (day[i]?.startTime ?? '')).toBe(true)
          const before = after[i - 1]
          if (before) expect(minuteOf(visit.startTime)).toBeGreaterThanOrEqual(minuteOf(before.endTime))
        }
      }),
    )
  })
})
