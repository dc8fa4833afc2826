import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Minute } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import { call, Refused } from '../../api.ts'
import { keyOf, useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { instantAt } from './columns.ts'
import { ConflictDialog, type Verdict } from './conflict-dialog.tsx'
import { CALENDAR, type CalendarAnswer, type CalendarVisit, type Days, useDaysAsk } from './days.ts'
import type { Spot } from './grid-state.ts'
import { whyNot } from './judge.ts'
import type { Piece } from './model.ts'
import { minuteOfDay } from './now.tsx'
import { timesOf } from './piece.tsx'
import { moved, planOf, type Rearrangement, stretched } from './plan.ts'
import type { View } from './use-view.ts'

const REARRANGE = 'POST /api/businesses/:businessId/appointments/:appointmentId/rearrange'
const TELL = 'POST /api/businesses/:businessId/appointments/:appointmentId/tell'
const WHAT_IF = 'POST /api/businesses/:businessId/what-if'
/** Refusals that the engine can explain. */
export const COLLIDES: readonly string[] = [
  'time_not_free',
  'slot_taken',
  'person_unavailable',
  'in_the_past',
  'too_far',
]

interface Wish {
  visit: CalendarVisit
  plan: Rearrangement
  /** What is said when it is done. */
  says: string
}

/** Moves of visits: at once where nothing is in the way, with an explanation where something is; each can be undone. */
export function useRearrange(
  days: Days,
  view: View,
  now: Minute,
): { drop: (piece: Piece, spot: Spot) => void; dialog: ReactNode } {
  const { answer, zone } = days
  const say = useSay()
  const { businessId, may } = useHere()
  const queries = useQueryClient()
  const key = keyOf(CALENDAR, useDaysAsk(view))
  const rearrange = useAct(REARRANGE)
  const whatIf = useAct(WHAT_IF)
  const [conflict, setConflict] = useState<(Wish & { verdict: Verdict }) | null>(null)

  const show = (visit: CalendarVisit) =>
    queries.setQueryData<CalendarAnswer>(key, (before) => before && withVisit(before, visit))
  const refuse = (error: unknown) => toast({ text: textOf(say, error), tone: 'bad' })

  /** Asks the server; what is drawn already goes back if it refuses. */
  const apply = async ({ visit, plan, says }: Wish, options: Options = {}): Promise<void> => {
    await queries.cancelQueries({ queryKey: key })
    if (options.drawn) show(options.drawn)
    try {
      const { reason } = options
      const done = await rearrange.mutateAsync({
        params: { businessId, appointmentId: visit.id },
        body: { ...plan, version: visit.version, ...(reason ? { override: { reason } } : {}) },
      })
      show(done)
      setConflict(null)
      if (!options.quiet) tellDone(visit, done, says)
    } catch (error) {
      show(visit)
      if (error instanceof Refused && COLLIDES.includes(error.code) && !options.reason)
        await explain({ visit, plan, says })
      else refuse(error)
    }
    void queries.invalidateQueries({ queryKey: [CALENDAR] })
  }

  const tellDone = (before: CalendarVisit, done: CalendarVisit, says: string) =>
    toast({
      text: says,
      undo: () =>
        void apply(
          { visit: done, plan: planOf(before), says: say.t('calendar.movedBack') },
          { quiet: true, drawn: { ...before, version: done.version } },
        ),
      ...(done.clientPhone
        ? {
            ask: say.t('calendar.tellClient'),
            onPassed: (tell) => {
              if (tell)
                call(TELL, {
                  params: { businessId, appointmentId: done.id },
                  body: { version: done.version },
                }).catch(refuse)
            },
          }
        : {}),
    })

  /** What is in the way, and what could be done instead; where the server sees nothing it is simply done. */
  const explain = async (wish: Wish): Promise<void> => {
    try {
      const body = { ...wish.plan, appointmentId: wish.visit.id }
      const verdict = await whatIf.mutateAsync({ params: { businessId }, body })
      if (verdict.ok) await apply(wish)
      else setConflict({ ...wish, verdict })
    } catch (error) {
      refuse(error)
    }
  }

  const drop = (piece: Piece, spot: Spot): void => {
    const visit = answer.visits.find(({ id }) => id === piece.visitId)
    if (!visit) return
    const next = after(visit, piece, spot, answer)
    const wish = {
      visit,
      plan: planOf(next),
      says: say.t('calendar.moved', { time: timesOf(spot), who: spot.column.name }),
    }
    if (whyNot(piece, spot.column, spot, minuteOfDay(now, spot.column.date, zone))) void explain(wish)
    else void apply(wish, { drawn: next })
  }

  const dialog = conflict && (
    <ConflictDialog
      verdict={conflict.verdict}
      answer={answer}
      busy={rearrange.isPending}
      onAlternative={({ startTime, staffIds }) => {
        const lines = conflict.plan.lines.map(({ startTime: _, ...line }, i) => ({
          ...line,
          staffId: staffIds[i] ?? null,
        }))
        void apply({ ...conflict, plan: { startTime, lines } })
      }}
      onOverride={may(MAY.overrideRules) ? (reason) => void apply(conflict, { reason }) : null}
      onClose={() => setConflict(null)}
    />
  )
  return { drop, dialog }
}

interface Options {
  /** Shown before the server has answered. */
  drawn?: CalendarVisit
  /** Why it is done though it collides. */
  reason?: string
  /** Without an undo of its own. */
  quiet?: boolean
}
const withVisit = (answer: CalendarAnswer, visit: CalendarVisit): CalendarAnswer => ({
  ...answer,
  visits: answer.visits.map((one) => (one.id === visit.id ? visit : one)),
})

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
