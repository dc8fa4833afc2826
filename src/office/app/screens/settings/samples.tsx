import { useState } from 'react'
import { visitPath } from '#site/links.ts'
import type { Given } from '../../api.ts'
import { useSay } from '../../say.tsx'
import { useHere, useMe } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from './draft.ts'
import { Wrong } from './save-bar.tsx'

const READS = [
  'GET /api/businesses/:businessId/appointments',
  'GET /api/businesses/:businessId/visits-outside',
] as const

/** Visits to look at, and one on oneself; all of them go with one press. */
export function Samples() {
  const { t, f, locale } = useSay()
  const { businessId } = useHere()
  const { user } = useMe()
  const [phone, setPhone] = useState('')
  const [made, setMade] = useState<Given<'POST /api/businesses/:businessId/sample-visits'>['visits']>([])
  const add = useSaving('POST /api/businesses/:businessId/sample-visits', READS)
  const remove = useSaving('DELETE /api/businesses/:businessId/sample-visits', READS, () => setMade([]))
  const book = (visits: { name: string; phone?: string }[]) =>
    add.mutate(
      { params: { businessId }, body: { visits, locale } },
      { onSuccess: ({ visits: booked }) => setMade((before) => [...before, ...booked]) },
    )
  const three = [1, 2, 3].map((number) => ({ name: t('settings.sampleName', { number }) }))
  return (
    <Section title={t('settings.samples')} hint={t('settings.samplesHint')}>
      <TextField
        label={t('settings.ownPhone')}
        hint={t('settings.ownPhoneHint')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        maxLength={40}
        value={phone}
        onChange={setPhone}
      />
      <div className="buttons">
        <Button
          look="secondary"
          busy={add.isPending}
          onClick={() => book([{ name: user.name, ...(phone.trim() ? { phone } : {}) }])}
        >
          {t('settings.bookMyself')}
        </Button>
        <Button look="secondary" busy={add.isPending} onClick={() => book(three)}>
          {t('settings.addSamples')}
        </Button>
        <Button look="quiet" busy={remove.isPending} onClick={() => remove.mutate({ params: { businessId } })}>
          {t('settings.removeSamples')}
        </Button>
      </div>
      {made.length > 0 && (
        <ul className="rows">
          {made.map(({ id, date, time, services, link }) => (
            <li key={id} className="row">
              <span className="row-text">
                <span className="strong">{f.moment(date, time)}</span>
                <span className="small muted">{services.join(' + ')}</span>
              </span>
              <a href={visitPath(locale, link)}>{t('settings.asClient')}</a>
            </li>
          ))}
        </ul>
      )}
      {(add.error ?? remove.error) && <Wrong error={add.error ?? remove.error} />}
    </Section>
  )
}
