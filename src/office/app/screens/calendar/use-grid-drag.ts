import { type RefObject, useEffect, useRef } from 'react'
import { useSay } from '../../say.tsx'
import { toast } from '../../toasts.tsx'
import { beginDrag, type Drag, type Dragged, type Place } from './drag.ts'
import { type Press, useGestures } from './gestures.ts'
import type { GridActs, Spot } from './grid-state.ts'
import { whyNot } from './judge.ts'
import { minuteAt } from './layout.ts'
import type { Column, Piece, Span } from './model.ts'
import { isFinished, timesOf } from './piece.tsx'
import { STEP } from './steps.ts'
import { useHindranceText } from './words.ts'

const NEW_MINUTES = 30

interface Options {
  root: HTMLElement | null
  layer: RefObject<HTMLElement | null>
  columns: readonly Column[]
  axis: Span
  scale: number
  nowOf: (column: Column) => number
  /** The new visit that is drawn now. */
  draft: Spot | null
  acts: GridActs
  /** The keyboard goes on from here. */
  onTouch: (column: number, piece: Piece | null, minute: number) => void
}

/** Which pieces go with the one that was taken: of its visit those in the same column change it together. */
const companions = (columns: readonly Column[], piece: Piece): { piece: Piece; column: number }[] =>
  columns.flatMap(({ pieces }, column) =>
    pieces
      .filter(({ visitId, key }) => visitId === piece.visitId && key !== piece.key)
      .map((one) => ({ piece: one, column })),
  )

/** Taps, drags and sweeps on the grid. */
export function useGridDrag(options: Options): void {
  const { root, layer, columns, axis, scale, acts, onTouch } = options
  const { t } = useSay()
  const hindranceText = useHindranceText()
  const running = useRef<{ drag: Drag; piece: Piece | null } | null>(null)
  useStopWhenMoved(columns, running, () => toast({ text: t('calendar.movedMeanwhile'), tone: 'bad' }))

  const find = (key: string | undefined) => {
    for (const [column, { pieces }] of columns.entries()) {
      const piece = pieces.find((one) => one.key === key)
      if (piece) return { column, piece }
    }
    return null
  }
  const bodies = () => [...(root?.querySelectorAll<HTMLElement>('[data-column]') ?? [])]
  const placeOf = ({ body, event }: Press): Place | null => {
    if (!body) return null
    const column = columns.findIndex(({ key }) => key === body.dataset.column)
    const y = event.clientY - body.getBoundingClientRect().top
    const from = Math.floor(minuteAt(y, axis.from, scale) / STEP) * STEP
    return column < 0 ? null : { column, from, until: from + STEP }
  }

  const onTap = (press: Press) => {
    const found = find(press.piece?.dataset.piece)
    const place = placeOf(press)
    if (found) {
      onTouch(found.column, found.piece, found.piece.from)
      acts.open(found.piece.visitId)
    } else if (place && !press.piece) {
      const column = columns[place.column]
      onTouch(place.column, null, place.from)
      if (column) acts.draft({ column, from: place.from, until: place.from + NEW_MINUTES })
    }
  }

  const judge = (piece: Piece, start: Place) => (place: Place) => {
    const column = columns[place.column]
    if (!column) return null
    const by = place.from - start.from
    const own = whyNot(piece, column, place, options.nowOf(column))
    if (own) return hindranceText(own)
    for (const { piece: other, column: at } of companions(columns, piece)) {
      const where = columns[at === start.column ? place.column : at]
      if (!where || place.until - place.from !== start.until - start.from) continue
      const hindered = whyNot(other, where, { from: other.from + by, until: other.until + by }, options.nowOf(where))
      if (hindered) return hindranceText(hindered)
    }
    return null
  }

  const onLift = (press: Press) => {
    if (!root || !layer.current) return
    const draft = press.piece?.dataset.piece === 'draft' ? options.draft : null
    const drawn = draft && { ...draft, column: columns.findIndex(({ key }) => key === draft.column.key) }
    const found = find(press.piece?.dataset.piece)
    if (found && columns[found.column]?.kind === 'room') return toast({ text: t('calendar.roomStays'), tone: 'bad' })
    if (found && isFinished(found.piece.look)) return toast({ text: t('calendar.finishedStays'), tone: 'bad' })
    const begun = found ? draggedPiece(root, press, found, columns) : sweptFrom(press, drawn ?? placeOf(press))
    if (!begun) return
    const { dragged, piece } = begun
    const scene = { scroller: root, layer: layer.current, bodies: bodies(), axis, scale }
    const time = (place: Place): string => timesOf(place)
    const hindrance = piece ? judge(piece, dragged.start) : () => null
    const end = (place: Place | null, why?: string) => {
      running.current = null
      if (why) acts.announce(why)
      const column = place && columns[place.column]
      if (!place || !column) return
      const spot = { column, from: place.from, until: place.until }
      if (!piece) acts.draft(spot)
      else if (isElsewhere(place, dragged.start)) acts.drop(piece, spot)
    }
    running.current = { piece, drag: beginDrag(press.event, dragged, scene, { time, hindrance }, end) }
  }
  useGestures(root, { onTap, onLift })
}

const isElsewhere = (a: Place, b: Place): boolean => a.column !== b.column || a.from !== b.from || a.until !== b.until

function draggedPiece(
  root: HTMLElement,
  press: Press,
  { piece, column }: { piece: Piece; column: number },
  columns: readonly Column[],
): { dragged: Dragged; piece: Piece } {
  const others = press.isHandle ? [] : companions(columns, piece)
  return {
    piece,
    dragged: {
      kind: press.isHandle ? 'stretch' : 'move',
      start: { column, from: piece.from, until: piece.until },
      source: press.piece,
      others: others.flatMap((one) => root.querySelector<HTMLElement>(`[data-piece="${one.piece.key}"]`) ?? []),
    },
  }
}

/** A new visit: drawn from where the pointer is, or the one that is drawn already, moved or made longer. */
function sweptFrom(press: Press, start: Place | null): { dragged: Dragged; piece: null } | null {
  if (!start) return null
  const known = press.isHandle ? 'stretch' : 'move'
  return { piece: null, dragged: { kind: press.piece ? known : 'sweep', start, source: press.piece, others: [] } }
}

/** Another moved what is being dragged: the drag ends where it is, and says so. */
function useStopWhenMoved(
  columns: readonly Column[],
  running: { readonly current: { drag: Drag; piece: Piece | null } | null },
  say: () => void,
): void {
  useEffect(() => {
    const dragged = running.current?.piece
    if (!dragged) return
    const now = columns.flatMap(({ pieces }) => pieces).find(({ key }) => key === dragged.key)
    if (now?.version === dragged.version) return
    running.current?.drag.stop()
    say()
  }, [columns, running, say])
}
