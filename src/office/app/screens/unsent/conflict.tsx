import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toMinute, wallAt } from '#kernel/time.ts'
import { MAY } from '#platform/http/rights.ts'
import { errorText } from '#platform/i18n/speak.ts'
import { Banner } from '#site/components/banner.tsx'
import { call } from '../../api.ts'
import { type Act, BOOK, type MarkAct, remove, type WalkInAct } from '../../offline/queue.ts'
import { useRead } from '../../queries.ts'
import { textOf, useSay } from '../../say.tsx'
import { useHere } from '../../session.tsx'
import { Button } from '../../ui/button.tsx'
import { Loaded } from '../../ui/states.tsx'
import { verbOf } from '../../visits/marks.ts'
import { CARD, type Card, refreshVisits } from '../../visits/shown.ts'
import { ActText } from './act-text.tsx'

/** One act that the server did not take. */
export function Conflict({ act, onLeave }: { act: Act; onLeave: () => void }) {
  const { t } = useSay()
  return (
    <section className="card conflict-act">
      <div>
        <h2 className="conflict-side">{t('offline.mine')}</h2>
        <ActText act={act} />
      </div>
      {act.kind === 'mark' && /^[0-9a-f]{24}$/.test(act.visitId) ? (
        <OfVisit act={act} onLeave={onLeave} />
      ) : (
        <OfWalkIn act={act} onLeave={onLeave} />
      )}
    </section>
  )
}

function useWhy(act: Act): string {
  const { t } = useSay()
  const { code = 'internal', details = {} } = act.refused ?? {}
  const own = `offline.why.${code}`
  return t.has(own) ? t(own) : errorText(t, code, details)
}

function OfVisit({ act, onLeave }: { act: MarkAct & Act; onLeave: () => void }) {
  const { t } = useSay()
  const card = useRead(CARD, { params: { businessId: act.businessId, appointmentId: act.visitId } })
  const why = useWhy(act)
  return (
    <>
      <div>
        <h2 className="conflict-side">{t('offline.theirs')}</h2>
        <p>{why}</p>
        <Loaded from={card} rows={1}>
          {(given) => <Theirs card={given} />}
        </Loaded>
      </div>
      <Choice
        act={act}
        onLeave={onLeave}
        {...(card.data
          ? {
              send: async () => {
                const { businessId, visitId: appointmentId, marking } = act
                const { version } = (await call(CARD, { params: { businessId, appointmentId } })).visit
                await call(verbOf(marking), { params: { businessId, appointmentId }, body: { version } })
              },
            }
          : {})}
      />
    </>
  )
}

/** How the visit is now, and who made it so. */
function Theirs({ card: { visit, history } }: { card: Card }) {
  const { t, f } = useSay()
  const last = history.at(-1)
  const at = last && wallAt(toMinute(new Date(last.at)), visit.zone)
  const key = last ? `events.${last.type.replaceAll('_', '-')}` : ''
  return (
    <p>
      <span className="strong">
        {t(`office.status.${visit.status}`)} · {f.moment(visit.date, visit.time)}
      </span>
      {last && at && (
        <span className="small muted">
          {' '}
          {[t.has(key) ? t(key) : t('events.other'), last.by, `${f.dayShort(at.date)}, ${at.time}`]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
    </p>
  )
}

function OfWalkIn({ act, onLeave }: { act: Act; onLeave: () => void }) {
  const { t } = useSay()
  const { may } = useHere()
  const why = useWhy(act)
  const isPossible = act.kind === 'walk-in' && may(MAY.overrideRules) && act.refused?.code !== 'in_the_past'
  return (
    <>
      <div>
        <h2 className="conflict-side">{t('offline.theirs')}</h2>
        <p>{why}</p>
      </div>
      <Choice
        act={act}
        onLeave={onLeave}
        {...(isPossible ? { send: () => bookOver(act, t('offline.overReason')) } : {})}
      />
    </>
  )
}

/** The client was served: it is written over whatever was booked meanwhile, under a key of its own. */
const bookOver = ({ businessId, body, key }: WalkInAct, reason: string) =>
  call(BOOK, { params: { businessId }, body: { ...body, override: { reason } } }, { key: `${key}-over` })

interface ChoiceProps {
  act: Act
  onLeave: () => void
  /** Absent: it cannot be done any more. */
  send?: () => Promise<unknown>
}

/** What comes of either; the server's truth is the one that is meant unless somebody says otherwise. */
function Choice({ act, onLeave, send }: ChoiceProps) {
  const say = useSay()
  const { t } = say
  const queries = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const insist = async () => {
    setBusy(true)
    try {
      await send?.()
      await remove(act)
      void refreshVisits(queries)
    } catch (error) {
      setProblem(textOf(say, error))
    }
    setBusy(false)
  }
  return (
    <div>
      <h2 className="conflict-side">{t('offline.result')}</h2>
      {problem && (
        <Banner tone="bad">
          <p>{problem}</p>
        </Banner>
      )}
      <p className="muted">{t(send ? 'offline.resultEither' : 'offline.resultLeave')}</p>
      <div className="buttons">
        <Button onClick={onLeave}>{t('offline.leave')}</Button>
        {send && (
          <Button look="secondary" busy={isBusy} onClick={() => void insist()}>
            {t('offline.insist')}
          </Button>
        )}
      </div>
    </div>
  )
}
