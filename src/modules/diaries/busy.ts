// Who is busy when, as it was read: the months' words of each subject, without what an expired hold still keeps.

import { DAY, type Minute, toMinute } from '#kernel/time.ts'
import { type Claim, diaryId, type Month, monthStart, nextMonth, type Subject } from './bitmap.ts'
import { CELL, type Frame, frameOf, Row, WORDS_PER_DAY } from './row.ts'

/** A claim kept for somebody who is about to book; it lapses by itself. */
export interface HoldEntry {
  id: string
  from: Date
  until: Date
  expiresAt: Date
}

export interface DiaryRead {
  _id: string
  subject?: string | undefined
  words?: readonly number[] | undefined
  holds?: readonly HoldEntry[] | undefined
}

export class Busy {
  /** Where each month lies among the words of a row. */
  readonly #months: readonly { month: Month; first: number; count: number }[]
  readonly #frame: Frame
  readonly #diaries = new Map<string, readonly number[]>()
  /** What is otherwise than it was read, in the order in which it was said. */
  readonly #changes = new Map<Subject, Change[]>()
  readonly #lapsed: { id: string; claim: Claim }[] = []
  readonly #rows = new Map<Subject, Row>()
  readonly #read: readonly [months: readonly Month[], diaries: readonly DiaryRead[], now: Minute]

  /** @param now holds that have expired by then no longer count */
  constructor(months: readonly Month[], diaries: readonly DiaryRead[] = [], now: Minute = Number.NEGATIVE_INFINITY) {
    this.#read = [months, diaries, now]
    this.#frame = frameOf(monthStart(months[0] ?? '1970-01'), monthStart(nextMonth(months.at(-1) ?? '1970-01')))
    this.#months = months.map((month) => ({
      month,
      first: ((monthStart(month) - this.#frame.start) / DAY) * WORDS_PER_DAY,
      count: ((monthStart(nextMonth(month)) - monthStart(month)) / DAY) * WORDS_PER_DAY,
    }))
    for (const { _id, subject = '', words, holds = [] } of diaries) {
      if (!words) continue
      this.#diaries.set(_id, words)
      for (const hold of holds) {
        if (toMinute(hold.expiresAt) > now) continue
        const claim = { subject, from: toMinute(hold.from), until: toMinute(hold.until) }
        this.#lapsed.push({ id: hold.id, claim })
        this.#change(claim, false)
      }
    }
  }

  /** The subject's busy cells; a subject without a document in a month is wholly free there. */
  of(subject: Subject): Row {
    const known = this.#rows.get(subject)
    if (known) return known
    const row = Row.empty(this.#frame)
    for (const { month, first, count } of this.#months) {
      const words = this.#diaries.get(diaryId(subject, month))
      if (!words) continue
      for (let at = 0; at < count; at += 1) row.words[first + at] = words[at] ?? 0
    }
    for (const { from, until, isBusy } of this.#changes.get(subject) ?? []) {
      if (isBusy) row.cover(from, until)
      else row.uncover(from, until)
    }
    this.#rows.set(subject, row)
    return row
  }

  /** The same row within a frame; what lies outside the months that were read counts as free. */
  in(subject: Subject, frame: Frame): Row {
    const row = this.of(subject)
    const offset = ((frame.start - row.start) / DAY) * WORDS_PER_DAY
    if (offset >= 0 && offset + frame.words <= row.words.length) {
      return new Row(frame, row.words.subarray(offset, offset + frame.words))
    }
    const part = Row.empty(frame)
    for (let at = 0; at < frame.words; at += 1) part.words[at] = row.words[at + offset] ?? 0
    return part
  }

  has(diary: string): boolean {
    return this.#diaries.has(diary)
  }

  /**
   * As it would be without these claims: who moves a visit or confirms a hold is not in his own way. What `others` keep
   * of the same cells, by an override, stays.
   */
  without(claims: readonly Claim[], others: readonly Claim[] = []): this {
    for (const claim of claims) for (const left of remainder(claim, others)) this.#change(left, false)
    return this
  }

  /** As it would be with these claims beside: what is arranged first is in the way of what is arranged with it. */
  with(claims: readonly Claim[]): this {
    for (const claim of claims) this.#change(claim, true)
    return this
  }

  /** The same once more: what is taken from one or added to it does not concern the other. */
  copy(): Busy {
    const copy = new Busy(...this.#read)
    for (const [subject, changes] of this.#changes) copy.#changes.set(subject, changes)
    return copy
  }

  /** An answer as it would be without these claims, which afterwards are there again. */
  whileWithout<Result>(claims: readonly Claim[], work: () => Result): Result {
    const before = new Map(claims.map(({ subject }) => [subject, this.#changes.get(subject) ?? []]))
    this.without(claims)
    const result = work()
    for (const [subject, changes] of before) {
      this.#changes.set(subject, changes)
      this.#rows.delete(subject)
    }
    return result
  }

  /** Expired holds whose cells are in the way of these claims until somebody releases them. */
  lapsedUnder(claims: readonly Claim[]): string[] {
    const meets = (own: Claim) =>
      claims.some(({ subject, from, until }) => subject === own.subject && from < own.until && own.from < until)
    return [...new Set(this.#lapsed.filter(({ claim }) => meets(claim)).map(({ id }) => id))]
  }

  #change({ subject, from, until }: Claim, isBusy: boolean): void {
    this.#rows.delete(subject)
    this.#changes.set(subject, [...(this.#changes.get(subject) ?? []), { from, until, isBusy }])
  }
}

interface Change {
  from: Minute
  until: Minute
  isBusy: boolean
}

/** What is left of a claim's cells beside those of others. */
function remainder(claim: Claim, others: readonly Claim[]): Claim[] {
  const widened = ({ subject, from, until }: Claim): Claim => ({
    subject,
    from: Math.floor(from / CELL) * CELL,
    until: Math.ceil(until / CELL) * CELL,
  })
  const same = others.filter(({ subject }) => subject === claim.subject).map(widened)
  return same.reduce(
    (left, { from, until }) =>
      left.flatMap((one) => [
        ...(one.from < from ? [{ ...one, until: Math.min(one.until, from) }] : []),
        ...(one.until > until ? [{ ...one, from: Math.max(one.from, until) }] : []),
      ]),
    [widened(claim)],
  )
}
