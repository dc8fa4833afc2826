// What the grid hands to the screen, and what it is told.

import type { Mark } from '../../visits/marks.ts'
import type { Column, Piece, Span } from './model.ts'

/** A part of a visit, or a new one, at a place. */
export interface Spot extends Span {
  column: Column
}

export interface GridActs {
  open: (visitId: string) => void
  openBlock: (blockId: string) => void
  /** Empty time was chosen; `sure` opens the form at once. */
  draft: (spot: Spot | null, sure?: boolean) => void
  /** A part of a visit was put elsewhere, or made longer. */
  /** @param isSure it was said by keys, which do not slip as a finger does */
  drop: (piece: Piece, spot: Spot, isSure?: boolean) => void
  /** Each takes the other's place. */
  swap: (piece: Piece, other: Piece) => void
  /** It runs over: it becomes longer, and those that follow begin later. */
  extend: (piece: Piece) => void
  mark: (visitId: string, mark: Mark) => void
  /** Told to a screen reader. */
  announce: (text: string) => void
}
