// biome-ignore-all lint/a11y/useSemanticElements: a grid of times in columns cannot be a table of rows
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell at a time takes the focus
import { memo, useEffect, useRef } from 'react'
import { wallTimeOf } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { type Lane, pixelsOf } from './layout.ts'
import { LookSign } from './look-sign.tsx'
import type { Look, Piece, Span } from './model.ts'
import { MARKS, PieceMark, type PieceMarkName } from './piece-mark.tsx'
import { clientText } from './words.ts'

/** Tall enough for a line of its own. */
const TIME_FROM = 45
const SERVICE_FROM = 32
const GLOW_MS = 1000

interface Props {
  piece: Piece
  lane: Lane
  axis: Span
  scale: number
  /** The keyboard's place. */
  isCurrent: boolean
  isOpen: boolean
  who: string
}

export const timesOf = ({ from, until }: Span): string => `${wallTimeOf(from)}–${wallTimeOf(until)}`

/** «11:00–12:30, Қымбат Жұмабаева, маникюр, Гүлназ, расталмаған» */
function useSpoken() {
  const { t } = useSay()
  return (piece: Piece, who: string): string =>
    [
      timesOf(piece),
      clientText(t, piece),
      piece.service,
      who,
      t(`calendar.look.${piece.look}`),
      ...(piece.lines > 1 ? [t('calendar.partOf', { part: piece.line + 1, all: piece.lines })] : []),
      ...(piece.isOver ? [t('calendar.over')] : []),
      ...(piece.saidLate === null ? [] : [t('office.lateBy', { minutes: piece.saidLate })]),
      ...(piece.overrun > 0 ? [t('calendar.overrun', { minutes: piece.overrun })] : []),
      ...(piece.delay > 0 ? [t('calendar.delay', { minutes: piece.delay })] : []),
    ].join(', ')
}

/** One service of a visit in its column. */
export const PieceView = memo(function PieceView({ piece, lane, axis, scale, isCurrent, isOpen, who }: Props) {
  const { t } = useSay()
  const spoken = useSpoken()
  const ref = useRef<HTMLDivElement>(null)
  useGlow(ref, piece.version)
  const height = Math.max(22, pixelsOf(piece.until, piece.from, scale))
  const tail = (minutes: number) => ({ height: pixelsOf(minutes, 0, scale) })
  return (
    <div
      ref={ref}
      role="gridcell"
      tabIndex={isCurrent ? 0 : -1}
      className={classOf(piece, isOpen)}
      data-piece={piece.key}
      data-visit={piece.visitId}
      style={{
        top: pixelsOf(piece.from, axis.from, scale),
        height,
        left: `calc(${(100 * lane.lane) / lane.of}% + 1px)`,
        width: `calc(${100 / lane.of}% - 3px)`,
      }}
    >
      <span className="hidden-visually">{spoken(piece, who)}</span>
      <span className="piece-inside" aria-hidden="true">
        {piece.before > 0 && <span className="piece-tail piece-before" style={tail(piece.before)} />}
        {piece.processing.map(({ from, until }) => (
          <span
            key={from}
            className="piece-processing"
            style={{ top: pixelsOf(from, piece.from, scale), height: pixelsOf(until, from, scale) }}
          />
        ))}
        <span className="piece-name">
          <LookSign look={piece.look} />
          <bdi className="name">{clientText(t, piece)}</bdi>
          <Minutes piece={piece} />
        </span>
        {height >= SERVICE_FROM && <span className="piece-line">{piece.service}</span>}
        {height >= TIME_FROM && <span className="piece-line">{timesOf(piece)}</span>}
        <Marks piece={piece} />
        <span className="piece-handle" data-handle="" />
        {piece.after > 0 && <span className="piece-tail piece-after" style={tail(piece.after)} />}
        {piece.overrun > 0 && <span className="piece-overrun" style={tail(piece.overrun)} />}
      </span>
    </div>
  )
})

const classOf = ({ look, isOver, delay, overrun }: Piece, isOpen: boolean): string =>
  [
    ...['piece', `look-${look}`, isOpen && 'piece-open', isOver && 'piece-over'],
    ...[delay > 0 && 'piece-delayed', overrun > 0 && 'piece-running'],
  ]
    .filter(Boolean)
    .join(' ')

/** By how much it is late: what the client said, or what is to be expected of who runs over before him. */
const Minutes = ({ piece: { delay, look, saidLate } }: { piece: Piece }) => {
  const minutes = delay > 0 ? delay : isFinished(look) || look === 'arrived' ? null : saidLate
  return minutes !== null && <span className="piece-minutes">{`+${minutes}′`}</span>
}

const marksOf = (piece: Piece): PieceMarkName[] =>
  MARKS.filter(
    (mark) =>
      ({ chain: piece.lines > 1, new: piece.isNew, note: piece.hasNote, unpaid: piece.isUnpaid, over: piece.isOver })[
        mark
      ],
  )

const Marks = ({ piece }: { piece: Piece }) => {
  const marks = marksOf(piece)
  return (
    marks.length > 0 && (
      <span className="piece-marks">
        {marks.map((mark) => (
          <PieceMark key={mark} name={mark} />
        ))}
      </span>
    )
  )
}

/** Somebody changed it: it glows for a second where it lies. */
function useGlow(ref: { readonly current: HTMLElement | null }, version: number): void {
  const seen = useRef(version)
  useEffect(() => {
    if (seen.current === version) return
    seen.current = version
    ref.current?.animate([{ boxShadow: '0 0 0 4px var(--accent)' }, { boxShadow: '0 0 0 4px transparent' }], {
      duration: GLOW_MS,
    })
  }, [ref, version])
}

export const isFinished = (look: Look): boolean => look === 'done' || look === 'no-show' || look === 'cancelled'
