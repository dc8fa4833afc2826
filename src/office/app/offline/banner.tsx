import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { Icon } from '#site/components/icon.tsx'
import { screenPath, UNSENT } from '../paths.ts'
import { useSay } from '../say.tsx'
import { useHere } from '../session.tsx'
import { refreshVisits } from '../visits/shown.ts'
import { lastAnswerAt, useIsReached } from './network.ts'
import { recallQueue, useQueue } from './queue.ts'
import { replay } from './replay.ts'

const TRY_AGAIN_MS = 5_000

/** Calm words while the server cannot be reached: as of when the screen is, and how much waits to be sent. */
export function NetworkBanner() {
  const { t } = useSay()
  const { businessId } = useHere()
  const queries = useQueryClient()
  const isReached = useIsReached()
  const { unsent, refused } = useQueue()
  useEffect(() => {
    if (isReached) return
    const timer = setInterval(() => void queries.refetchQueries({ type: 'active' }), TRY_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isReached, queries])
  useReplay(isReached && unsent.length > 0)
  const waits = unsent.length > 0 ? t('offline.waiting', { count: unsent.length }) : ''
  const at = new Date(lastAnswerAt())
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  const said = isReached ? waits : [t('app.noNetwork', { time }), waits].filter(Boolean).join(' · ')
  return (
    <div className="network-banners" role="status">
      {said && (
        <p className="network-banner">
          <Icon name="alert" small />
          {said}
        </p>
      )}
      {refused.length > 0 && (
        <p className="network-banner">
          <Icon name="alert" small />
          {t('offline.refused', { count: refused.length })}
          <Link className="network-link" to={screenPath(businessId, UNSENT)}>
            {t('offline.look')}
          </Link>
        </p>
      )}
    </div>
  )
}

/** Sends what waits as soon as the server answers, and has the screens read what became of it. */
function useReplay(isDue: boolean): void {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isDue) return
    const send = () => void replay().then(() => refreshVisits(queries))
    send()
    const timer = setInterval(send, TRY_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isDue, queries])
  useEffect(() => {
    const look = () => void recallQueue()
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [])
}
