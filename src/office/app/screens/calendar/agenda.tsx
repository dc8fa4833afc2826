import { wallTimeOf } from '#kernel/time.ts'
import type { T } from '#platform/i18n/speak.ts'
import { Icon } from '#site/components/icon.tsx'
import { useSay } from '../../say.tsx'
import { Empty } from '../../ui/states.tsx'
import type { GridActs } from './grid-state.ts'
import { gapsOf } from './judge.ts'
import { LookSign } from './look-sign.tsx'
import type { Column, Piece, Span } from './model.ts'
import { timesOf } from './piece.tsx'
import { clientText } from './words.ts'

/** A shorter gap is not worth a row. */
const WORTH_MINUTES = 30

interface Props {
  columns: readonly Column[]
  title: (column: Column) => string
  nowOf: (column: Column) => number
  acts: GridActs
}

/** The days as lists: visits, and what is free between them. */
export function Agenda({ columns, title, nowOf, acts }: Props) {
  const { t } = useSay()
  const shown = columns.filter(({ pieces, open }) => pieces.length > 0 || open.length > 0)
  if (shown.length === 0) return <Empty title={t('office.emptyDay')} hint={t('office.emptyDayHint')} />
  return (
    <div className="agenda">
      {shown.map((column) => (
        <section key={column.key}>
          <h2 className="agenda-title">{title(column)}</h2>
          <ul>
            {rowsOf(column, nowOf(column)).map((row) => (
              <li key={'piece' in row ? row.piece.key : `gap ${row.gap.from}`}>
                {'piece' in row ? (
                  <VisitRow piece={row.piece} onOpen={() => acts.open(row.piece.visitId)} />
                ) : (
                  <GapRow gap={row.gap} onBook={() => acts.draft({ column, ...row.gap }, true)} />
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

type Row = { piece: Piece } | { gap: Span }

function rowsOf(column: Column, now: number): Row[] {
  const gaps = gapsOf(column, WORTH_MINUTES)
    .map((gap) => ({ ...gap, from: Math.max(gap.from, Math.ceil(now / 5) * 5) }))
    .filter(({ from, until }) => until - from >= WORTH_MINUTES)
  const at = (row: Row): number => ('piece' in row ? row.piece.from : row.gap.from)
  return [...column.pieces.map((piece) => ({ piece })), ...gaps.map((gap) => ({ gap }))].sort((a, b) => at(a) - at(b))
}

/** What the clock and the client say beside the state. */
const notesOf = (t: T, { saidLate, overrun, delay }: Piece): string[] => [
  ...(saidLate === null ? [] : [t('office.lateBy', { minutes: saidLate })]),
  ...(overrun > 0 ? [t('calendar.overrun', { minutes: overrun })] : []),
  ...(delay > 0 ? [t('calendar.delay', { minutes: delay })] : []),
]

const VisitRow = ({ piece, onOpen }: { piece: Piece; onOpen: () => void }) => {
  const { t } = useSay()
  return (
    <button className="agenda-row" type="button" onClick={onOpen}>
      <span className="figure">{wallTimeOf(piece.from)}</span>
      <span className={`legend-piece look-${piece.look}`}>
        <LookSign look={piece.look} />
      </span>
      <span className="row-text">
        <bdi className="name strong">{clientText(t, piece)}</bdi>
        <span className="small muted">
          {[piece.service, timesOf(piece), t(`calendar.look.${piece.look}`), ...notesOf(t, piece)].join(' · ')}
        </span>
      </span>
    </button>
  )
}

function GapRow({ gap, onBook }: { gap: Span; onBook: () => void }) {
  const { t, f } = useSay()
  return (
    <button className="agenda-row agenda-gap" type="button" onClick={onBook}>
      <span className="figure">{wallTimeOf(gap.from)}</span>
      <Icon name="clock" small />
      <span className="row-text">{t('calendar.gap', { length: f.duration(gap.until - gap.from) })}</span>
    </button>
  )
}
