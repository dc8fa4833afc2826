import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CELL, type Frame, frameOf, Row } from './row.ts'

const START = Date.parse('2026-03-01T00:00:00Z') / 60_000
const FRAME: Frame = frameOf(START, START + 2 * 1440)
const CELLS = FRAME.words * 32

/** A row beside the plain list of booleans that it stands for. */
const aRow = (): fc.Arbitrary<{ row: Row; cells: boolean[] }> =>
  fc.array(fc.tuple(fc.nat(CELLS - 1), fc.integer({ min: 1, max: 120 })), { maxLength: 12 }).map((spans) => {
    const cells = new Array<boolean>(CELLS).fill(false)
    const row = Row.empty(FRAME)
    for (const [first, length] of spans) {
      cells.fill(true, first, first + length)
      row.cover(row.minuteOf(first), row.minuteOf(first + length))
    }
    return { row, cells }
  })

const cellsOf = (row: Row): boolean[] => Array.from({ length: CELLS }, (_, cell) => row.has(cell))

const forAll = <Values extends [unknown, ...unknown[]]>(
  ...[arbitraries, check]: [{ [At in keyof Values]: fc.Arbitrary<Values[At]> }, (...values: Values) => void]
) => fc.assert(fc.property(...arbitraries, check), { numRuns: 300 })

const cell = () => fc.integer({ min: 0, max: CELLS })
const minute = () => fc.integer({ min: START - 3000, max: START + 3 * 1440 })

test('a frame is the whole UTC days that a span touches', () => {
  expect(frameOf(START + 10, START + 20)).toEqual({ start: START, words: 9 })
  expect(frameOf(START, START + 1440)).toEqual({ start: START, words: 9 })
  expect(frameOf(START - 1, START + 1441)).toEqual({ start: START - 1440, words: 27 })
})

test('covering takes every cell that is touched, covering within only whole ones, uncovering frees what is touched', () => {
  forAll([minute(), fc.integer({ min: 1, max: 4000 })], (from, length) => {
    const until = from + length
    const touched = (at: number) => START + at * CELL < until && from < START + (at + 1) * CELL
    const inside = (at: number) => from <= START + at * CELL && START + (at + 1) * CELL <= until
    const all = Array.from({ length: CELLS }, (_, at) => at)
    expect(cellsOf(Row.empty(FRAME).cover(from, until))).toEqual(all.map(touched))
    expect(cellsOf(Row.empty(FRAME).coverWithin(from, until))).toEqual(all.map(inside))
    expect(cellsOf(Row.full(FRAME).uncover(from, until))).toEqual(all.map((at) => !touched(at)))
  })
})

test('and, and not, or and not go cell by cell', () => {
  forAll([aRow(), aRow()], (one, other) => {
    const both = (join: (a: boolean, b: boolean) => boolean) =>
      one.cells.map((a, at) => join(a, other.cells[at] === true))
    expect(cellsOf(one.row.and(other.row))).toEqual(both((a, b) => a && b))
    expect(cellsOf(one.row.andNot(other.row))).toEqual(both((a, b) => a && !b))
    expect(cellsOf(one.row.or(other.row))).toEqual(both((a, b) => a || b))
    expect(cellsOf(one.row.not())).toEqual(one.cells.map((a) => !a))
  })
})

test('earlier moves every cell, to and fro; beyond the row nothing is set', () => {
  forAll([aRow(), fc.integer({ min: -CELLS, max: CELLS })], ({ row, cells }, by) => {
    expect(cellsOf(row.earlier(by))).toEqual(cells.map((_, at) => cells[at + by] === true))
  })
})

test('runs are the cells from which so many are set', () => {
  forAll([aRow(), fc.integer({ min: 0, max: 140 })], ({ row, cells }, length) => {
    const isRun = (at: number) => Array.from({ length }, (_, more) => cells[at + more]).every((set) => set === true)
    expect(cellsOf(row.runs(length))).toEqual(cells.map((_, at) => isRun(at)))
  })
})

test('within are the cells from which a set one is near enough', () => {
  forAll([aRow(), fc.integer({ min: 0, max: 140 })], ({ row, cells }, reach) => {
    const isNear = (at: number) => cells.slice(at, at + reach + 1).includes(true)
    expect(cellsOf(row.within(reach))).toEqual(cells.map((_, at) => isNear(at)))
  })
})

test('asking changes no row', () => {
  forAll([aRow(), fc.integer({ min: 0, max: 60 })], ({ row, cells }, by) => {
    for (const other of [row.runs(by), row.within(by), row.earlier(by), row.not()]) expect(other.start).toBe(START)
    expect(cellsOf(row)).toEqual(cells)
  })
})

test('clear, full, counted and listed between two cells', () => {
  forAll([aRow(), cell(), cell()], ({ row, cells }, one, other) => {
    const [first, end] = [Math.min(one, other), Math.max(one, other)]
    const part = cells.slice(first, end)
    const listed = part.flatMap((set, at) => (set ? first + at : []))
    expect(row.isClear(first, end)).toBe(!part.includes(true))
    expect(row.isFull(first, end)).toBe(!part.includes(false))
    expect(row.cellsBetween(first, end)).toEqual(listed)
    expect(row.count(first, end)).toBe(listed.length)
  })
})

test('what lies outside a row is clear and never full', () => {
  const row = Row.full(FRAME)
  expect(row.has(-1)).toBe(false)
  expect(row.has(CELLS)).toBe(false)
  expect(row.isFull(-1, 2)).toBe(false)
  expect(row.isFull(CELLS - 1, CELLS + 1)).toBe(false)
  expect(row.isClear(CELLS, CELLS + 40)).toBe(true)
  expect(row.cellsBetween(CELLS - 2, CELLS + 40)).toEqual([CELLS - 2, CELLS - 1])
})

test('minutes and cells are two names of one thing', () => {
  const row = Row.empty(FRAME)
  row.set(row.cellAt(START + 7))
  expect(cellsOf(row).indexOf(true)).toBe(1)
  expect(row.minuteOf(1)).toBe(START + 5)
  row.set(CELLS)
  row.set(-1)
  expect(row.count(0, CELLS)).toBe(1)
})
