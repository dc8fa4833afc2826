import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Ask, call, isOffline } from '../../../api.ts'
import { textOf, useSay } from '../../../say.tsx'
import { useHere } from '../../../session.tsx'
import { toast } from '../../../toasts.tsx'
import { Button } from '../../../ui/button.tsx'
import { PARKED } from './use-parked.ts'

const PARK = 'POST /api/businesses/:businessId/parked'
export type ParkedForm = Omit<Ask<typeof PARK>['body'], 'keepTime' | 'locationId'>

/** Another call comes: what was typed is put aside and its time kept; where the time is taken, what was typed is. */
export function ParkButton({ form, onParked }: { form: () => ParkedForm; onParked: () => void }) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [key] = useState(() => crypto.randomUUID())
  const send = (keepTime: boolean) =>
    call(PARK, { params: { businessId }, body: { ...form(), keepTime } }, { key: `${key}:${keepTime}` })

  async function park() {
    const hasTime = form().lines.length > 0
    try {
      await send(hasTime)
      toast({ text: t(hasTime ? 'parked.done' : 'parked.textOnly') })
    } catch (error) {
      if (isOffline(error)) throw error
      await send(false)
      toast({ text: t('parked.taken') })
    }
  }

  const press = async () => {
    setBusy(true)
    try {
      await park()
      void queries.invalidateQueries({ queryKey: [PARKED] })
      onParked()
    } catch (error) {
      setBusy(false)
      toast({ text: textOf(say, error), tone: 'bad' })
    }
  }
  return (
    <Button look="quiet" busy={busy} onClick={() => void press()}>
      {t('parked.park')}
    </Button>
  )
}
