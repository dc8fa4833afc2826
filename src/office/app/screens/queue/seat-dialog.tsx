import { useState } from 'react'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ServiceChecks, type ServiceId, type StaffId, useOffer, WhoField } from './queue-fields.tsx'
import { clockOf, type QueueActs, type QueueAnswer, type Standing } from './use-queue.ts'

interface Props {
  entry: Standing
  queue: QueueAnswer
  acts: QueueActs
  onClose: () => void
}

/** It is his turn: with whom, and what for, where he has not said it. */
export function SeatDialog({ entry, queue, acts, onClose }: Props) {
  const { t } = useSay()
  const offer = useOffer()
  const [staffId, setStaffId] = useState<StaffId | null>(entry.staffId)
  const [services, setServices] = useState<ServiceId[]>(entry.services.map(({ serviceId }) => serviceId))
  const [busy, setBusy] = useState(false)
  const variantOf = (id: ServiceId) => entry.services.find(({ serviceId }) => serviceId === id)?.variant
  const submit = async () => {
    setBusy(true)
    const wished = services.map((serviceId) => {
      const variant = variantOf(serviceId)
      return { serviceId, ...(variant ? { variant } : {}) }
    })
    await acts.seat(entry, { staffId, services: wished })
    onClose()
  }
  return (
    <Dialog
      title={`${t('queue.number', { number: entry.number })}${entry.name ? ` · ${entry.name}` : ''}`}
      onClose={onClose}
      foot={
        <Button
          wide
          busy={busy}
          disabledBecause={services.length === 0 ? t('queue.why.no_service') : undefined}
          onClick={() => void submit()}
        >
          {t('queue.take')}
        </Button>
      }
    >
      {entry.byPerson.length > 0 && (
        <p className="small muted">
          {t('queue.byWhom')}:{' '}
          {entry.byPerson
            .map(
              ({ staffId: id, at }) =>
                `${queue.people.find((one) => one.id === id)?.name ?? ''} ${clockOf(at, queue.zone)}`,
            )
            .join(', ')}
        </p>
      )}
      {offer && (
        <>
          <WhoField offer={offer} services={services} value={staffId} onChange={setStaffId} />
          <ServiceChecks offer={offer} chosen={services} onChange={setServices} />
        </>
      )}
    </Dialog>
  )
}
