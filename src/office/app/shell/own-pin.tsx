import { useState } from 'react'
import { useAct, useRead } from '../queries.ts'
import { textOf, useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { toast } from '../toasts.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/fields.tsx'
import { Failed, Loaded } from '../ui/states.tsx'

/** One's own PIN for the shared tablets of this business: set, changed, taken away. */
export default function OwnPin({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const params = { businessId }
  const own = useRead('GET /api/businesses/:businessId/pin', { params })
  const [form, setForm] = useState({ pin: '', again: '' })
  const done = (text: string) => () => {
    toast({ text })
    onClose()
  }
  const save = useAct('PUT /api/businesses/:businessId/pin', { onDone: done(t('tablet.pinSaved')) })
  const drop = useAct('DELETE /api/businesses/:businessId/pin', { onDone: done(t('tablet.pinDropped')) })
  const isTyped = form.again.length >= form.pin.length && form.again !== ''
  const differs = isTyped && form.again !== form.pin
  const digits = (text: string) => text.replace(/\D/g, '').slice(0, 4)
  const common = { type: 'password', inputMode: 'numeric', autoComplete: 'off', maxLength: 4 } as const
  const submit = () => {
    if (form.pin === form.again && form.pin !== '') save.mutate({ params, body: { pin: form.pin } })
  }
  return (
    <Dialog
      title={t('tablet.ownPin')}
      onClose={onClose}
      foot={
        <Button wide busy={save.isPending} onClick={submit}>
          {t('app.save')}
        </Button>
      }
    >
      <p className="muted">{t('tablet.ownPinHint')}</p>
      <TextField
        label={t('tablet.newPin')}
        hint={t('tablet.newPinHint')}
        error={save.error ? textOf(say, save.error) : undefined}
        value={form.pin}
        onChange={(pin) => setForm({ ...form, pin: digits(pin) })}
        {...common}
      />
      <TextField
        label={t('tablet.pinAgain')}
        error={differs ? t('tablet.pinsDiffer') : undefined}
        value={form.again}
        onChange={(again) => setForm({ ...form, again: digits(again) })}
        {...common}
      />
      <Loaded from={own} rows={1}>
        {({ hasPin }) =>
          hasPin && (
            <div>
              <Button look="quiet" busy={drop.isPending} onClick={() => drop.mutate({ params })}>
                {t('tablet.dropPin')}
              </Button>
            </div>
          )
        }
      </Loaded>
      {drop.error && <Failed error={drop.error} />}
    </Dialog>
  )
}
