import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Claim, diaryWordsOf, monthStart, monthsOf, positionsOf } from './bitmap.ts'

const FROM = monthStart('2026-02')
const UNTIL = monthStart('2026-05')

const claim = (): fc.Arbitrary<Claim> =>
  fc
    .tuple(fc.integer({ min: FROM, max: UNTIL - 4000 }), fc.integer({ min: 1, max: 4000 }))
    .map(([from, length]) => ({ subject: 'staff:a', from, until: from + length }))

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
