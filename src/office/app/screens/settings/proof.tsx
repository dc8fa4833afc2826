import { useState } from 'react'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'

/** The password once more, before what a session alone may not do; what was typed meanwhile stays where it is. */
export function Proof({ onProved, onClose }: { onProved: () => void; onClose: () => void }) {
  const say = useSay()
  const { t } = say
  const [password, setPassword] = useState('')
  const prove = useAct('POST /api/session/proof', { onDone: onProved })
  return (
    <Dialog title={t('desk.proof')} onClose={onClose}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!prove.isPending) prove.mutate({ body: { password } })
        }}
      >
        <p className="muted">{t('desk.proofWhy')}</p>
        <TextField
          label={t('accounts.password')}
          type="password"
          autoComplete="current-password"
          required
          maxLength={1000}
          error={prove.error ? textOf(say, prove.error) : undefined}
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" busy={prove.isPending}>
          {t('desk.proofGo')}
        </Button>
      </form>
    </Dialog>
  )
}
