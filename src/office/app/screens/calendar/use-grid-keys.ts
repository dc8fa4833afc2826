// The grid by keyboard: one place has the focus, arrows go to the next, M carries a visit, letters say what happened.

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type KeyBinding, useKeys } from '../../keys.ts'
import { useSay } from '../../say.tsx'
import type { Mark } from '../../visits/marks.ts'
import type { Lifted } from './grid-marks.tsx'
import type { GridActs } from './grid-state.ts'
import { whyNot } from './judge.ts'
import { keptInside } from './layout.ts'
import { type Column, overlap, type Piece, type Span } from './model.ts'
import { isFinished, timesOf } from './piece.tsx'
import { type Cursor, STEP, stepAside, stepDown, stillThere } from './steps.ts'
import { useHindranceText } from './words.ts'

const FINE = 5
const NEW_MINUTES = 30

interface Options {
  root: HTMLElement | null
  columns: readonly Column[]
  title: (column: Column) => string
  axis: Span
  nowOf: (column: Column) => number
  openVisit: string | null
  acts: GridActs
}

const MARKS: readonly { code: string; mark: Mark }[] = [
  { code: 'KeyC', mark: 'confirm' },
  { code: 'KeyA', mark: 'arrive' },
  { code: 'KeyD', mark: 'complete' },
  { code: 'KeyX', mark: 'noShow' },
]

export function useGridKeys({ root, columns, title, axis, nowOf, openVisit, acts }: Options) {
  const { t } = useSay()
  const [at, setAt] = useState<Cursor>({ column: 0, minute: axis.from, piece: null })
  const [lifted, setLifted] = useState<Lifted | null>(null)
  const hindranceText = useHindranceText()
  const cursor = stillThere(columns, axis, at)
  const goes = useFocusThatGoes(root, cursor)
  const piece = columns[cursor.column]?.pieces.find(({ key }) => key === cursor.piece) ?? null

  const hindranceOf = (carried: Piece, column: Column, span: Span): string | null => {
    const why = whyNot(carried, column, span, nowOf(column))
    return why && hindranceText(why)
  }
  const carry = (carried: Piece, index: number, span: Span) => {
    const column = columns[index]
    if (!column) return
    const kept = keptInside(span, axis)
    const hindrance = hindranceOf(carried, column, kept)
    setLifted({ piece: carried, column: index, ...kept, hindrance })
    acts.announce([timesOf(kept), title(column), ...(hindrance ? [hindrance] : [])].join(', '))
  }
  const carryOn = (event: KeyboardEvent, { piece: carried, column, from, until }: Lifted): boolean => {
    const step = event.altKey ? FINE : STEP
    const [aside, down] = ARROWS[event.key] ?? [0, 0]
    if (aside || down) carry(carried, column + aside, { from: from + down * step, until: until + down * step })
    else if (event.key === 'Escape') {
      setLifted(null)
      acts.announce(t('calendar.carryEnded'))
    } else if (event.key === 'Enter') {
      const target = columns[column]
      setLifted(null)
      goes(cursor, setAt)
      if (target) acts.drop(carried, { column: target, from, until }, true)
    } else if (event.code === SWAP_KEY) {
      const other = beneath(columns[column], carried, { from, until })
      if (!other) return true
      setLifted(null)
      acts.swap(carried, other)
    } else return false
    return true
  }
  const go = (event: KeyboardEvent): boolean => {
    const [aside, down] = ARROWS[event.key] ?? [0, 0]
    if (aside) goes(stepAside(columns, axis, cursor, aside), setAt)
    else if (down) goes(stepDown(columns, axis, cursor, down, event.altKey ? FINE : STEP), setAt)
    else if (event.key === 'Enter') enter()
    else {
      if (event.key === 'Escape') acts.draft(null) // and whoever else hears it may close too
      return false
    }
    return true
  }
  const enter = () => {
    const column = columns[cursor.column]
    if (piece) acts.open(piece.visitId)
    else if (column) acts.draft({ column, from: cursor.minute, until: cursor.minute + NEW_MINUTES }, true)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target
    if (!(target instanceof Element) || target.closest('button, input') || event.ctrlKey || event.metaKey) return
    if (event.shiftKey && event.key !== '+') return
    if (lifted ? carryOn(event, lifted) : go(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  const stretch = (by: number) => {
    const column = columns[cursor.column]
    if (!piece || !column || !mayGo(piece, column)) return
    const until = Math.max(piece.from + FINE, piece.until + by)
    acts.drop(piece, { column, from: piece.from, until }, true)
  }
  const visitId = piece?.visitId ?? openVisit
  const bindings: KeyBinding[] = [
    {
      code: 'KeyM',
      says: 'calendar.key.move',
      run: () => piece && mayGo(piece, columns[cursor.column]) && carry(piece, cursor.column, piece),
    },
    // While one is carried; without, the letter means nothing.
    { code: SWAP_KEY, says: 'calendar.key.swap', run: () => undefined },
    { code: 'Equal', says: 'calendar.key.longer', run: () => stretch(STEP) },
    { code: 'Equal', shift: true, says: 'calendar.key.longer', run: () => stretch(STEP) },
    { code: 'Minus', says: 'calendar.key.shorter', run: () => stretch(-STEP) },
    ...MARKS.map(
      ({ code, mark }): KeyBinding => ({
        code,
        says: `calendar.mark.${mark}`,
        run: () => visitId && acts.mark(visitId, mark),
      }),
    ),
  ]
  useKeys(bindings)
  const stand = (column: number, on: Piece | null, minute: number) =>
    goes({ column, minute, piece: on?.key ?? null }, setAt)
  return { cursor, lifted, onKeyDown, stand }
}

const SWAP_KEY = 'KeyS'

/** The one visit that lies under what is carried. */
function beneath(column: Column | undefined, carried: Piece, span: Span): Piece | null {
  const met = (column?.pieces ?? []).filter(
    (piece) => piece.visitId !== carried.visitId && !isFinished(piece.look) && overlap(piece, span),
  )
  const [only] = met
  return only && met.every(({ visitId }) => visitId === only.visitId) ? only : null
}

/** What is over stays, and a room is not chosen by hand. */
const mayGo = ({ look }: Piece, column: Column | undefined): boolean => !isFinished(look) && column?.kind === 'person'

const ARROWS: Readonly<Record<string, readonly [aside: -1 | 0 | 1, down: -1 | 0 | 1]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** After the keyboard has gone to another place, the focus follows as soon as it is drawn. */
function useFocusThatGoes(root: HTMLElement | null, cursor: Cursor) {
  const wanted = useRef(false)
  const place = `${cursor.column} ${cursor.minute} ${cursor.piece}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place has changed, so what has the focus has too
  useEffect(() => {
    if (!wanted.current) return
    wanted.current = false
    root?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus()
  }, [root, place])
  return (to: Cursor, set: (to: Cursor) => void) => {
    wanted.current = true
    set(to)
  }
}
