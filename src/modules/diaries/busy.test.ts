import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toDate } from '#kernel/time.ts'
import { type Claim, diaryWordsOf, emptyWords, monthStart, monthsOf } from './bitmap.ts'
import { Busy, type DiaryRead, type HoldEntry } from './busy.ts'
import { CELL, frameOf } from './row.ts'

const FROM = monthStart('2026-02')
const UNTIL = monthStart('2026-05')
const MONTHS = monthsOf(FROM, UNTIL - 1)
const NOON = monthStart('2026-03') + 720
const ANNA = 'staff:a'

const claim = (subject = ANNA): fc.Arbitrary<Claim> =>
  fc
    .tuple(fc.integer({ min: FROM, max: UNTIL - 4000 }), fc.integer({ min: 1, max: 4000 }))
    .map(([from, length]) => ({ subject, from, until: from + length }))

/** Diaries as the database holds them after these claims; the last ones are holds. */
function diariesAfter(claims: readonly Claim[], holds: readonly (Claim & { id: string; expiresAt: number })[] = []) {
  const diaries = new Map<string, { _id: string; subject: string; words: number[]; holds: HoldEntry[] }>()
  for (const one of [...claims, ...holds]) {
    for (const { diary, words } of diaryWordsOf(one)) {
      const found = diaries.get(diary) ?? { _id: diary, subject: one.subject, words: emptyWords(), holds: [] }
      for (const { at, mask } of words) found.words[at] = (found.words[at] ?? 0) | mask
      if ('expiresAt' in one) {
        const { id, from, until, expiresAt } = one as (typeof holds)[number]
        found.holds.push({ id, from: toDate(from), until: toDate(until), expiresAt: toDate(expiresAt) })
      }
      diaries.set(diary, found)
    }
  }
  return [...diaries.values()] satisfies DiaryRead[]
}

/** Minutes of the subject that are taken between two minutes. */
function takenIn(busy: Busy, from: number, until: number, subject = ANNA): number {
  const row = busy.of(subject)
  return row.count(row.cellAt(from), row.cellAt(until)) * CELL
}

const widened = ({ from, until }: Claim) => [Math.floor(from / CELL), Math.ceil(until / CELL)] as const

test('is busy exactly where a claim, widened to whole cells, touches, over the ends of months too', () => {
  fc.assert(
    fc.property(fc.array(claim(), { maxLength: 8 }), claim(), (claims, asked) => {
      const row = new Busy(MONTHS, diariesAfter(claims)).of(ANNA)
      const [first, end] = widened(asked)
      const isTouched = claims.some((other) => widened(other)[0] < end && first < widened(other)[1])
      expect(row.isClear(row.cellAt(first * CELL), row.cellAt(end * CELL))).toBe(!isTouched)
    }),
    { numRuns: 1000 },
  )
})

test('a part of the row is the same row', () => {
  fc.assert(
    fc.property(fc.array(claim(), { maxLength: 5 }), claim(), (claims, { from, until }) => {
      const busy = new Busy(MONTHS, diariesAfter(claims))
      const frame = frameOf(from, until)
      const [part, whole] = [busy.in(ANNA, frame), busy.of(ANNA)]
      const cells = Array.from({ length: part.cells }, (_, cell) => cell)
      expect(cells.map((cell) => part.has(cell))).toEqual(
        cells.map((cell) => whole.has(whole.cellAt(part.minuteOf(cell)))),
      )
    }),
    { numRuns: 200 },
  )
})

test('months that were not read, and people without a diary, are free', () => {
  const busy = new Busy(['2026-03'], diariesAfter([{ subject: ANNA, from: NOON, until: NOON + 60 }]))
  const before = frameOf(FROM, NOON + 1440)
  expect(busy.in(ANNA, before).count(0, 100_000)).toBe(12)
  expect(busy.in('staff:b', before).count(0, 100_000)).toBe(0)
  expect(busy.has('staff:a:2026-03')).toBe(true)
  expect(busy.has('staff:a:2026-02')).toBe(false)
})

describe('held time', () => {
  const hold = { id: 'h', subject: ANNA, from: NOON, until: NOON + 60, expiresAt: NOON - 10 }

  test.each([
    ['a minute before it expires', NOON - 11, 60],
    ['the minute it expires', NOON - 10, 0],
    ['later', NOON, 0],
  ])('%s', (_, now, taken) => {
    expect(takenIn(new Busy(MONTHS, diariesAfter([], [hold]), now), NOON - 60, NOON + 120)).toBe(taken)
  })

  test('that has lapsed frees its own cells and no other', () => {
    const visits = [
      { subject: ANNA, from: NOON - 30, until: NOON },
      { subject: ANNA, from: NOON + 60, until: NOON + 75 },
    ]
    const busy = new Busy(MONTHS, diariesAfter(visits, [hold]), NOON)
    expect(takenIn(busy, NOON - 60, NOON + 120)).toBe(45)
  })

  test('that has lapsed is named to whoever wants its time, once over the end of a month', () => {
    const end = monthStart('2026-04')
    const over = { ...hold, from: end - 30, until: end + 30 }
    const busy = new Busy(MONTHS, diariesAfter([], [over]), NOON)
    const wants = (from: number, until: number, subject = ANNA) => busy.lapsedUnder([{ subject, from, until }])
    expect(wants(end - 15, end + 15)).toEqual(['h'])
    expect(wants(end - 60, end - 30)).toEqual([])
    expect(wants(end, end + 15, 'staff:b')).toEqual([])
    expect(new Busy(MONTHS, diariesAfter([], [over]), NOON - 60).lapsedUnder([over])).toEqual([])
  })
})

test('what the asker has himself is not in his way, also when the row was looked at before', () => {
  const own = { subject: ANNA, from: NOON, until: NOON + 60 }
  const busy = new Busy(MONTHS, diariesAfter([own, { subject: ANNA, from: NOON + 60, until: NOON + 90 }]))
  expect(takenIn(busy, NOON, NOON + 120)).toBe(90)
  expect(takenIn(busy.without([own]), NOON, NOON + 120)).toBe(30)
})
