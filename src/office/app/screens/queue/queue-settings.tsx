import { useState } from 'react'
import { doorPath, queuePath } from '#site/links.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField } from '../../ui/fields.tsx'
import { Failed } from '../../ui/states.tsx'
import { useSaving } from '../settings/draft.ts'
import { QUEUE, type QueueAnswer } from './use-queue.ts'

/** Whether there is a queue, and whether clients join it by themselves. */
export function QueueSettings({ queue, onClose }: { queue: QueueAnswer; onClose: () => void }) {
  const { t, locale } = useSay()
  const { businessId, slug } = useHere()
  const [isOn, setOn] = useState(queue.isOn)
  const [byDoor, setByDoor] = useState(queue.byDoor)
  const save = useSaving('PUT /api/businesses/:businessId/queue', [QUEUE], onClose)
  return (
    <Dialog
      title={t('queue.settings')}
      onClose={onClose}
      foot={
        <Button
          wide
          busy={save.isPending}
          onClick={() => save.mutate({ params: { businessId }, body: { isOn, byDoor, version: queue.version } })}
        >
          {t('app.save')}
        </Button>
      }
    >
      {save.error && <Failed error={save.error} />}
      <CheckField label={t('queue.isOn')} checked={isOn} onChange={setOn} />
      {isOn && (
        <CheckField label={t('queue.byDoor')} hint={t('queue.byDoorHint')} checked={byDoor} onChange={setByDoor} />
      )}
      {queue.isOn && queue.byDoor && (
        <div className="buttons">
          <a className="button button-secondary" href={doorPath(locale, slug)}>
            {t('queue.doorSheet')}
          </a>
          <a className="button button-secondary" href={queuePath(locale, slug)}>
            {t('queue.doorPage')}
          </a>
        </div>
      )}
    </Dialog>
  )
}
