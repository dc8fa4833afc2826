import { useQueryClient } from '@tanstack/react-query'
import { Refused } from '../../api.ts'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { refreshVisits, showVisit } from '../../visits/shown.ts'
import { COLLIDES } from '../calendar/use-arranging.tsx'
import { asked, draftOf, type Rearrangement } from './plan-draft.ts'

/** Saves a changed visit, with a way back for eight seconds; what collides is explained, not only refused. */
export function useRearrangeVisit(
  visit: CalendarVisit,
  { onSaved, onCollides }: { onSaved: () => void; onCollides: () => void },
) {
  const say = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const rearrange = useAct('POST /api/businesses/:businessId/appointments/:appointmentId/rearrange')
  const ask = (plan: Rearrangement, version: number, reason?: string) =>
    rearrange.mutateAsync({
      params: { businessId, appointmentId: visit.id },
      body: { ...plan, version, ...(reason ? { override: { reason } } : {}) },
    })
  const refuse = (error: unknown) => toast({ text: textOf(say, error), tone: 'bad' })

  const undo = async (version: number): Promise<void> => {
    try {
      showVisit(queries, await ask(asked(draftOf(visit), visit), version))
    } catch (error) {
      refuse(error)
    }
    void refreshVisits(queries)
  }
  const save = async (plan: Rearrangement, reason?: string): Promise<void> => {
    try {
      const done = await ask(plan, visit.version, reason)
      showVisit(queries, done)
      toast({ text: say.t('app.saved'), undo: () => void undo(done.version) })
      onSaved()
    } catch (error) {
      if (error instanceof Refused && COLLIDES.includes(error.code) && !reason) onCollides()
      else refuse(error)
    }
    void refreshVisits(queries)
  }
  return { save, isPending: rearrange.isPending }
}
