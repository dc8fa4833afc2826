// Busy time is a bitmap of 5-minute cells: 288 cells a UTC day are exactly 9 signed 32-bit words, so the words of a
// month, of several months, and the engine's Int32Array are one and the same row of bits.

import type { Minute } from '#kernel/time.ts'
import { CELL, CELLS_PER_WORD, maskOf, WORDS_PER_DAY } from './row.ts'

const WORDS_PER_MONTH = 31 * WORDS_PER_DAY

/** `YYYY-MM` in UTC. */
export type Month = string

/** A subject is what can be busy: `staff:<id>`, `resource:<id>-<unit>` or `location:<id>`. */
export type Subject = string

export const staffSubject = (staffId: string): Subject => `staff:${staffId}`
export const unitSubject = (resourceId: string, unit: number): Subject => `resource:${resourceId}-${unit}`

/** Busy time of one subject, buffers included. `until` is the first free minute after it. */
export interface Claim {
  subject: Subject
  from: Minute
  until: Minute
  /** Taken though another has it, by somebody who said why. */
  override?: boolean
}

export interface DiaryWords {
  diary: string
  subject: Subject
  month: Month
  /** The claim's own span. */
  from: Minute
  until: Minute
  words: { at: number; mask: number }[]
}

export const emptyWords = (): number[] => new Array<number>(WORDS_PER_MONTH).fill(0)

export const diaryId = (subject: Subject, month: Month): string => `${subject}:${month}`

const monthOf = (minute: Minute): Month => new Date(minute * 60_000).toISOString().slice(0, 7)
export const monthStart = (month: Month): Minute =>
  Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1) / 60_000
export function nextMonth(month: Month): Month {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return number === 12 ? `${year + 1}-01` : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`
}

/** Beyond it a year has five digits, and months would have no end. */
const END_OF_TIME = Date.parse('9999-01-01T00:00:00Z') / 60_000

/** The UTC months that a span of time touches. @throws RangeError beyond the year 9998 */
export function monthsOf(from: Minute, until: Minute): Month[] {
  if (!(until < END_OF_TIME)) throw new RangeError('a time that nobody means')
  const months: Month[] = []
  for (let month = monthOf(from); monthStart(month) < Math.max(until, from + 1); month = nextMonth(month))
    months.push(month)
  return months
}

/** The words of each diary that the claim covers; spans are widened outward to whole cells. */
export function diaryWordsOf(claim: Claim): DiaryWords[] {
  return monthsOf(claim.from, claim.until).map((month) => {
    const start = monthStart(month)
    const first = Math.floor((Math.max(claim.from, start) - start) / CELL)
    const end = Math.ceil((Math.min(claim.until, monthStart(nextMonth(month))) - start) / CELL)
    return { diary: diaryId(claim.subject, month), month, ...claim, words: wordsBetween(first, end) }
  })
}

function wordsBetween(first: number, end: number): { at: number; mask: number }[] {
  const words: { at: number; mask: number }[] = []
  for (let at = first >> 5; at << 5 < end; at += 1) {
    const low = Math.max(first - (at << 5), 0)
    const high = Math.min(end - (at << 5), CELLS_PER_WORD)
    words.push({ at, mask: maskOf(low, high) })
  }
  return words
}

/** MongoDB wants a mask to be non-negative, so bit 31 can only be asked for by its position. */
export const positionsOf = (mask: number): number[] =>
  Array.from({ length: CELLS_PER_WORD }, (_, bit) => bit).filter((bit) => (mask >>> bit) & 1)
