import { useState } from 'react'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { useSaving } from '../settings/draft.ts'
import { shiftsOfWeek } from '../settings/hours-form.ts'
import { Wrong } from '../settings/save-bar.tsx'

export const TEAM_READS = [
  'GET /api/businesses/:businessId/staff',
  'GET /api/businesses/:businessId/readiness',
  'GET /api/businesses/:businessId/visits-outside',
] as const

/** Somebody new: a name, and to begin with the hours of the place and all of its services. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [form, setForm] = useState({ name: '', title: '', everything: true, hoursOfPlace: true })
  const set = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }))
  const services = useRead('GET /api/businesses/:businessId/price-list', { params: { businessId } })
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const add = useSaving('POST /api/businesses/:businessId/staff', TEAM_READS, onClose)
  const submit = () => {
    const skills = form.everything ? (services.data?.services ?? []).map(({ id }) => ({ serviceId: id })) : []
    const week = places.data?.locations[0]?.workingHours ?? []
    add.mutate({
      params: { businessId },
      body: {
        ...{ name: form.name, title: form.title, services: skills },
        ...(form.hoursOfPlace ? { schedule: shiftsOfWeek(week) } : {}),
      },
    })
  }
  return (
    <Dialog
      title={t('people.add')}
      onClose={onClose}
      foot={
        <Button wide busy={add.isPending} onClick={submit}>
          {t('people.addThis')}
        </Button>
      }
    >
      <TextField label={t('people.name')} maxLength={120} value={form.name} onChange={(name) => set({ name })} />
      <TextField
        label={t('people.jobTitle')}
        hint={t('people.jobTitleHint')}
        maxLength={120}
        value={form.title}
        onChange={(title) => set({ title })}
      />
      <CheckField
        label={t('people.doesEverything')}
        checked={form.everything}
        onChange={(everything) => set({ everything })}
      />
      <CheckField
        label={t('people.hoursOfPlace')}
        checked={form.hoursOfPlace}
        onChange={(hoursOfPlace) => set({ hoursOfPlace })}
      />
      {add.error && <Wrong error={add.error} nameOf={(field) => (field === 'name' ? t('people.name') : '')} />}
    </Dialog>
  )
}
