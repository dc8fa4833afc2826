import '../../../styles/queue.css'
import '../../../styles/today.css'
import { useState } from 'react'
import { MAY } from '#platform/http/rights.ts'
import type { Refused } from '../../api.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Loaded } from '../../ui/states.tsx'
import { AddEntry } from './add-entry.tsx'
import { NextCard } from './next-card.tsx'
import { NoFit } from './no-fit.tsx'
import { QueueRow } from './queue-row.tsx'
import { QueueSettings } from './queue-settings.tsx'
import { SeatDialog } from './seat-dialog.tsx'
import { type QueueAnswer, type Standing, useQueueActs, useQueueRead } from './use-queue.ts'

type Open = 'add' | 'settings' | null

/** Who came without a booking, in the order in which they are taken. */
export default function Queue() {
  const { t } = useSay()
  const { may } = useHere()
  const read = useQueueRead()
  const [open, setOpen] = useState<Open>(null)
  const answer = read.data
  return (
    <Screen
      title={t('queue.title')}
      actions={
        <>
          {may(MAY.changePlaces) && (
            <IconButton icon="gear" label={t('queue.settings')} onClick={() => setOpen('settings')} />
          )}
          {answer?.isOn && <Button onClick={() => setOpen('add')}>{t('queue.add')}</Button>}
        </>
      }
    >
      <Loaded from={read}>
        {(queue) =>
          queue.isOn ? (
            <Standings queue={queue} />
          ) : (
            <Empty title={t('queue.off')} hint={t('queue.offHint')}>
              {may(MAY.changePlaces) && <Button onClick={() => setOpen('settings')}>{t('queue.switchOn')}</Button>}
            </Empty>
          )
        }
      </Loaded>
      {answer && open === 'add' && <AddEntry onClose={() => setOpen(null)} />}
      {answer && open === 'settings' && <QueueSettings queue={answer} onClose={() => setOpen(null)} />}
    </Screen>
  )
}

function Standings({ queue }: { queue: QueueAnswer }) {
  const { t } = useSay()
  const [seating, setSeating] = useState<Standing | null>(null)
  const [refused, setRefused] = useState<{ why: Refused; id: string } | null>(null)
  const acts = useQueueActs((why, { id }) => setRefused({ why, id }))
  const { entries } = queue
  if (entries.length === 0) return <Empty title={t('queue.empty')} hint={t('queue.emptyHint')} />
  const entry = refused && entries.find(({ id }) => id === refused.id)
  return (
    <div className="queue">
      <NextCard queue={queue} acts={acts} />
      <ol className="queue-list">
        {entries.map((standing, i) => (
          <QueueRow
            key={standing.id}
            entry={standing}
            queue={queue}
            acts={acts}
            around={{ two: entries[i - 2]?.id ?? null, one: entries[i - 1]?.id ?? null, next: entries[i + 1]?.id }}
            onSeat={() => setSeating(standing)}
          />
        ))}
      </ol>
      {seating && <SeatDialog entry={seating} queue={queue} acts={acts} onClose={() => setSeating(null)} />}
      {refused && entry && (
        <NoFit refused={refused.why} entry={entry} queue={queue} acts={acts} onClose={() => setRefused(null)} />
      )}
    </div>
  )
}
