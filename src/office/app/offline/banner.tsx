import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Icon } from '#site/components/icon.tsx'
import { useSay } from '../say.tsx'
import { lastAnswerAt, useIsReached } from './network.ts'

const TRY_AGAIN_MS = 5_000

/** Calm words while the server cannot be reached: as of when the screen is. */
export function NetworkBanner() {
  const { t } = useSay()
  const queries = useQueryClient()
  const isReached = useIsReached()
  useEffect(() => {
    if (isReached) return
    const timer = setInterval(() => void queries.refetchQueries({ type: 'active' }), TRY_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isReached, queries])
  if (isReached) return null
  const at = new Date(lastAnswerAt())
  const time = [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
  return (
    <p className="network-banner" role="status">
      <Icon name="alert" small />
      {t('app.noNetwork', { time })}
    </p>
  )
}
