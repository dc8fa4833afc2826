import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAct } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Failed } from '../../ui/states.tsx'
import { ServiceChecks, type ServiceId, type StaffId, useOffer, WhoField } from './queue-fields.tsx'
import { QUEUE } from './use-queue.ts'

/** Somebody who has just come in. All of it may be left out but that he stands there. */
export function AddEntry({ onClose }: { onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const offer = useOffer()
  const [services, setServices] = useState<ServiceId[]>([])
  const [staffId, setStaffId] = useState<StaffId | null>(null)
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const add = useAct('POST /api/businesses/:businessId/queue', {
    onDone: ({ number }) => {
      void queries.invalidateQueries({ queryKey: [QUEUE] })
      toast({ text: t('queue.added', { number }) })
      onClose()
    },
  })
  const submit = () =>
    add.mutate({
      params: { businessId },
      body: { services: services.map((serviceId) => ({ serviceId })), staffId, name, phone },
    })
  return (
    <Dialog
      title={t('queue.add')}
      onClose={onClose}
      foot={
        <Button wide busy={add.isPending} onClick={submit}>
          {t('queue.add')}
        </Button>
      }
    >
      {add.error && <Failed error={add.error} />}
      <div className="columns">
        <TextField
          label={t('calendar.client')}
          hint={t('common.optional')}
          maxLength={80}
          value={name}
          onChange={setName}
        />
        <TextField
          label={t('common.phone')}
          hint={t('common.optional')}
          type="tel"
          maxLength={40}
          value={phone}
          onChange={setPhone}
        />
      </div>
      {offer && (
        <>
          <WhoField offer={offer} services={services} value={staffId} onChange={setStaffId} />
          <ServiceChecks offer={offer} chosen={services} onChange={setServices} />
        </>
      )}
    </Dialog>
  )
}
