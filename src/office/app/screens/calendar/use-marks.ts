import { useQueryClient } from '@tanstack/react-query'
import { type ActName, call, type Given } from '../../api.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { CALENDAR, type Days } from './days.ts'
import type { Mark } from './grid-state.ts'

const ONE = '/api/businesses/:businessId/appointments/:appointmentId'
const VERBS = {
  confirm: [`POST ${ONE}/confirm`, `POST ${ONE}/unconfirm`],
  arrive: [`POST ${ONE}/arrive`, `POST ${ONE}/unarrive`],
  complete: [`POST ${ONE}/complete`, `POST ${ONE}/undo`],
  noShow: [`POST ${ONE}/no-show`, `POST ${ONE}/undo`],
} as const satisfies Record<Mark, readonly [ActName, ActName]>
type Verb = (typeof VERBS)[Mark][number]

/** What happened to a visit, in one press, with the way back. */
export function useMarks({ answer }: Days): (visitId: string, mark: Mark) => void {
  const say = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const ask = async (verb: Verb, appointmentId: Given<typeof CALENDAR>['visits'][number]['id'], version: number) => {
    try {
      return await call(verb, { params: { businessId, appointmentId }, body: { version } })
    } catch (error) {
      toast({ text: textOf(say, error), tone: 'bad' })
      return null
    } finally {
      void queries.invalidateQueries({ queryKey: [CALENDAR] })
    }
  }
  const mark = async (visitId: string, what: Mark) => {
    const visit = answer.visits.find(({ id }) => id === visitId)
    if (!visit) return
    const [verb, back] = VERBS[what]
    const done = await ask(verb, visit.id, visit.version)
    if (!done) return
    const undo = () => void ask(back, visit.id, done.version)
    toast({ text: say.t(`calendar.marked.${what}`), undo })
  }
  return (visitId, what) => void mark(visitId, what)
}
