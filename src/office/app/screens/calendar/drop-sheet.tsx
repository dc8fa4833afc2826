import { useState } from 'react'
import { useSay } from '../../say.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField } from '../../ui/fields.tsx'

interface Props {
  /** `11:00 → 12:30, Гүлназ` */
  title: string
  about: string
  /** The client can be told. */
  isReached: boolean
  onMove: (tells: boolean) => void
  onClose: () => void
}

/** A finger lets go where it did not mean to: on a phone a visit moves only after a second word. */
export function DropSheet({ title, about, isReached, onMove, onClose }: Props) {
  const { t } = useSay()
  const [tells, setTells] = useState(isReached)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      foot={
        <Button wide onClick={() => onMove(tells)}>
          {t('calendar.dropMove')}
        </Button>
      }
    >
      <p className="name">{about}</p>
      {isReached && <CheckField label={t('calendar.tellClient')} checked={tells} onChange={setTells} />}
    </Dialog>
  )
}
