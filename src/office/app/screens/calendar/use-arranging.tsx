import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import { Refused } from '../../api.ts'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { inTurn } from '../../visits/in-turn.ts'
import { holdReads, refreshVisits, showVisit } from '../../visits/shown.ts'
import { useTelling } from '../../visits/use-telling.ts'
import { type Alternative, ConflictDialog, type Obstacles } from './conflict-dialog.tsx'
import type { CalendarAnswer, CalendarVisit } from './days.ts'
import { planOf, type Rearrangement } from './plan.ts'

const REARRANGE = 'POST /api/businesses/:businessId/appointments/:appointmentId/rearrange'
const TOGETHER = 'POST /api/businesses/:businessId/appointments/rearrange'
const WHAT_IF = 'POST /api/businesses/:businessId/what-if'
/** Refusals that the engine can explain. */
export const COLLIDES: readonly string[] = [
  'time_not_free',
  'slot_taken',
  'person_unavailable',
  'in_the_past',
  'too_far',
]

export interface Change {
  before: CalendarVisit
  plan: Rearrangement
  /** Shown before the server has answered. */
  drawn?: CalendarVisit
  /** A no-show that stands again. */
  restore?: boolean
}

/** What is to become of one visit, or of several by one act. */
export interface Wish {
  changes: readonly Change[]
  /** What is said when it is done; empty: nothing, and it is not taken back. */
  says: string
  /** Whose clients may be told, and whether that is agreed already; absent: all are asked about. */
  tells?: { who: readonly string[]; how: 'asked' | 'ticked' | 'agreed' }
  /** What could be done instead of it, when something is in the way. */
  offers?: (verdict: Obstacles) => readonly Offer[]
}

export interface Offer {
  text: string
  wish: Wish
}

export const changeTo = (before: CalendarVisit, after: CalendarVisit): Change => ({
  before,
  plan: planOf(after),
  drawn: after,
})

interface Conflict {
  wish: Wish
  verdict: Obstacles
  offers: readonly Offer[]
}

/**
 * Visits are rearranged: at once where nothing is in the way, with an explanation where something is. What was done by
 * one act is taken back by one.
 */
export function useArranging(answer: Pick<CalendarAnswer, 'zone' | 'people'> | undefined): {
  apply: (wish: Wish) => Promise<void>
  explain: (wish: Wish) => Promise<void>
  dialog: ReactNode
} {
  const say = useSay()
  const { businessId, may } = useHere()
  const queries = useQueryClient()
  const one = useAct(REARRANGE)
  const several = useAct(TOGETHER)
  const whatIf = useAct(WHAT_IF)
  const telling = useTelling()
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const refuse = (error: unknown) => toast({ text: textOf(say, error), tone: 'bad' })

  const ask = async (changes: readonly Change[], reason: string | undefined): Promise<CalendarVisit[]> => {
    const override = reason ? { override: { reason } } : {}
    const visits = changes.map(({ before, plan }) => ({ ...plan, appointmentId: before.id, version: before.version }))
    const [first] = visits
    if (!first) return []
    if (visits.length > 1)
      return (await several.mutateAsync({ params: { businessId }, body: { visits, ...override } })).visits
    const { appointmentId, ...body } = first
    const restore = changes[0]?.restore ?? false
    return [await one.mutateAsync({ params: { businessId, appointmentId }, body: { ...body, ...override, restore } })]
  }

  /** What is drawn already goes back if the server refuses. */
  const apply = async (wish: Wish, reason?: string): Promise<void> => {
    await holdReads(queries)
    // What is said of it next, before the server has answered, is said of the visit as it will be then.
    for (const { before, drawn } of wish.changes)
      if (drawn) showVisit(queries, { ...drawn, version: before.version + 1 })
    try {
      const ids = wish.changes.map(({ before }) => before.id)
      const done = await inTurn(ids, () => ask(wish.changes, reason))
      for (const visit of done) showVisit(queries, visit)
      setConflict(null)
      if (wish.says) tellDone(wish, done)
    } catch (error) {
      for (const { before } of wish.changes) showVisit(queries, before)
      if (error instanceof Refused && COLLIDES.includes(error.code) && !reason) await explain(wish, error)
      else refuse(error)
    }
    void refreshVisits(queries)
  }

  const tellDone = ({ changes, says, tells }: Wish, done: readonly CalendarVisit[]) => {
    const back = done.map((after, i): Change => {
      const before = changes[i]?.before ?? after
      return { before: after, plan: planOf(before), drawn: { ...before, version: after.version } }
    })
    toast({
      text: says,
      ...(changes.some(({ restore }) => restore) ? {} : { undo: () => void apply({ changes: back, says: '' }) }),
      ...telling(
        done.filter(({ id }) => tells?.who.includes(id) ?? true),
        tells?.how ?? 'asked',
      ),
    })
  }

  /** What is in the way, and what could be done instead; where the server sees nothing it is simply done. */
  const explain = async (wish: Wish, refused?: Refused): Promise<void> => {
    const [change, ...others] = wish.changes
    if (!change) return
    try {
      if (refused && others.length > 0) return setConflict({ wish, verdict: verdictOf(refused), offers: [] })
      const body = { ...change.plan, appointmentId: change.before.id }
      const verdict = await whatIf.mutateAsync({ params: { businessId }, body })
      if (verdict.ok) await apply(wish)
      else setConflict({ wish, verdict, offers: wish.offers?.(verdict) ?? [] })
    } catch (error) {
      refuse(error)
    }
  }

  const dialog = conflict && answer && (
    <ConflictDialog
      verdict={conflict.verdict}
      answer={answer}
      busy={one.isPending || several.isPending}
      offers={conflict.offers.map(({ text, wish }) => ({ text, onTake: () => void apply(wish) }))}
      onAlternative={(alternative) => void apply(elsewhere(conflict.wish, alternative))}
      onOverride={may(MAY.overrideRules) ? (reason) => void apply(conflict.wish, reason) : null}
      onClose={() => setConflict(null)}
    />
  )
  return { apply, explain, dialog }
}

/** The one visit at another time, or with others; nothing is drawn before it is done. */
function elsewhere(wish: Wish, { startTime, staffIds }: Pick<Alternative, 'startTime' | 'staffIds'>): Wish {
  const changes = wish.changes.map(({ drawn: _, plan, ...change }): Change => {
    const lines = plan.lines.map(({ startTime: _, ...line }, i) => ({ ...line, staffId: staffIds[i] ?? null }))
    return { ...change, plan: { startTime, lines } }
  })
  return { ...wish, changes }
}

/** Of several at once the refusal tells all that there is to tell. */
function verdictOf({ code, details: { why } }: Refused): Obstacles {
  const never = code === 'in_the_past' || code === 'too_far' ? code : null
  const told = Array.isArray(why) ? (why as Obstacles['why']) : []
  return { never, why: told, alternatives: [], collides: [], lines: [] }
}
