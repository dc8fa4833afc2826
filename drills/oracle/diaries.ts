// What is booked and held, as the database keeps it.

import { type Minute, toDate } from '#kernel/time.ts'
import { Busy, type Claim, type DiaryRead, diaryWordsOf, emptyWords, monthsOf } from '#modules/diaries/index.ts'
import type { OracleWorld } from './world.ts'

/** The documents of the months that are touched. */
export function diariesOf({ booked, held }: OracleWorld): DiaryRead[] {
  const diaries = new Map<
    string,
    { _id: string; subject: string; words: number[]; holds: DiaryRead['holds'] & object }
  >()
  const put = (claim: Claim, hold?: { id: string; expiresAt: Date }) => {
    for (const { diary, subject, words } of diaryWordsOf(claim)) {
      const found = diaries.get(diary) ?? { _id: diary, subject, words: emptyWords(), holds: [] }
      for (const { at, mask } of words) found.words[at] = (found.words[at] ?? 0) | mask
      const holds = hold
        ? [...found.holds, { ...hold, from: toDate(claim.from), until: toDate(claim.until) }]
        : found.holds
      diaries.set(diary, { ...found, holds })
    }
  }
  for (const claim of booked) put(claim)
  for (const { id, claim, expiresAt } of held) put(claim, { id, expiresAt: toDate(expiresAt) })
  return [...diaries.values()]
}

/** What one read of a span brings. */
export function busyOf(world: OracleWorld, from: Minute, until: Minute): Busy {
  const months = monthsOf(from, until)
  const read = diariesOf(world).filter(({ _id }) => months.includes(_id.slice(-7)))
  return new Busy(months, read, world.now).without(world.own)
}
