import { useState } from 'react'
import { Navigate } from 'react-router'
import { catalogueName } from '#platform/i18n/speak.ts'
import { useAct } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useMe } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import { CATEGORIES } from '../settings/catalogue.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { GuideFrame } from './guide-frame.tsx'
import { guidePath } from './steps.ts'

/** The first step: what the place is called and what it is. From here on there is a business, and the guide goes on in it. */
export default function Start() {
  const { t, locale } = useSay()
  const { businesses } = useMe()
  const owned = businesses.find(({ right }) => right === 'owner')
  const [form, setForm] = useState({ name: '', category: 'barbershop' as string, serves: true })
  const set = (changes: Partial<typeof form>) => setForm((before) => ({ ...before, ...changes }))
  // A new page: who one is, and with which right, is asked anew.
  const open = useAct('POST /api/businesses', { onDone: ({ businessId }) => location.assign(guidePath(businessId)) })
  if (owned) return <Navigate replace to={guidePath(owned.id)} />
  return (
    <GuideFrame
      at={0}
      title={t('start.nameTitle')}
      hint={t('start.nameHint')}
      foot={
        <Button
          wide
          size="big"
          busy={open.isPending}
          onClick={() => open.mutate({ body: { ...form, mainLocale: locale } })}
        >
          {t('start.next')}
        </Button>
      }
    >
      <TextField
        label={t('settings.businessName')}
        maxLength={120}
        autoComplete="organization"
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <SelectField
        label={t('settings.category')}
        value={form.category}
        choices={CATEGORIES.map((slug) => ({ value: slug, says: catalogueName(t, 'category', slug) }))}
        onChange={(category) => set({ category })}
      />
      <CheckField
        label={t('start.serves')}
        hint={t('start.servesHint')}
        checked={form.serves}
        onChange={(serves) => set({ serves })}
      />
      {open.error && (
        <Wrong error={open.error} nameOf={(field) => (field === 'name' ? t('settings.businessName') : '')} />
      )}
      {businesses.length === 0 && <p className="hint">{t('start.employee')}</p>}
    </GuideFrame>
  )
}
