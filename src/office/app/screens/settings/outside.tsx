import { useState } from 'react'
import { Link } from 'react-router'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Section } from '../../ui/screen.tsx'
import { useSaving } from './draft.ts'
import { Wrong } from './save-bar.tsx'

type Outside = Given<'GET /api/businesses/:businessId/visits-outside'>['visits'][number]

/**
 * Booked visits that hours or absences no longer allow. Nothing happens to them by itself: each is kept, moved in the
 * calendar, or cancelled here, and the client is called by whoever decides.
 */
export function OutsideVisits({ staffId }: { staffId?: string }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const outside = useRead('GET /api/businesses/:businessId/visits-outside', { params: { businessId } })
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const visits = (outside.data?.visits ?? []).filter(
    ({ services }) => !staffId || services.some((line) => line.staffId === staffId),
  )
  if (visits.length === 0) return null
  return (
    <Section title={t('settings.outside', { count: visits.length })} hint={t('settings.outsideHint')}>
      <ul className="rows">
        {visits.map((visit) => (
          <OutsideRow
            key={visit.id}
            visit={visit}
            isKept={kept.has(visit.id)}
            onKeep={() => setKept((before) => new Set(before).add(visit.id))}
          />
        ))}
      </ul>
    </Section>
  )
}

function OutsideRow({ visit, isKept, onKeep }: { visit: Outside; isKept: boolean; onKeep: () => void }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [asks, setAsks] = useState(false)
  const cancel = useSaving(
    'POST /api/businesses/:businessId/appointments/:appointmentId/cancel',
    ['GET /api/businesses/:businessId/visits-outside'],
    () => setAsks(false),
  )
  const { id, date, time, version, clientName, clientPhone, services } = visit
  return (
    <li className="row row-wrap">
      <span className="row-text">
        <span className="strong">{f.moment(date, time)}</span>
        <bdi className="name">{clientName}</bdi>
        <span className="small muted">{services.map(({ name }) => name).join(' + ')}</span>
        {clientPhone && <a href={`tel:${clientPhone}`}>{clientPhone}</a>}
      </span>
      {isKept ? (
        <span className="badge badge-ok">{t('settings.kept')}</span>
      ) : (
        <span className="buttons">
          <Button look="secondary" size="small" onClick={onKeep}>
            {t('settings.keepVisit')}
          </Button>
          <Link
            className="button button-secondary button-small"
            to={`${screenPath(businessId, 'calendar')}?day=${date}`}
          >
            {t('settings.moveVisit')}
          </Link>
          <Button look="quiet" size="small" onClick={() => setAsks(true)}>
            {t('office.cancel')}
          </Button>
        </span>
      )}
      {asks && (
        <Confirm
          title={t('office.cancelHeading')}
          consequence={
            <>
              <p>{f.moment(date, time)}</p>
              <p>{t('office.cancelConsequence')}</p>
              <p>{t('office.cancelTell')}</p>
              {cancel.error && <Wrong error={cancel.error} />}
            </>
          }
          yes={t('office.cancelYes')}
          no={t('office.cancelNo')}
          busy={cancel.isPending}
          onYes={() => cancel.mutate({ params: { businessId, appointmentId: id }, body: { version } })}
          onNo={() => setAsks(false)}
        />
      )}
    </li>
  )
}
