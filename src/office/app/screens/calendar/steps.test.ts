import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Piece, Span } from './model.ts'
import { type Cursor, placeAt, stepAside, stepDown, stillThere } from './steps.ts'

const axis: Span = { from: 540, until: 1260 }
const piece = (key: string, from: number, until: number) => ({ key, from, until }) as Piece
const column = (...pieces: Piece[]) => ({ pieces })

const columns = fc
  .array(fc.array(fc.tuple(fc.integer({ min: 108, max: 240 }), fc.integer({ min: 1, max: 24 })), { maxLength: 8 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map((spans, c) => column(...spans.map(([from, n], i) => piece(`${c}.${i}`, from * 5, from * 5 + n * 5)))),
  )

describe('down and up', () => {
  test('every visit of a column is reached from its top, each place once', () => {
    fc.assert(
      fc.property(columns, (all) => {
        const [first] = all
        if (!first) return
        let at: Cursor = { column: 0, minute: axis.from - 1, piece: null }
        const seen: string[] = []
        for (let n = 0; n < 200; n += 1) {
          const next = stepDown(all, axis, at, 1)
          if (next === at) break
          expect(next.minute).toBeGreaterThanOrEqual(at.minute)
          if (next.piece) seen.push(next.piece)
          at = next
        }
        expect(seen.toSorted()).toEqual(first.pieces.map(({ key }) => key).toSorted())
      }),
    )
  })

  test('up takes back what down did', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 540, max: 1200 }), (all, minute) => {
        const [first] = all
        if (!first) return
        const at = { column: 0, ...placeAt(first, axis, minute) }
        const down = stepDown(all, axis, at, 1)
        if (down !== at) expect(stepDown(all, axis, down, -1)).toEqual(at)
      }),
    )
  })

  test('free time beside a visit is a place too, time inside it is none', () => {
    const all = [column(piece('a', 600, 660))]
    const way: (string | number)[] = []
    for (let at: Cursor = { column: 0, minute: 570, piece: null }; at.minute < 690; ) {
      at = stepDown(all, axis, at, 1)
      way.push(at.piece ?? at.minute)
    }
    expect(way).toEqual([585, 'a', 660, 675, 690])
  })

  test('with Alt it goes by five minutes', () => {
    const at = { column: 0, minute: 600, piece: null }
    expect(stepDown([column()], axis, at, 1, 5)).toEqual({ column: 0, minute: 605, piece: null })
  })
})

describe('aside', () => {
  const two = [column(piece('a', 600, 660)), column(piece('b', 615, 720))]

  test('lands on the visit that is there at that time', () => {
    expect(stepAside(two, axis, { column: 0, minute: 660, piece: null }, 1)).toEqual({
      column: 1,
      minute: 615,
      piece: 'b',
    })
  })

  test('stays at the last column', () => {
    const at = { column: 1, minute: 615, piece: 'b' }
    expect(stepAside(two, axis, at, 1)).toBe(at)
  })
})

test('the cursor goes with a visit that another has moved', () => {
  const at = { column: 0, minute: 600, piece: 'a' }
  expect(stillThere([column(), column(piece('a', 900, 960))], axis, at)).toEqual({ column: 1, minute: 900, piece: 'a' })
  expect(stillThere([column()], axis, at)).toEqual({ column: 0, minute: 600, piece: null })
})
