// What the clock makes of the day: who is later than the place waits, who runs over, and who waits because of that. It
// is drawn, not stored: a person decides what follows from it.

import { waitedFor } from '../../visits/lateness.ts'
import type { Column, Look, Piece } from './model.ts'

/** Whoever has been over for longer was only not marked. */
const MOST_OVER = 120

const COMING: readonly Look[] = ['booked', 'confirmed', 'waits']
const isComing = ({ look }: Piece): boolean => COMING.includes(look)

/**
 * The columns as they are now. What is not concerned stays the same object, so nothing of it is drawn anew.
 * @param nowOf minutes from a column's midnight
 */
export function timely(
  columns: readonly Column[],
  nowOf: (column: Column) => number,
  graceMinutes: number,
): readonly Column[] {
  return columns.map((column) => {
    const changes = changesAt(column, nowOf(column), graceMinutes)
    if (changes.size === 0) return column
    return { ...column, pieces: column.pieces.map((piece) => ({ ...piece, ...changes.get(piece.key) })) }
  })
}

type Change = Partial<Pick<Piece, 'look' | 'overrun' | 'delay'>>

function changesAt(column: Column, now: number, graceMinutes: number): Map<string, Change> {
  const changes = new Map<string, Change>()
  for (const piece of column.pieces) {
    const isLate = isComing(piece) && now > piece.from + waitedFor(graceMinutes, piece.saidLate) && now < piece.until
    if (isLate) changes.set(piece.key, { look: 'late' })
  }
  const over = column.kind === 'person' ? runningOver(column, now) : null
  if (!over) return changes
  changes.set(over.key, { overrun: now - over.until })
  for (const [key, delay] of delaysAfter(column, over, now)) changes.set(key, { ...changes.get(key), delay })
  return changes
}

/** Who is in the chair past the end. Once the next one sits there, it is over and only not marked. */
function runningOver({ pieces }: Column, now: number): Piece | null {
  const here = pieces.filter(({ look, from }) => look === 'arrived' && from <= now).toSorted((a, b) => b.from - a.from)
  const [last] = here
  const isOver = last?.isLast && last.until < now && now - last.until <= MOST_OVER
  return isOver ? last : null
}

/** By how much each of those that follow will begin later, as far as it reaches. */
function delaysAfter({ pieces }: Column, over: Piece, now: number): Map<string, number> {
  const delays = new Map<string, number>()
  let free = now + over.after
  for (const piece of pieces.filter(isComing).toSorted((a, b) => a.from - b.from)) {
    if (piece.from < over.until) continue
    const start = Math.max(piece.from, free + piece.before)
    if (start === piece.from) break
    delays.set(piece.key, start - piece.from)
    free = start + piece.until - piece.from + piece.after
  }
  return delays
}

const STEP = 15

/** By how much a visit that runs over is made longer: by quarters of an hour, until it ends after now. */
export const longerBy = (overrun: number): number => (Math.floor(overrun / STEP) + 1) * STEP
