import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CalendarVisit } from './days.ts'
import { moved, planOf, stretched } from './plan.ts'

const NOON = Date.parse('2026-11-24T07:00:00Z')
const at = (minute: number): string => new Date(NOON + minute * 60_000).toISOString()

type StaffId = CalendarVisit['services'][number]['staffId']
const person = (name: string): StaffId => name as StaffId

const aVisit = (...lines: [staffId: string, from: number, until: number][]): CalendarVisit =>
  ({
    startTime: at(Math.min(...lines.map(([, from]) => from))),
    endTime: at(Math.max(...lines.map(([, , until]) => until))),
    services: lines.map(([staffId, from, until], i) => ({
      serviceId: `s${i}`,
      staffId,
      variant: null,
      startTime: at(from),
      endTime: at(until),
    })),
    claims: lines.map(([staffId, from, until]) => ({ staffId, resourceId: null, from: at(from), until: at(until) })),
  }) as unknown as CalendarVisit

const linesOf = (visit: CalendarVisit) =>
  planOf(visit).lines.map(({ staffId, startTime, duration }) => [staffId, startTime, duration])

describe('a move', () => {
  test('takes all services with it, and to another person only those that the same one did', () => {
    const visit = aVisit(['anna', 0, 60], ['olga', 60, 90], ['anna', 90, 120])
    expect(linesOf(moved(visit, 0, 30, person('dina')))).toEqual([
      ['dina', at(30), 60],
      ['olga', at(90), 30],
      ['dina', at(120), 30],
    ])
  })

  test('there and back is the plan as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), fc.integer({ min: 0, max: 2 }), (by, line) => {
        const visit = aVisit(['anna', 0, 60], ['olga', 60, 90], ['dina', 90, 120])
        const own = visit.services[line]?.staffId ?? null
        const there = moved(visit, line, by, person('айгүл'))
        expect(planOf(moved(there, line, -by, own))).toEqual(planOf(visit))
      }),
    )
  })
})

describe('a longer service', () => {
  test('moves what comes after it, and nothing before', () => {
    const visit = aVisit(['anna', 0, 60], ['anna', 60, 90], ['olga', 100, 120])
    expect(linesOf(stretched(visit, 1, 15))).toEqual([
      ['anna', at(0), 60],
      ['anna', at(60), 45],
      ['olga', at(115), 20],
    ])
  })

  test('leaves what goes on at the same time', () => {
    const visit = aVisit(['anna', 0, 60], ['olga', 0, 60])
    expect(linesOf(stretched(visit, 0, 15))).toEqual([
      ['anna', at(0), 75],
      ['olga', at(0), 60],
    ])
  })
})
