import { call } from '../api.ts'
import { textOf, useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { type Toast, toast } from '../toasts.tsx'
import type { CalendarVisit } from './marks.ts'

const TELL = 'POST /api/businesses/:businessId/appointments/:appointmentId/tell'

/**
 * Clients are told of a change only when somebody agrees, and only when it can no longer be taken back: it is the
 * toast's question, and an act of its own once the toast has passed.
 */
export function useTelling() {
  const say = useSay()
  const { businessId } = useHere()
  const tell = (visits: readonly CalendarVisit[]): void => {
    for (const { id, version } of visits) {
      call(TELL, { params: { businessId, appointmentId: id }, body: { version } }, { outlives: true }).catch(
        (error: unknown) => toast({ text: textOf(say, error), tone: 'bad' }),
      )
    }
  }
  return (
    done: readonly CalendarVisit[],
    how: 'asked' | 'ticked' | 'agreed',
  ): Pick<Toast, 'ask' | 'isTicked' | 'onPassed'> => {
    const reached = done.filter(({ clientPhone }) => clientPhone)
    if (reached.length === 0) return {}
    if (how === 'agreed') return { onPassed: () => tell(reached) }
    return {
      ask: say.t(reached.length > 1 ? 'calendar.tellClients' : 'calendar.tellClient'),
      isTicked: how === 'ticked',
      onPassed: (isTicked) => isTicked && tell(reached),
    }
  }
}
