import { useState } from 'react'
import { localDateAt, toMinute } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import { serverNow } from '../../offline/server-clock.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { type CalendarVisit, marksFor, standing } from '../../visits/marks.ts'
import { useMarks } from '../../visits/use-marks.ts'
import { CancelVisit } from './cancel-visit.tsx'
import { RepeatVisit } from './repeat-visit.tsx'
import { SwapVisit } from './swap-visit.tsx'

/** What can be said of the visit in one press, the likeliest first. */
export function CardActs({ visit }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { may } = useHere()
  const { mark, takeBack } = useMarks()
  const [open, setOpen] = useState<'cancel' | 'repeat' | null>(null)
  const now = serverNow()
  const marks = marksFor(visit, now, localDateAt(toMinute(new Date(now)), visit.zone))
  const done = standing(visit)
  const close = () => setOpen(null)
  return (
    <>
      <div className="buttons">
        {marks.map((one, i) => (
          <Button key={one} look={i === 0 ? 'primary' : 'secondary'} onClick={() => mark(visit, one)}>
            {t(`calendar.mark.${one}`)}
          </Button>
        ))}
        {done && (
          <Button look="secondary" icon="undo" onClick={() => takeBack(visit, done)}>
            {t('card.takeBack')}
          </Button>
        )}
        {visit.status === 'scheduled' && visit.arrivedAt && (
          <Button look="secondary" icon="undo" onClick={() => takeBack(visit, 'arrive')}>
            {t('card.notHere')}
          </Button>
        )}
        {visit.walkIn === null && (
          <Button look="secondary" onClick={() => setOpen('repeat')}>
            {t('card.repeat')}
          </Button>
        )}
        <SwapVisit key={visit.id} visit={visit} />
        {visit.status === 'scheduled' && may(MAY.cancelVisits) && (
          <Button look="quiet" onClick={() => setOpen('cancel')}>
            {t('card.cancel')}
          </Button>
        )}
      </div>
      {open === 'cancel' && <CancelVisit visit={visit} onClose={close} />}
      {open === 'repeat' && <RepeatVisit visit={visit} onClose={close} />}
    </>
  )
}
