// biome-ignore-all lint/a11y/useSemanticElements: a grid of times in columns cannot be a table of rows
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell at a time takes the focus
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Minute } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { ColumnView } from './column.tsx'
import { CursorCell, DraftView, LiftedView, LongerButton } from './grid-marks.tsx'
import type { GridActs, Spot } from './grid-state.ts'
import { pixelsOf } from './layout.ts'
import type { Column, Span } from './model.ts'
import { minuteOfDay, NowLine, Rail } from './now.tsx'
import { ParkedGhosts } from './parked/parked-ghosts.tsx'
import { useGridDrag } from './use-grid-drag.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useSiblings } from './use-siblings.ts'

export interface GridProps {
  columns: readonly Column[]
  title: (column: Column) => string
  note: (column: Column) => string
  /** Columns are of several people; else of the days of one. */
  hasFaces: boolean
  axis: Span
  scale: number
  zone: string
  now: Minute
  openVisit: string | null
  draft: Spot | null
  /** The new visit is being written beside the grid. */
  isWriting: boolean
  acts: GridActs
}

const HOUR_BEFORE = 60

/** Days of people or rooms, side by side. */
export function Grid(props: GridProps) {
  const { columns, title, note, hasFaces, axis, scale, zone, now, openVisit, draft, isWriting, acts } = props
  const { t } = useSay()
  const [root, setRoot] = useState<HTMLDivElement | null>(null)
  const layer = useRef<HTMLDivElement>(null)
  const nowOf = (column: Column): number => minuteOfDay(now, column.date, zone)
  const keys = useGridKeys({ root, columns, title, axis, nowOf, openVisit, acts })
  useGridDrag({ root, layer, columns, axis, scale, nowOf, draft, acts, onTouch: keys.stand })
  useSiblings(root)
  const isToday = (column: Column): boolean => nowOf(column) >= 0 && nowOf(column) <= axis.until
  const today = columns.find(isToday)
  useOpenAtNow(root, today ? nowOf(today) : null, axis, scale, columns[0]?.date)
  return (
    <div
      ref={setRoot}
      className="cal-scroll"
      role="grid"
      aria-label={t('calendar.grid')}
      tabIndex={-1}
      onKeyDown={keys.onKeyDown}
      onClick={({ target }) => {
        const block = target instanceof Element ? target.closest<HTMLElement>('[data-block]') : null
        if (block?.dataset.block) acts.openBlock(block.dataset.block)
      }}
    >
      <div
        className="cal-canvas"
        role="presentation"
        style={{ '--hour': `${scale}px`, '--columns': columns.length } as React.CSSProperties}
      >
        <Rail axis={axis} scale={scale} now={today ? nowOf(today) : null} />
        {columns.map((column, i) => (
          <ColumnView
            key={column.key}
            column={column}
            title={title(column)}
            note={note(column)}
            hasFace={hasFaces}
            axis={axis}
            scale={scale}
            openVisit={openVisit}
            currentPiece={keys.cursor.column === i ? keys.cursor.piece : null}
          >
            {isToday(column) && <NowLine minute={nowOf(column)} axis={axis} scale={scale} />}
            {keys.cursor.column === i && keys.cursor.piece === null && (
              <CursorCell minute={keys.cursor.minute} who={title(column)} axis={axis} scale={scale} />
            )}
            <ParkedGhosts column={column} axis={axis} scale={scale} zone={zone} />
            {draft?.column.key === column.key && (
              <DraftView spot={draft} isOffered={!isWriting} axis={axis} scale={scale} acts={acts} />
            )}
            {column.pieces.map(
              (piece) =>
                piece.overrun > 0 && (
                  <LongerButton key={piece.key} piece={piece} axis={axis} scale={scale} acts={acts} />
                ),
            )}
            {keys.lifted?.column === i && <LiftedView lifted={keys.lifted} axis={axis} scale={scale} />}
          </ColumnView>
        ))}
        <div ref={layer} className="cal-layer" aria-hidden="true" />
      </div>
    </div>
  )
}

/** Opens an hour before now, once for each day that is shown. */
function useOpenAtNow(
  root: HTMLElement | null,
  now: number | null,
  axis: Span,
  scale: number,
  day: string | undefined,
) {
  const shown = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (!root || !day || shown.current === day) return
    shown.current = day
    if (now !== null) root.scrollTop = pixelsOf(now - HOUR_BEFORE, axis.from, scale)
  }, [root, now, axis, scale, day])
  // Zooming keeps in the middle what was there.
  const before = useRef(scale)
  useEffect(() => {
    if (root && before.current !== scale) {
      const middle = root.scrollTop + root.clientHeight / 2
      root.scrollTop = (middle * scale) / before.current - root.clientHeight / 2
    }
    before.current = scale
  }, [root, scale])
}
