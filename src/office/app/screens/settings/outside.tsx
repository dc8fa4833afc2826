import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useAct, useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { toast } from '../../toasts.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Section } from '../../ui/screen.tsx'
import { useReasons } from '../calendar/words.ts'
import { useSaving } from './draft.ts'
import { Wrong } from './save-bar.tsx'

const OUTSIDE = 'GET /api/businesses/:businessId/visits-outside'
const KEEP = 'POST /api/businesses/:businessId/appointments/:appointmentId/keep-outside'
type Outside = Given<typeof OUTSIDE>['visits'][number]

/**
 * Booked visits that hours or absences no longer allow. Nothing happens to them by itself: each is kept, moved in the
 * calendar, or cancelled here, and the client is called by whoever decides.
 */
export function OutsideVisits({ staffId }: { staffId?: string }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const outside = useRead(OUTSIDE, { params: { businessId } })
  const keep = useKeeping()
  const visits = (outside.data?.visits ?? []).filter(
    ({ services }) => !staffId || services.some((line) => line.staffId === staffId),
  )
  if (visits.length === 0) return null
  return (
    <Section title={t('settings.outside', { count: visits.length })} hint={t('settings.outsideHint')}>
      <ul className="rows">
        {visits.map((visit) => (
          <OutsideRow key={visit.id} visit={visit} keep={keep} />
        ))}
      </ul>
      {keep.error && <Wrong error={keep.error} />}
    </Section>
  )
}

/** That a visit stays is a decision on record: it is asked of nobody again until something else speaks against it. */
function useKeeping() {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const anew = () => void queries.invalidateQueries({ queryKey: [OUTSIDE] })
  const keep = useAct(KEEP, {
    onDone: ({ id, version }, { body: { reasons } }) => {
      anew()
      if (reasons.length === 0) return
      const back = { params: { businessId, appointmentId: id }, body: { version, reasons: [] } }
      toast({ text: t('settings.kept'), undo: () => keep.mutate(back) })
    },
    onRefused: anew,
  })
  return keep
}

function OutsideRow({ visit, keep }: { visit: Outside; keep: ReturnType<typeof useKeeping> }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const [asks, setAsks] = useState(false)
  const reasonText = useReasons()
  const cancel = useSaving('POST /api/businesses/:businessId/appointments/:appointmentId/cancel', [OUTSIDE], () =>
    setAsks(false),
  )
  const codes = [...new Set(visit.reasons.map(({ code }) => code))]
  const { id, date, time, version, clientName, clientPhone, services } = visit
  return (
    <li className="row row-wrap">
      <span className="row-text">
        <span className="strong">{f.moment(date, time)}</span>
        <bdi className="name">{clientName}</bdi>
        <span className="small muted">{services.map(({ name }) => name).join(' + ')}</span>
        <span className="small">{codes.map((code) => reasonText(code, '')).join(', ')}</span>
        {clientPhone && <a href={`tel:${clientPhone}`}>{clientPhone}</a>}
      </span>
      <span className="buttons">
        <Button
          look="secondary"
          size="small"
          busy={keep.isPending}
          onClick={() => keep.mutate({ params: { businessId, appointmentId: id }, body: { version, reasons: codes } })}
        >
          {t('settings.keepVisit')}
        </Button>
        <Link
          className="button button-secondary button-small"
          to={`${screenPath(businessId, 'calendar')}?day=${date}&visit=${id}`}
        >
          {t('settings.moveVisit')}
        </Link>
        <Button look="quiet" size="small" onClick={() => setAsks(true)}>
          {t('office.cancel')}
        </Button>
      </span>
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
