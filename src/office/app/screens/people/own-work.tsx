import '../../../styles/own-work.css'
import { useState } from 'react'
import type { Given } from '../../api.ts'
import { useRead } from '../../queries.ts'
import { useSay } from '../../say.tsx'
import { useHere, useMe } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { useSaving } from '../settings/draft.ts'
import { Wrong } from '../settings/save-bar.tsx'
import { AskDayOff } from './ask-day-off.tsx'
import { useSpanText } from './span-text.ts'

const OWN_WORK = 'GET /api/businesses/:businessId/own-work'
type Own = Given<typeof OWN_WORK>

/** One's own figures and the days off one has asked for; that one stands in for somebody is said here too. */
export function OwnWork() {
  const { t, f } = useSay()
  const { businessId, right } = useHere()
  const { businesses } = useMe()
  const [asks, setAsks] = useState(false)
  const until = businesses.find(({ id }) => id === businessId)?.standInUntil
  const isSpecialist = right === 'specialist' || Boolean(until)
  const read = useRead(OWN_WORK, { params: { businessId } }, { enabled: right !== 'owner' })
  if (!read.data) return null
  const { today, month, requests, zone } = read.data
  return (
    <section className="card today-stack own-work" aria-label={t('away.own')}>
      <h2>{t('away.own')}</h2>
      {until && <p className="badge badge-warn">{t('rights.until', { date: f.date(until) })}</p>}
      {isSpecialist && (
        <>
          <dl className="own-figures">
            <Figure name={t('away.today')} {...today} />
            <Figure name={t('away.month')} {...month} />
          </dl>
          <p className="small muted">{t('away.sumHint')}</p>
        </>
      )}
      <Requests requests={requests} zone={zone} />
      <div>
        <Button look="secondary" onClick={() => setAsks(true)}>
          {t('away.ask')}
        </Button>
      </div>
      {asks && <AskDayOff zone={zone} reads={[OWN_WORK]} onClose={() => setAsks(false)} />}
    </section>
  )
}

function Figure({ name, count, sum }: { name: string; count: number; sum: number }) {
  const { t, f } = useSay()
  return (
    <div>
      <dt className="small muted">{name}</dt>
      <dd>
        <span className="own-sum">{f.money(sum)}</span>
        <span className="small muted">{t('away.done', { count })}</span>
      </dd>
    </div>
  )
}

function Requests({ requests, zone }: { requests: Own['requests']; zone: string }) {
  const { t } = useSay()
  const { businessId } = useHere()
  const span = useSpanText(zone)
  const withdraw = useSaving('PUT /api/businesses/:businessId/day-off-requests/:requestId/withdrawn', [OWN_WORK])
  const now = new Date().toISOString()
  const shown = requests.filter(({ until, state }) => until > now && state !== 'withdrawn')
  if (shown.length === 0) return null
  return (
    <>
      <h3>{t('away.mine')}</h3>
      <ul className="rows">
        {shown.map((request) => (
          <li key={request.id} className="row row-wrap">
            <span className="row-text">
              <span className="strong">{span(request)}</span>
              <span className="small muted">
                {[t(`people.off.${request.kind}`), t(`away.state.${request.state}`)].join(' · ')}
              </span>
              {request.answer && <span className="small">{t('away.answer', { word: request.answer })}</span>}
            </span>
            {request.state === 'asked' && (
              <Button
                look="quiet"
                size="small"
                busy={withdraw.isPending}
                onClick={() =>
                  withdraw.mutate({ params: { businessId, requestId: request.id }, body: { version: request.version } })
                }
              >
                {t('away.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {withdraw.error && <Wrong error={withdraw.error} />}
    </>
  )
}
