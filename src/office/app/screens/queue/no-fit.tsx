import type { Refused } from '../../api.ts'
import { textOf, useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { clockOf, type QueueActs, type QueueAnswer, type Standing, whyText } from './use-queue.ts'

interface Props {
  refused: Refused
  entry: Standing
  queue: QueueAnswer
  acts: QueueActs
  onClose: () => void
}

/** Why it is not his turn, when it will be, and who fits instead. */
export function NoFit({ refused, entry, queue, acts, onClose }: Props) {
  const say = useSay()
  const { t } = say
  const { why, at, other } = refused.details as {
    why?: string[]
    at?: string | null
    other?: { id: string } | null
  }
  const instead = queue.entries.find(({ id }) => id === other?.id)
  const reason = whyText(say, { why: why ?? [], services: entry.services })
  return (
    <Dialog
      title={t('queue.number', { number: entry.number })}
      onClose={onClose}
      foot={
        instead && (
          <Button
            wide
            onClick={() => {
              onClose()
              void acts.seat(instead, {})
            }}
          >
            {t('queue.takeOther', { number: instead.number })}
          </Button>
        )
      }
    >
      <p>{textOf(say, refused)}</p>
      {reason && <p className="strong">{reason}</p>}
      {at && <p>{t('queue.notBefore', { time: clockOf(at, queue.zone) })}</p>}
      {instead && <p className="muted">{t('queue.fitsInstead', { number: instead.number })}</p>}
    </Dialog>
  )
}
