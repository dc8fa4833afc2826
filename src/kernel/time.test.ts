import { describe, expect, test } from 'vitest'
import { DAY, isoOf, toDate, wallAt, wallTimeOf } from './time.ts'

const AROUND = Date.UTC(2026, 1, 28) / 60_000

describe('instants as text', () => {
  test('are as a Date tells them, in any order', () => {
    const minutes = [AROUND, AROUND - 1, AROUND + DAY, AROUND + 1, 0, -1, AROUND + 61, AROUND - DAY * 400]
    for (const minute of minutes) expect(isoOf(minute)).toBe(toDate(minute).toISOString())
  })
})

describe('the wall', () => {
  test('shows the same whatever was asked before', () => {
    const minutes = [AROUND, AROUND + 300, AROUND - 300, AROUND + DAY, AROUND]
    const alone = (zone: string) => minutes.map((minute) => wallAt(minute, zone))
    const [atyrau, utc] = [alone('Asia/Atyrau'), alone('UTC')]
    expect(minutes.map((minute) => [wallAt(minute, 'Asia/Atyrau'), wallAt(minute, 'UTC')])).toEqual(
      minutes.map((_, i) => [atyrau[i], utc[i]]),
    )
    expect(wallAt(AROUND, 'Asia/Atyrau')).toEqual({ date: '2026-02-28', time: '05:00' })
  })

  test('shows two digits each, and the next day its own hours', () => {
    expect([0, 61, DAY - 1, DAY + 5].map(wallTimeOf)).toEqual(['00:00', '01:01', '23:59', '00:05'])
  })
})
