import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Banner } from '#site/components/banner.tsx'
import type { Refused } from '../../api.ts'
import { useAct } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/fields.tsx'
import { instantAt } from './columns.ts'
import { type Days, refreshBlocks } from './days.ts'
import type { Spot } from './grid-state.ts'
import { Side } from './side.tsx'
import { SpotFields } from './spot-fields.tsx'

interface Props {
  kinds: ReactNode
  spot: Spot
  days: Days
  onSpot: (spot: Spot) => void
  onClose: () => void
}

/** Keeps a person's or a room's time from visits. What is booked there already stays, and only if that is said. */
export function BlockForm({ kinds, spot, days, onSpot, onClose }: Props) {
  const say = useSay()
  const { t } = say
  const { businessId } = useHere()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Refused | null>(null)
  const [over, setOver] = useState(false)
  const add = useAct('POST /api/businesses/:businessId/blocks', {
    onRefused: setProblem,
    onDone: () => {
      void refreshBlocks(queries)
      toast({ text: t('calendar.blocked') })
      onClose()
    },
  })
  const save = () => {
    const { column, from, until } = spot
    const { people, resources } = days.answer
    add.mutate({
      params: { businessId },
      body: {
        staffId: people.find(({ id }) => id === column.whoId)?.id ?? null,
        resourceId: resources.find(({ id }) => id === column.whoId)?.id ?? null,
        from: instantAt(days.answer, column.date, from),
        until: instantAt(days.answer, column.date, until),
        reason,
        over,
      },
    })
  }
  return (
    <Side
      title={t('calendar.key.block')}
      onClose={onClose}
      foot={
        <Button wide busy={add.isPending} onClick={save}>
          {t('calendar.key.block')}
        </Button>
      }
    >
      {kinds}
      {problem && (
        <Banner tone="bad">
          <p>{textOf(say, problem)}</p>
        </Banner>
      )}
      {(problem?.code === 'block_over_visits' || over) && (
        <CheckField label={t('calendar.blockOver')} checked={over} onChange={setOver} />
      )}
      <SpotFields spot={spot} days={days} onSpot={onSpot} withEnd />
      <TextField label={t('calendar.blockReason')} maxLength={200} value={reason} onChange={setReason} />
    </Side>
  )
}
