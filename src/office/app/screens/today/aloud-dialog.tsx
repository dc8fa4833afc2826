import '../../../styles/today.css'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/states.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'
import { Aloud, ByPhone, CALL, LastCall, Outcomes } from './call-acts.tsx'

/** What to read right now, with what came of it. */
export default function AloudDialog({ visitId, onClose }: { visitId: CalendarVisit['id']; onClose: () => void }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const read = useRead(CALL, { params: { businessId, appointmentId: visitId } })
  return (
    <Dialog title={t('desk.readAloud')} onClose={onClose}>
      <Loaded from={read}>
        {(row) => (
          <>
            <p className="muted">{t('desk.readAloudHint')}</p>
            <Aloud aloud={row.aloud} />
            <LastCall call={row.call} />
            {row.phone && <Outcomes row={row} onDone={onClose} />}
            {row.phone && <ByPhone row={row} />}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
