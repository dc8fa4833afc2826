import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BusyRow, CELL, type Claim, diaryWordsOf, emptyWords, monthStart, monthsOf, positionsOf } from './bitmap.ts'

const FROM = monthStart('2026-02')
const UNTIL = monthStart('2026-05')

const claim = (): fc.Arbitrary<Claim> =>
  fc
    .tuple(fc.integer({ min: FROM, max: UNTIL - 4000 }), fc.integer({ min: 1, max: 4000 }))
    .map(([from, length]) => ({ subject: 'staff:a', from, until: from + length }))

/** Words by diary, as the database would hold them after these claims. */
function diariesAfter(claims: readonly Claim[]): Map<string, number[]> {
  const diaries = new Map<string, number[]>()
  for (const { month, words } of claims.flatMap(diaryWordsOf)) {
    const row = diaries.get(month) ?? emptyWords()
    for (const { at, mask } of words) row[at] = (row[at] ?? 0) | mask
    diaries.set(month, row)
  }
  return diaries
}

test('a row is free exactly where no claim, widened to whole cells, touches it', () => {
  fc.assert(
    fc.property(fc.array(claim(), { maxLength: 8 }), claim(), (claims, asked) => {
      const diaries = diariesAfter(claims)
      const row = new BusyRow(monthsOf(FROM, UNTIL), (month) => diaries.get(month))
      const cells = ({ from, until }: Claim) => [Math.floor(from / CELL), Math.ceil(until / CELL)] as const
      const [first, end] = cells(asked)
      const touched = claims.some((other) => cells(other)[0] < end && first < cells(other)[1])
      expect(row.isFree(asked.from, asked.until)).toBe(!touched)
    }),
    { numRuns: 2000 },
  )
})

test('words are signed 32-bit numbers, so that the driver sends them as int32 and $bit takes them', () => {
  fc.assert(
    fc.property(claim(), (asked) => {
      for (const { mask } of diaryWordsOf(asked).flatMap(({ words }) => words)) {
        expect(mask).toBe(mask | 0)
        expect(positionsOf(mask).length).toBeGreaterThan(0)
      }
    }),
  )
})

test('a claim over a month end has words in both months', () => {
  const end = monthStart('2026-03')
  const parts = diaryWordsOf({ subject: 'staff:a', from: end - 10, until: end + 5 })
  expect(parts.map(({ diary, words }) => [diary, words])).toEqual([
    ['staff:a:2026-02', [{ at: 28 * 9 - 1, mask: (1 << 30) | (1 << 31) }]],
    ['staff:a:2026-03', [{ at: 0, mask: 1 }]],
  ])
})

test('a time beyond all years is refused rather than counted month by month', () => {
  expect(() => monthsOf(FROM, Date.parse('9999-12-31T06:00:00Z') / 60_000)).toThrow(RangeError)
  expect(() => monthsOf(FROM, Number.NaN)).toThrow(RangeError)
})

test('busy minutes are counted in whole cells within the span', () => {
  const diaries = diariesAfter([{ subject: 'staff:a', from: FROM + 600, until: FROM + 645 }])
  const row = new BusyRow(['2026-02'], (month) => diaries.get(month))
  expect(row.busyMinutes(FROM, FROM + 1440)).toBe(45)
  expect(row.busyMinutes(FROM + 620, FROM + 1440)).toBe(25)
})
