import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Banner } from '#site/components/banner.tsx'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segments, TextField } from '../../ui/fields.tsx'
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
  const [family, setFamily] = useState<Family>({ relation: 'child', name: '' })
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
    if (family.name.trim() !== '')
      return set.mutate({ params, body: { version: visit.version, client: { kind: 'family', ...family } } })
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
      {visit.clientPhone && <FamilyField family={family} onChange={setFamily} />}
    </Dialog>
  )
}

interface Family {
  relation: 'child' | 'other'
  name: string
}

/** The visit is of the same phone, but of another child, say: neither the phone nor the time is touched. */
function FamilyField({ family, onChange }: { family: Family; onChange: (family: Family) => void }) {
  const { t } = useSay()
  return (
    <>
      <TextField
        label={t('calendar.family')}
        maxLength={100}
        value={family.name}
        onChange={(name) => onChange({ ...family, name })}
      />
      {family.name.trim() !== '' && (
        <Segments
          label={t('card.whoComes')}
          value={family.relation}
          choices={[
            { value: 'child', says: t('calendar.familyChild') },
            { value: 'other', says: t('calendar.familyOther') },
          ]}
          onChange={(relation) => onChange({ ...family, relation })}
        />
      )}
    </>
  )
}
