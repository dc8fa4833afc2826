// How long each of a queue waits, by the engine's truth.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { StaffId } from '#kernel/ids.ts'
import { wallAt } from '#kernel/time.ts'
import type { Claim, Plan } from '#modules/diaries/index.ts'
import { ANNA, aPlan, at, busyWith, COLOUR, CUT, OLGA, staff, type Taken } from '../../../test/factories/engine-plan.ts'
import { placeBehind } from './entry.ts'
import { estimates, nextOf, type Wish } from './estimate.ts'

const plan = aPlan({ cut: { duration: 30 }, colour: { duration: 60 } })
const wish = (changes: Partial<Wish> = {}): Wish => ({ services: [{ serviceId: CUT }], staffId: null, ...changes })
const windowWith = (plan: Plan, ...taken: Taken[]) => ({ plan, busy: busyWith(plan, ...taken) })
const turns = (wishes: Wish[], now: string, ...taken: Taken[]) =>
  estimates(windowWith(plan, ...taken), wishes, at(plan, now)).map(({ at: turn }) =>
    turn === null ? null : wallAt(turn, plan.zone).time,
  )

describe('a queue', () => {
  test('is served by whoever is free, in its order, around what is booked', () => {
    expect(turns([wish(), wish(), wish()], '10:00')).toEqual(['10:00', '10:00', '10:30'])
    const booked: Taken[] = [
      [staff(ANNA), '10:00', '11:00'],
      [staff(OLGA), '10:20', '12:00'],
    ]
    expect(turns([wish(), wish({ staffId: OLGA })], '10:00', ...booked)).toEqual(['11:00', '12:00'])
  })

  test('waits for whom one wishes; who has not said what he wants may want as little as there is', () => {
    expect(turns([wish({ staffId: ANNA }), wish({ staffId: ANNA }), wish()], '10:00')).toEqual([
      '10:00',
      '10:30',
      '10:00',
    ])
    expect(turns([wish({ services: [] }), wish({ services: [] }), wish({ services: [] })], '10:00')).toEqual([
      '10:00',
      '10:00',
      '10:30',
    ])
  })

  test('ends with the day; the break is nobody’s turn; what began this minute is now', () => {
    expect(turns([wish(), wish(), wish()], '18:30')).toEqual(['18:30', '18:30', null])
    expect(turns([wish()], '12:45')).toEqual(['14:00'])
    expect(turns([wish()], '10:03')).toEqual(['10:03'])
  })

  test('is not bound by what binds who books from afar', () => {
    const stopped = aPlan({ rules: { leadTime: 120, isActive: false, phoneOnlyUntil: '2026-12-31' } })
    const [found] = estimates(windowWith(stopped), [wish()], at(stopped, '10:00'))
    expect(found?.at).toBe(at(stopped, '10:00'))
  })
})

describe('who is next', () => {
  const next = (wishes: Wish[], now: string, staffId: StaffId | null, ...taken: Taken[]) => {
    const found = nextOf(windowWith(plan, ...taken), wishes, at(plan, now), staffId)
    return found && [wishes.indexOf(found.entry), found.fit.lines[0]?.staffId]
  }

  test('is the first who fits into the gap, delaying nobody before him', () => {
    const colour = wish({ services: [{ serviceId: COLOUR }] })
    const gap: Taken[] = [
      [staff(ANNA), '10:30', '12:00'],
      [staff(OLGA), '10:00', '11:00'],
    ]
    expect(next([colour, wish()], '10:00', null, ...gap)).toEqual([1, ANNA])
    expect(next([colour, colour], '10:00', null, ...gap)).toBeNull()
  })

  test('is whom that person may take: his own and anybody’s, not another’s', () => {
    expect(next([wish({ staffId: ANNA }), wish()], '10:00', OLGA)).toEqual([1, OLGA])
    expect(next([wish({ services: [] }), wish()], '10:00', null)?.[0]).toBe(1)
    expect(next([wish()], '10:00', OLGA, [staff(OLGA), '10:00', '10:30'])).toBeNull()
  })
})

test('for one wish no turn comes before that of whoever stands before; no promised time meets another’s', () => {
  const hour = fc.integer({ min: 10, max: 18 })
  const taken = fc.array(
    fc.tuple(fc.constantFrom(ANNA, OLGA), hour, fc.constantFrom(0, 15, 40), fc.integer({ min: 1, max: 30 })),
    { maxLength: 12 },
  )
  const wishes = fc.array(
    fc.record({
      serviceId: fc.constantFrom(CUT, COLOUR),
      staffId: fc.constantFrom(null, ANNA, OLGA),
      lines: fc.integer({ min: 1, max: 2 }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  fc.assert(
    fc.property(taken, wishes, fc.integer({ min: 600, max: 1100 }), (booked, asked, minute) => {
      const claims = booked.map(([who, from, minutes, length]): Taken => {
        const start = from * 60 + minutes
        return [staff(who), wall(start), wall(start + length)]
      })
      const window = windowWith(plan, ...claims)
      const busy = window.busy.copy()
      const now = at(plan, wall(minute))
      const queue = asked.map(({ serviceId, staffId, lines }) =>
        wish({ services: Array.from({ length: lines }, () => ({ serviceId })), staffId }),
      )
      const found = estimates(window, queue, now)
      const last = new Map<string, number>()
      const promised: Claim[] = []
      for (const [i, { at: turn, fit }] of found.entries()) {
        const kind = JSON.stringify(queue[i])
        expect(turn ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(last.get(kind) ?? now)
        last.set(kind, turn ?? Number.POSITIVE_INFINITY)
        for (const claim of fit?.claims ?? []) {
          const row = busy.of(claim.subject)
          expect(row.isClear(row.cellAt(claim.from), row.cellAt(claim.until))).toBe(true)
          expect(promised.some((other) => overlaps(other, claim))).toBe(false)
        }
        promised.push(...(fit?.claims ?? []))
      }
    }),
    { numRuns: 150 },
  )
})

const wall = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const overlaps = (a: Claim, b: Claim) => a.subject === b.subject && a.from < b.until && b.from < a.until

test('a place is right behind another, whoever comes and goes', () => {
  const others = [1, 2, 3].map((place) => ({ id: `${place}` as never, place }))
  expect(placeBehind(others, null)).toBe(0)
  expect(placeBehind(others, '1' as never)).toBe(1.5)
  expect(placeBehind(others, '3' as never)).toBe(4)
  expect(placeBehind(others, '9' as never)).toBeNull()
  expect(placeBehind([], null)).toBe(1)
})
