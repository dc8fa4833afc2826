import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { refreshVisits } from '../../visits/shown.ts'

/** Cancelling is final: what follows from it is said before. */
export function CancelVisit({ visit, onClose }: { visit: CalendarVisit; onClose: () => void }) {
  const say = useSay()
  const { t, f } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const cancel = useAct('POST /api/businesses/:businessId/appointments/:appointmentId/cancel', {
    onDone: () => {
      toast({ text: t('office.done.cancelled') })
      void refreshVisits(queries)
      onClose()
    },
    onRefused: (why) => {
      toast({ text: textOf(say, why), tone: 'bad' })
      void refreshVisits(queries)
      onClose()
    },
  })
  return (
    <Confirm
      title={t('office.cancelHeading')}
      consequence={
        <>
          <p className="strong">{f.moment(visit.date, visit.time)}</p>
          <p>{t('office.cancelConsequence')}</p>
          <p>{t('office.cancelTell')}</p>
          <TextField
            label={t('card.cancelReason')}
            hint={t('common.optional')}
            maxLength={300}
            value={reason}
            onChange={setReason}
          />
        </>
      }
      yes={t('office.cancelYes')}
      no={t('office.cancelNo')}
      busy={cancel.isPending}
      onYes={() =>
        cancel.mutate({
          params: { businessId, appointmentId: visit.id },
          body: { version: visit.version, ...(reason.trim() ? { reason } : {}) },
        })
      }
      onNo={onClose}
    />
  )
}
