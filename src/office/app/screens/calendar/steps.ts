// Where the keyboard goes in the grid: through every visit, and through the free time between them.

import { type Column, overlap, type Span } from './model.ts'

export interface Cursor {
  column: number
  /** Where it stands: the start of the visit, or of a free step. */
  minute: number
  /** The visit it stands on. */
  piece: string | null
}

type Shown = Pick<Column, 'pieces'>

export const STEP = 15

interface Stop {
  minute: number
  piece: string | null
}

/** All places of a column in order: visits, and free steps that begin in no visit. */
function stopsOf({ pieces }: Shown, axis: Span, step: number = STEP): Stop[] {
  const stops: Stop[] = pieces.map(({ key, from }) => ({ minute: from, piece: key }))
  for (let minute = Math.ceil(axis.from / step) * step; minute < axis.until; minute += step) {
    const one = { from: minute, until: minute + 1 }
    if (!pieces.some((piece) => overlap(piece, one))) stops.push({ minute, piece: null })
  }
  return stops.sort((a, b) => a.minute - b.minute)
}

const isAt = (stop: Stop, { minute, piece }: Cursor): boolean =>
  piece === null ? stop.piece === null && stop.minute === minute : stop.piece === piece

/** Up or down by one place; at the ends it stays. */
export function stepDown(columns: readonly Shown[], axis: Span, at: Cursor, by: 1 | -1, step: number = STEP): Cursor {
  const column = columns[at.column]
  if (!column) return at
  const stops = stopsOf(column, axis, step)
  const index = stops.findIndex((stop) => isAt(stop, at))
  const next =
    index >= 0
      ? stops[index + by]
      : by > 0
        ? stops.find(({ minute }) => minute > at.minute)
        : stops.findLast(({ minute }) => minute < at.minute)
  return next ? { column: at.column, ...next } : at
}

/** To the neighbouring column, at the same time of day. */
export function stepAside(columns: readonly Shown[], axis: Span, at: Cursor, by: 1 | -1): Cursor {
  const index = at.column + by
  const column = columns[index]
  return column ? { column: index, ...placeAt(column, axis, at.minute) } : at
}

/** What stands at a minute of a column: the visit that covers it, else the free step before it. */
export function placeAt(column: Shown, axis: Span, minute: number): Stop {
  const covering = column.pieces.find((piece) => overlap(piece, { from: minute, until: minute + 1 }))
  if (covering) return { minute: covering.from, piece: covering.key }
  const stops = stopsOf(column, axis)
  return stops.findLast((stop) => stop.minute <= minute) ?? stops[0] ?? { minute: axis.from, piece: null }
}

/** The same place after the day has changed under it. */
export function stillThere(columns: readonly Shown[], axis: Span, at: Cursor): Cursor {
  if (at.piece !== null) {
    for (const [index, { pieces }] of columns.entries()) {
      const piece = pieces.find(({ key }) => key === at.piece)
      if (piece) return { column: index, minute: piece.from, piece: piece.key }
    }
  }
  const column = Math.min(at.column, columns.length - 1)
  const shown = columns[column]
  return shown ? { column, ...placeAt(shown, axis, at.minute) } : at
}
