// biome-ignore-all lint/a11y/useSemanticElements: a grid of times in columns cannot be a table of rows
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell at a time takes the focus
import { wallTimeOf } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import type { GridActs, Spot } from './grid-state.ts'
import { pixelsOf } from './layout.ts'
import type { Piece, Span } from './model.ts'
import { timesOf } from './piece.tsx'
import { STEP } from './steps.ts'
import { longerBy } from './timely.ts'
import { clientText } from './words.ts'

interface Placed {
  axis: Span
  scale: number
}

const boxOf = ({ from, until }: Span, { axis, scale }: Placed) => ({
  top: pixelsOf(from, axis.from, scale),
  height: pixelsOf(until, from, scale),
})

/** The keyboard's place in free time. */
export function CursorCell({ minute, who, ...placed }: Placed & { minute: number; who: string }) {
  const { t } = useSay()
  return (
    <div
      className="cal-cursor"
      role="gridcell"
      tabIndex={0}
      aria-label={t('calendar.freeAt', { time: wallTimeOf(minute), who })}
      style={boxOf({ from: minute, until: minute + STEP }, placed)}
    />
  )
}

/** A new visit before it is written: its time can be drawn longer. */
export function DraftView({
  spot,
  acts,
  isOffered,
  ...placed
}: Placed & { spot: Spot; acts: GridActs; isOffered: boolean }) {
  const { t } = useSay()
  return (
    <div className="piece piece-draft" role="gridcell" data-piece="draft" style={boxOf(spot, placed)}>
      <span className="piece-line">{timesOf(spot)}</span>
      {isOffered && (
        <Button size="small" onClick={() => acts.draft(spot, true)}>
          {`+ ${t('calendar.book')}`}
        </Button>
      )}
      <span className="piece-handle" data-handle="" />
    </div>
  )
}

/** At the end of what runs over: it stands as long as it takes, and those after it begin later. */
export function LongerButton({ piece, acts, axis, scale }: Placed & { piece: Piece; acts: GridActs }) {
  const { t } = useSay()
  const minutes = longerBy(piece.overrun)
  return (
    <div className="cal-longer" role="gridcell" style={{ top: pixelsOf(piece.until, axis.from, scale) }}>
      <Button
        size="small"
        label={t('calendar.longerFor', { who: clientText(t, piece), minutes })}
        onClick={() => acts.extend(piece)}
      >
        {t('calendar.longer', { minutes })}
      </Button>
    </div>
  )
}

export interface Lifted extends Span {
  piece: Piece
  column: number
  hindrance: string | null
}

/** What the keyboard carries. */
export const LiftedView = ({ lifted, ...placed }: Placed & { lifted: Lifted }) => (
  <div
    className="piece piece-ghost"
    data-forbidden={lifted.hindrance === null ? undefined : ''}
    aria-hidden="true"
    style={boxOf(lifted, placed)}
  >
    <span className="drag-time">{timesOf(lifted)}</span>
    <span className="piece-name">{lifted.piece.client}</span>
    <span className="piece-line">{lifted.hindrance ?? lifted.piece.service}</span>
  </div>
)
