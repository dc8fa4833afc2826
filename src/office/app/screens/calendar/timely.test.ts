import { describe, expect, test } from 'vitest'
import type { Column, Piece } from './model.ts'
import { longerBy, timely } from './timely.ts'

const GRACE = 15
const at = (hour: number, minute = 0): number => hour * 60 + minute

const piece = (from: number, until: number, more: Partial<Piece> = {}) =>
  ({
    ...{ key: `${from}`, visitId: `${from}`, look: 'booked', from, until, before: 0, after: 0 },
    ...{ saidLate: null, isLast: true, overrun: 0, delay: 0 },
    ...more,
  }) as Piece
const column = (...pieces: Piece[]) => ({ kind: 'person', pieces }) as unknown as Column
const seen = (now: number, ...pieces: Piece[]) =>
  timely([column(...pieces)], () => now, GRACE)[0]?.pieces.map(({ look, overrun, delay }) => ({ look, overrun, delay }))
const looks = (now: number, ...pieces: Piece[]) => seen(now, ...pieces)?.map(({ look }) => look)
const delays = (now: number, ...pieces: Piece[]) => seen(now, ...pieces)?.map(({ delay }) => delay)
const inChair = { look: 'arrived' } as const

describe('late', () => {
  test('is who has not come when the grace is over, or what he said himself, if that is longer', () => {
    const visit = piece(at(11), at(12))
    expect(looks(at(11, 15), visit)).toEqual(['booked'])
    expect(looks(at(11, 16), visit)).toEqual(['late'])
    const said = piece(at(11), at(12), { look: 'waits', saidLate: 30 })
    expect(looks(at(11, 30), said)).toEqual(['waits'])
    expect(looks(at(11, 31), said)).toEqual(['late'])
  })

  test('is nobody who is there, or whose time is over, and nobody is a no-show by itself', () => {
    expect(looks(at(11, 59), piece(at(11), at(12), inChair))).toEqual(['arrived'])
    expect(looks(at(12), piece(at(11), at(12)))).toEqual(['booked'])
    expect(looks(at(11, 30), piece(at(11), at(12), { look: 'no-show' }))).toEqual(['no-show'])
  })
})

describe('over time', () => {
  test('grows with the present, and those after it begin later as far as it reaches', () => {
    const long = piece(at(11), at(12), inChair)
    const next = piece(at(12), at(12, 30))
    const gap = piece(at(12, 40), at(13, 40))
    const last = piece(at(15), at(16))
    expect(seen(at(12, 20), long, next, gap, last)).toEqual([
      { look: 'arrived', overrun: 20, delay: 0 },
      { look: 'late', overrun: 0, delay: 20 },
      { look: 'booked', overrun: 0, delay: 10 },
      { look: 'booked', overrun: 0, delay: 0 },
    ])
  })

  test('counts the time to get ready', () => {
    const long = piece(at(11), at(12), { ...inChair, after: 10 })
    expect(delays(at(12, 5), long, piece(at(12, 15), at(13), { before: 5 }))).toEqual([0, 5])
  })

  test('is over when the next one sits there, when it was long ago, and for a part that does not end the visit', () => {
    const long = piece(at(11), at(12), inChair)
    const next = piece(at(12), at(13), inChair)
    expect(seen(at(12, 20), long, next)?.map(({ overrun }) => overrun)).toEqual([0, 0])
    expect(seen(at(14, 1), long)?.[0]?.overrun).toBe(0)
    expect(seen(at(12, 20), { ...long, isLast: false })?.[0]?.overrun).toBe(0)
  })
})

test('what is not concerned stays the same object, so nothing of it is drawn anew', () => {
  const columns = [column(piece(at(11), at(12))), column(piece(at(11), at(12), { look: 'confirmed', saidLate: 30 }))]
  const now = timely(columns, () => at(11, 20), GRACE)
  expect(now[0]).not.toBe(columns[0])
  expect(now[1]).toBe(columns[1])
})

test('it is made longer by quarters of an hour, to an end that is still to come', () => {
  expect([1, 14, 15, 20, 31].map(longerBy)).toEqual([15, 15, 30, 30, 45])
})
