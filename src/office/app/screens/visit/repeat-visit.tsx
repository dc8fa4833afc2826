import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, instantOf, isoOf, wallMinutes } from '#kernel/time.ts'
import { Refused } from '../../api.ts'
import { useAct, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments } from '../../ui/fields.tsx'
import { Failed } from '../../ui/states.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { CALENDAR, refreshVisits } from '../../visits/shown.ts'
import { ConflictDialog, type Verdict } from '../calendar/conflict-dialog.tsx'

const BOOK = 'POST /api/businesses/:businessId/appointments/by-staff'
const WHAT_IF = 'POST /api/businesses/:businessId/what-if'
const WEEKS = ['1', '2', '3', '4', '6', '8'] as const

/** The same services by the same people on the same weekday and hour, some weeks later. */
export function RepeatVisit({ visit, onClose }: { visit: CalendarVisit; onClose: () => void }) {
  const say = useSay()
  const { t, f } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [weeks, setWeeks] = useState<(typeof WEEKS)[number]>('4')
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const book = useAct(BOOK)
  const whatIf = useAct(WHAT_IF)
  const { data: answer } = useRead(CALENDAR, { params: { businessId }, query: { from: visit.businessDay, days: 1 } })
  const date = addDays(visit.date, Number(weeks) * 7)
  const startTime = isoOf(instantOf(date, wallMinutes(visit.time), visit.zone))
  const lines = visit.services.map(({ serviceId, staffId, variant }) => ({
    serviceId,
    staffId,
    ...(variant === null ? {} : { variant }),
  }))

  const save = async (at: string, staffIds = lines.map(({ staffId }) => staffId)) => {
    setProblem(null)
    const asked = { startTime: at, lines: lines.map((line, i) => ({ ...line, staffId: staffIds[i] ?? null })) }
    try {
      const made = await book.mutateAsync({
        params: { businessId },
        body: {
          ...asked,
          client: { kind: 'known', clientId: visit.clientId },
          ...(visit.place ? { place: visit.place } : {}),
          ...(visit.object ? { object: visit.object } : {}),
        },
      })
      toast({ text: t('card.repeated', { when: f.moment(made.date, made.time) }) })
      void refreshVisits(queries)
      onClose()
    } catch (error) {
      if (error instanceof Refused && error.status === 409) await explain(asked)
      else setProblem(error)
    }
  }
  const explain = async (asked: { startTime: string; lines: typeof lines }) => {
    try {
      setVerdict(await whatIf.mutateAsync({ params: { businessId }, body: asked }))
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Dialog
      title={t('card.repeat')}
      onClose={onClose}
      foot={
        <Button wide busy={book.isPending} onClick={() => void save(startTime)}>
          {t('card.repeatAt', { when: f.moment(date, visit.time) })}
        </Button>
      }
    >
      <Segments
        label={t('card.repeat')}
        value={weeks}
        choices={WEEKS.map((value) => ({ value, says: t('card.weeks', { count: Number(value) }) }))}
        onChange={(next) => {
          setWeeks(next)
          setVerdict(null)
        }}
      />
      {problem !== null && <Failed error={problem} />}
      {verdict && answer && (
        <ConflictDialog
          verdict={verdict}
          answer={answer}
          busy={book.isPending}
          onAlternative={({ startTime: at, staffIds }) => void save(at, staffIds)}
          onOverride={null}
          onClose={() => setVerdict(null)}
        />
      )}
    </Dialog>
  )
}
