// A row of 5-minute cells, one bit a cell: opening hours, shifts and busy time all become rows, and the engine is a
// handful of operations on whole words. Bits beyond the row are 0.

import { DAY, type Minute } from '#kernel/time.ts'

export const CELL = 5
export const CELLS_PER_WORD = 32
export const WORDS_PER_DAY = 9

/** Bits `low` to `high` − 1 of a word, as a signed 32-bit number. */
export const maskOf = (low: number, high: number): number => (high === 32 ? -1 : (1 << high) - 1) & (-1 << low)

/** A span of whole UTC days. */
export interface Frame {
  start: Minute
  words: number
}

/** The whole UTC days that a span touches. */
export const frameOf = (from: Minute, until: Minute): Frame => {
  const start = Math.floor(from / DAY) * DAY
  return { start, words: ((Math.ceil(until / DAY) * DAY - start) / DAY) * WORDS_PER_DAY }
}

export class Row {
  readonly start: Minute
  readonly words: Int32Array

  constructor({ start }: { start: Minute }, words: Int32Array) {
    this.start = start
    this.words = words
  }

  static empty = (frame: Frame): Row => new Row(frame, new Int32Array(frame.words))
  static full = (frame: Frame): Row => new Row(frame, new Int32Array(frame.words).fill(-1))

  get cells(): number {
    return this.words.length * CELLS_PER_WORD
  }

  /** The cell that a minute lies in. */
  cellAt(minute: Minute): number {
    return Math.floor((minute - this.start) / CELL)
  }

  minuteOf(cell: number): Minute {
    return this.start + cell * CELL
  }

  has(cell: number): boolean {
    return cell >= 0 && (((this.words[cell >> 5] ?? 0) >>> (cell & 31)) & 1) === 1
  }

  set(cell: number): void {
    if (cell >= 0 && cell < this.cells) this.words[cell >> 5] = (this.words[cell >> 5] ?? 0) | (1 << (cell & 31))
  }

  /** Sets every cell that the span touches. */
  cover(from: Minute, until: Minute): this {
    return this.#fill(Math.floor((from - this.start) / CELL), Math.ceil((until - this.start) / CELL), true)
  }

  /** Sets the cells that lie wholly within the span. */
  coverWithin(from: Minute, until: Minute): this {
    return this.#fill(Math.ceil((from - this.start) / CELL), Math.floor((until - this.start) / CELL), true)
  }

  /** Clears every cell that the span touches. */
  uncover(from: Minute, until: Minute): this {
    return this.#fill(Math.floor((from - this.start) / CELL), Math.ceil((until - this.start) / CELL), false)
  }

