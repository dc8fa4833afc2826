import { useState } from 'react'
import { addDays } from '#kernel/time.ts'
import { Banner } from '#site/components/banner.tsx'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Wrong } from './save-bar.tsx'

interface Stop {
  until: string
  reason: string
}

interface Props {
  /** Its heading stands above it already. */
  bare?: boolean
  stop: Stop | null
  busy: boolean
  error: Error | null
  onPut: (stop: Stop | null) => void
}

/** Clients cannot book online until a day; who calls is booked as ever. */
export function OnlineStop({ bare = false, stop, busy, error, onPut }: Props) {
  const { t, f } = useSay()
  const today = new Date().toISOString().slice(0, 10)
  const [until, setUntil] = useState(addDays(today, 7))
  const [reason, setReason] = useState('')
  return (
    <fieldset className={bare ? 'bare' : 'week-day'}>
      <legend className={bare ? 'hidden-visually' : ''}>{t('settings.byPhone')}</legend>
      {stop && stop.until >= today ? (
        <>
          <Banner tone="warn">
            <p>{t('settings.byPhoneUntil', { date: f.day(stop.until) })}</p>
            {stop.reason && <p className="small">{stop.reason}</p>}
          </Banner>
          <div>
            <Button size="small" busy={busy} onClick={() => onPut(null)}>
              {t('settings.onlineAgain')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <div className="columns">
            <TextField label={t('settings.untilDay')} type="date" min={today} value={until} onChange={setUntil} />
            <TextField
              label={t('settings.stopReason')}
              hint={t('settings.stopReasonHint')}
              maxLength={300}
              value={reason}
              onChange={setReason}
            />
          </div>
          <div>
            <Button look="secondary" size="small" busy={busy} onClick={() => onPut({ until, reason })}>
              {t('settings.stopOnline')}
            </Button>
          </div>
        </>
      )}
      {error && <Wrong error={error} nameOf={(field) => (field === 'until' ? t('settings.untilDay') : '')} />}
    </fieldset>
  )
}
