import { type ReactNode, useState } from 'react'
import type { Minute } from '#kernel/time.ts'
import { useSay } from '../../say.tsx'
import { aboutVisit, whoText } from '../../visits/about.ts'
import { instantAt } from './columns.ts'
import type { CalendarAnswer, CalendarVisit, Days } from './days.ts'
import { DropSheet } from './drop-sheet.tsx'
import type { Spot } from './grid-state.ts'
import { whyNot } from './judge.ts'
import type { Piece } from './model.ts'
import { minuteOfDay } from './now.tsx'
import { timesOf } from './piece.tsx'
import { moved, stretched } from './plan.ts'
import { useIsDesk } from './side.tsx'
import { longerBy } from './timely.ts'
import { changeTo, useArranging, type Wish } from './use-arranging.tsx'
import { useSqueeze } from './use-squeeze.ts'

export interface Rearranging {
  drop: (piece: Piece, spot: Spot, isSure?: boolean) => void
  swap: (piece: Piece, other: Piece) => void
  extend: (piece: Piece) => void
  dialog: ReactNode
}

/** What is moved on the grid: dropped, swapped, or made longer at the cost of those that follow. */
export function useRearrange({ answer, zone }: Days, now: Minute): Rearranging {
  const { t } = useSay()
  const isDesk = useIsDesk()
  const { apply, explain, dialog } = useArranging(answer)
  const squeeze = useSqueeze(answer.visits)
  const [asked, setAsked] = useState<{ wish: Wish; title: string } | null>(null)
  const visitOf = ({ visitId }: Piece): CalendarVisit | undefined => answer.visits.find(({ id }) => id === visitId)

  const drop = (piece: Piece, spot: Spot, isSure = false): void => {
    const visit = visitOf(piece)
    if (!visit) return
    const next = after(visit, piece, spot, answer)
    const wish: Wish = {
      changes: [changeTo(visit, next)],
      says: t('calendar.moved', { time: timesOf(spot), who: spot.column.name }),
      offers: (verdict) => squeeze.insteadOf({ visit, line: piece.line }, next, verdict),
    }
    if (whyNot(piece, spot.column, spot, minuteOfDay(now, spot.column.date, zone))) void explain(wish)
    else if (isDesk || isSure) void apply(wish)
    else setAsked({ wish, title: `${timesOf(piece)} → ${timesOf(spot)}, ${spot.column.name}?` })
  }
  const swap = (piece: Piece, other: Piece): void => {
    const [mine, theirs] = [visitOf(piece), visitOf(other)]
    if (mine && theirs) void apply(squeeze.swap({ visit: mine, line: piece.line }, { visit: theirs, line: other.line }))
  }
  const extend = (piece: Piece): void => {
    const visit = visitOf(piece)
    if (visit) void apply(squeeze.prolong(visit, longerBy(piece.overrun)))
  }

  const [dropped] = asked?.wish.changes ?? []
  const sheet = asked && dropped && (
    <DropSheet
      title={asked.title}
      about={whoText(t, aboutVisit(dropped.before))}
      isReached={dropped.before.clientPhone !== null}
      onMove={(tells) => {
        setAsked(null)
        void apply({ ...asked.wish, tells: { who: tells ? [dropped.before.id] : [], how: 'agreed' } })
      }}
      onClose={() => setAsked(null)}
    />
  )
  return { drop, swap, extend, dialog: sheet || dialog }
}

/** The visit with its piece at the new place. */
function after(visit: CalendarVisit, piece: Piece, spot: Spot, answer: CalendarAnswer): CalendarVisit {
  const line = visit.services[piece.line]
  if (!line) return visit
  const longer = spot.until - spot.from - (piece.until - piece.from)
  if (longer !== 0) return stretched(visit, piece.line, longer)
  const start = instantAt(answer, spot.column.date, spot.from)
  const by = (Date.parse(start) - Date.parse(line.startTime)) / 60_000
  const person = answer.people.find(({ id }) => id === spot.column.whoId)
  return moved(visit, piece.line, by, person ? person.id : line.staffId)
}