  #fill(first: number, end: number, value: boolean): this {
    const last = Math.min(end, this.cells)
    for (let cell = Math.max(first, 0); cell < last; ) {
      const at = cell >> 5
      const mask = maskOf(cell & 31, Math.min(last - (at << 5), CELLS_PER_WORD))
      const word = this.words[at] ?? 0
      this.words[at] = value ? word | mask : word & ~mask
      cell = (at + 1) << 5
    }
    return this
  }

  /** No cell of `first` to `end` − 1 is set. */
  isClear(first: number, end: number): boolean {
    for (let cell = first; cell < end; ) {
      const at = cell >> 5
      if ((this.words[at] ?? 0) & maskOf(cell & 31, Math.min(end - (at << 5), CELLS_PER_WORD))) return false
      cell = (at + 1) << 5
    }
    return true
  }

  /** Every cell of `first` to `end` − 1 is set. */
  isFull(first: number, end: number): boolean {
    if (first < 0 && first < end) return false
    for (let cell = first; cell < end; ) {
      const at = cell >> 5
      const mask = maskOf(cell & 31, Math.min(end - (at << 5), CELLS_PER_WORD))
      if (((this.words[at] ?? 0) & mask) !== mask) return false
      cell = (at + 1) << 5
    }
    return true
  }

  /** Set cells of `first` to `end` − 1, in ascending order. */
  cellsBetween(first: number, end: number): number[] {
    const found: number[] = []
    const last = Math.min(end, this.cells)
    for (let at = Math.max(first, 0) >> 5; at << 5 < last; at += 1) {
      const low = Math.max(first - (at << 5), 0)
      let word = (this.words[at] ?? 0) & maskOf(low, Math.min(last - (at << 5), CELLS_PER_WORD))
      while (word !== 0) {
        found.push((at << 5) + 31 - Math.clz32(word & -word))
        word &= word - 1
      }
    }
    return found
  }

  count(first: number, end: number): number {
    return this.cellsBetween(first, end).length
  }

  and(other: Row): Row {
    const words = new Int32Array(this.words.length)
    for (let at = 0; at < words.length; at += 1) words[at] = (this.words[at] ?? 0) & (other.words[at] ?? 0)
    return new Row(this, words)
  }

  andNot(other: Row): Row {
    const words = new Int32Array(this.words.length)
    for (let at = 0; at < words.length; at += 1) words[at] = (this.words[at] ?? 0) & ~(other.words[at] ?? 0)
    return new Row(this, words)
  }

  or(other: Row): Row {
    const words = new Int32Array(this.words.length)
    for (let at = 0; at < words.length; at += 1) words[at] = (this.words[at] ?? 0) | (other.words[at] ?? 0)
    return new Row(this, words)
  }

  not(): Row {
    return new Row(
      this,
      this.words.map((word) => ~word),
    )
  }

  /** Cell c of the result is cell c + `cells` of this one; `cells` may be negative. */
  earlier(cells: number): Row {
    if (cells === 0) return this
    const { words } = this
    const shifted = new Int32Array(words.length)
    const by = cells >> 5
    const bits = cells & 31
    const first = Math.max(0, -by - 1)
    for (let at = first, low = words[first + by] ?? 0; at < shifted.length; at += 1) {
      const high = words[at + by + 1] ?? 0
      shifted[at] = bits === 0 ? low : (low >>> bits) | (high << (32 - bits))
      low = high
    }
    return new Row(this, shifted)
  }

  /** The cells from which `length` cells on are all set. */
  runs(length: number): Row {
    if (length === 0) return Row.full({ start: this.start, words: this.words.length })
    if (length > CELLS_PER_WORD) return this.#gathered(length, 0)
    // As `#gathered`, for the lengths that nearly every service has: this is the innermost loop of the engine.
    const words = this.words.slice()
    for (let have = 1; have < length; ) {
      const by = Math.min(have, length - have)
      const left = 32 - by
      const last = words.length - 1
      let word = words[0] ?? 0
      for (let at = 0; at < last; at += 1) {
        const next = words[at + 1] ?? 0
        words[at] = word & ((word >>> by) | (next << left))
        word = next
      }
      words[last] = word & (word >>> by)
      have += by
    }
    return new Row(this, words)
  }

  /** The cells from which a set one is at most `cells` later. */
  within(cells: number): Row {
    return this.#gathered(cells + 1, -1)
  }

  // Each cell and the `length` − 1 after it, in doubling steps; with every bit flipped "and" becomes "or".
  #gathered(length: number, flip: 0 | -1): Row {
    if (length === 1) return this
    const words = this.words.slice()
    for (let have = 1; have < length; ) {
      const by = Math.min(have, length - have)
      const skip = by >> 5
      const bits = by & 31
      // In place is right: only words at or after this one are read.
      for (let at = 0, low = words[skip] ?? 0; at < words.length; at += 1) {
        const high = words[at + skip + 1] ?? 0
        const later = bits === 0 ? low : (low >>> bits) | (high << (32 - bits))
        words[at] = (((words[at] ?? 0) ^ flip) & (later ^ flip)) ^ flip
        low = high
      }
      have += by
    }
    return new Row(this, words)
  }
}
