// What the calendar draws. Minutes are counted from the local midnight of the column's day and go on past 24:00, so a
// night's business day is one stretch.

import type { LocalDate } from '#kernel/time.ts'

export interface Span {
  from: number
  until: number
}

/** How a visit looks; each has a colour and a sign of its own. */
export const LOOKS = ['booked', 'confirmed', 'waits', 'late', 'arrived', 'done', 'no-show', 'cancelled'] as const
export type Look = (typeof LOOKS)[number]

/** One person or room on one day. */
export interface Column {
  key: string
  /** Person or room; null: what needs nobody. */
  whoId: string | null
  kind: 'person' | 'room'
  name: string
  date: LocalDate
  /** When the person or room can be booked. */
  open: readonly Span[]
  /** What is not free for another reason than a visit. */
  blocks: readonly Block[]
  pieces: readonly Piece[]
  /** Services that can be done here; null: any. */
  skills: ReadonlySet<string> | null
}

export interface Block extends Span {
  id: string
  /** Only a block that somebody made can be taken away here; time off and breaks are kept elsewhere. */
  kind: 'block' | 'break' | 'time_off'
  reason: string | null
}

/** One service of a visit, as it lies in one column. */
export interface Piece extends Span {
  key: string
  visitId: string
  /** Which of the visit's services, from 0. */
  line: number
  serviceId: string
  service: string
  /** How many services the visit has. */
  lines: number
  /** Empty for a walk-in who told no name. */
  client: string
  /** Which unnamed walk-in of the day it is. */
  walkIn: number | null
  look: Look
  /** Minutes before and after in which the person gets ready. */
  before: number
  after: number
  /** In these the person is free though the visit goes on. */
  processing: readonly Span[]
  isNew: boolean
  hasNote: boolean
  isUnpaid: boolean
  /** Booked over another by somebody who said why. */
  isOver: boolean
  /** By how many minutes the client said that he is late. */
  saidLate: number | null
  /** The visit ends with it. */
  isLast: boolean
  /** Minutes by which it runs past its end now. */
  overrun: number
  /** Minutes by which it will begin later, because another runs over. */
  delay: number
  version: number
}

export const overlap = (a: Span, b: Span): boolean => a.from < b.until && b.from < a.until
