import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../api.ts'
import { keyOf, useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { CheckField, SelectField } from '../../ui/fields.tsx'
import { refreshVisits } from '../../visits/shown.ts'
import { barsOf, GUESTS, type GuestVisit } from './guest-list.ts'

const DAYS = ['1', '7', '30', '365'] as const

/** Visits that stand still, each with the code of what was in the way. */
export type Left = ReadonlyMap<string, string>

interface Props {
  visits: readonly GuestVisit[]
  onDone: (left: Left) => void
  onClose: () => void
}

/** Says what follows before it is done: the visits go for good, nobody is told, and who booked them may be barred. */
export function CancelMany({ visits, onDone, onClose }: Props) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [kinds, setKinds] = useState({ phone: false, device: true })
  const [days, setDays] = useState<(typeof DAYS)[number]>('30')
  const { phones, devices, bars } = barsOf(visits, kinds)

  const takeBack = async (ids: readonly string[]) => {
    try {
      for (const barId of ids)
        await call('DELETE /api/businesses/:businessId/booking-bars/:barId', { params: { businessId, barId } })
      toast({ text: t('desk.barsRemoved') })
    } catch (error) {
      toast({ text: textOf(say, error), tone: 'bad' })
    }
  }
  const cancel = useAct('POST /api/businesses/:businessId/appointments/cancel-many', {
    onDone: ({ results, bars: set }) => {
      const left = results.filter(({ outcome }) => outcome !== 'cancelled')
      const said = [
        t('desk.cancelledMany', { count: results.length - left.length }),
        ...(left.length > 0 ? [t('desk.notCancelled', { count: left.length })] : []),
        ...(set.length > 0 ? [t('desk.barsSet', { count: set.length })] : []),
      ].join(' ')
      toast({
        text: said,
        tone: left.length > 0 ? 'bad' : 'ok',
        ...(set.length > 0 ? { undo: () => void takeBack(set) } : {}),
      })
      void queries.invalidateQueries({ queryKey: keyOf(GUESTS) })
      void refreshVisits(queries)
      onDone(new Map(left.map(({ id, outcome }) => [id, outcome])))
    },
    onRefused: (why) => toast({ text: textOf(say, why), tone: 'bad' }),
    onOffline: () => toast({ text: t('desk.cancelGoesOn'), tone: 'bad' }),
  })
  return (
    <Confirm
      title={t('desk.cancelMany', { count: visits.length })}
      consequence={
        <>
          <p>{t('desk.cancelManyMeans')}</p>
          {devices > 0 && (
            <CheckField
              label={t('desk.barDevices', { count: devices })}
              hint={t('desk.barDevicesHint')}
              checked={kinds.device}
              onChange={(device) => setKinds({ ...kinds, device })}
            />
          )}
          {phones > 0 && (
            <CheckField
              label={t('desk.barPhones', { count: phones })}
              hint={t('desk.barPhonesHint')}
              checked={kinds.phone}
              onChange={(phone) => setKinds({ ...kinds, phone })}
            />
          )}
          {bars.length > 0 && (
            <SelectField
              label={t('desk.barFor')}
              value={days}
              choices={DAYS.map((value) => ({ value, says: t('desk.days', { count: Number(value) }) }))}
              onChange={setDays}
            />
          )}
        </>
      }
      yes={t('desk.cancelMany', { count: visits.length })}
      no={t('office.cancelNo')}
      busy={cancel.isPending}
      onYes={() =>
        cancel.mutate({
          params: { businessId },
          body: {
            visits: visits.map(({ id, version }) => ({ id, version })),
            ...{ bars, barDays: Number(days) },
          },
        })
      }
      onNo={onClose}
    />
  )
}
