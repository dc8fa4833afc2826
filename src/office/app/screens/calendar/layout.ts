// Where things lie: minutes become pixels and back, and what overlaps shares the width of its column.

import type { Column, Span } from './model.ts'

/** Pixels an hour. */
export const ZOOM = { least: 48, most: 160, step: 16, usual: 88, phone: 64 } as const
export const SNAP = 5
export const HOUR = 60
/** A piece shorter than this is drawn as if it took so long: it can still be read and pressed. */
export const LEAST_DRAWN = 15

export const zoomed = (scale: number, steps: number): number =>
  Math.min(ZOOM.most, Math.max(ZOOM.least, scale + steps * ZOOM.step))

/** Pixels below the top of a column that begins at `top`. */
export const pixelsOf = (minute: number, top: number, scale: number): number => ((minute - top) * scale) / HOUR
export const minuteAt = (pixels: number, top: number, scale: number): number => top + (pixels * HOUR) / scale

export const snapped = (minute: number, step: number = SNAP): number => Math.round(minute / step) * step

/** The span, whole, as near as possible to where it is and inside the axis. */
export function keptInside({ from, until }: Span, axis: Span): Span {
  const length = Math.min(until - from, axis.until - axis.from)
  const start = Math.min(Math.max(from, axis.from), axis.until - length)
  return { from: start, until: start + length }
}

/** Who can be seen when: the whole hours from the first opening to the last closing, and whatever lies outside them. */
export function axisOf(columns: readonly Pick<Column, 'open' | 'pieces' | 'blocks'>[], usual: Span): Span {
  const spans = columns.flatMap(({ open, pieces, blocks }) => [
    ...open,
    ...pieces,
    ...blocks.filter(({ kind }) => kind === 'block'),
  ])
  const all = spans.length > 0 ? spans : [usual]
  const from = Math.min(...all.map((span) => span.from))
  const until = Math.max(...all.map((span) => span.until))
  return { from: Math.floor(from / HOUR) * HOUR, until: Math.ceil(until / HOUR) * HOUR }
}

export interface Lane {
  /** From 0 at the left. */
  lane: number
  /** How many stand side by side here. */
  of: number
}

/** Each span beside those it overlaps. A group of spans that touch each other shares one number of lanes. */
export function lanesOf(spans: readonly Span[]): Lane[] {
  const lanes: Lane[] = spans.map(() => ({ lane: 0, of: 1 }))
  let group: number[] = []
  let ends: number[] = []
  const close = () => {
    for (const index of group) lanes[index] = { lane: lanes[index]?.lane ?? 0, of: ends.length }
    group = []
    ends = []
  }
  const inOrder = spans
    .map((span, index) => ({ index, from: span.from, until: Math.max(span.until, span.from + LEAST_DRAWN) }))
    .sort((a, b) => a.from - b.from || b.until - a.until)
  for (const { index, from, until } of inOrder) {
    if (ends.every((end) => end <= from)) close()
    const free = ends.findIndex((end) => end <= from)
    const lane = free < 0 ? ends.length : free
    ends[lane] = until
    lanes[index] = { lane, of: 1 }
    group.push(index)
  }
  close()
  return lanes
}

/** What of the axis lies in none of the spans. */
export function restOf(axis: Span, spans: readonly Span[]): Span[] {
  const rest: Span[] = []
  let at = axis.from
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    if (from > at) rest.push({ from: at, until: Math.min(from, axis.until) })
    at = Math.max(at, until)
  }
  if (at < axis.until) rest.push({ from: at, until: axis.until })
  return rest.filter(({ from, until }) => from < until)
}
