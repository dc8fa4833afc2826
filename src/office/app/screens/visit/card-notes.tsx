import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { LinesField } from '../../ui/fields.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { refreshVisits } from '../../visits/shown.ts'

/** What staff should know of this visit. What was typed stays when the server refuses. */
export function CardNotes({ visit }: { visit: CalendarVisit }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const set = useAct('PUT /api/businesses/:businessId/appointments/:appointmentId/notes', {
    onDone: () => {
      setTyped(null)
      toast({ text: t('app.saved') })
      void refreshVisits(queries)
    },
    onRefused: (why) => {
      toast({ text: textOf(say, why), tone: 'bad' })
      void refreshVisits(queries)
    },
  })
  const notes = typed ?? visit.notes ?? ''
  return (
    <section className="visit-part">
      <LinesField label={t('calendar.notes')} rows={2} maxLength={1000} value={notes} onChange={setTyped} />
      {typed !== null && typed !== (visit.notes ?? '') && (
        <div>
          <Button
            size="small"
            busy={set.isPending}
            onClick={() =>
              set.mutate({
                params: { businessId, appointmentId: visit.id },
                body: { version: visit.version, notes: typed },
              })
            }
          >
            {t('app.save')}
          </Button>
        </div>
      )}
    </section>
  )
}
