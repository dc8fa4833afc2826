// What can be said of a drop before the server is asked: shifts, skills and other visits as they are on the screen. The
// server's word is the last one; this is for the hatch and the reason at the pointer.

import { type Column, overlap, type Piece, type Span } from './model.ts'

export const REASONS = ['past', 'no_skill', 'closed', 'time_off', 'break', 'block', 'busy'] as const
export type Reason = (typeof REASONS)[number]

export interface Hindrance {
  why: Reason
  /** With whom the person is busy, or for what the time is blocked. */
  by?: string
}

type Moved = Pick<Piece, 'visitId' | 'serviceId' | 'before' | 'after'>

const frees = (piece: Piece): boolean => piece.look === 'cancelled' || piece.look === 'no-show'
const padded = ({ from, until, before, after }: Pick<Piece, 'from' | 'until' | 'before' | 'after'>): Span => ({
  from: from - before,
  until: until + after,
})

/** Minutes of a piece in which its person is taken. */
function taken(piece: Piece): Span[] {
  const whole = padded(piece)
  if (piece.processing.length === 0) return [whole]
  const edges = [whole.from, ...piece.processing.flatMap(({ from, until }) => [from, until]), whole.until]
  return edges.flatMap((from, i) => (i % 2 === 0 ? [{ from, until: edges[i + 1] ?? from }] : []))
}

/**
 * Why a piece cannot lie at `span` in a column.
 * @param now minutes from the column's midnight
 * @returns null where nothing is known that hinders it
 */
export function whyNot(moved: Moved, column: Column, span: Span, now: number): Hindrance | null {
  if (span.from < now) return { why: 'past' }
  if (column.skills && !column.skills.has(moved.serviceId)) return { why: 'no_skill' }
  const block = column.blocks.find((one) => overlap(one, span))
  if (block) return { why: block.kind, ...(block.reason ? { by: block.reason } : {}) }
  if (!column.open.some((open) => open.from <= span.from && span.until <= open.until)) return { why: 'closed' }
  const own = { ...moved, ...span }
  const other = column.pieces.find(
    (piece) =>
      piece.visitId !== moved.visitId && !frees(piece) && taken(piece).some((busy) => overlap(busy, padded(own))),
  )
  return other ? { why: 'busy', by: other.client } : null
}

/** Free stretches of a column that are long enough to offer. */
export function gapsOf(column: Column, least: number): Span[] {
  const busy = [...column.blocks, ...column.pieces.filter((piece) => !frees(piece)).flatMap(taken)]
  return column.open
    .flatMap((open) => without(open, busy))
    .filter(({ from, until }) => until - from >= least)
    .sort((a, b) => a.from - b.from)
}

function without(whole: Span, busy: readonly Span[]): Span[] {
  const first = busy.find((one) => overlap(one, whole))
  if (!first) return [whole]
  const before = { from: whole.from, until: first.from }
  const after = { from: first.until, until: whole.until }
  return [before, after].filter(({ from, until }) => from < until).flatMap((part) => without(part, busy))
}
