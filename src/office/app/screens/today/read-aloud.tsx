import { lazy, Suspense, useState } from 'react'
import { Banner } from '#site/components/banner.tsx'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import type { CalendarVisit } from '../../visits/marks.ts'

const AloudDialog = lazy(() => import('./aloud-dialog.tsx'))

/** On a visit's card: what to read to its client, and whether his number is not his. */
export function ReadAloud({ visit: { id, walkIn, status, clientPhone } }: { visit: CalendarVisit }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const [isOpen, setOpen] = useState(false)
  const isCalled = status === 'scheduled' && walkIn === null
  const { data } = useRead(
    'GET /api/businesses/:businessId/appointments/:appointmentId/call',
    { params: { businessId, appointmentId: id } },
    { enabled: isCalled && clientPhone !== null },
  )
  if (!isCalled) return null
  return (
    <section className="visit-part" aria-label={t('desk.readAloud')}>
      {data?.isWrong && (
        <Banner tone="warn">
          <p>{t('desk.wrongNumber')}</p>
        </Banner>
      )}
      <div className="buttons">
        <Button look="secondary" icon="note" onClick={() => setOpen(true)}>
          {t('desk.readAloud')}
        </Button>
      </div>
      {isOpen && (
        <Suspense fallback={null}>
          <AloudDialog visitId={id} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </section>
  )
}
