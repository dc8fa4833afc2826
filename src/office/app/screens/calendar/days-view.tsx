import { useMemo, useState } from 'react'
import type { LocalDate, Minute } from '#kernel/time.ts'
import { capital } from '#platform/i18n/format.ts'
import { useSay } from '../../say.tsx'
import { useMarks } from '../../visits/use-marks.ts'
import { VisitCard } from '../visit/visit-card.tsx'
import { Agenda } from './agenda.tsx'
import { BlockSide } from './block-side.tsx'
import type { Days } from './days.ts'
import { Grid } from './grid.tsx'
import type { GridActs, Spot } from './grid-state.ts'
import { gapsOf } from './judge.ts'
import { axisOf, HOUR } from './layout.ts'
import type { Block, Column } from './model.ts'
import { minuteOfDay } from './now.tsx'
import { type Panel, PanelView } from './panel.tsx'
import { ParkedList } from './parked/parked-list.tsx'
import { PrintPages } from './print-pages.tsx'
import { timely } from './timely.ts'
import { TopBar } from './top-bar.tsx'
import { useRearrange } from './use-rearrange.tsx'
import type { View, ViewActs } from './use-view.ts'
import { useViewKeys } from './use-view-keys.ts'

const USUAL = { from: 9 * HOUR, until: 20 * HOUR }
const NEW_MINUTES = 30
const SNAP_NEW = 15

interface Props {
  days: Days
  view: View
  acts: ViewActs
  now: Minute
  today: LocalDate
}

/** What was read, as a grid or as lists, with the panel beside it. */
export function DaysView({ days, view, acts, now, today }: Props) {
  const shown = useMemo(() => shownOf(days, view), [days, view])
  const columns = useMemo(
    () => timely(shown, ({ date }) => minuteOfDay(now, date, days.zone), days.answer.graceMinutes),
    [shown, now, days],
  )
  const title = useTitles(view)
  const axis = useMemo(() => axisOf(columns, USUAL), [columns])
  const [draft, setDraft] = useState<Spot | null>(null)
  const [panel, setPanel] = useState<Panel | null>(null)
  const [block, setBlock] = useState<Block | null>(null)
  const [said, setSaid] = useState('')
  const rearrange = useRearrange(days, now)
  const { mark } = useMarks()
  const nowOf = (column: Column): number => minuteOfDay(now, column.date, days.zone)

  const openPanel = (next: Panel) => {
    acts.openVisit(null)
    setBlock(null)
    setDraft(next.spot)
    setPanel(next)
  }
  const closePanel = () => {
    setPanel(null)
    setDraft(null)
  }
  const gridActs: GridActs = {
    open: (visitId) => {
      closePanel()
      setBlock(null)
      acts.openVisit(visitId)
    },
    openBlock: (id) => {
      closePanel()
      acts.openVisit(null)
      setBlock(columns.flatMap(({ blocks }) => blocks).find((one) => one.id === id) ?? null)
    },
    draft: (spot, sure) => {
      if (spot && sure) openPanel({ kind: 'new', spot })
      else if (panel && spot) openPanel({ ...panel, spot })
      else setDraft(spot)
    },
    drop: rearrange.drop,
    swap: rearrange.swap,
    extend: rearrange.extend,
    mark: (visitId, what) => {
      const visit = days.answer.visits.find(({ id }) => id === visitId)
      if (visit) mark(visit, what)
    },
    announce: setSaid,
  }
  const begin = (kind: Panel['kind']) => {
    const spot = draft ?? firstSpot(columns, nowOf)
    if (spot) openPanel({ kind, spot })
  }
  useViewKeys({ view, acts, today, who: days.who, onNew: begin })
  const side = block ? (
    <BlockSide block={block} days={days} onClose={() => setBlock(null)} />
  ) : panel ? (
    <PanelView
      key={panel.parked?.id ?? panel.kind}
      panel={panel}
      days={days}
      onSpot={setDraft}
      onKind={(kind) => openPanel({ ...panel, kind })}
      onClose={closePanel}
    />
  ) : (
    acts.visit && <VisitCard key={acts.visit} visitId={acts.visit} onClose={() => acts.openVisit(null)} />
  )
  return (
    <>
      <div className="cal">
        <TopBar
          view={view}
          acts={acts}
          today={today}
          who={days.who}
          hasRooms={days.hasRooms}
          onNew={() => begin('new')}
          onPrint={() => print()}
        />
        <ParkedList
          days={days}
          open={panel?.parked?.id ?? null}
          onPick={(parked, spot) => openPanel({ kind: parked.isWalkIn ? 'walkIn' : 'new', spot, parked })}
          onDay={acts.goTo}
        />
        <div className={side ? 'cal-main cal-main-with-side' : 'cal-main'}>
          {view.kind === 'list' ? (
            <Agenda columns={columns} title={title.whole} nowOf={nowOf} acts={gridActs} />
          ) : (
            <Grid
              columns={columns}
              title={title.short}
              note={title.note}
              hasFaces={view.days === 1}
              axis={axis}
              scale={view.scale}
              zone={days.zone}
              now={now}
              openVisit={acts.visit}
              draft={draft}
              isWriting={panel !== null}
              acts={gridActs}
            />
          )}
          {side}
        </div>
        <p className="hidden-visually" role="status">
          {said}
        </p>
      </div>
      <PrintPages columns={columns} title={title.whole} />
      {rearrange.dialog}
    </>
  )
}

/** Columns of the day in their order, who is off last; of several days those of one person. */
function shownOf({ columns }: Days, view: View): readonly Column[] {
  const seen = view.cancelled ? columns : columns.map(withoutCancelled)
  const who = view.who ?? (view.days > 1 ? (columns[0]?.whoId ?? null) : null)
  if (who !== null) return seen.filter(({ whoId }) => whoId === who)
  const isOff = ({ open, pieces }: Column): boolean => open.length === 0 && pieces.length === 0
  return seen.toSorted((a, b) => Number(isOff(a)) - Number(isOff(b)))
}

const withoutCancelled = (column: Column): Column =>
  column.pieces.some(({ look }) => look === 'cancelled')
    ? { ...column, pieces: column.pieces.filter(({ look }) => look !== 'cancelled') }
    : column

function useTitles(view: View) {
  const { t, f } = useSay()
  const name = (column: Column): string => column.name || t('calendar.nobody')
  const day = (column: Column): string => capital(f.dayShort(column.date))
  return {
    short: (column: Column) => (view.days > 1 ? day(column) : name(column)),
    note: (column: Column) =>
      view.days > 1
        ? name(column)
        : column.pieces.length > 0
          ? t('office.visits', { count: column.pieces.length })
          : '',
    whole: (column: Column) => (view.days > 1 ? `${name(column)} · ${day(column)}` : name(column)),
  }
}

/** Where a new visit begins that was asked for without a place: the first free time of whoever is there. */
function firstSpot(columns: readonly Column[], nowOf: (column: Column) => number): Spot | null {
  const spots = columns.flatMap((column): Spot[] => {
    const next = Math.ceil(nowOf(column) / SNAP_NEW) * SNAP_NEW
    return gapsOf(column, NEW_MINUTES)
      .map(({ from, until }) => ({ column, from: Math.max(from, next), until }))
      .filter(({ from, until }) => until - from >= NEW_MINUTES)
      .map((gap) => ({ ...gap, until: gap.from + NEW_MINUTES }))
  })
  const [first] = spots.toSorted((a, b) => a.column.date.localeCompare(b.column.date) || a.from - b.from)
  const [column] = columns
  return first ?? (column ? { column, from: USUAL.from, until: USUAL.from + NEW_MINUTES } : null)
}
