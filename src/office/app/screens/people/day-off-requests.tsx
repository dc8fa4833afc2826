import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toMinute, wallAt } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import type { Given } from '../../api.ts'
import { screenPath } from '../../paths.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/fields.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { useSpanText } from './span-text.ts'

const OPEN = 'GET /api/businesses/:businessId/day-off-requests'
type Request = Given<typeof OPEN>['requests'][number]
type Answering = { request: Request; approve: boolean }

/** Who asks for days off, with the visits that fall inside; nothing where nobody does, or for who may not answer. */
export function DayOffRequests() {
  const { t } = useSay()
  const { businessId, may } = useHere()
  const read = useRead(OPEN, { params: { businessId } }, { enabled: may(MAY.changeTeam) })
  const [answering, setAnswering] = useState<Answering | null>(null)
  if (!read.data || read.data.requests.length === 0) return null
  const { zone, requests } = read.data
  return (
    <section className="card today-stack" aria-label={t('away.requests')}>
      <h2>{t('away.requests')}</h2>
      <ul>
        {requests.map((request) => (
          <li key={request.id} className="today-row">
            <RequestText request={request} zone={zone} />
            <Button look="secondary" onClick={() => setAnswering({ request, approve: true })}>
              {t('away.approve')}
            </Button>
            <Button look="quiet" onClick={() => setAnswering({ request, approve: false })}>
              {t('away.refuse')}
            </Button>
          </li>
        ))}
      </ul>
      {answering && <AnswerRequest {...answering} zone={zone} onClose={() => setAnswering(null)} />}
    </section>
  )
}

function RequestText({ request, zone }: { request: Request; zone: string }) {
  const { t } = useSay()
  const span = useSpanText(zone)
  const { name, kind, reason, visits } = request
  return (
    <span className="row-text">
      <bdi className="strong name">{name}</bdi>
      <span className="small">{span(request)}</span>
      <span className="small muted">{[t(`people.off.${kind}`), reason].filter(Boolean).join(' · ')}</span>
      <span className={visits.length > 0 ? 'small badge badge-warn' : 'small muted'}>
        {visits.length > 0 ? t('away.visits', { count: visits.length }) : t('away.noVisits')}
      </span>
    </span>
  )
}

function AnswerRequest({ request, approve, zone, onClose }: Answering & { zone: string; onClose: () => void }) {
  const { t, f } = useSay()
  const { businessId } = useHere()
  const navigate = useNavigate()
  const [word, setWord] = useState('')
  const reads = [
    OPEN,
    'GET /api/businesses/:businessId/staff',
    'GET /api/businesses/:businessId/visits-outside',
  ] as const
  const save = useSaving('PUT /api/businesses/:businessId/day-off-requests/:requestId/answer', reads, () => {
    onClose()
    // What is to become of each visit inside is asked there.
    if (approve && request.visits.length > 0) navigate(`${screenPath(businessId, 'people')}/${request.staffId}`)
  })
  const when = (instant: string) => {
    const { date, time } = wallAt(toMinute(new Date(instant)), zone)
    return f.moment(date, time)
  }
  return (
    <Dialog
      title={t(approve ? 'away.approveTitle' : 'away.refuseTitle')}
      onClose={onClose}
      foot={
        <Button
          wide
          look={approve ? 'primary' : 'danger'}
          busy={save.isPending}
          onClick={() =>
            save.mutate({
              params: { businessId, requestId: request.id },
              body: { approve, word, version: request.version },
            })
          }
        >
          {t(approve ? 'away.approve' : 'away.refuse')}
        </Button>
      }
    >
      <RequestText request={request} zone={zone} />
      {approve && <p className="muted">{t('away.approveHint')}</p>}
      {approve && request.visits.length > 0 && (
        <ul className="plain-list">
          {request.visits.map(({ id, startTime, services }) => (
            <li key={id}>
              {when(startTime)} · {services}
            </li>
          ))}
        </ul>
      )}
      <TextField label={t('away.word')} maxLength={300} value={word} onChange={setWord} />
      {save.error && <Wrong error={save.error} />}
    </Dialog>
  )
}
