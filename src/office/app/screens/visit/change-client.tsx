import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '#site/components/banner.tsx'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { refreshVisits, showVisit } from '../../visits/shown.ts'
import { type ChosenClient, ClientField, NOBODY } from '../calendar/client-field.tsx'

const SET_CLIENT = 'PUT /api/businesses/:businessId/appointments/:appointmentId/client'

/** A walk-in gets a name; a visit written for the wrong person its right one. */
export function ChangeClient({ visit, onClose }: { visit: CalendarVisit; onClose: () => void }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [text, setText] = useState('')
  const [client, setClient] = useState<ChosenClient>(NOBODY)
  const [problem, setProblem] = useState('')
  const set = useAct(SET_CLIENT, {
    onDone: (changed) => {
      showVisit(queries, changed)
      void refreshVisits(queries)
      toast({ text: t('card.clientSet'), ...(visit.walkIn === null ? { undo: () => back(changed) } : {}) })
      onClose()
    },
    onRefused: (why) => setProblem(textOf(say, why)),
  })
  const params = { businessId, appointmentId: visit.id }
  const back = ({ version }: CalendarVisit) =>
    set.mutate({ params, body: { version, client: { kind: 'known', clientId: visit.clientId } } })
  const save = (chosen: ChosenClient) => {
    if (chosen.kind === 'walk-in') return setProblem(t('errors.name_required'))
    const { version } = visit
    if (chosen.kind === 'known')
      return set.mutate({ params, body: { version, client: { kind: 'known', clientId: chosen.clientId } } })
    const phone = chosen.phone.trim()
    set.mutate({ params, body: { version, client: { kind: 'new', name: chosen.name, ...(phone ? { phone } : {}) } } })
  }
  return (
    <Dialog
      title={t('card.whoComes')}
      onClose={onClose}
      foot={
        <Button wide busy={set.isPending} onClick={() => save(client)}>
          {t('app.save')}
        </Button>
      }
    >
      {problem && (
        <Banner tone="bad">
          <p>{problem}</p>
        </Banner>
      )}
      <ClientField
        client={client}
        text={text}
        who={text.trim()}
        onText={(next) => {
          setText(next)
          setClient(next.trim() === '' ? NOBODY : { kind: 'new', name: next.trim(), phone: '' })
        }}
        onChange={setClient}
        onEnter={save}
      />
    </Dialog>
  )
}
