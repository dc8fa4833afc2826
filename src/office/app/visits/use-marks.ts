import { useQueryClient } from '@tanstack/react-query'
import { call, isOffline, Refused } from '../api.ts'
import { enqueue, isWaiting } from '../offline/queue.ts'
import { serverNow } from '../offline/server-clock.ts'
import { textOf, useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { toast } from '../toasts.tsx'
import { aboutVisit } from './about.ts'
import { inTurn } from './in-turn.ts'
import { type CalendarVisit, type Mark, type Marking, marked, verbOf } from './marks.ts'
import { askForTime } from './restoring.tsx'
import { holdReads, refreshVisits, showVisit } from './shown.ts'

/**
 * Says in one press what became of a visit: shown at once, put back if the server refuses, with a way back for eight
 * seconds. Without a network it waits in the queue.
 */
export function useMarks() {
  const say = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()

  const apply = async (visit: CalendarVisit, marking: Marking): Promise<CalendarVisit | null> => {
    await holdReads(queries)
    const after = marked(visit, marking, new Date(serverNow()).toISOString())
    showVisit(queries, after)
    const wait = async () => {
      const about = aboutVisit(visit)
      await enqueue({ kind: 'mark', businessId, visitId: visit.id, version: visit.version, marking, about })
      return after
    }
    if (isWaiting(visit.id)) return wait() // in the order in which it was done
    try {
      const { version } = await inTurn([visit.id], () =>
        call(verbOf(marking), {
          params: { businessId, appointmentId: visit.id },
          body: { version: visit.version },
        }),
      )
      void refreshVisits(queries)
      return { ...after, version }
    } catch (error) {
      if (isOffline(error)) return wait()
      showVisit(queries, visit)
      if (error instanceof Refused && error.code === 'slot_taken') askForTime(visit)
      else toast({ text: textOf(say, error), tone: 'bad' })
      void refreshVisits(queries)
      return null
    }
  }

  const mark = async (visit: CalendarVisit, what: Mark): Promise<void> => {
    const done = await apply(visit, { mark: what, back: false })
    if (!done) return
    toast({
      text: say.t(`calendar.marked.${what}`),
      undo: () => void apply(done, { mark: what, back: true }),
    })
  }
  return {
    mark: (visit: CalendarVisit, what: Mark) => void mark(visit, what),
    takeBack: (visit: CalendarVisit, what: Mark) => void apply(visit, { mark: what, back: true }),
  }
}
