import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Given } from '../../api.ts'
import { keyOf, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/states.tsx'
import { Wrong } from '../settings/save-bar.tsx'
import { GuideStep, useOn } from './guide-step.tsx'

type Place = Given<'GET /api/businesses/:businessId/locations'>['locations'][number]
type Profile = Given<'GET /api/businesses/:businessId/profile'>

/** Where it is and which number to call. */
export function ContactsStep() {
  const { businessId } = useHere()
  const places = useRead('GET /api/businesses/:businessId/locations', { params: { businessId } })
  const profile = useRead('GET /api/businesses/:businessId/profile', { params: { businessId } })
  return (
    <Loaded from={places}>
      {({ locations: [place] }) => (
        <Loaded from={profile}>{(loaded) => place && <Contacts place={place} profile={loaded} />}</Loaded>
      )}
    </Loaded>
  )
}

function Contacts({ place, profile }: { place: Place; profile: Profile }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const on = useOn('contacts')
  const { address } = place
  const [form, setForm] = useState({
    phone: profile.contacts.phone ?? '',
    street: address.street ?? '',
    building: address.building ?? '',
    landmark: address.landmark ?? '',
  })
  const set = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }))
  // Two documents, one after the other; each of the two is harmless when it is sent again.
  const save = useMutation({
    mutationFn: async () => {
      const { phone, street, building, landmark } = form
      const { name, category, description, mainLocale, translations, socialMedia, features, version } = profile
      const contacts = { ...profile.contacts, phone: phone.trim() || undefined }
      await call('PUT /api/businesses/:businessId/profile', {
        params: { businessId },
        body: { name, category, description, mainLocale, translations, socialMedia, features, contacts, version },
      })
      const told = { street, building, landmark, city: address.city || t('common.city') }
      const known = Object.fromEntries(Object.entries(told).filter(([, part]) => part.trim() !== ''))
      await call('PUT /api/businesses/:businessId/locations/:locationId/address', {
        params: { businessId, locationId: place.id },
        body: {
          ...{ address: { ...address, ...known }, translations: place.translations, geo: place.geo },
          ...{ phone: place.phone, version: place.version },
        },
      })
    },
    onSettled: () =>
      Promise.all(
        (['GET /api/businesses/:businessId/profile', 'GET /api/businesses/:businessId/locations'] as const).map(
          (read) => queries.invalidateQueries({ queryKey: keyOf(read) }),
        ),
      ),
    onSuccess: on,
  })
  return (
    <GuideStep
      step="contacts"
      canSkip
      title={t('start.contactsTitle')}
      hint={t('start.contactsHint')}
      busy={save.isPending}
      onNext={() => save.mutate()}
    >
      <TextField
        label={t('common.phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        value={form.phone}
        onChange={(phone) => set({ phone })}
      />
      <TextField
        label={t('settings.street')}
        hint={t('start.streetHint')}
        maxLength={200}
        value={form.street}
        onChange={(street) => set({ street })}
      />
      <TextField
        label={t('settings.building')}
        maxLength={50}
        value={form.building}
        onChange={(building) => set({ building })}
      />
      <TextField
        label={t('settings.landmark')}
        hint={t('settings.landmarkHint')}
        maxLength={200}
        value={form.landmark}
        onChange={(landmark) => set({ landmark })}
      />
      {save.error && <Wrong error={save.error} />}
    </GuideStep>
  )
}
