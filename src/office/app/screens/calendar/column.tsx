// biome-ignore-all lint/a11y/useSemanticElements: a grid of times in columns cannot be a table of rows
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell at a time takes the focus
import { memo, type ReactNode, useMemo } from 'react'
import { Avatar } from '#site/components/avatar.tsx'
import { useSay } from '../../say.tsx'
import { lanesOf, pixelsOf, restOf } from './layout.ts'
import type { Block, Column, Span } from './model.ts'
import { PieceView, timesOf } from './piece.tsx'

interface Props {
  column: Column
  title: string
  note: string
  hasFace: boolean
  axis: Span
  scale: number
  currentPiece: string | null
  openVisit: string | null
  /** What lies over the visits: now, the keyboard's place, a new visit. */
  children: ReactNode
}

/** A person or a room on a day. To a screen reader it is a row of visits. */
export const ColumnView = memo(function ColumnView(props: Props) {
  const { column, title, note, hasFace, axis, scale, currentPiece, openVisit, children } = props
  const lanes = useMemo(() => lanesOf(column.pieces), [column.pieces])
  return (
    <div className="cal-column" role="row">
      <div className="cal-head" role="rowheader">
        {hasFace && <Avatar name={title} photo={null} />}
        <span className="cal-head-text">
          <bdi className="name">{title}</bdi>
          {note && <span className="cal-head-note">{note}</span>}
        </span>
      </div>
      <div
        className="cal-body"
        role="presentation"
        data-column={column.key}
        style={{ height: pixelsOf(axis.until, axis.from, scale) }}
      >
        {restOf(axis, column.open).map((span) => (
          <Stretch key={span.from} className="cal-closed" span={span} axis={axis} scale={scale} />
        ))}
        {column.blocks.map((block) => (
          <BlockView key={`${block.kind}${block.id}${block.from}`} block={block} axis={axis} scale={scale} />
        ))}
        {column.pieces.map((piece, i) => (
          <PieceView
            key={piece.key}
            piece={piece}
            lane={lanes[i] ?? { lane: 0, of: 1 }}
            axis={axis}
            scale={scale}
            who={title}
            isCurrent={piece.key === currentPiece}
            isOpen={piece.visitId === openVisit}
          />
        ))}
        {children}
      </div>
    </div>
  )
})

interface StretchProps {
  className: string
  span: Span
  axis: Span
  scale: number
  children?: ReactNode
}

/** A part of a column from a minute to a minute. */
const Stretch = ({ className, span, axis, scale, children }: StretchProps) => (
  <div
    className={className}
    style={{ top: pixelsOf(span.from, axis.from, scale), height: pixelsOf(span.until, span.from, scale) }}
  >
    {children}
  </div>
)

function BlockView({ block, axis, scale }: { block: Block; axis: Span; scale: number }) {
  const { t } = useSay()
  const text = block.reason || t(`calendar.blocked.${block.kind}`)
  return (
    <Stretch className="cal-block" span={block} axis={axis} scale={scale}>
      {block.kind === 'block' ? (
        <div role="gridcell">
          <button
            className="cal-block-text"
            type="button"
            data-block={block.id}
            aria-label={`${timesOf(block)}, ${text}`}
          >
            {text}
          </button>
        </div>
      ) : (
        <span className="cal-block-text">{text}</span>
      )}
    </Stretch>
  )
}
