import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gapsOf, whyNot } from './judge.ts'
import { type Column, overlap, type Piece } from './model.ts'

const aPiece = (over: Partial<Piece> = {}): Piece => ({
  key: 'v1:0',
  visitId: 'v1',
  line: 0,
  serviceId: 'cut',
  service: 'Шаш қию',
  lines: 1,
  client: 'Әсел',
  walkIn: null,
  look: 'booked',
  from: 660,
  until: 720,
  before: 0,
  after: 0,
  processing: [],
  isNew: false,
  hasNote: false,
  isUnpaid: false,
  isOver: false,
  saidLate: null,
  isLast: true,
  overrun: 0,
  delay: 0,
  version: 1,
  ...over,
})
const aColumn = (over: Partial<Column> = {}): Column => ({
  key: 'anna 2026-11-24',
  whoId: 'anna',
  kind: 'person',
  name: 'Анна',
  date: '2026-11-24',
  open: [{ from: 600, until: 1140 }],
  blocks: [],
  pieces: [],
  skills: null,
  ...over,
})
const moved = { visitId: 'v9', serviceId: 'cut', before: 0, after: 0 }
const why = (column: Column, from: number, length = 60, now = 0, over: Partial<typeof moved> = {}) =>
  whyNot({ ...moved, ...over }, column, { from, until: from + length }, now)

describe('a drop', () => {
  test('into free time is not hindered', () => {
    expect(why(aColumn({ pieces: [aPiece()] }), 720)).toBeNull()
  })

  test.each([
    ['in the past', aColumn(), 600, 700, 'past'],
    ['before opening', aColumn(), 570, 0, 'closed'],
    ['over closing', aColumn(), 1100, 0, 'closed'],
    ['on somebody without the skill', aColumn({ skills: new Set(['nails']) }), 600, 0, 'no_skill'],
    [
      'into time off',
      aColumn({ blocks: [{ id: 'b', kind: 'time_off', reason: null, from: 600, until: 900 }] }),
      700,
      0,
      'time_off',
    ],
    ['on another visit', aColumn({ pieces: [aPiece()] }), 690, 0, 'busy'],
  ] as const)('%s says so', (_, column, from, now, expected) => {
    expect(why(column, from, 60, now)?.why).toBe(expected)
  })

  test('names whom the person is busy with', () => {
    expect(why(aColumn({ pieces: [aPiece()] }), 690)?.by).toBe('Әсел')
  })

  test('is not in its own way', () => {
    expect(why(aColumn({ pieces: [aPiece()] }), 690, 60, 0, { visitId: 'v1' })).toBeNull()
  })

  test('fits where a visit was cancelled', () => {
    expect(why(aColumn({ pieces: [aPiece({ look: 'cancelled' })] }), 660)).toBeNull()
  })

  test('fits into the time in which a colour works by itself', () => {
    const colour = aPiece({ from: 600, until: 780, processing: [{ from: 660, until: 720 }] })
    expect(why(aColumn({ pieces: [colour] }), 660)).toBeNull()
    expect(why(aColumn({ pieces: [colour] }), 690)?.why).toBe('busy')
  })

  test('keeps the time to get ready', () => {
    expect(why(aColumn({ pieces: [aPiece({ after: 15 })] }), 720)?.why).toBe('busy')
    expect(why(aColumn({ pieces: [aPiece({ after: 15 })] }), 735)).toBeNull()
    expect(why(aColumn({ pieces: [aPiece()] }), 600, 60, 0, { after: 10 })?.why).toBe('busy')
  })
})

test('a gap is free, open, and long enough', () => {
  const time = fc.integer({ min: 500, max: 1200 })
  const busy = fc.array(fc.tuple(time, fc.integer({ min: 5, max: 120 })), { maxLength: 12 })
  fc.assert(
    fc.property(busy, (spans) => {
      const pieces = spans.map(([from, length], i) =>
        aPiece({ key: `v${i}:0`, visitId: `v${i}`, from, until: from + length }),
      )
      const column = aColumn({ pieces })
      for (const gap of gapsOf(column, 15)) {
        expect(gap.until - gap.from).toBeGreaterThanOrEqual(15)
        expect(whyNot(moved, column, gap, 0)).toBeNull()
        expect(pieces.some((piece) => overlap(piece, gap))).toBe(false)
      }
    }),
  )
})
